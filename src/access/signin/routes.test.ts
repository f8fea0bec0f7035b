import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cookieBrowser } from '../../../test/cookie-browser.ts';
import { testDatabase } from '../../../test/database.ts';
import { serveSignIns, testSignIns } from '../../../test/sign-in.ts';
import { disablePartnerUser } from '../store.ts';
import { returnAddress } from './step.ts';

const db = await testDatabase();
let moved = 0;
const clock = { now: () => new Date(Date.now() + moved) };
let origin = '';
const { access, partner, people } = await testSignIns(db, { clock, publicUrl: () => origin });
origin = await serveSignIns(access, db, clock, (app) => {
  app.post('/write', { config: { right: 'subscriptions.upgrade' } }, () => ({ written: true }));
});
const browser = () => cookieBrowser(origin);

describe('signing in to the console', () => {
  test('with name and password leads back to where one wanted to go', async () => {
    const { url, status, text } = await browser().signIn(people.sales_agent.userPrincipalName);
    assert.equal(url, `${origin}/console/session`);
    assert.equal(status, 200);
    const { csrfToken, rights, ...session } = JSON.parse(text);
    assert.deepEqual(session, {
      user: {
        id: people.sales_agent.userId,
        displayName: 'sales_agent',
        userPrincipalName: people.sales_agent.userPrincipalName,
        roles: ['sales_agent'],
      },
      partner: { id: partner.partnerId, name: 'contoso', country: 'US', currency: 'USD', kind: 'direct' },
      mode: 'demo',
    });
    assert.ok(csrfToken.length >= 40);
    assert.ok(rights.includes('subscriptions.upgrade') && !rights.includes('users.write'));
  });

  test('the page speaks the browser’s language, and the other one on request', async () => {
    const { visit } = browser();
    const page = await visit('/signin', { headers: { 'accept-language': 'zh-TW,zh;q=0.9,en;q=0.8' } });
    assert.match(page.text, /<html lang="zh-Hant-TW">[\s\S]*使用者名稱[\s\S]*密碼/);
    assert.match((await visit(`${page.url}?ui_locales=en`)).text, /<html lang="en">[\s\S]*User name/);
    assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'self'.*form-action 'self' http:\/\/127/);
    assert.equal(page.headers.get('x-frame-options'), 'DENY');
    assert.ok(!page.text.includes('<script'));
  });

  test('a wrong password stays on the page and says so, and keeps the name', async () => {
    const { status, text } = await browser().signIn('"><b>x', 'wrong');
    assert.equal(status, 401);
    assert.match(text, /role="alert">The user name or the password is wrong/);
    assert.ok(text.includes('value="&#34;&#62;&#60;b&#62;x"'));
  });

  test('the second person in one browser is asked again, and the first session ends', async () => {
    const one = browser();
    await one.signIn(people.admin_agent.userPrincipalName);
    const first = one.cookie('upseat_session');
    const { text } = await one.signIn(people.billing_admin.userPrincipalName);
    assert.equal(JSON.parse(text).user.displayName, 'billing_admin');
    access.directory.forget();
    const answer = await fetch(`${origin}/console/session`, { headers: { cookie: `upseat_session=${first}` } });
    assert.equal(answer.status, 401);
  });

  test('the session cookie is out of reach of scripts and other sites, and the table holds no secret', async () => {
    const { visit, signIn, cookie } = browser();
    const page = await visit('/signin');
    const step = await fetch(page.url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ username: 'x', password: 'y' }) });
    assert.equal(step.status, 400, 'without the cookie of the sign-in the page has ended');
    await signIn(people.admin_agent.userPrincipalName);
    const secret = cookie('upseat_session');
    assert.ok(secret.length >= 40);
    const { rows } = await db.read<{ kept: string }>('select row_to_json(s)::text as kept from console_session s');
    for (const { kept } of rows) assert.ok(!kept.includes(secret));
  });

  test('a return without a start, or with another state, is refused', async () => {
    assert.equal((await browser().visit('/signin/callback?code=x&state=y')).status, 400);
    const one = browser();
    await one.visit('/signin');
    assert.equal((await one.visit('/signin/callback?code=x&state=y')).status, 401);
    assert.equal((await one.visit('/signin/callback?code=x&state=y')).status, 400, 'and not a second time');
  });

  test('a sign-in that took too long starts over', async () => {
    const one = browser();
    await one.visit('/signin');
    moved = 16 * 60_000;
    assert.equal((await one.visit('/signin/callback?code=x&state=y')).status, 400);
    moved = 0;
  });

  test('another name of this machine leads to the public one first', async () => {
    const answer = await fetch(`${origin.replace('127.0.0.1', 'localhost')}/signin?returnTo=/a`, { redirect: 'manual' });
    assert.equal(answer.headers.get('location'), `${origin}/signin?returnTo=%2Fa&canonical=1`);
  });

  for (const [asked, address] of [
    ['/customers/1?x=2#y', '/customers/1?x=2#y'],
    ['//evil.example.com', '/'],
    ['/\\evil.example.com', '/'],
    ['https://evil.example.com', '/'],
    ['/a\\b', '/'],
    ['', '/'],
    [undefined, '/'],
    ['/\u0000', '/'],
    ['/a\nb', '/'],
  ] as const) {
    test(`"${asked}" leads to ${address}`, () => assert.equal(returnAddress(asked), address));
  }
});

