import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDesk } from '../../../../test/desk.ts';
import { plantUpgraded, usualPeople, type Person } from '../../../../test/left-behind.ts';
import { agentOf, fingerprint, plantCustomer, plantPartner, plantSubscription, plantUser } from '../../../../test/tenant.ts';
import { assignmentRoutes } from '../../../licenses/assignment/routes.ts';
import { directoryRoutes } from '../../../licenses/directory/routes.ts';
import { groupChangeRoutes } from '../../../licenses/groups/changing/routes.ts';
import { newId } from '../../../platform/clock.ts';
import { upgradeRecordRoutes } from '../../records/routes.ts';
import { upgradeRoutes } from '../../routes.ts';
import { leftBehindRoutes } from '../routes.ts';
import { leftBehindWorkRoutes } from './routes.ts';

const { db, tenant, server } = await testDesk((parts) => [
  upgradeRoutes(parts),
  upgradeRecordRoutes(parts),
  leftBehindRoutes(parts),
  leftBehindWorkRoutes(parts),
  assignmentRoutes(parts),
  directoryRoutes(parts),
  groupChangeRoutes(parts),
]);
const agent = agentOf(tenant.partnerId, 'admin_agent');

const [BASIC, STANDARD, SHAREPOINT] = [
  tenant.offer('m365-business-basic'),
  tenant.offer('m365-business-standard'),
  tenant.offer('sharepoint-plan-2'),
];
const ask = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  server.ask(path, { method, body, headers });
const upgraded = (people: readonly Person[], options?: Parameters<typeof plantUpgraded>[2]) =>
  plantUpgraded({ db, tenant, server }, people, options);
const { ada, nowhere, withSharePoint } = usualPeople(tenant);
const holding = () => [{ offer: BASIC }];

const subscription = async (customerId: string, id: string) =>
  (
    await db.read<{ status: string; quantity: number }>(
      `select status, quantity from subscription where customer_id = $1 and subscription_id = $2`,
      [customerId, id],
    )
  ).rows[0];
const ledger = async (customerId: string) =>
  (
    await db.read<{ event: string; amount: number; quantity: number }>(
      `select event_id as event, amount_minor as amount, quantity from charge where customer_id = $1 and cause = 'upgrade_cancel' order by charge_id`,
      [customerId],
    )
  ).rows;
const holders = async (customerId: string, skuId: string) =>
  (
    await db.read<{ name: string }>(
      `select distinct u.display_name as name from license l join directory_user u using (customer_id, user_id) where customer_id = $1 and sku_id = $2 and u.state = 'active' order by 1`,
      [customerId, skuId],
    )
  ).rows.map(({ name }) => name);
const stateOf = async (url: string) => (await server.ask(url)).body;

