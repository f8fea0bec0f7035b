import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDesk } from '../../../test/desk.ts';
import { fingerprint, plantCustomer, plantPartner, plantSubscription, plantUser } from '../../../test/tenant.ts';
import type { CustomerId, UserId } from '../../kit/ids.ts';
import { newId } from '../../platform/clock.ts';
import { assignmentRoutes } from '../assignment/routes.ts';
import { directoryRoutes } from '../directory/routes.ts';
import { licenseRoutes } from '../routes.ts';
import { groupChangeRoutes } from './changing/routes.ts';
import { groupRoutes } from './routes.ts';

const { db, tenant, server } = await testDesk((parts) => [
  licenseRoutes(parts),
  assignmentRoutes(parts),
  directoryRoutes(parts),
  groupRoutes(parts),
  groupChangeRoutes(parts),
]);

const [BASIC, STANDARD, SHAREPOINT] = [
  tenant.offer('m365-business-basic'),
  tenant.offer('m365-business-standard'),
  tenant.offer('sharepoint-plan-2'),
];
const ask = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  server.ask(path, { method, body, headers });

type World = {
  readonly customerId: CustomerId;
  readonly groupId: string;
  readonly url: string;
  readonly hire: (name: string, licenses?: Parameters<typeof plantUser>[3], location?: string | null) => Promise<UserId>;
};

/** A customer with seats of three products and an empty group. */
async function world(seats = 10): Promise<World> {
  const customerId = await plantCustomer(db, tenant.partnerId);
  const planted = { partnerId: tenant.partnerId, customerId };
  for (const offer of [BASIC, STANDARD, SHAREPOINT]) await plantSubscription(db, planted, { offer, quantity: seats });
  const group = await ask('POST', `/v1/customers/${customerId}/groups`, { displayName: 'Front desk' });
  assert.equal(group.status, 201);
  const groupId = group.body.id;
  return {
    customerId,
    groupId,
    url: `/v1/customers/${customerId}/groups/${groupId}`,
    hire: (name, licenses = [], location = 'US') => plantUser(db, planted, name, licenses, location),
  };
}
/** The same with these people in the group, which hands on Business Basic. */
async function staffed(...names: string[]): Promise<World & { readonly userIds: readonly UserId[] }> {
  const here = await world();
  const userIds: UserId[] = [];
  for (const name of names) userIds.push(await here.hire(name));
  await ask('POST', `${here.url}/members`, { userIds });
  assert.equal((await ask('PUT', `${here.url}/licenses`, { licenses: [{ skuId: BASIC.skuId }] })).status, 200);
  return { ...here, userIds };
}
const held = async (customerId: string) =>
  (
    await db.read<{ name: string; sku: string; direct: boolean }>(
      `select u.display_name as name, l.sku_id as sku, l.group_id = '00000000-0000-0000-0000-000000000000' as direct
       from license l join directory_user u using (customer_id, user_id) where customer_id = $1 order by 1, 2`,
      [customerId],
    )
  ).rows.map(({ name, sku, direct }) => [
    name,
    sku === BASIC.skuId ? 'basic' : sku === STANDARD.skuId ? 'standard' : 'sharepoint',
    direct ? 'direct' : 'group',
  ]);

