import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decodeJwt } from 'jose';
import { testDatabase } from '../../../../test/database.ts';
import { PASSWORD, postForm, serveSignIns, testSignIns, type FormAnswer } from '../../../../test/sign-in.ts';
import { newId, systemClock } from '../../../platform/clock.ts';
import { callerOf } from '../../caller.ts';
import { disablePartnerUser } from '../../store.ts';

const db = await testDatabase();
let origin = '';
const { access, partner, people, application, publicApplication } = await testSignIns(db, { publicUrl: () => origin });
const theirs = await testSignIns(db, { name: 'fabrikam', publicUrl: () => origin });
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

describe('tokens at the addresses of existing clients', () => {
  const tenants: readonly string[] = [partner.partnerId, partner.partnerId.toUpperCase(), partner.domain, 'common', 'organizations'];
  for (const tenant of tenants) {
    test(`v1, a program alone, tenant ${tenant === partner.partnerId.toUpperCase() ? 'in capitals' : tenant}`, async () => {
      const { status, body } = await post(`/${tenant}/oauth2/token`, {
        grant_type: 'client_credentials',
        resource: 'https://graph.windows.net',
        ...program,
      });
      assert.equal(status, 200, JSON.stringify(body));
      const claims = decodeJwt(body.access_token);
      assert.equal(claims.aud, 'https://graph.windows.net');
      assert.equal(claims['tid'], partner.partnerId);
      assert.equal(claims['appid'], application.applicationId);
      assert.equal(claims['idtyp'], 'app');
      assert.equal(claims.iss, `${origin}/identity`);
      assert.ok((claims.exp ?? 0) - (claims.iat ?? 0) === 3600 && claims.nbf === claims.iat);
      assert.equal(body.token_type, 'Bearer');
      assert.equal(body.resource, 'https://graph.windows.net');
      assert.equal(body.expires_on, String(claims.exp));
      assert.ok(!('id_token' in body) && !('refresh_token' in body));
      assert.equal((await who(body.access_token)).kind, 'application');
    });
  }

  test('v2, a program alone, with .default', async () => {
    const { status, body } = await post(`/${partner.partnerId}/oauth2/v2.0/token`, {
      grant_type: 'client_credentials',
      scope: 'https://api.partnercenter.microsoft.com/.default',
      client_info: '1',
      ...program,
    });
    assert.equal(status, 200);
    assert.equal(decodeJwt(body.access_token).aud, 'https://api.partnercenter.microsoft.com');
    assert.ok(!('id_token' in body) && !('client_info' in body));
    assert.equal((await who(body.access_token)).kind, 'application');
  });

  test('a program may also show its secret in a Basic header', async () => {
    const basic = Buffer.from(`${application.applicationId}:${encodeURIComponent(PASSWORD)}`).toString('base64');
    const { status } = await post(
      '/common/oauth2/token',
      { grant_type: 'client_credentials', resource: 'https://graph.windows.net' },
      { authorization: `Basic ${basic}` },
    );
    assert.equal(status, 200);
  });

  test('v1 and v2, a person by password, and on with the refresh token to the other resource', async () => {
    for (const [path, wanted] of [
      ['/oauth2/token', { resource: 'https://api.partnercenter.microsoft.com' }],
      [
        '/oauth2/v2.0/token',
        { scope: 'https://api.partnercenter.microsoft.com/user_impersonation openid offline_access', client_info: '1' },
      ],
    ] as const) {
      const { status, body } = await post(`/${partner.domain}${path}`, { ...agent, ...wanted, ...program });
      assert.equal(status, 200, JSON.stringify(body));
      const claims = decodeJwt(body.access_token);
      assert.equal(claims['oid'], people.admin_agent.userId);
      assert.equal(claims['upn'], people.admin_agent.userPrincipalName);
      assert.equal(claims['scp'], 'user_impersonation');
      assert.equal(decodeJwt(body.id_token)['tid'], partner.partnerId);
      const caller = await who(body.access_token);
      assert.equal(caller.userId, people.admin_agent.userId);
      assert.equal(caller.applicationId, application.applicationId);
      if ('client_info' in wanted)
        assert.deepEqual(JSON.parse(Buffer.from(body.client_info, 'base64url').toString()), {
          uid: people.admin_agent.userId,
          utid: partner.partnerId,
        });

      const other = path.includes('v2') ? { scope: 'https://graph.windows.net/.default' } : { resource: 'https://graph.windows.net' };
      const refreshed = await post(`/${partner.domain}${path}`, {
        grant_type: 'refresh_token',
        refresh_token: body.refresh_token,
        ...other,
        ...program,
      });
      assert.equal(refreshed.status, 200, JSON.stringify(refreshed.body));
      assert.equal(decodeJwt(refreshed.body.access_token).aud, 'https://graph.windows.net');
      assert.equal((await who(refreshed.body.access_token)).userId, people.admin_agent.userId);
      const again = await post('/identity/token', { grant_type: 'refresh_token', refresh_token: body.refresh_token, ...program });
      assert.equal(decodeJwt(again.body.access_token).aud, 'https://api.partnercenter.microsoft.com');
    }
  });

  test('a public program acts for people, not alone', async () => {
    const client = { client_id: publicApplication.applicationId };
    assert.equal((await post('/common/oauth2/token', { ...agent, ...client, resource: 'https://graph.windows.net' })).status, 200);
    const { status, body } = await post('/common/oauth2/token', {
      grant_type: 'client_credentials',
      ...client,
      resource: 'https://graph.windows.net',
    });
    assert.equal(status, 400);
    assert.equal(body.error, 'invalid_request');
  });

  const refused: readonly [name: string, path: string, fields: Record<string, string>, status: number, error: string][] = [
    ['a wrong secret', '/common/oauth2/token', { grant_type: 'client_credentials', ...program, client_secret: 'x' }, 401, 'invalid_client'],
    [
      'no secret',
      '/common/oauth2/token',
      { grant_type: 'client_credentials', client_id: application.applicationId },
      401,
      'invalid_client',
    ],
    [
      'an unknown program',
      '/common/oauth2/token',
      { grant_type: 'client_credentials', ...program, client_id: newId() },
      401,
      'invalid_client',
    ],
    ['no program', '/common/oauth2/token', { grant_type: 'client_credentials' }, 400, 'invalid_request'],
    [
      'a program of another tenant',
      `/${theirs.partner.partnerId}/oauth2/token`,
      { grant_type: 'client_credentials', ...program },
      400,
      'unauthorized_client',
    ],
    ['an unknown tenant', `/${newId()}/oauth2/token`, { grant_type: 'client_credentials', ...program }, 400, 'invalid_request'],
    [
      'an unknown domain',
      '/nowhere.example.com/oauth2/v2.0/token',
      { grant_type: 'client_credentials', ...program },
      400,
      'invalid_request',
    ],
    [
      'another resource',
      '/common/oauth2/token',
      { grant_type: 'client_credentials', resource: 'https://graph.microsoft.com', ...program },
      400,
      'invalid_resource',
    ],
    ['a wrong password', '/common/oauth2/token', { ...agent, ...program, password: 'x' }, 400, 'invalid_grant'],
    ['an unknown person', '/common/oauth2/token', { ...agent, ...program, username: 'nobody@contoso.example.com' }, 400, 'invalid_grant'],
    ['no person', '/common/oauth2/token', { grant_type: 'password', ...program }, 400, 'invalid_grant'],
    [
      'a person of another tenant',
      `/${partner.domain}/oauth2/token`,
      { ...agent, ...program, username: theirs.people.admin_agent.userPrincipalName },
      400,
      'invalid_grant',
    ],
    [
      'a refresh token out of thin air',
      '/common/oauth2/token',
      { grant_type: 'refresh_token', refresh_token: 'x', ...program },
      400,
      'invalid_grant',
    ],
    ['an unknown grant', '/common/oauth2/token', { grant_type: 'urn:x', ...program }, 400, 'unsupported_grant_type'],
    ['no grant', '/common/oauth2/token', { ...program }, 400, 'invalid_request'],
  ];
  for (const [name, path, fields, status, error] of refused) {
    test(`${name}: ${status} ${error}`, async () => {
      const answer = await post(path, fields);
      assert.equal(answer.body.error, error, JSON.stringify(answer.body));
      assert.equal(answer.status, status);
      assert.ok(answer.body.error_description);
      assert.equal(answer.headers.get('cache-control'), 'no-store');
    });
  }

  test('guessing a password gets slow', async () => {
    const guess = { ...agent, ...program, username: people.billing_admin.userPrincipalName };
    for (let i = 0; i < 5; i++)
      assert.match((await post('/common/oauth2/token', { ...guess, password: `x${i}` })).body.error_description, /wrong/);
    const { status, body } = await post('/common/oauth2/token', guess);
    assert.equal(status, 400);
    assert.match(body.error_description, /too many failed tries/);
    assert.equal((await post('/common/oauth2/token', { ...agent, ...program })).status, 200, 'others are not in the way');
  });

  test('who lost access gets no token, not even with a refresh token', async () => {
    const helpdesk = { ...agent, ...program, username: people.helpdesk_agent.userPrincipalName };
    const { body } = await post('/common/oauth2/token', helpdesk);
    assert.ok(body.refresh_token);
    await db.transaction(async (tx) => disablePartnerUser(tx, people.helpdesk_agent.userId, new Date()));
    assert.equal((await post('/common/oauth2/token', helpdesk)).body.error, 'invalid_grant');
    assert.equal(
      (await post('/common/oauth2/token', { grant_type: 'refresh_token', refresh_token: body.refresh_token, ...program })).body.error,
      'invalid_grant',
    );
  });

  test('what a database keeps of a password or a secret is not the secret', async () => {
    const { rows } = await db.read<{ kept: string }>(
      `select row_to_json(u)::text as kept from partner_user u union all select row_to_json(a)::text from partner_application a`,
    );
    assert.ok(rows.length > 8);
    for (const { kept } of rows) assert.ok(!kept.includes(PASSWORD));
  });
});
