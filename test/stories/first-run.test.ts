import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { cookieBrowser } from '../cookie-browser.ts';
import { emptyDatabase } from '../database.ts';
import { startLocalIssuer } from '../local-issuer.ts';
import { runProgram, type RunningProgram } from '../program.ts';

// The first day of an installation in production mode: from an empty database to a global admin who works.
const CONSOLE = { clientId: randomUUID(), clientSecret: 'kept in the environment' };
const [ADA, BOB, EVE] = [randomUUID(), randomUUID(), randomUUID()];
const environment = { UPSEAT_MODE: 'production', DATABASE_URL: await emptyDatabase() };
const contoso = await startLocalIssuer(CONSOLE, 'upseat-contoso');
const FABRIKAM = { clientId: randomUUID(), clientSecret: null };
const fabrikam = await startLocalIssuer(FABRIKAM, 'upseat-fabrikam');

let server: RunningProgram | null = null;
let url = '';
after(async () => {
  server?.process.kill('SIGTERM');
  await server?.ended;
});

async function upseat(...words: string[]): Promise<{ code: number | null; output: string; words: string; data: any }> {
  const program = runProgram('cli/main.ts', words, environment);
  const code = await program.ended;
  const { output, words: told } = program.written();
  return { code, output, words: told, data: output.startsWith('{') ? JSON.parse(output) : null };
}

async function serve(): Promise<void> {
  server = runProgram('src/main.ts', ['serve'], { ...environment, PORT: '0', OIDC_CLIENT_SECRET: CONSOLE.clientSecret });
  url = /http:\S+/.exec(await server.says(/Upseat is ready at (\S+)\n/))?.[0] ?? '';
}

async function ask(token: string, path = '/v1/customers'): Promise<{ status: number; body: any }> {
  const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, body: await answer.json() };
}

/** Other processes notice a change of the database within three seconds. */
async function within3Seconds(look: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 20; tries++) {
    if (await look()) return true;
    await new Promise((later) => setTimeout(later, 200));
  }
  return false;
}

describe('the first run', () => {
  const partner = ['--name', '富邦雲端', '--domain', 'fubon.example', '--country', 'tw', '--currency', 'twd', '--mpn-id', '4847383'];

  test('without an issuer it does not serve, and says what to do', async () => {
    const program = runProgram('src/main.ts', ['serve'], { ...environment, PORT: '0' });
    assert.equal(await program.ended, 1);
    assert.match(program.written().words, /upseat issuers add ADDRESS --console-client-id ID/);
  });

  test('staff without a partner are refused, with the step before', async () => {
    const { code, words } = await upseat('staff', 'add', 'ada@fubon.example', '--id', ADA, '--role', 'global_admin');
    assert.equal(code, 1);
    assert.match(words, /There is no partner yet\. Create one: `upseat partners create`/);
  });

  test('a partner is created, and the next steps are told; repeating it changes nothing', async () => {
    const created = await upseat('partners', 'create', ...partner);
    assert.equal(created.code, 0, created.words);
    assert.match(created.output, /富邦雲端 {2}direct/);
    assert.match(created.words, /Created 富邦雲端\.\nNext: say who vouches[^]*Next: 富邦雲端 has no global admin/);
    const again = await upseat('partners', 'create', ...partner, '--json');
    assert.deepEqual([again.code, again.data.isChanged, again.data.state.partners], [0, false, 1]);
    const other = await upseat('partners', 'create', ...partner, '--currency', 'USD');
    assert.equal(other.code, 1);
    assert.match(other.words, /is there already, but differs: currency is TWD/);
  });

  test('an issuer that is spelled otherwise, or is not there, is refused', async () => {
    const slash = await upseat('issuers', 'add', `${contoso.issuer}/`);
    assert.equal(slash.code, 1);
    assert.match(slash.words, /discovery document .* is that of another issuer/);
    const plain = await upseat('issuers', 'add', 'http://login.example.com', '--unchecked');
    assert.match(plain.words, /must be an https address/);
    const many = await upseat('issuers', 'add', 'https://login.example.com/{tenantid}/v2.0', '--unchecked');
    assert.match(many.words, /add --jwks-uri/);
  });

  test('its issuer and its first global admin are added; nothing is missing then', async () => {
    const words = [contoso.issuer, '--audience', 'upseat-contoso', '--console-client-id', CONSOLE.clientId];
    const issuer = await upseat('issuers', 'add', ...words);
    assert.equal(issuer.code, 0, issuer.words);
    assert.match(issuer.words, /OIDC_CLIENT_SECRET/);
    assert.equal((await upseat('issuers', 'add', ...words, '--json')).data.isChanged, false);
    const admin = await upseat('staff', 'add', 'ada@fubon.example', '--id', ADA, '--role', 'global_admin', '--name', '王小明', '--json');
    assert.deepEqual(admin.data.staff[0], {
      id: ADA,
      userPrincipalName: 'ada@fubon.example',
      displayName: '王小明',
      roles: ['global_admin'],
      state: 'active',
    });
    assert.deepEqual(admin.data.state.partnersWithoutAdmin, []);
    assert.doesNotMatch((await upseat('staff', 'list')).words, /Next:/);
  });

  test('a second role is added to the first, and an id that is another’s is refused', async () => {
    const more = await upseat('staff', 'add', 'ADA@fubon.example', '--id', ADA, '--role', 'sales_agent', '--json');
    assert.deepEqual(more.data.staff[0].roles, ['global_admin', 'sales_agent']);
    const other = await upseat('staff', 'add', 'bob@fubon.example', '--id', ADA, '--role', 'sales_agent');
    assert.match(other.words, /is ada@fubon\.example, and not bob@/);
    const name = await upseat('staff', 'add', 'ada@fubon.example', '--id', BOB, '--role', 'sales_agent');
    assert.match(name.words, /Somebody else is ada@fubon\.example/);
  });
});