describe('PUT …/groups/{g}/licenses', () => {
  test('200: all members get the product at once, and the user’s licences say where it comes from', async () => {
    const { customerId, userIds, url } = await staffed('ada', 'bob');
    assert.deepEqual(await held(customerId), [
      ['ada', 'basic', 'group'],
      ['bob', 'basic', 'group'],
    ]);
    const license = (await server.ask(`/v1/customers/${customerId}/users/${userIds[0]}/licenses`)).body.items[0];
    assert.deepEqual([license.assignedDirectly, license.assignedByGroups.map((group: any) => group.displayName)], [false, ['Front desk']]);
    const group = (await server.ask(url)).body;
    assert.deepEqual([group.memberCount, group.licenses[0].membersWithLicense, group.licenses[0].membersWithout], [2, 2, 0]);
  });
  test('a swap changes all members at once and keeps what the group switches off', async () => {
    const { customerId, url } = await staffed('ada', 'bob');
    const shared = BASIC.servicePlanIds.filter((plan) => STANDARD.servicePlanIds.includes(plan)).slice(0, 1);
    await ask('PUT', `${url}/licenses`, { licenses: [{ skuId: BASIC.skuId, excludedPlans: shared }] });
    const { status, body } = await ask('PUT', `${url}/licenses`, { licenses: [{ skuId: STANDARD.skuId }] });
    assert.deepEqual([status, body.usersChanged, body.usersRefused, body.results], [200, 2, 0, []]);
    assert.deepEqual(await held(customerId), [
      ['ada', 'standard', 'group'],
      ['bob', 'standard', 'group'],
    ]);
    const { rows } = await db.read<{ plans: string[] }>(`select distinct disabled_plans as plans from license where customer_id = $1`, [
      customerId,
    ]);
    assert.deepEqual(rows, [{ plans: shared }]);
    const audits = await db.read<{ type: string; n: number }>(
      `select operation_type as type, count(*)::integer as n from audit_entry where customer_id = $1 and operation_type = 'update_customer_user_licenses' group by 1`,
      [customerId],
    );
    assert.equal(audits.rows[0]?.n, 6);
  });
  test('400/60000 while one member cannot: nobody changes; a preview says who and why', async () => {
    const { customerId, url, hire } = await staffed('ada', 'bob');
    const eve = await hire('eve', [], null);
    await ask('POST', `${url}/members`, { userIds: [eve] });
    const before = await fingerprint(db);
    const answer = await ask('PUT', `${url}/licenses`, { licenses: [{ skuId: STANDARD.skuId }] });
    assert.deepEqual([answer.status, answer.body.code, answer.body.data], [400, 60000, ['eve@contoso.example: usage_location_missing']]);
    const preview = await ask('PUT', `${url}/licenses`, { licenses: [{ skuId: STANDARD.skuId }], preview: true });
    assert.deepEqual(
      [preview.body.usersChanged, preview.body.usersRefused, preview.body.results[0].reasons[0].code],
      [2, 1, 'usage_location_missing'],
    );
    assert.equal(await fingerprint(db), before);
    assert.equal((await held(customerId)).length, 2);
  });
  test('those who cannot may keep what they have, assigned directly: nobody is without', async () => {
    const { customerId, url, userIds } = await staffed('ada', 'bob');
    await db.read(`update directory_user set usage_location = null where customer_id = $1 and user_id = $2`, [customerId, userIds[1]]);
    const { status, body } = await ask('PUT', `${url}/licenses`, { licenses: [{ skuId: STANDARD.skuId }], membersWhoCannot: 'KeepOld' });
    assert.deepEqual(
      [status, body.usersChanged, body.usersRefused, body.results.map((each: any) => each.displayName)],
      [200, 1, 1, ['bob']],
    );
    assert.deepEqual(await held(customerId), [
      ['ada', 'standard', 'group'],
      ['bob', 'basic', 'direct'],
    ]);
    const members = (await server.ask(`${url}/members`)).body.items;
    assert.deepEqual(
      members.map((member: any) => [
        member.displayName,
        member.licenses[0].state,
        member.licenses[0].reasons.map((reason: any) => reason.code),
      ]),
      [
        ['ada', 'assigned', []],
        ['bob', 'missing', ['usage_location_missing']],
      ],
    );
  });
  test('the same again gives the rest what was in the way before', async () => {
    const { customerId, url, hire } = await staffed('ada');
    const bob = await hire('bob', [], null);
    await ask('POST', `${url}/members`, { userIds: [bob] });
    await ask('PATCH', `/v1/customers/${customerId}/users/${bob}`, { usageLocation: 'US' });
    assert.equal((await ask('PUT', `${url}/licenses`, { licenses: [{ skuId: BASIC.skuId }] })).body.usersChanged, 1);
    assert.equal((await held(customerId)).length, 2);
  });
  test('as many seats as members; one fewer', async () => {
    const { url, hire } = await world(1);
    await ask('POST', `${url}/members`, { userIds: [await hire('ada')] });
    assert.equal((await ask('PUT', `${url}/licenses`, { licenses: [{ skuId: BASIC.skuId }] })).status, 200);
    const second = (await ask('POST', `${url}/members`, { userIds: [await hire('bob')] })).body;
    assert.deepEqual(
      second.results.map((each: any) => [each.displayName, each.outcome, each.reasons[0].code]),
      [['bob', 'unchanged', 'count_violation']],
    );
    const answer = await ask('PUT', `${url}/licenses`, { licenses: [{ skuId: STANDARD.skuId }] });
    assert.deepEqual([answer.status, answer.body.data], [400, ['bob@contoso.example: count_violation']]);
  });
  test('404 for an unknown group and customer, 403 without delegated admin privileges, 400 for half a body', async () => {
    const { customerId, url } = await world();
    assert.equal((await ask('PUT', `/v1/customers/${customerId}/groups/${newId()}/licenses`, { licenses: [] })).body.code, 1000);
    const foreign = await plantCustomer(db, await plantPartner(db));
    assert.equal((await ask('PUT', `/v1/customers/${foreign}/groups/${newId()}/licenses`, { licenses: [] })).body.code, 60003);
    assert.equal((await ask('PUT', `${url}/licenses`, {})).status, 400);
    await db.read(`update relationship set delegated_admin_services = '{teams_calling}' where customer_id = $1`, [customerId]);
    assert.deepEqual((await ask('PUT', `${url}/licenses`, { licenses: [{ skuId: BASIC.skuId }] })).body.data, [
      'delegated_admin_permissions_disabled',
      'microsoft365',
    ]);
  });
});