describe('a console session', () => {
  const session = async (role: 'admin_agent' | 'billing_admin' | 'user_management_admin') => {
    const one = browser();
    const { text } = await one.signIn(people[role].userPrincipalName);
    const headers = { cookie: `upseat_session=${one.cookie('upseat_session')}` };
    const write = async (more: Record<string, string> = {}) =>
      fetch(`${origin}/write`, { method: 'POST', headers: { ...headers, ...more } });
    return { csrf: JSON.parse(text).csrfToken as string, headers, write };
  };

  test('writes with its CSRF token only', async () => {
    const { csrf, write } = await session('admin_agent');
    assert.equal((await write({ 'x-csrf-token': csrf })).status, 200);
    for (const more of [{}, { 'x-csrf-token': 'x' }, { 'x-csrf-token': (await session('admin_agent')).csrf }]) {
      const answer = await write(more);
      assert.equal(answer.status, 403);
      assert.equal(((await answer.json()) as { code: number }).code, 900308);
    }
  });

  test('has the rights of its person', async () => {
    const { csrf, write } = await session('billing_admin');
    const answer = await write({ 'x-csrf-token': csrf });
    assert.equal(answer.status, 403);
    assert.equal(((await answer.json()) as { code: number }).code, 900150);
  });

  test('ends after a working day', async () => {
    const { headers } = await session('admin_agent');
    moved = 8 * 3_600_000 - 5_000;
    assert.equal((await fetch(`${origin}/console/session`, { headers })).status, 200);
    moved = 8 * 3_600_000 + 5_000;
    assert.equal((await fetch(`${origin}/console/session`, { headers })).status, 401);
    moved = 0;
  });

  test('ends with signing out, and signing out needs the CSRF token too', async () => {
    const { csrf, headers } = await session('admin_agent');
    assert.equal((await fetch(`${origin}/signout`, { method: 'POST', headers })).status, 403);
    const answer = await fetch(`${origin}/signout`, { method: 'POST', headers: { ...headers, 'x-csrf-token': csrf } });
    assert.deepEqual(await answer.json(), { next: '/' });
    assert.match(answer.headers.getSetCookie().join(), /upseat_session=;.*HttpOnly; SameSite=Lax/);
    assert.equal((await fetch(`${origin}/console/session`, { headers })).status, 401);
  });

  test('ends when its person loses access', async () => {
    const { headers } = await session('user_management_admin');
    await db.transaction(async (tx) => disablePartnerUser(tx, people.user_management_admin.userId, clock.now()));
    access.directory.forget();
    assert.equal((await fetch(`${origin}/console/session`, { headers })).status, 401);
    assert.equal((await browser().signIn(people.user_management_admin.userPrincipalName)).status, 401);
  });

  test('nobody signed in: a fault', async () => {
    const answer = await fetch(`${origin}/console/session`);
    assert.equal(answer.status, 401);
    assert.equal(((await answer.json()) as { code: number }).code, 400);
    const made = await fetch(`${origin}/console/session`, { headers: { cookie: 'upseat_session=made-up' } });
    assert.equal(made.status, 401);
  });
});