describe('POST …/retries', () => {
  test('until the source closes: each retry gives its seats back, and the ledger adds up to the cent', async () => {
    const world = await upgraded([ada, nowhere, withSharePoint, ['by-group', holding()]]);
    const { customerId, url, ids } = world;
    assert.deepEqual(await subscription(customerId, world.sourceId), { status: 'active', quantity: 2 });

    await ask('PATCH', `/v1/customers/${customerId}/users/${ids['nowhere']}`, { usageLocation: 'US' });
    const first = await ask('POST', `${url}/retries`, { userIds: [ids['nowhere']] });
    assert.deepEqual(
      [first.status, first.body.usersMoved, first.body.usersOpen, first.body.state, first.body.sourceSubscription.quantity],
      [200, 1, 1, 'finishing', 1],
    );
    assert.deepEqual([first.body.total, first.body.lines[0].quantity], [{ amount: -5, currency: 'USD' }, 1]);

    await ask('POST', `/v1/customers/${customerId}/users/${ids['sharepoint']}/licenseupdates`, { licensesToRemove: [SHAREPOINT.skuId] });
    const second = await ask('POST', `${url}/retries`, {});
    assert.deepEqual(
      [second.body.usersMoved, second.body.usersOpen, second.body.state, second.body.sourceSubscription],
      [1, 0, 'done', { id: world.sourceId, quantity: 0, status: 'deleted' }],
    );
    assert.equal((await subscription(customerId, world.sourceId))?.status, 'deleted');

    // Four seats at 5.00 for thirty of thirty days, in three credits of one event.
    const credits = await ledger(customerId);
    assert.deepEqual(
      credits.map(({ amount, quantity }) => [quantity, amount]),
      [
        [2, -1000],
        [1, -500],
        [1, -500],
      ],
    );
    assert.deepEqual(new Set(credits.map(({ event }) => event)), new Set([world.upgradeId]));
    const record = await stateOf(url);
    assert.deepEqual(
      [record.state, record.usersMoved, record.usersLeftBehind, record.total],
      ['done', 4, [], { amount: 30, currency: 'USD' }],
    );
    assert.deepEqual(await holders(customerId, STANDARD.skuId), ['ada', 'by-group', 'nowhere', 'sharepoint']);
    assert.deepEqual(await holders(customerId, BASIC.skuId), []);
  });
  test('what is still in the way is told as it is today, with what would help', async () => {
    const { customerId, url, ids } = await upgraded([ada, nowhere]);
    await plantSubscription(db, { partnerId: tenant.partnerId, customerId }, { offer: tenant.offer('o365-e3'), quantity: 1 });
    await db.read(`insert into license (customer_id, user_id, sku_id, assigned_at) values ($1, $2, $3, now())`, [
      customerId,
      ids['nowhere'],
      SHAREPOINT.skuId,
    ]);
    await ask('PATCH', `/v1/customers/${customerId}/users/${ids['nowhere']}`, { usageLocation: 'US' });
    const { status, body } = await ask('POST', `${url}/retries`);
    assert.deepEqual(
      [status, body.usersMoved, body.usersLeftBehind[0].reasons.map((reason: any) => reason.code)],
      [200, 0, ['mutually_exclusive_violation']],
    );
    assert.deepEqual(
      body.usersLeftBehind[0].reasons[0].remedies.map((remedy: any) => [remedy.kind, remedy.product]),
      [
        ['remove_license', 'SharePoint Online (Plan 2)'],
        ['disable_service_plan', 'SharePoint Online (Plan 2)'],
      ],
    );
    const [task] = (await server.ask(`${url}/leftbehindusers`)).body.items;
    assert.deepEqual([task.reasons[0].code, task.retriedAt !== undefined], ['mutually_exclusive_violation', true]);
  });
  test('people whom nobody was asked to move do, when nothing else is against it', async () => {
    const world = await upgraded([ada, ['bob', holding()], nowhere], { type: 'upgrade_only' });
    assert.deepEqual(await subscription(world.customerId, world.sourceId), { status: 'active', quantity: 3 });
    const { body } = await ask('POST', `${world.url}/retries`);
    assert.deepEqual([body.usersMoved, body.usersOpen, body.usersLeftBehind[0].reasons[0].code], [2, 1, 'usage_location_missing']);
    assert.deepEqual(await subscription(world.customerId, world.sourceId), { status: 'active', quantity: 1 });
  });
  test('as many move as there are seats; after seats are added the rest does', async () => {
    const world = await upgraded([ada, ['bob', holding()], ['cyd', holding()]], { targetSeats: 1 });
    const none = await ask('POST', `${world.url}/retries`);
    assert.deepEqual(
      [none.body.usersMoved, none.body.usersLeftBehind.map((user: any) => user.reasons[0].code)],
      [0, ['count_violation', 'count_violation']],
    );
    await db.read(`update subscription set quantity = 2 where customer_id = $1 and subscription_id = $2`, [
      world.customerId,
      world.targetId,
    ]);
    assert.deepEqual((await ask('POST', `${world.url}/retries`)).body.usersMoved, 1);
    await db.read(`update subscription set quantity = 3 where customer_id = $1 and subscription_id = $2`, [
      world.customerId,
      world.targetId,
    ]);
    assert.deepEqual((await ask('POST', `${world.url}/retries`)).body.state, 'done');
  });
  test('a group swap changes the members, and a retry ends their tasks', async () => {
    const customerId = await plantCustomer(db, tenant.partnerId);
    const planted = { partnerId: tenant.partnerId, customerId };
    const sourceId = await plantSubscription(db, planted, { offer: BASIC, quantity: 3 });
    const group = (await ask('POST', `/v1/customers/${customerId}/groups`, { displayName: 'Front desk' })).body;
    const userIds = [await plantUser(db, planted, 'ada', []), await plantUser(db, planted, 'bob', [])];
    await ask('PUT', `/v1/customers/${customerId}/groups/${group.id}/licenses`, { licenses: [{ skuId: BASIC.skuId }] });
    await ask('POST', `/v1/customers/${customerId}/groups/${group.id}/members`, { userIds });
    const { upgradeId } = (
      await ask('POST', `/v1/customers/${customerId}/subscriptions/${sourceId}/upgrades`, { targetOffer: { id: STANDARD.id } })
    ).body;
    const url = `/v1/customers/${customerId}/upgraderecords/${upgradeId}`;
    const before = (await ask('POST', `${url}/retries`)).body;
    assert.deepEqual(
      [before.usersMoved, before.usersLeftBehind[0].reasons[0].facts.groupNames, before.usersLeftBehind[0].reasons[0].remedies[0].kind],
      [0, ['Front desk'], 'swap_group_license'],
    );
    await ask('PUT', `/v1/customers/${customerId}/groups/${group.id}/licenses`, { licenses: [{ skuId: STANDARD.skuId }] });
    assert.deepEqual(
      (await server.ask(`${url}/leftbehindusers`)).body.items.map((task: any) => task.hasSourceLicense),
      [false, false],
    );
    const after = (await ask('POST', `${url}/retries`)).body;
    assert.deepEqual([after.usersMoved, after.usersMovedByHand, after.state, after.sourceSubscription.status], [0, 2, 'done', 'deleted']);
  });
  test('deleted people, and people without the licence, are done too', async () => {
    const { customerId, url, ids, sourceId } = await upgraded([nowhere, ['nobody', holding(), null], ['third', holding(), null]]);
    await ask('DELETE', `/v1/customers/${customerId}/users/${ids['nowhere']}`);
    await ask('POST', `/v1/customers/${customerId}/users/${ids['nobody']}/licenseupdates`, { licensesToRemove: [BASIC.skuId] });
    const { body } = await ask('POST', `${url}/retries`);
    assert.deepEqual([body.usersGone, body.usersOpen, body.sourceSubscription.quantity, body.total.amount], [2, 1, 1, -10]);
    assert.deepEqual((await server.ask(`${url}/leftbehindusers?state=gone`)).body.totalCount, 2);
    assert.equal((await subscription(customerId, sourceId))?.status, 'active');
  });
  test('two agents at once: one moves, the other finds nothing to do; the same request id answers the same', async () => {
    const { customerId, url, ids } = await upgraded([ada, nowhere]);
    await ask('PATCH', `/v1/customers/${customerId}/users/${ids['nowhere']}`, { usageLocation: 'US' });
    const headers = { 'MS-RequestId': newId() };
    const answers = await Promise.all([
      ask('POST', `${url}/retries`, {}, headers),
      ask('POST', `${url}/retries`, {}, headers),
      ask('POST', `${url}/retries`, {}),
    ]);
    const [mine, repeat, other] = answers;
    assert.equal(mine?.text, repeat?.text);
    assert.deepEqual([mine?.status, other?.status].toSorted(), [200, 409]);
    assert.equal((await ledger(customerId)).length, 2);
  });
  test('an audit entry and an announcement; a retry that changes nothing of the subscription announces nothing', async () => {
    const { customerId, url, ids } = await upgraded([ada, nowhere]);
    const count = async (table: string) =>
      (await db.read<{ n: number }>(`select count(*)::integer as n from ${table} where customer_id = $1`, [customerId])).rows[0]?.n;
    const before = await count('announcement');
    await ask('POST', `${url}/retries`);
    assert.equal(await count('announcement'), before);
    await ask('PATCH', `/v1/customers/${customerId}/users/${ids['nowhere']}`, { usageLocation: 'US' });
    await ask('POST', `${url}/retries`);
    assert.equal(await count('announcement'), (before ?? 0) + 1);
    const { rows } = await db.read<any>(
      `select resource_old_value as old, resource_new_value as new, customized_data as data from audit_entry where customer_id = $1 and operation_type = 'upgrade_subscription' order by audit_id desc limit 1`,
      [customerId],
    );
    assert.deepEqual(
      [JSON.parse(rows[0].old).UsersLeftBehind, JSON.parse(rows[0].new).UsersLeftBehind, JSON.parse(rows[0].new).Status],
      [1, 0, 'deleted'],
    );
    assert.deepEqual(rows[0].data[1], { key: 'UsersMoved', value: '1' });
  });
  test('400, 403, 404, 409: nothing is written', async () => {
    const { customerId, url } = await upgraded([ada, nowhere]);
    const done = await upgraded([ada]);
    const foreign = await plantCustomer(db, await plantPartner(db));
    const before = await fingerprint(db);
    assert.equal((await ask('POST', `${url}/retries`, { userIds: ['x'] })).status, 400);
    server.actAs(agentOf(tenant.partnerId, 'sales_agent'));
    assert.deepEqual((await ask('POST', `${url}/retries`)).body.code, 900150);
    server.actAs(agent);
    assert.deepEqual((await ask('POST', `/v1/customers/${customerId}/upgraderecords/${newId()}/retries`)).body.code, 1000);
    assert.deepEqual((await ask('POST', `/v1/customers/${foreign}/upgraderecords/${newId()}/retries`)).body.code, 60003);
    assert.deepEqual(
      [(await ask('POST', `${done.url}/retries`)).status, (await ask('POST', `${done.url}/retries`)).body.data],
      [409, ['upgrade_finished', 'done']],
    );
    assert.equal(await fingerprint(db), before);
    await db.read(`update relationship set delegated_admin_services = '{}' where customer_id = $1`, [customerId]);
    assert.deepEqual((await ask('POST', `${url}/retries`)).body.code, 900308);
  });
});