describe('members', () => {
  test('200: newcomers get what the group hands on; what is in the way is told; unknown and deleted users are no members', async () => {
    const { customerId, url, hire } = await staffed('ada');
    const [bob, eve, gone] = [await hire('bob'), await hire('eve', [{ offer: SHAREPOINT }]), await hire('gone')];
    await ask('DELETE', `/v1/customers/${customerId}/users/${gone}`);
    const { status, body } = await ask('POST', `${url}/members`, { userIds: [bob, eve, gone, newId()] });
    assert.equal(status, 200);
    assert.deepEqual([body.usersChanged, body.usersUnchanged, body.usersRefused], [1, 1, 2]);
    assert.deepEqual(
      body.results.map((each: any) => [each.outcome, each.reasons[0].code]),
      [
        ['unchanged', 'mutually_exclusive_violation'],
        ['refused', 'user_deleted'],
        ['refused', 'user_not_found'],
      ],
    );
    assert.equal((await server.ask(url)).body.memberCount, 3);
    const before = await fingerprint(db);
    assert.equal((await ask('POST', `${url}/members`, { userIds: [bob] })).body.usersUnchanged, 1);
    assert.equal(await fingerprint(db), before);
  });
  test('204: who leaves loses the licences of the group and keeps others; 404 the second time', async () => {
    const { customerId, url, userIds } = await staffed('ada', 'bob');
    assert.equal((await ask('DELETE', `${url}/members/${userIds[0]}`)).status, 204);
    assert.deepEqual(await held(customerId), [['bob', 'basic', 'group']]);
    assert.equal((await ask('DELETE', `${url}/members/${userIds[0]}`)).body.code, 60002);
  });
  test('400: who needs it for an add-on cannot leave', async () => {
    const { customerId, url, hire } = await world();
    const addOn = tenant.offer('exchange-online-archiving-exo');
    await plantSubscription(db, { partnerId: tenant.partnerId, customerId }, { offer: addOn, quantity: 1 });
    const ada = await hire('ada');
    await ask('POST', `${url}/members`, { userIds: [ada] });
    await ask('PUT', `${url}/licenses`, { licenses: [{ skuId: BASIC.skuId }] });
    assert.equal(
      (await ask('POST', `/v1/customers/${customerId}/users/${ada}/licenseupdates`, { licensesToAssign: [{ skuId: addOn.skuId }] })).status,
      201,
    );
    const answer = await ask('DELETE', `${url}/members/${ada}`);
    assert.deepEqual([answer.status, answer.body.data[0]], [400, 'dependency_violation']);
  });
  test('a deleted member is none; restored, the group’s licence is there again', async () => {
    const { customerId, url, userIds } = await staffed('ada', 'bob');
    await ask('DELETE', `/v1/customers/${customerId}/users/${userIds[0]}`);
    assert.deepEqual([(await server.ask(url)).body.memberCount, (await held(customerId)).length], [1, 1]);
    await ask('PATCH', `/v1/customers/${customerId}/users/${userIds[0]}`, { state: 'active' });
    assert.deepEqual(await held(customerId), [
      ['ada', 'basic', 'group'],
      ['bob', 'basic', 'group'],
    ]);
  });
  test('page by page, by name', async () => {
    const { url } = await staffed('cyd', 'ada', 'bob');
    const first = (await server.ask(`${url}/members?size=2`)).body;
    const token = first.links.next.headers[0];
    const second = (await server.ask(`/v1${first.links.next.uri}`, { headers: { [token.key]: token.value } })).body;
    assert.deepEqual(
      [first, second].map((page) => page.items.map((member: any) => member.displayName)),
      [['ada', 'bob'], ['cyd']],
    );
    assert.equal(second.links.next, undefined);
    assert.equal((await server.ask(`${url}/members?size=501`)).status, 400);
    assert.equal((await server.ask(`${url}/members`, { headers: { 'MS-ContinuationToken': 'x' } })).status, 400);
  });
});

describe('groups', () => {
  test('listed by name, page by page; one by its id', async () => {
    const { customerId } = await world();
    await ask('POST', `/v1/customers/${customerId}/groups`, { displayName: 'Board' });
    const first = (await server.ask(`/v1/customers/${customerId}/groups?size=1`)).body;
    assert.deepEqual(
      first.items.map((group: any) => group.displayName),
      ['Board'],
    );
    const second = (await server.ask(`/v1${first.links.next.uri}`, { headers: { 'MS-ContinuationToken': first.continuationToken } })).body;
    assert.deepEqual(
      second.items.map((group: any) => group.displayName),
      ['Front desk'],
    );
    assert.equal((await server.ask(`/v1/customers/${customerId}/groups/${newId()}`)).status, 404);
    assert.equal((await server.ask(`/v1/customers/${newId()}/groups`)).body.code, 60003);
  });
  test('409 while somebody is in it or it hands something on; 204 when empty', async () => {
    const { url, userIds } = await staffed('ada');
    assert.deepEqual((await ask('DELETE', url)).body.data, ['group_in_use']);
    await ask('PUT', `${url}/licenses`, { licenses: [] });
    assert.equal((await ask('DELETE', url)).status, 409);
    await ask('DELETE', `${url}/members/${userIds[0]}`);
    assert.equal((await ask('DELETE', url)).status, 204);
    assert.equal((await ask('DELETE', url)).status, 404);
  });
});
