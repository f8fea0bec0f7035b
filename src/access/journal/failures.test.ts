import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cookieBrowser } from '../../../test/cookie-browser.ts';
import { testDatabase } from '../../../test/database.ts';
import { serveSignIns, testSignIns } from '../../../test/sign-in.ts';
import { systemClock as clock } from '../../platform/clock.ts';
import { disablePartnerUser } from '../store.ts';
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
