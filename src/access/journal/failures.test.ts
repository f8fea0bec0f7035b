import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cookieBrowser } from '../../../test/cookie-browser.ts';
import { testDatabase } from '../../../test/database.ts';
import { serveSignIns, testSignIns } from '../../../test/sign-in.ts';
import { newId, systemClock as clock } from '../../platform/clock.ts';
import { disablePartnerUser } from '../store.ts';
import { claimedBy } from './claimed.ts';
import { journalRoutes } from './routes.ts';

const db = await testDatabase();
let origin = '';
const ours = await testSignIns(db, { publicUrl: () => origin });
const { access, people, partner, tokenFor } = ours;
origin = await serveSignIns(access, db, clock, (app) => {
  app.register(journalRoutes({ db, clock }));
});
type Entry = { readonly partner_id: string | null; readonly name: string | null; readonly reason: string };
const entries = async (): Promise<readonly Entry[]> => {
  await access.failures.settled();
  const { rows } = await db.read<Entry>(
    `select partner_id, user_principal_name as name, customized_data -> 0 ->> 'value' as reason from partner_audit_entry where resource_type = 'sign_in' order by operation_date, 3`,
  );
  return rows;
};
const get = (token: string) => fetch(`${origin}/v1/partnerauditrecords`, { headers: { authorization: `Bearer ${token}` } });

test('a wrong password leaves an entry for the partner, one a minute for each name, and never the password', async () => {
  const name = people.sales_agent.userPrincipalName;
  for (let i = 0; i < 3; i += 1) await cookieBrowser(origin).signIn(name, 'Tr0ub4dor&3');
  await cookieBrowser(origin).signIn('nobody@nowhere.example', 'Tr0ub4dor&3');
  assert.deepEqual(await entries(), [
    { partner_id: partner.partnerId, name, reason: 'password' },
    { partner_id: null, name: 'nobody@nowhere.example', reason: 'password' },
  ]);
  const { rows } = await db.read<{ kept: string }>('select row_to_json(e)::text as kept from partner_audit_entry e');
  assert.ok(rows.every(({ kept }) => !kept.includes('Tr0ub4dor')));
  const shown = (await (await get(await tokenFor('admin_agent'))).json()) as any;
  assert.deepEqual(
    shown.items.map((each: { userPrincipalName: string; operationStatus: string }) => [each.userPrincipalName, each.operationStatus]),
    [[name, 'failed']],
  );
});

test('a token that somebody made up, or may use no longer, leaves one; an old one does not', async () => {
  const before = (await entries()).length;
  const token = await tokenFor('helpdesk_agent');
  assert.equal((await get(`${token.slice(0, -4)}AAAA`)).status, 401);
  assert.equal((await get(await ours.sign({ tid: partner.partnerId, oid: people.admin_agent.userId, scp: 'x', exp: 1 }))).status, 401);
  await db.transaction(async (tx) => disablePartnerUser(tx, people.helpdesk_agent.userId, clock.now()));
  access.directory.forget();
  assert.equal((await get(token)).status, 401);
  assert.deepEqual(
    (await entries())
      .slice(before)
      .map(({ reason }) => reason)
      .toSorted(),
    ['signature', 'user_disabled'],
  );
});

describe('whose token a refused one claims to be', () => {
  const shown = async (): Promise<readonly any[]> => {
    await access.failures.settled();
    const url = `${origin}/v1/partnerauditrecords?resourceType=sign_in&operationStatus=failed`;
    return ((await (await fetch(url, { headers: { authorization: `Bearer ${await tokenFor('admin_agent')}` } })).json()) as any).items;
  };
  const forged = (claims: object) => `${part({ alg: 'RS256', kid: 'made-up' })}.${part({ iss: `${origin}/identity`, ...claims })}.AAAA`;
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  test('is told to that partner, marked as unverified, and only there', async () => {
    const upn = 'mallory\u0007@contoso.example.com';
    assert.equal((await get(forged({ tid: partner.partnerId.toUpperCase(), upn }))).status, 401);
    const entry = (await shown()).find((each) => each.userPrincipalName === 'mallory@contoso.example.com');
    assert.deepEqual(entry.customizedData, [
      { key: 'Reason', value: 'key_unknown' },
      { key: 'Unverified', value: 'true' },
    ]);
    assert.equal(entry.remoteAddress, '127.0.0.1');
  });

  test('is told to the partner of its issuer, where that knows one partner and the token names none', async () => {
    await db.read(`insert into trusted_issuer (issuer, partner_id, created_at) values ('https://keys.example/realm', $1, now())`, [
      partner.partnerId,
    ]);
    assert.equal((await get(forged({ iss: 'https://keys.example/realm', upn: 'eve@contoso.example.com' }))).status, 401);
    assert.ok((await shown()).some((each) => each.userPrincipalName === 'eve@contoso.example.com'));
  });

  test('of a token that its issuer vouches for, it is certain', async () => {
    assert.equal((await get(await ours.sign({ tid: partner.partnerId, oid: newId(), upn: 'gone@x.example', scp: 'x' }))).status, 401);
    const entry = (await shown()).find((each) => each.userPrincipalName === 'gone@x.example');
    assert.deepEqual(entry.customizedData, [{ key: 'Reason', value: 'application_unknown' }]);
  });

  test('made-up tenants and names do not fill the table', async () => {
    const before = (await entries()).length;
    for (let i = 0; i < 30; i += 1) await get(forged({ tid: newId(), upn: `${i}@x.example` }));
    assert.ok((await entries()).length - before <= 10);
  });

  test('what is no token claims nothing', () => {
    for (const authorization of [undefined, 'Basic eA==', 'Bearer x', `Bearer ${part({})}.${part({ tid: 1, upn: 2 })}.x`]) {
      const { partnerId, name } = claimedBy(authorization, 'signature');
      assert.deepEqual([partnerId, name], [null, null]);
    }
  });
});
