import assert from 'node:assert/strict';
import { createHmac, createPublicKey } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { testDatabase } from '../../test/database.ts';
import { testSignIns, type SignIns } from '../../test/sign-in.ts';
import { newId } from '../platform/clock.ts';
import { createHttpServer, type App } from '../platform/http.ts';
import { embeddedIssuer } from './access.ts';
import { callerOf, ROLES } from './caller.ts';
import { publicKeys, type SigningKey } from './embedded/keys.ts';
import { allRights, may } from './permissions.ts';
import { authentication } from './routes.ts';
import { disableApplication, disablePartnerUser } from './store.ts';

const db = await testDatabase();
let now = new Date('2026-11-22T08:00:00Z');
const clock = { now: () => now };
const ours = await testSignIns(db, { clock });
const theirs = await testSignIns(db, { clock, name: 'fabrikam' });
const { access, sign, tokenFor, callerAs, partner, people, application } = ours;

let app: App;
let origin: string;

before(async () => {
  app = createHttpServer({ newId, log: false });
  await app.register(authentication(access));
  for (const right of allRights()) {
    app.route({
      method: ['GET', 'POST'],
      url: `/try/${right}`,
      config: { right },
      handler: (request) => (right === 'public' ? {} : callerOf(request)),
    });
  }
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
after(() => app.close());

const ask = async (path: string, token?: string): Promise<{ status: number; body: any; challenge: string | null }> => {
  const answer = await fetch(`${origin}${path}`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, body: await answer.json(), challenge: answer.headers.get('www-authenticate') };
};

describe('a bearer token', () => {
  test('of a person names the person, the roles of now and the program', async () => {
    const { status, body } = await ask('/try/session.own', await tokenFor('sales_agent'));
    assert.equal(status, 200);
    assert.deepEqual(body, { kind: 'user', ...people.sales_agent, applicationId: application.applicationId });
  });

  test('of a program names the program', async () => {
    const { status, body } = await ask('/try/session.own', await tokenFor('application'));
    assert.equal(status, 200);
    assert.deepEqual(body, {
      kind: 'application',
      partnerId: partner.partnerId,
      applicationId: application.applicationId,
      displayName: 'A program',
    });
  });

  test('is not needed where a route is public', async () => {
    assert.equal((await ask('/try/public')).status, 200);
  });

  test('is needed everywhere else, and the answer says how', async () => {
    const { status, body, challenge } = await ask('/try/customers.read');
    assert.equal(status, 401);
    assert.equal(challenge, 'Bearer realm="Upseat"');
    assert.equal(body.code, 400);
    assert.equal(body.source, 'Upseat');
    assert.deepEqual(body.data, []);
  });

  test('that is fine for an address that does not exist leads to 404, and so does none', async () => {
    assert.equal((await ask('/try/nothing', await tokenFor('admin_agent'))).status, 404);
    assert.equal((await ask('/try/nothing')).status, 404);
  });
});

describe('a token that proves nobody', () => {
  const seconds = Math.floor(now.getTime() / 1000);
  const person = { tid: partner.partnerId, appid: application.applicationId, oid: people.admin_agent.userId, scp: 'user_impersonation' };

  const times: readonly [name: string, claims: JWTPayload, status: number][] = [
    ['expired 59 seconds ago, which clocks may differ', { exp: seconds - 59 }, 200],
    ['expired 61 seconds ago', { exp: seconds - 61 }, 401],
    ['valid in 59 seconds', { nbf: seconds + 59 }, 200],
    ['valid in 61 seconds', { nbf: seconds + 61 }, 401],
  ];
  for (const [name, claims, status] of times) {
    test(`${name}: ${status}`, async () =>
      assert.equal((await ask('/try/session.own', await sign({ ...person, ...claims }))).status, status));
  }

  const audiences: readonly [audience: string, status: number][] = [
    ['https://api.partnercenter.microsoft.com', 200],
    ['https://api.partnercenter.microsoft.com/', 200],
    ['https://graph.windows.net', 200],
    ['fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd', 200],
    ['http://127.0.0.1:8480', 200],
    ['https://graph.microsoft.com', 401],
    ['https://graph.windows.net.example.com', 401],
  ];
  for (const [audience, status] of audiences) {
    test(`audience ${audience}: ${status}`, async () =>
      assert.equal((await ask('/try/session.own', await sign({ ...person, aud: audience }))).status, status));
  }

  const claims: readonly [name: string, claims: Record<string, unknown>, said: RegExp][] = [
    ['of another issuer', { iss: 'https://login.example.com' }, /trusted issuer/],
    ['of an issuer that only begins like ours', { iss: `${embeddedIssuer(access.config)}/x` }, /trusted issuer/],
    ['without a tenant', { tid: undefined }, /tenant/],
    ['with a tenant that is no GUID', { tid: 'contoso.example.com' }, /tenant/],
    ['of an unknown person', { oid: newId() }, /not known/],
    ['of a person in another tenant', { tid: theirs.partner.partnerId }, /another tenant/],
    ['of another partner’s person in our tenant', { oid: theirs.people.admin_agent.userId }, /another tenant/],
    ['of an unknown program', { appid: newId() }, /application/],
    ['without an expiry', { exp: undefined }, /expired/],
    ['that is an ID token', { scp: undefined, nonce: 'n', upn: 'a@b' }, /no person/],
    [
      'of a program that belongs to another tenant',
      { scp: undefined, oid: undefined, idtyp: 'app', appid: theirs.application.applicationId },
      /another tenant/,
    ],
    ['of a program that nobody knows', { scp: undefined, oid: undefined, idtyp: 'app', appid: newId() }, /not known/],
  ];
  for (const [name, changed, said] of claims) {
    test(name, async () => {
      const { status, body, challenge } = await ask('/try/session.own', await sign({ ...person, ...changed }));
      assert.equal(status, 401);
      assert.match(body.description, said);
      assert.match(challenge ?? '', /^Bearer realm="Upseat", error="invalid_token"/);
    });
  }

  test('unsigned (alg none)', async () => {
    const [, payload] = (await sign(person)).split('.');
    const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
    assert.equal((await ask('/try/session.own', `${header}.${payload}.`)).status, 401);
    assert.equal((await ask('/try/session.own', `${header}.${payload}.AAAA`)).status, 401);
  });

  test('signed with HS256 and the public key as the secret', async () => {
    const [key] = await keys(ours);
    const [, payload] = (await sign(person)).split('.');
    const header = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT', kid: key.kid })).toString('base64url');
    const pem = createPublicKey({ key: publicKeys([key]).keys[0] as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    for (const secret of [pem, JSON.stringify(publicKeys([key]).keys[0])]) {
      const signature = createHmac('sha256', secret).update(`${header}.${payload}`).digest('base64url');
      assert.equal((await ask('/try/session.own', `${header}.${payload}.${signature}`)).status, 401);
    }
  });

  test('signed by somebody else under our key id, or under a key id of their own', async () => {
    const [key] = await keys(ours);
    const { privateKey } = await generateKeyPair('RS256');
    for (const [kid, said] of [
      [key.kid, /signature/],
      ['another', /key of the token/],
    ] as const) {
      const seal = new SignJWT({ ...person, iss: embeddedIssuer(access.config), aud: 'https://graph.windows.net', exp: seconds + 600 });
      const { status, body } = await ask('/try/session.own', await seal.setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey));
      assert.equal(status, 401);
      assert.match(body.description, said);
    }
  });

  test('that brings its own key in the header', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const seal = new SignJWT({ ...person, iss: embeddedIssuer(access.config), aud: 'https://graph.windows.net', exp: seconds + 600 });
    const token = await seal.setProtectedHeader({ alg: 'RS256', jwk: await exportJWK(publicKey) }).sign(privateKey);
    assert.equal((await ask('/try/session.own', token)).status, 401);
  });

  test('whose payload was changed after signing', async () => {
    const [header, payload, signature] = (await sign(person)).split('.');
    const changed = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...changed, oid: people.global_admin.userId })).toString('base64url');
    assert.equal((await ask('/try/session.own', `${header}.${forged}.${signature}`)).status, 401);
  });

  for (const header of ['Bearer', 'Bearer x', 'Bearer a.b.c', 'Basic dTpw', 'Bearer  ', 'Bearer ä', 'Negotiate']) {
    test(`the header "${header}"`, async () => {
      const answer = await fetch(`${origin}/try/session.own`, { headers: { authorization: Buffer.from(header).toString('latin1') } });
      assert.equal(answer.status, 401);
    });
  }

  test('of a person who lost access: at once where it was taken, within seconds elsewhere', async () => {
    const token = await sign({ ...person, oid: people.helpdesk_agent.userId });
    assert.equal((await ask('/try/session.own', token)).status, 200);
    await db.transaction(async (tx) => disablePartnerUser(tx, people.helpdesk_agent.userId, now));
    now = new Date(now.getTime() + 3_000);
    const { status, body } = await ask('/try/session.own', token);
    assert.equal(status, 401);
    assert.match(body.description, /no access any more/);
  });

  test('of a program that lost access, with a person or without', async () => {
    const tokens = [await theirs.tokenFor('application'), await theirs.tokenFor('admin_agent')];
    for (const token of tokens) assert.equal((await ask('/try/session.own', token)).status, 200);
    await db.transaction(async (tx) => disableApplication(tx, theirs.application.applicationId, now));
    access.directory.forget();
    for (const token of tokens) assert.equal((await ask('/try/session.own', token)).status, 401);
  });
});

