import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cookieBrowser } from '../../../test/cookie-browser.ts';
import { testDatabase } from '../../../test/database.ts';
import { serveSignIns, testSignIns } from '../../../test/sign-in.ts';
import { signedInAs, tenantAdmin } from '../../../test/tenant-person.ts';
import { newId, newSecret } from '../../platform/clock.ts';
import { invitationRoutes } from '../../customers/invitations/routes.ts';
import { hashPassword } from '../passwords.ts';
import { tenantDoor } from './commands.ts';
import { GLOBAL_ADMINISTRATOR, tenantPersonOf } from './person.ts';
import { tenantSignInRoutes } from './routes.ts';
import { saveTenantPerson } from './store.ts';

const db = await testDatabase();
let moved = 0;
const clock = { now: () => new Date(Date.now() + moved) };
let origin = '';
const { access, people } = await testSignIns(db, { clock, publicUrl: () => origin });
const deps = { access, db, clock, newId, newSecret };
origin = await serveSignIns(access, db, clock, (app) => {
  app.register(tenantSignInRoutes(deps));
  app.register(invitationRoutes(deps));
});
const PASSWORD = 'a long and quiet password';
const tenantId = newId();
const passwordHash = await hashPassword(PASSWORD, Buffer.from('0123456789abcdef'));
const plant = async (name: string, directoryRoles: readonly string[]) => {
  const person = {
    userId: newId(),
    tenantId,
    userPrincipalName: `${name}@fourthcoffee.example`,
    displayName: name,
    directoryRoles,
    passwordHash,
  };
  await db.transaction(async (tx) => saveTenantPerson(tx, person, clock.now()));
  return person;
};
const ada = await plant('ada', [GLOBAL_ADMINISTRATOR]);
const bob = await plant('bob', []);

describe('somebody of a customer', () => {
  test('signs in at the provider and is known on the page of invitations, with their tenant and standing', async () => {
    for (const [person, isGlobalAdmin] of [
      [ada, true],
      [bob, false],
    ] as const) {
      const one = cookieBrowser(origin);
      const { url } = await one.signIn(person.userPrincipalName, PASSWORD, '/invitation/signin');
      assert.equal(url, `${origin}/invitation`);
      const { status, text } = await one.visit('/v1/tenant');
      assert.equal(status, 200, text);
      assert.deepEqual(JSON.parse(text).person, {
        tenantId,
        userPrincipalName: person.userPrincipalName,
        displayName: person.displayName,
        isGlobalAdmin,
      });
    }
  });

  test('is asked for their own organization’s account, in both languages', async () => {
    const page = await cookieBrowser(origin).visit('/invitation/signin', { headers: { 'accept-language': 'zh-TW' } });
    assert.match(page.text, /所屬組織的帳戶/);
  });

  test('is nobody to the console and to the API', async () => {
    const one = cookieBrowser(origin);
    assert.equal((await one.signIn(ada.userPrincipalName, PASSWORD)).status, 403, 'no console session');
    await one.signIn(ada.userPrincipalName, PASSWORD, '/invitation/signin');
    assert.equal((await one.visit('/console/session')).status, 401);
    const token = await fetch(`${origin}/identity/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'password',
        client_id: 'upseat-console',
        username: ada.userPrincipalName,
        password: PASSWORD,
      }),
    });
    assert.notEqual(token.status, 200, 'the console’s client takes no passwords');
  });

  test('keeps a sealed cookie out of reach of scripts and other sites, for half an hour', async () => {
    const one = cookieBrowser(origin);
    await one.signIn(ada.userPrincipalName, PASSWORD, '/invitation/signin');
    const cookie = `upseat_tenant=${one.cookie('upseat_tenant')}`;
    const ask = async () => (await fetch(`${origin}/v1/tenant`, { headers: { cookie } })).status;
    assert.equal(await ask(), 200);
    moved = 30 * 60_000 - 5_000;
    assert.equal(await ask(), 200);
    moved = 30 * 60_000 + 1_000;
    assert.equal(await ask(), 401);
    moved = 0;
  });

  test('signs out', async () => {
    const one = cookieBrowser(origin);
    await one.signIn(ada.userPrincipalName, PASSWORD, '/invitation/signin');
    await one.visit('/v1/tenant/signout', { method: 'POST' });
    assert.equal((await one.visit('/v1/tenant')).status, 401);
  });

  test('of a partner is a person of that tenant without any say', async () => {
    const one = cookieBrowser(origin);
    await one.signIn(people.global_admin.userPrincipalName, undefined, '/invitation/signin');
    const { text } = await one.visit('/v1/tenant');
    assert.equal(JSON.parse(text).person.isGlobalAdmin, false);
  });
});

test('a cookie of one’s own making opens nothing', async () => {
  const own = tenantDoor({ db: { ...db, transaction: async () => newSecret() as never }, clock, newSecret });
  const forged = await own.seal(tenantAdmin());
  for (const cookie of [`upseat_tenant=${forged}`, 'upseat_tenant=x', `upseat_tenant=${one64()}`]) {
    assert.equal((await fetch(`${origin}/v1/tenant`, { headers: { cookie } })).status, 401);
  }
  const { cookie } = await signedInAs(db, clock, tenantAdmin());
  assert.equal((await fetch(`${origin}/v1/tenant`, { headers: { cookie: `a=b; ${cookie}` } })).status, 200);
});

test('a return without a start is refused', async () =>
  assert.equal((await cookieBrowser(origin).visit('/invitation/callback?code=x&state=y')).status, 400));

const one64 = () => Buffer.from('{"alg":"none"}').toString('base64url');

describe('what an ID token says of a person', () => {
  const claims = { tid: tenantId, oid: ada.userId, preferred_username: 'ada@x', name: 'Ada', wids: [GLOBAL_ADMINISTRATOR.toUpperCase()] };
  test('all of it', () =>
    assert.deepEqual(tenantPersonOf(claims), {
      tenantId,
      userId: ada.userId,
      userPrincipalName: 'ada@x',
      displayName: 'Ada',
      isGlobalAdmin: true,
    }));
  for (const [name, changed] of [
    ['without a tenant', { tid: undefined }],
    ['with a tenant that is no GUID', { tid: 'contoso.example' }],
    ['without a person', { oid: undefined }],
  ] as const) {
    test(`${name}: nobody`, () => assert.equal(tenantPersonOf({ ...claims, ...changed }), null));
  }
  for (const wids of [undefined, [], 'x', GLOBAL_ADMINISTRATOR, [1]]) {
    test(`roles ${JSON.stringify(wids)}: no global administrator`, () =>
      assert.equal(tenantPersonOf({ ...claims, wids })?.isGlobalAdmin, false));
  }
});
