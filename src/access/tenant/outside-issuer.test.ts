import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cookieBrowser } from '../../../test/cookie-browser.ts';
import { testDatabase } from '../../../test/database.ts';
import { PASSWORD, serveSignIns, testSignIns } from '../../../test/sign-in.ts';
import { invitationRoutes } from '../../customers/invitations/routes.ts';
import type { ApplicationId } from '../../kit/ids.ts';
import { newId, newSecret, systemClock as clock } from '../../platform/clock.ts';
import type { App } from '../../platform/http.ts';
import type { Access } from '../access.ts';
import { openAccess } from '../routes.ts';
import { readAccessSettings, type AccessSettings } from '../settings.ts';
import { saveApplication } from '../store.ts';
import { GLOBAL_ADMINISTRATOR } from './person.ts';
import { tenantSignInRoutes } from './routes.ts';
import { saveTenantPerson } from './store.ts';

const db = await testDatabase();
let origin = '';
const issuer = await testSignIns(db, { publicUrl: () => origin });
const serve = (access: Access): Promise<string> =>
  serveSignIns(access, db, clock, (app: App) => {
    app.register(tenantSignInRoutes({ access, db, clock, newSecret }));
    app.register(invitationRoutes({ db, clock, newId, newSecret }));
  });
origin = await serve(issuer.access);

/** A server whose people, and those of customers, sign in at the first one. */
async function outside(change: Partial<AccessSettings>): Promise<string> {
  let url = '';
  const clientId = newId();
  const settings = {
    mode: 'production',
    publicUrl: () => url,
    issuer: `${origin}/identity`,
    clientId,
    clientSecret: PASSWORD,
    ...change,
  } as const;
  const reading = readAccessSettings(settings);
  assert.ok(reading.kind === 'config');
  url = await serve(openAccess({ db, clock, config: reading.config }));
  const { rows } = await db.read<{ secret_hash: string }>(
    'select secret_hash from partner_application where secret_hash is not null limit 1',
  );
  const redirectUris = [`${url}/signin/callback`, `${url}/invitation/callback`];
  const application = {
    applicationId: clientId as ApplicationId,
    partnerId: issuer.partner.partnerId,
    displayName: 'The console',
    redirectUris,
  };
  await db.transaction(async (tx) => saveApplication(tx, application, rows[0]?.secret_hash ?? null, clock.now()));
  return url;
}

describe('with an outside issuer', () => {
  test('people of customers sign in at the issuer for customers', async () => {
    const tenantId = newId();
    const { rows } = await db.read<{ password_hash: string }>('select password_hash from partner_user limit 1');
    const person = {
      userId: newId(),
      tenantId,
      userPrincipalName: 'ada@fourthcoffee.example',
      displayName: 'Ada',
      directoryRoles: [GLOBAL_ADMINISTRATOR],
      passwordHash: rows[0]?.password_hash ?? '',
    };
    await db.transaction(async (tx) => saveTenantPerson(tx, person, clock.now()));
    const url = await outside({ customerIssuer: `${origin}/identity` });
    const browser = cookieBrowser(url);
    const landed = await browser.signIn(person.userPrincipalName, PASSWORD, `${url}/invitation/signin`);
    assert.equal(landed.url, `${url}/invitation`, landed.text);
    const { text } = await browser.visit(`${url}/v1/tenant`);
    assert.deepEqual([JSON.parse(text).person.tenantId, JSON.parse(text).person.isGlobalAdmin], [tenantId, true]);
  });

  test('without an issuer for customers the page says that nobody can answer', async () => {
    const url = await outside({});
    const { status, text } = await cookieBrowser(url).visit(`${url}/invitation/signin`, { headers: { 'accept-language': 'zh-TW' } });
    assert.equal(status, 501);
    assert.match(text, /客戶的人員/);
  });

  test('an issuer for customers that cannot be reached: 503, and when to try again', async () => {
    const url = await outside({ customerIssuer: 'http://127.0.0.1:9/nowhere' });
    const answer = await fetch(`${url}/invitation/signin`);
    assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '5']);
  });
});

describe('OIDC_CUSTOMER_ISSUER', () => {
  const base = { mode: 'demo', publicUrl: () => '', issuer: 'https://login.example.com', clientId: 'c' } as const;
  for (const [name, settings, problems] of [
    ['an https address', { ...base, customerIssuer: 'https://login.microsoftonline.com/organizations/v2.0' }, 0],
    ['an http address of another machine', { ...base, customerIssuer: 'http://login.example.com' }, 1],
    ['no address', { ...base, customerIssuer: 'organizations' }, 1],
    ['without an issuer for the console', { ...base, issuer: undefined, customerIssuer: 'https://login.example.com' }, 1],
  ] as const) {
    test(`${name}: ${problems === 0 ? 'fine' : 'refused'}`, () => {
      const reading = readAccessSettings(settings);
      assert.equal(reading.kind === 'refused' ? reading.problems.length : 0, problems);
    });
  }
});