describe('the rights table at the door', () => {
  for (const role of ROLES.filter((each) => each !== 'helpdesk_agent')) {
    test(`${role} may what the table says, and nothing else`, async () => {
      const token = await tokenFor(role);
      // What asks for nobody proves nobody: such a route has no caller to speak of.
      for (const right of allRights().filter((each) => each !== 'tenant.own')) {
        const allowed = may(callerAs(role), right).kind === 'allowed';
        const { status, body } = await ask(`/try/${right}`, token);
        assert.equal(status, allowed ? 200 : 403, right);
        if (!allowed) assert.equal(body.code, 900150);
      }
    });
  }

  test('a program may what needs no person, and hears 900329 otherwise', async () => {
    const token = await tokenFor('application');
    assert.equal((await ask('/try/subscriptions.upgrade', token)).status, 200);
    for (const right of ['users.read', 'users.write', 'licenses.assign', 'partner.users']) {
      const { status, body } = await ask(`/try/${right}`, token);
      assert.equal(status, 403);
      assert.equal(body.code, 900329);
    }
  });

  test('a server with a route of an unknown right does not start', async () => {
    const other = createHttpServer({ newId, log: false });
    await other.register(authentication(access));
    other.get('/x', { config: { right: 'everything' } }, () => ({}));
    await assert.rejects(async () => other.ready(), /GET \/x/);
  });
});

test('a new key signs from now on, and what the old one signed counts until it ends', async () => {
  const old = await tokenFor('admin_agent');
  const [first] = await keys(ours);
  await access.embeddedKeys?.rotate();
  assert.notEqual((await keys(ours))[0].kid, first.kid);
  assert.equal((await ask('/try/session.own', await tokenFor('global_admin'))).status, 200);
  assert.equal((await ask('/try/session.own', old)).status, 200);
  now = new Date(now.getTime() + 25 * 3_600_000);
  assert.equal((await ask('/try/session.own', await tokenFor('global_admin'))).status, 200);
  assert.equal((await ask('/try/session.own', old)).status, 401);
});

async function keys({ access: { embeddedKeys } }: SignIns): Promise<readonly [SigningKey]> {
  const [newest] = (await embeddedKeys?.keys()) ?? [];
  assert.ok(newest);
  return [newest];
}