describe('the server after that', () => {
  before(serve);
  let keysFetchedAt = 0;
  const person = (id: string) => ({ sub: id, azp: CONSOLE.clientId, scope: 'openid' });

  test('answers a token of the issuer, and no other', async () => {
    const { status, body } = await ask(await contoso.sign(person(ADA)));
    assert.deepEqual([status, body.totalCount], [200, 0], JSON.stringify(body));
    assert.equal((await ask(await contoso.sign(person(EVE)))).status, 401);
    assert.equal((await ask(await fabrikam.sign(person(ADA)))).status, 401);
    assert.equal((await ask(await contoso.sign({ ...person(ADA), aud: 'somebody-else' }))).status, 401);
  });

  test('forgives a minute of clock skew, not more', async () => {
    const seconds = Math.floor(Date.now() / 1000);
    assert.equal((await ask(await contoso.sign({ ...person(ADA), exp: seconds - 50 }))).status, 200);
    assert.equal((await ask(await contoso.sign({ ...person(ADA), exp: seconds - 90 }))).status, 401);
    assert.equal((await ask(await contoso.sign({ ...person(ADA), nbf: seconds + 90 }))).status, 401);
  });

  test('signs the admin in at the console, by code and PKCE', async () => {
    contoso.signedIn({ sub: ADA, preferred_username: 'ada@fubon.example' });
    const browser = cookieBrowser(url);
    const page = await browser.visit('/signin?returnTo=%2Fconsole%2Fsession');
    assert.equal(page.status, 200, page.text);
    assert.equal(JSON.parse(page.text).user.id, ADA);
  });

  test('knows a program as soon as it is registered', async () => {
    const id = randomUUID();
    const token = await contoso.sign({ azp: id, idtyp: 'app' });
    assert.equal((await ask(token)).status, 401);
    assert.equal((await upseat('programs', 'add', 'Billing', '--id', id)).code, 0);
    assert.equal((await ask(token)).status, 200);
  });

  test('trusts a second partner’s issuer without a restart, for that partner’s people alone', async () => {
    const words = ['--name', 'Fabrikam', '--domain', 'fabrikam.example', '--country', 'US', '--currency', 'USD', '--mpn-id', '1'];
    const id = (await upseat('partners', 'create', ...words, '--json')).data.partners[0].id as string;
    assert.match((await upseat('staff', 'list')).words, /Which partner\? Add --partner with one of fabrikam\.example, fubon\.example/);
    await upseat('issuers', 'add', fabrikam.issuer, '--audience', 'upseat-fabrikam', '--partner', 'Fabrikam.example');
    await upseat('staff', 'add', 'bob@fabrikam.example', '--id', BOB, '--role', 'admin_agent', '--partner', id);
    const bob = await fabrikam.sign({ sub: BOB, scope: 'x' });
    assert.ok(await within3Seconds(async () => (await ask(bob)).status === 200));
    keysFetchedAt = Date.now();
    const { body } = await ask(await fabrikam.sign({ sub: ADA, scope: 'x' }));
    assert.match(body.description, /another tenant/);
    const listed = (await upseat('partners', 'list', '--json')).data.partners as { id: string; domain: string }[];
    const fubon = listed.find(({ domain }) => domain === 'fubon.example')?.id;
    const forged = await ask(await fabrikam.sign({ sub: ADA, scope: 'x', tid: fubon }));
    assert.deepEqual(
      [forged.status, /another tenant/.test(forged.body.description)],
      [401, true],
      'an issuer speaks for its own partner only',
    );
  });

  test('lets the command line sign in at an issuer by code and PKCE, and ask with its token', async () => {
    fabrikam.signedIn({ sub: BOB });
    const folder = mkdtempSync(join(tmpdir(), 'upseat first run '));
    const own = { UPSEAT_URL: url, UPSEAT_CONFIG_DIR: folder };
    const login = runProgram('cli/main.ts', ['login', '--issuer', fabrikam.issuer, '--client-id', FABRIKAM.clientId], own);
    const address = await new Promise<string>((found) => {
      login.process.stderr?.on('data', () => {
        const [said] = /http:\S+/.exec(login.written().words) ?? [];
        if (said !== undefined) found(said);
      });
    });
    await cookieBrowser(fabrikam.issuer).visit(address);
    assert.equal(await login.ended, 0, login.written().words);
    const customers = runProgram('cli/main.ts', ['customers', 'list', '--json'], own);
    assert.deepEqual([await customers.ended, customers.written().output], [0, ''], customers.written().words);
    rmSync(folder, { recursive: true });
  });

  test('says which issuer signs people in', async () => {
    const answer = await fetch(`${url}/.well-known/oauth-protected-resource`);
    assert.deepEqual(((await answer.json()) as { authorization_servers: string[] }).authorization_servers, [contoso.issuer]);
  });

  test('lets a person whose access is taken in no longer, and again when it is given back', async () => {
    const ada = await contoso.sign(person(ADA));
    const headers = { authorization: `Bearer ${ada}`, 'content-type': 'application/json' };
    const eve = await upseat('staff', 'add', 'eve@fubon.example', '--id', EVE, '--role', 'helpdesk_agent', '--partner', 'fubon.example');
    assert.equal(eve.code, 0, eve.words);
    const token = await contoso.sign(person(EVE));
    assert.equal((await ask(token)).status, 200);
    await fetch(`${url}/v1/partnerusers/${EVE}`, { method: 'PATCH', headers, body: JSON.stringify({ state: 'disabled' }) });
    assert.equal((await ask(token)).status, 401);
    const words = ['staff', 'add', 'eve@fubon.example', '--id', EVE, '--role', 'helpdesk_agent', '--partner', 'fubon.example'];
    assert.match((await upseat(...words)).words, /--give-access-back/);
    assert.equal((await upseat(...words, '--give-access-back')).code, 0);
    assert.ok(await within3Seconds(async () => (await ask(token)).status === 200));
  });

  test('fetches new keys when the issuer changes them, and does not count the old ones', async () => {
    const old = await fabrikam.sign({ sub: BOB, scope: 'x', jti: 'not seen yet' });
    const asked = fabrikam.keysAsked();
    await fabrikam.rotate();
    const fresh = await fabrikam.sign({ sub: BOB, scope: 'x' });
    // Keys are fetched again at most every ten seconds.
    await new Promise((later) => setTimeout(later, keysFetchedAt + 10_500 - Date.now()));
    assert.equal((await ask(fresh)).status, 200);
    assert.equal(fabrikam.keysAsked(), asked + 1);
    assert.equal((await ask(old)).status, 401);
  });

  test('forgets an issuer that is removed, and tokens that it knew already', async () => {
    const bob = await fabrikam.sign({ sub: BOB, scope: 'x' });
    assert.equal((await ask(bob)).status, 200);
    assert.equal((await upseat('issuers', 'remove', fabrikam.issuer)).code, 0);
    assert.ok(await within3Seconds(async () => (await ask(bob)).status === 401));
    assert.match((await upseat('issuers', 'remove', fabrikam.issuer)).words, /is not there/);
  });

  test('has all of it in the journal, as done by the operator', async () => {
    const { body } = await ask(await contoso.sign(person(ADA)), '/v1/partnerauditrecords');
    const done = body.items.map((item: any) => item.operationType);
    for (const type of ['create_partner', 'add_issuer', 'create_partner_user', 'create_application']) assert.ok(done.includes(type), type);
    assert.ok(body.items.some((item: any) => item.userPrincipalName === 'the operator, at the command line'));
  });
});
