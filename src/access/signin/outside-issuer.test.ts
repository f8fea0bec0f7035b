import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cookieBrowser } from '../../../test/cookie-browser.ts';
import { testDatabase } from '../../../test/database.ts';
import { PASSWORD, serveSignIns, testSignIns } from '../../../test/sign-in.ts';
import type { ApplicationId } from '../../kit/ids.ts';
import { newId, systemClock as clock } from '../../platform/clock.ts';
import type { App } from '../../platform/http.ts';
import type { Access } from '../access.ts';
import { openAccess } from '../routes.ts';
import { readAccessSettings } from '../settings.ts';
import { saveApplication } from '../store.ts';

const db = await testDatabase();
let origin = '';
const { access, partner, people } = await testSignIns(db, { publicUrl: () => origin });
const addRoutes = (app: App): void => {
  app.post('/write', { config: { right: 'subscriptions.upgrade' } }, () => ({ written: true }));
};
const serve = (of: Access): Promise<string> => serveSignIns(of, db, clock, addRoutes);
origin = await serve(access);

describe('with an outside issuer', async () => {
  // The outside issuer is another server of ours, reached by its addresses alone.
  const clientId = newId();
  let elsewhere = '';
  const reading = readAccessSettings({
    mode: 'production',
    publicUrl: () => elsewhere,
    issuer: `${origin}/identity`,
    clientId,
    clientSecret: PASSWORD,
  });
  assert.ok(reading.kind === 'config');
  const outside = openAccess({ db, clock, config: reading.config });
  elsewhere = await serve(outside);
  await db.transaction(async (tx) => {
    const { rows } = await tx.query<{ secret_hash: string }>('select secret_hash from partner_application where secret_hash is not null');
    saveApplication(
      tx,
      {
        applicationId: clientId as ApplicationId,
        partnerId: partner.partnerId,
        displayName: 'The console',
        redirectUris: [`${elsewhere}/signin/callback`],
      },
      rows[0]?.secret_hash ?? null,
      clock.now(),
    );
  });

  test('the console signs in by discovery, code and PKCE', async () => {
    const { status, url, text } = await cookieBrowser(elsewhere).signIn(
      people.admin_agent.userPrincipalName,
      PASSWORD,
      `${elsewhere}/signin?returnTo=/console/session`,
    );
    assert.equal(url, `${elsewhere}/console/session`, text);
    assert.equal(status, 200);
    assert.equal(JSON.parse(text).user.id, people.admin_agent.userId);
  });

  test('its tokens count here, and its keys are fetched anew when they change', async (t) => {
    const ask = async (): Promise<number> => {
      const fields = {
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: PASSWORD,
        resource: 'https://graph.windows.net',
      };
      const answer = await fetch(`${origin}/identity/token`, { method: 'POST', body: new URLSearchParams(fields) });
      const { access_token: token } = (await answer.json()) as { access_token: string };
      return (await fetch(`${elsewhere}/write`, { method: 'POST', headers: { authorization: `Bearer ${token}` } })).status;
    };
    assert.equal(await ask(), 200);
    await access.embeddedKeys?.rotate();
    assert.equal(await ask(), 401, 'an unknown key does not make the server fetch keys all the time');
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 11_000 });
    assert.equal(await ask(), 200);
  });

  test('that cannot be reached: 503, and the browser gets a page', async () => {
    const nowhere = readAccessSettings({
      mode: 'production',
      publicUrl: () => elsewhere,
      issuer: 'http://127.0.0.1:9/realm',
      clientId,
      partnerId: partner.partnerId,
    });
    assert.ok(nowhere.kind === 'config');
    const lonely = await serve(openAccess({ db, clock, config: nowhere.config }));
    const page = await fetch(`${lonely}/signin?canonical=1`);
    assert.equal(page.status, 503);
    assert.match(await page.text(), /cannot be reached/);
    const token = ['{"alg":"RS256","kid":"x"}', '{"iss":"http://127.0.0.1:9/realm","exp":99999999999}', 'x']
      .map((part) => Buffer.from(part).toString('base64url'))
      .join('.');
    const answer = await fetch(`${lonely}/write`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
    assert.equal(answer.status, 503);
    assert.equal(answer.headers.get('retry-after'), '5');
  });

  test('the embedded addresses are not there', async () => {
    assert.equal((await fetch(`${elsewhere}/identity/.well-known/openid-configuration`)).status, 404);
    assert.equal((await fetch(`${elsewhere}/common/oauth2/token`, { method: 'POST' })).status, 404);
  });
});
