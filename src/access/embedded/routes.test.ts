import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { cookieBrowser } from '../../../test/cookie-browser.ts';
import { testDatabase } from '../../../test/database.ts';
import { PASSWORD, postForm, serveSignIns, testSignIns, type FormAnswer } from '../../../test/sign-in.ts';
import { newId, newSecret, systemClock } from '../../platform/clock.ts';
import { callerOf } from '../caller.ts';
import { openAccess } from '../routes.ts';
import { readAccessSettings } from '../settings.ts';
import { embeddedIdentityRoutes } from './routes.ts';

const db = await testDatabase();
let origin = '';
const { access, partner, people, application, publicApplication } = await testSignIns(db, { publicUrl: () => origin });
origin = await serveSignIns(access, db, systemClock, (app) => {
  app.get('/who', { config: { right: 'session.own' } }, (request) => callerOf(request));
});

const post = (path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<FormAnswer> =>
  postForm(`${origin}${path}`, fields, headers);

async function who(token: string): Promise<any> {
  const answer = await fetch(`${origin}/who`, { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, ...((await answer.json()) as object) };
}

const program = { client_id: application.applicationId, client_secret: PASSWORD };
const agent = { grant_type: 'password', username: people.admin_agent.userPrincipalName, password: PASSWORD };

describe('discovery', () => {
  test('of the provider itself, whose keys verify its tokens', async () => {
    const document = (await (await fetch(`${origin}/identity/.well-known/openid-configuration`)).json()) as Record<string, string>;
    assert.equal(document['issuer'], `${origin}/identity`);
    assert.equal(document['token_endpoint'], `${origin}/identity/token`);
    assert.equal(document['authorization_endpoint'], `${origin}/identity/authorize`);
    const { body } = await post('/identity/token', { grant_type: 'client_credentials', resource: 'https://graph.windows.net', ...program });
    const keys = createRemoteJWKSet(new URL(document['jwks_uri'] ?? ''));
    const { payload } = await jwtVerify(body.access_token, keys, {
      issuer: document['issuer'] ?? '',
      audience: 'https://graph.windows.net',
    });
    assert.equal(payload['tid'], partner.partnerId);
  });

  for (const path of ['/.well-known/openid-configuration', '/v2.0/.well-known/openid-configuration']) {
    test(`of a tenant at ${path}: the token address works`, async () => {
      const document = (await (await fetch(`${origin}/${partner.partnerId}${path}`)).json()) as Record<string, string>;
      assert.equal(document['issuer'], `${origin}/identity`);
      const address = new URL(document['token_endpoint'] ?? '').pathname;
      const { status } = await post(address, {
        grant_type: 'client_credentials',
        resource: 'https://graph.windows.net',
        scope: 'https://graph.windows.net/.default',
        ...program,
      });
      assert.equal(status, 200);
      const keys = (await (await fetch(document['jwks_uri'] ?? '')).json()) as { keys: Record<string, unknown>[] };
      assert.ok(keys.keys.length > 0);
      for (const key of keys.keys) assert.ok(!('d' in key) && !('p' in key), 'private halves stay here');
    });
  }

  test('of an unknown tenant', async () =>
    assert.equal((await fetch(`${origin}/${newId()}/v2.0/.well-known/openid-configuration`)).status, 400));

  test('of a person’s realm', async () => {
    const realm = (await (await fetch(`${origin}/common/userrealm/kim%40contoso.example.com?api-version=1.0`)).json()) as Record<
      string,
      string
    >;
    assert.deepEqual([realm['account_type'], realm['domain_name']], ['Managed', 'contoso.example.com']);
  });
});

describe('the exchange of old clients', () => {
  test('gives back a token that works', async () => {
    const { body } = await post('/common/oauth2/token', { ...agent, ...program, resource: 'https://graph.windows.net' });
    const answer = await post('/generatetoken', { grant_type: 'jwt_token' }, { authorization: `Bearer ${body.access_token}` });
    assert.equal(answer.status, 200);
    assert.equal(answer.body.token_type, 'bearer');
    assert.ok(answer.body.expires_in > 3500 && answer.body.expires_in <= 3600);
    assert.equal((await who(answer.body.access_token)).userId, people.admin_agent.userId);
    assert.equal((await post('/generatetoken', { grant_type: 'x' }, { authorization: `Bearer ${body.access_token}` })).status, 400);
    assert.equal((await post('/generatetoken', { grant_type: 'jwt_token' })).status, 401);
  });
});

describe('where an outside issuer signs people in, or in production', () => {
  test('the embedded provider does not run', () => {
    const outside = readAccessSettings({ mode: 'demo', publicUrl: () => origin, issuer: 'https://login.example.com', clientId: 'upseat' });
    assert.ok(outside.kind === 'config');
    const other = openAccess({ db, clock: systemClock, config: outside.config });
    assert.throws(() => embeddedIdentityRoutes({ access: other, db, clock: systemClock, newSecret }), /outside issuer/);
  });

  test('production mode asks for an outside issuer', () => {
    const reading = readAccessSettings({ mode: 'production', publicUrl: () => origin });
    assert.ok(reading.kind === 'refused');
    assert.match(reading.problems.join(), /OIDC_ISSUER must be set in production mode/);
  });
});

describe('a program signs a person in by authorization code', () => {
  const verifier = newSecret();
  const challenge = { code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' };
  const publicClient = { client_id: publicApplication.applicationId, redirect_uri: publicApplication.redirectUris[0] ?? '' };
  const secretClient = { client_id: application.applicationId, redirect_uri: application.redirectUris[0] ?? '' };
  const signIn = async (path: string, fields: Record<string, string>, name = people.sales_agent.userPrincipalName): Promise<URL> => {
    const start = `${path}?${new URLSearchParams({ response_type: 'code', state: 'kept', ...fields }).toString()}`;
    return new URL((await cookieBrowser(origin).signIn(name, PASSWORD, start)).url);
  };
  const codeIn = (address: URL): string => {
    assert.equal(address.searchParams.get('state'), 'kept', address.href);
    return address.searchParams.get('code') ?? '';
  };

  for (const [name, path, wanted] of [
    ['v2 with PKCE', `/${partner.domain}/oauth2/v2.0`, { scope: 'https://graph.windows.net/.default openid offline_access' }],
    ['v1 with PKCE', '/common/oauth2', { resource: 'https://graph.windows.net' }],
    ['the provider itself', '/identity', { scope: 'openid profile user_impersonation', resource: 'https://graph.windows.net' }],
  ] as const) {
    test(`a public program: ${name}`, async () => {
      const address = await signIn(`${path}/authorize`, { ...wanted, ...publicClient, ...challenge, nonce: 'n' });
      assert.ok(address.href.startsWith(publicClient.redirect_uri));
      const redeem = { grant_type: 'authorization_code', code: codeIn(address), ...publicClient, ...wanted };
      const { status, body } = await post(`${path}/token`, { ...redeem, code_verifier: verifier });
      assert.equal(status, 200, JSON.stringify(body));
      assert.equal(decodeJwt(body.access_token).aud, 'https://graph.windows.net');
      assert.equal(decodeJwt(body.id_token)['nonce'], 'n');
      assert.equal((await who(body.access_token)).userId, people.sales_agent.userId);
      assert.ok(body.refresh_token);
      assert.equal((await post(`${path}/token`, { ...redeem, code_verifier: verifier })).body.error, 'invalid_grant', 'a code counts once');
    });
  }

  test('a program with a secret needs no PKCE, but its secret', async () => {
    const address = await signIn(`/${partner.partnerId}/oauth2/authorize`, {
      resource: 'https://api.partnercenter.microsoft.com',
      ...secretClient,
    });
    const redeem = { grant_type: 'authorization_code', code: codeIn(address), ...secretClient };
    assert.equal((await post('/common/oauth2/token', redeem)).status, 401);
    const { status, body } = await post('/common/oauth2/token', { ...redeem, client_secret: PASSWORD });
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal((await who(body.access_token)).applicationId, application.applicationId);
  });

  test('another verifier, or none, gets nothing', async () => {
    for (const proof of [{ code_verifier: newSecret() }, {}]) {
      const address = await signIn('/common/oauth2/v2.0/authorize', { scope: 'openid', ...publicClient, ...challenge });
      const { status, body } = await post('/common/oauth2/v2.0/token', {
        grant_type: 'authorization_code',
        code: codeIn(address),
        ...publicClient,
        ...proof,
      });
      assert.deepEqual([status, body.error], [400, 'invalid_grant']);
    }
  });

  test('a public program without PKCE is sent back with an error', async () => {
    const { url } = await cookieBrowser(origin).visit(
      `/common/oauth2/authorize?${new URLSearchParams({ response_type: 'code', ...publicClient }).toString()}`,
    );
    assert.equal(new URL(url).searchParams.get('error'), 'invalid_request');
  });

  test('an address that is not registered is never gone to', async () => {
    const query = new URLSearchParams({ ...publicClient, ...challenge, redirect_uri: 'https://evil.example.com/' });
    const { status, url, text } = await cookieBrowser(origin).visit(`/common/oauth2/authorize?response_type=code&${query.toString()}`);
    assert.equal(status, 400);
    assert.ok(url.startsWith(origin));
    assert.match(text, /You are not signed in/);
  });
});
