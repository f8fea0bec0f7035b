import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDesk } from '../../../test/desk.ts';
import { plantUpgraded, usualPeople, type Person } from '../../../test/left-behind.ts';
import { agentOf, plantPartner } from '../../../test/tenant.ts';
import { newId } from '../../platform/clock.ts';
import { upgradeRoutes } from '../routes.ts';
import { leftBehindRoutes } from './routes.ts';
import { leftBehindWorkRoutes } from './working/routes.ts';

const { db, tenant, server } = await testDesk((parts) => [upgradeRoutes(parts), leftBehindRoutes(parts), leftBehindWorkRoutes(parts)]);
const agent = agentOf(tenant.partnerId, 'admin_agent');

const ask = (method: string, path: string, body?: unknown) => server.ask(path, { method, body });
const upgraded = (people: readonly Person[]) => plantUpgraded({ db, tenant, server }, people);
const { nowhere, withSharePoint } = usualPeople(tenant);
const withoutPlace = (name: string): Person => [name, nowhere[1], null];

describe('owners and lists', () => {
  const someone = newId();
  test('a task is taken on, found under its owner, and given back', async () => {
    await db.read(
      `insert into partner_user (user_id, partner_id, user_principal_name, display_name, created_at) values ($1, $2, 'ann@partner.example', 'Ann', now())`,
      [someone, tenant.partnerId],
    );
    const { customerId, url, ids } = await upgraded([nowhere, withoutPlace('nobody')]);
    const taken = await ask('POST', `${url}/owners`, { userIds: [ids['nowhere']], ownerId: someone });
    assert.deepEqual([taken.status, taken.body.users, taken.body.owner], [200, 1, { id: someone, name: 'Ann' }]);
    assert.deepEqual(
      (await server.ask(`/v1/leftbehindusers?owner=${someone}`)).body.items.map((task: any) => task.displayName),
      ['nowhere'],
    );
    assert.deepEqual(
      (await server.ask(`${url}/leftbehindusers?owner=none`)).body.items.map((task: any) => task.displayName),
      ['nobody'],
    );
    assert.deepEqual((await server.ask('/v1/leftbehindusers/colleagues')).body.items, [], 'without a role nobody can work on it');
    await db.read(`insert into partner_user_role (user_id, role) values ($1, 'helpdesk_agent')`, [someone]);
    assert.deepEqual((await server.ask('/v1/leftbehindusers/colleagues')).body.items, [{ id: someone, name: 'Ann', openTasks: 1 }]);
    assert.equal((await ask('POST', `${url}/owners`, { ownerId: newId() })).status, 400);
    assert.equal((await ask('POST', `${url}/owners`, {})).body.users, 2);
    const { rows } = await db.read<{ before: any; after: any }>(
      `select resource_old_value::jsonb as before, resource_new_value::jsonb as after from audit_entry
        where customer_id = $1 and customized_data::text like '%UsersGivenOver%'`,
      [customerId],
    );
    assert.deepEqual(
      rows.map((row) => [row.before.Owners, row.after.Owners]).toSorted((a, b) => a[1][0].Users - b[1][0].Users),
      [
        [[{ Owner: null, Users: 1 }], [{ Owner: 'Ann', Users: 1 }]],
        [
          [
            { Owner: 'Ann', Users: 1 },
            { Owner: null, Users: 1 },
          ],
          [{ Owner: null, Users: 2 }],
        ],
      ],
    );
    assert.equal((await server.ask(`${url}/leftbehindusers?owner=none`)).body.totalCount, 2);
  });
  test('over all customers, page by page, narrowed by reason, state and customer', async () => {
    const [one, two] = [await upgraded([nowhere, withSharePoint]), await upgraded([nowhere])];
    const pages: any[] = [];
    let next: any = { uri: '/leftbehindusers?size=2', headers: [] };
    while (next !== undefined) {
      const headers = Object.fromEntries(next.headers.map(({ key, value }: any) => [key, value]));
      const { body } = await server.ask(`/v1${next.uri}`, { headers });
      pages.push(body.items);
      next = body.links.next;
    }
    const all = pages.flat();
    const keys = all.map((task: any) => `${task.upgradeId} ${task.userId}`);
    assert.equal(new Set(keys).size, keys.length);
    const total = (
      await db.read<{ n: number }>(`select count(*)::integer as n from left_behind_user where state = 'open' and partner_id = $1`, [
        tenant.partnerId,
      ])
    ).rows[0]?.n;
    assert.equal(all.length, total);
    const names = async (query: string) =>
      (await server.ask(`/v1/leftbehindusers?${query}`)).body.items.map((task: any) => task.displayName).toSorted();
    assert.deepEqual(await names(`customerId=${one.customerId}`), ['nowhere', 'sharepoint']);
    assert.deepEqual(await names(`customerId=${one.customerId}&reason=usage_location_missing`), ['nowhere']);
    assert.deepEqual(await names(`customerId=${two.customerId}&state=dismissed`), []);
    await ask('POST', `${two.url}/dismissals`, { note: 'x' });
    assert.deepEqual(
      [await names(`customerId=${two.customerId}`), await names(`customerId=${two.customerId}&state=all`)],
      [[], ['nowhere']],
    );
    const [task] = (await server.ask(`/v1/customers/${one.customerId}/leftbehindusers?reason=mutually_exclusive_violation`)).body.items;
    assert.deepEqual(
      [task.customer.name, task.sourceOffer.name, task.targetOffer.name, task.state, task.hasSourceLicense],
      ['Contoso', 'Microsoft 365 Business Basic', 'Microsoft 365 Business Standard', 'open', true],
    );
  });
  test('as CSV, with every reason, remedy and no formula', async () => {
    const { customerId } = await upgraded([withoutPlace('=evil'), withSharePoint]);
    const { status, headers, text } = await server.ask(`/v1/leftbehindusers/export?customerId=${customerId}`);
    assert.deepEqual([status, headers.get('content-type')], [200, 'text/csv; charset=utf-8']);
    const lines = text.trim().split('\r\n');
    assert.equal(lines.length, 3);
    assert.match(lines[0] ?? '', /^\uFEFF?Customer,Customer ID,User,Account,From,To,Reason/);
    assert.ok(
      lines.some((line) => line.includes("'=evil") && line.includes('usage_location_missing') && line.includes('Set a usage location')),
    );
    const chinese = (await server.ask(`/v1/leftbehindusers/export?customerId=${customerId}`, { headers: { 'x-locale': 'zh-TW' } })).text;
    assert.match(chinese, /使用位置/);
  });
  test('other partners see nothing; malformed questions are 400; unknown things 404', async () => {
    const { customerId, upgradeId } = await upgraded([nowhere]);
    server.actAs(agentOf(await plantPartner(db), 'admin_agent'));
    assert.equal((await server.ask('/v1/leftbehindusers')).body.totalCount, 0);
    assert.equal((await server.ask('/v1/leftbehindusers/colleagues')).body.totalCount, 0);
    assert.equal((await server.ask(`/v1/customers/${customerId}/leftbehindusers`)).body.code, 60003);
    assert.equal((await server.ask(`/v1/customers/${customerId}/upgraderecords/${upgradeId}/leftbehindusers`)).body.code, 60003);
    server.actAs(agent);
    for (const query of ['size=501', 'state=lost', 'reason=bad_weather', 'owner=someone', 'customerId=x'])
      assert.equal((await server.ask(`/v1/leftbehindusers?${query}`)).status, 400, query);
    assert.equal((await server.ask('/v1/leftbehindusers', { headers: { 'MS-ContinuationToken': 'x' } })).status, 400);
    assert.equal((await server.ask(`/v1/customers/${customerId}/upgraderecords/${newId()}/leftbehindusers`)).body.code, 1000);
    assert.equal((await server.ask('/v1/leftbehindusers/export?state=lost')).status, 400);
  });
});
