import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from '../../src/platform/clock.ts';
import { PASSWORD } from '../sign-in.ts';
import { openWorld } from './world.ts';

// What old and new client libraries ask of a token authority (client facts 1.10). The provider signs with the real time.
const world = await openWorld(systemClock);
const { applicationId } = world.signIns.application;
const form = (fields: Record<string, string>): RequestInit => ({ method: 'POST', body: new URLSearchParams(fields) });
const post = async (address: string, fields: Record<string, string>, authorization = '') => {
  const answer = await fetch(address, { ...form(fields), headers: authorization === '' ? {} : { authorization } });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const bearer = ({ body }: { body: Record<string, unknown> }) => `Bearer ${String(body['access_token'])}`;
const opens = async (authorization: string) => (await fetch(`${world.origin}/v1/customers`, { headers: { authorization } })).status === 200;
const client = { grant_type: 'client_credentials', client_id: applicationId, client_secret: PASSWORD };

test('ADAL: …/oauth2/token with a resource; the token opens the API, and old clients exchange it', async () => {
  const token = await post(`${world.origin}/${world.partnerId}/oauth2/token`, { ...client, resource: 'https://graph.windows.net' });
  assert.ok(await opens(bearer(token)));
  const exchanged = await post(`${world.origin}/generatetoken`, { grant_type: 'jwt_token' }, bearer(token));
  assert.ok(await opens(bearer(exchanged)));
});

test('ADAL asks for the realm of a user before the password grant', async () => {
  const answer = await fetch(`${world.origin}/common/UserRealm/ada@contoso.example?api-version=1.0`);
  assert.equal(((await answer.json()) as { account_type: string }).account_type, 'Managed');
});

test('MSAL: discovery, then …/oauth2/v2.0/token with a scope; no id_token, and a JWT with an end', async () => {
  const discovery = await fetch(`${world.origin}/${world.partnerId}/v2.0/.well-known/openid-configuration`);
  const { token_endpoint: endpoint } = (await discovery.json()) as { token_endpoint: string };
  const { body } = await post(endpoint, { ...client, scope: 'https://graph.windows.net/.default', client_info: '1' });
  assert.equal(body['id_token'], undefined);
  const claims = JSON.parse(Buffer.from(String(body['access_token']).split('.')[1] ?? '', 'base64url').toString()) as { exp?: number };
  assert.ok(typeof claims.exp === 'number' && (await opens(bearer({ body }))));
});

test('without a token: 401 with the code 400, and how to bring one', async () => {
  const answer = await fetch(`${world.origin}/v1/customers`);
  assert.equal(answer.status, 401);
  assert.ok(answer.headers.get('WWW-Authenticate') !== null);
  assert.equal(((await answer.json()) as { code: number }).code, 400);
});