describe('POST …/dismissals', () => {
  test('200: they keep the product, the source its seat, and the upgrade is done', async () => {
    const { customerId, sourceId, url } = await upgraded([ada, nowhere]);
    const { status, body } = await ask('POST', `${url}/dismissals`, { note: 'works in a country that is closed' });
    assert.deepEqual(
      [status, body.usersDismissed, body.state, body.sourceSubscription, body.lines],
      [200, 1, 'done', { id: sourceId, quantity: 1, status: 'active' }, []],
    );
    assert.deepEqual(await holders(customerId, BASIC.skuId), ['nowhere']);
    const [task] = (await server.ask(`${url}/leftbehindusers?state=dismissed`)).body.items;
    assert.deepEqual([task.note, task.closedAt !== undefined], ['works in a country that is closed', true]);
  });
  test('200: the licence goes, and the seat is credited', async () => {
    const { customerId, sourceId, url, ids } = await upgraded([ada, nowhere]);
    const { body } = await ask('POST', `${url}/dismissals`, { note: 'left the company', license: 'remove', userIds: [ids['nowhere']] });
    assert.deepEqual([body.usersDismissed, body.state, body.sourceSubscription.status, body.total.amount], [1, 'done', 'deleted', -5]);
    assert.deepEqual(await holders(customerId, BASIC.skuId), []);
    assert.equal((await subscription(customerId, sourceId))?.status, 'deleted');
    const { rowCount } = await db.read(
      `select 1 from audit_entry where customer_id = $1 and operation_type = 'update_customer_user_licenses'`,
      [customerId],
    );
    assert.equal(rowCount, 1);
  });
  test('a licence from a group cannot be taken from one user: the task stays', async () => {
    const { customerId, url, sourceId } = await upgraded([ada, ['by-group', [{ offer: BASIC, groupId: newId() }]]]);
    const { body } = await ask('POST', `${url}/dismissals`, { note: 'x', license: 'Remove' });
    assert.deepEqual(
      [body.usersDismissed, body.usersOpen, body.usersLeftBehind[0].reasons[0].code],
      [0, 1, 'license_inherited_from_group'],
    );
    assert.deepEqual(await subscription(customerId, sourceId), { status: 'active', quantity: 1 });
  });
  test('nor one that is assigned directly and by a group: the seat would stay', async () => {
    const { customerId, url } = await upgraded([ada, ['both', [{ offer: BASIC }, { offer: BASIC, groupId: newId() }]]]);
    const before = await holders(customerId, BASIC.skuId);
    const { body } = await ask('POST', `${url}/dismissals`, { note: 'x', license: 'remove' });
    assert.deepEqual([body.usersDismissed, body.usersOpen, before, await holders(customerId, BASIC.skuId)], [0, 1, ['both'], ['both']]);
  });
  test('400 without a note, 404 for an unknown upgrade, 409 when it is done', async () => {
    const { url, customerId } = await upgraded([ada, nowhere]);
    assert.deepEqual((await ask('POST', `${url}/dismissals`, { note: '' })).body.data, ['note']);
    assert.equal((await ask('POST', `/v1/customers/${customerId}/upgraderecords/${newId()}/dismissals`, { note: 'x' })).status, 404);
    await ask('POST', `${url}/dismissals`, { note: 'x' });
    assert.equal((await ask('POST', `${url}/dismissals`, { note: 'x' })).status, 409);
  });
});
