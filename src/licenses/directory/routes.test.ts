import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDesk } from '../../../test/desk.ts';
import { fingerprint, NOW, plantCustomer, plantPartner, plantSubscription, plantUser } from '../../../test/tenant.ts';
import type { CustomerId } from '../../kit/ids.ts';
import { newId } from '../../platform/clock.ts';
import { assignmentRoutes } from '../assignment/routes.ts';
import { licenseRoutes } from '../routes.ts';
import { directoryRoutes } from './routes.ts';
import { purgeDeletedUsers } from './worker.ts';

const { db, tenant, server, at } = await testDesk((parts) => [licenseRoutes(parts), assignmentRoutes(parts), directoryRoutes(parts)]);
const later = (days: number, milliseconds = 0) => new Date(NOW.getTime() + days * 86_400_000 + milliseconds);

const BASIC = tenant.offer('m365-business-basic');
const E3 = tenant.offer('o365-e3');
const ask = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  server.ask(path, { method, body, headers });
const users = (customerId: string) => `/v1/customers/${customerId}/users`;
const ada = {
  userPrincipalName: 'ada@contoso.example',
  displayName: 'Ada',
  firstName: 'Ada',
  lastName: 'L',
  usageLocation: 'us',
  passwordProfile: { password: 'long enough', forceChangePassword: true },
};

async function customer(basicSeats = 5): Promise<CustomerId> {
  const customerId = await plantCustomer(db, tenant.partnerId);
  await plantSubscription(db, { partnerId: tenant.partnerId, customerId }, { offer: BASIC, quantity: basicSeats });
  return customerId;
}
const licensesOf = async (customerId: string, userId: string) =>
  (await server.ask(`${users(customerId)}/${userId}/licenses`)).body.items.map((license: any) => [
    license.productSku.skuPartNumber,
    license.assignedDirectly,
  ]);
const operations = async (customerId: string) =>
  (
    await db.read<{ operation_type: string }>(`select operation_type from audit_entry where customer_id = $1 order by audit_id`, [
      customerId,
    ])
  ).rows.map((row) => row.operation_type);

describe('POST …/users', () => {
  test('201 with the user and the password that was set, which is kept nowhere', async () => {
    const customerId = await customer();
    const { status, body } = await ask('POST', `${users(customerId)}/`, {
      ...ada,
      PhoneNumber: '+1 555',
      immutableId: null,
      links: {},
      attributes: { objectType: 'CustomerUser' },
    });
    assert.equal(status, 201);
    assert.deepEqual(
      [body.userPrincipalName, body.usageLocation, body.state, body.userDomainType, body.phoneNumber, body.passwordProfile],
      ['ada@contoso.example', 'US', 'active', 'managed', '+1 555', ada.passwordProfile],
    );
    const read = (await server.ask(`${users(customerId)}/${body.id}`)).body;
    assert.deepEqual({ ...read, passwordProfile: ada.passwordProfile }, body);
    assert.deepEqual(await operations(customerId), ['create_customer_user']);
    const { rows } = await db.read<{ everything: string }>(
      `select coalesce((select string_agg(a::text, '') from audit_entry a), '') || (select string_agg(r::text, '') from answered_request r) || (select string_agg(u::text, '') from directory_user u) as everything`,
    );
    assert.ok(!rows[0]?.everything.includes('long enough'));
  });
  test('201 in the shape of a typed client: PascalCase, nulls, its own id', async () => {
    const customerId = await customer();
    const { status, body } = await ask('POST', users(customerId), {
      Id: null,
      UserPrincipalName: 'bob@contoso.example',
      DisplayName: 'Bob',
      UsageLocation: 'TW',
      State: 'active',
      PasswordProfile: { Password: 'long enough', ForceChangePassword: true },
      Links: null,
    });
    assert.deepEqual([status, body.usageLocation], [201, 'TW']);
  });
  test('the same request id again: one user, one answer with the password', async () => {
    const customerId = await customer();
    const headers = { 'MS-RequestId': newId() };
    const answers = [await ask('POST', users(customerId), ada, headers), await ask('POST', users(customerId), ada, headers)];
    assert.equal(answers[0]?.text, answers[1]?.text);
    assert.equal((await server.ask(users(customerId))).body.totalCount, 1);
  });
  test('409: the sign-in name is taken, in any case; after a deletion it is free', async () => {
    const customerId = await customer();
    const first = (await ask('POST', users(customerId), ada)).body;
    const before = await fingerprint(db);
    const taken = await ask('POST', users(customerId), { ...ada, userPrincipalName: 'ADA@contoso.example' });
    assert.deepEqual([taken.status, taken.body.data], [409, ['user_name_taken', 'ADA@contoso.example']]);
    assert.equal(await fingerprint(db), before);
    await ask('DELETE', `${users(customerId)}/${first.id}`);
    assert.equal((await ask('POST', users(customerId), ada)).status, 201);
    assert.equal((await ask('PATCH', `${users(customerId)}/${first.id}`, { state: 'active' })).status, 409);
  });
  const bad: [name: string, body: object, member: string][] = [
    ['no sign-in name', { displayName: 'Ada' }, 'userPrincipalName'],
    ['a sign-in name without a domain', { ...ada, userPrincipalName: 'ada' }, 'userPrincipalName'],
    ['no display name', { userPrincipalName: 'ada@contoso.example' }, 'displayName'],
    ['a country that is none', { ...ada, usageLocation: 'QQ' }, 'usageLocation'],
    ['a country in words', { ...ada, usageLocation: 'Taiwan' }, 'usageLocation'],
    ['a password that is too short', { ...ada, passwordProfile: { password: '1234567' } }, 'passwordProfile.password'],
  ];
  for (const [name, body, member] of bad) {
    test(`400/2000: ${name}`, async () => {
      const answer = await ask('POST', users(await customer()), body);
      assert.deepEqual([answer.status, answer.body.code, answer.body.data], [400, 2000, [member]]);
    });
  }
  test('403 without delegated admin privileges, 404 for a foreign customer', async () => {
    const undelegated = await plantCustomer(db, tenant.partnerId, { delegated: [] });
    assert.deepEqual((await ask('POST', users(undelegated), ada)).body.data, ['delegated_admin_permissions_disabled']);
    assert.equal((await ask('POST', users(undelegated), ada)).status, 403);
    const foreign = await plantCustomer(db, await plantPartner(db));
    assert.deepEqual([(await ask('POST', users(foreign), ada)).status, (await ask('POST', users(newId()), ada)).body.code], [404, 60003]);
  });
});

describe('PATCH …/users/{u}', () => {
  test('200: only what is named changes; the version goes up', async () => {
    const customerId = await customer();
    const user = (await ask('POST', users(customerId), ada)).body;
    const { status, body } = await ask('PATCH', `${users(customerId)}/${user.id}`, { usageLocation: 'tw', DisplayName: 'Ada L' });
    assert.deepEqual([status, body.usageLocation, body.displayName, body.firstName], [200, 'TW', 'Ada L', 'Ada']);
    assert.notEqual(body.attributes.etag, user.attributes.etag);
    assert.deepEqual(await operations(customerId), ['create_customer_user', 'update_customer_user']);
  });
  test('the whole resource back as it came changes nothing', async () => {
    const customerId = await customer();
    const user = (await ask('POST', users(customerId), ada)).body;
    const whole = { ...user, passwordProfile: undefined };
    const before = await fingerprint(db);
    assert.equal((await ask('PATCH', `${users(customerId)}/${user.id}`, whole)).status, 200);
    assert.equal(await fingerprint(db), before);
  });
  test('a new password and a new sign-in name have entries of their own', async () => {
    const customerId = await customer();
    const user = (await ask('POST', users(customerId), ada)).body;
    const { status, body } = await ask('PATCH', `${users(customerId)}/${user.id}`, {
      userPrincipalName: 'ada.l@contoso.example',
      passwordProfile: { password: 'another one', forceChangePassword: false },
    });
    assert.deepEqual([status, body.passwordProfile], [200, { password: 'another one', forceChangePassword: false }]);
    assert.deepEqual((await operations(customerId)).slice(1), ['reset_customer_user_password', 'update_customer_user_principal_name']);
    const { rows } = await db.read<{ at: string | null }>(`select password_changed_at as at from directory_user where user_id = $1`, [
      user.id,
    ]);
    assert.notEqual(rows[0]?.at, null);
  });
  test('a stale ETag: 412 in If-Match, 400/2055 in the body; the right one passes', async () => {
    const customerId = await customer();
    const user = (await ask('POST', users(customerId), ada)).body;
    const url = `${users(customerId)}/${user.id}`;
    const fresh = (await ask('PATCH', url, { displayName: 'A' }, { 'If-Match': `"${user.attributes.etag}"` })).body;
    assert.equal(fresh.displayName, 'A');
    const header = await ask('PATCH', url, { displayName: 'B' }, { 'If-Match': `"${user.attributes.etag}"` });
    const member = await ask('PATCH', url, { displayName: 'B', attributes: { etag: user.attributes.etag } });
    assert.deepEqual([header.status, member.status, member.body.code], [412, 400, 2055]);
    assert.equal((await ask('PATCH', url, { displayName: 'B', attributes: { etag: fresh.attributes.etag } })).status, 200);
    assert.equal((await ask('PATCH', url, { displayName: 'C' }, { 'If-Match': '*' })).status, 200);
  });
  test('409: the sign-in name of somebody else', async () => {
    const customerId = await customer();
    await ask('POST', users(customerId), ada);
    const bob = (await ask('POST', users(customerId), { ...ada, userPrincipalName: 'bob@contoso.example' })).body;
    assert.equal((await ask('PATCH', `${users(customerId)}/${bob.id}`, { userPrincipalName: 'Ada@Contoso.example' })).status, 409);
    assert.equal((await ask('PATCH', `${users(customerId)}/${bob.id}`, { userPrincipalName: 'BOB@contoso.example' })).status, 200);
  });
  test('400: state cannot become inactive; 404: nobody there', async () => {
    const customerId = await customer();
    const user = (await ask('POST', users(customerId), ada)).body;
    const answer = await ask('PATCH', `${users(customerId)}/${user.id}`, { state: 'inactive' });
    assert.deepEqual([answer.status, answer.body.data], [400, ['state']]);
    assert.deepEqual((await ask('PATCH', `${users(customerId)}/${newId()}`, { displayName: 'X' })).body.code, 60002);
  });
});

describe('deleting and restoring', () => {
  test('204: the licences are free at once, the user is among the deleted', async () => {
    const customerId = await customer(1);
    const planted = { customerId };
    const userId = await plantUser(db, planted, 'ada', [{ offer: BASIC }]);
    const bob = await plantUser(db, planted, 'bob', []);
    const answer = await ask('DELETE', `${users(customerId)}/${userId}`);
    assert.deepEqual([answer.status, answer.text], [204, '']);
    assert.deepEqual(
      (await server.ask(users(customerId))).body.items.map((user: any) => user.displayName),
      ['bob'],
    );
    const filter = encodeURIComponent('{"Field":"UserState","Value":"Inactive","Operator":"equals"}');
    assert.deepEqual(
      (await server.ask(`${users(customerId)}?size=500&filter=${filter}`)).body.items.map((user: any) => [
        user.displayName,
        user.state,
        user.softDeletionTime,
      ]),
      [['ada', 'inactive', NOW.toISOString().replace('.000', '')]],
    );
    assert.equal(
      (await ask('POST', `${users(customerId)}/${bob}/licenseupdates`, { licensesToAssign: [{ skuId: BASIC.skuId }] })).status,
      201,
    );
    const again = await ask('DELETE', `${users(customerId)}/${userId}`);
    assert.deepEqual([again.status, again.body.code], [404, 60002]);
    assert.deepEqual((await operations(customerId))[0], 'delete_customer_user');
  });
  test('200: the restored user has the licences again, with what was switched off', async () => {
    const customerId = await customer();
    const [plan = ''] = BASIC.servicePlanIds;
    const userId = await plantUser(db, { customerId }, 'ada', [{ offer: BASIC, disabled: [plan] }]);
    await ask('DELETE', `${users(customerId)}/${userId}`);
    const { status, body } = await ask('PATCH', `${users(customerId)}/${userId}`, { state: 'active' });
    assert.deepEqual([status, body.state, body.softDeletionTime, body.licensesNotRestored], [200, 'active', undefined, undefined]);
    assert.deepEqual(await licensesOf(customerId, userId), [['O365_BUSINESS_ESSENTIALS', true]]);
    const { rows } = await db.read<{ disabled_plans: string[] }>(`select disabled_plans from license where user_id = $1`, [userId]);
    assert.deepEqual(rows[0]?.disabled_plans, [plan]);
    assert.deepEqual(await operations(customerId), ['delete_customer_user', 'restore_customer_user']);
  });
  test('what cannot be given back is told: the seat is taken, the product is gone', async () => {
    const customerId = await customer(1);
    const userId = await plantUser(db, { customerId }, 'ada', [{ offer: BASIC }, { offer: E3 }]);
    await ask('DELETE', `${users(customerId)}/${userId}`);
    await plantUser(db, { customerId }, 'bob', [{ offer: BASIC }]);
    const { status, body } = await ask('PATCH', `${users(customerId)}/${userId}`, { state: 'Active' });
    assert.equal(status, 200);
    assert.deepEqual(
      body.licensesNotRestored.map((each: any) => [each.product, each.reasons.map((reason: any) => reason.code)]).toSorted(),
      [
        ['Microsoft 365 Business Basic', ['count_violation']],
        ['Office 365 E3', ['product_not_held']],
      ],
    );
    assert.deepEqual(await licensesOf(customerId, userId), []);
  });
  test('the thirtieth day is the last: a moment later the user cannot be restored', async () => {
    const customerId = await customer();
    const [first, second] = [await plantUser(db, { customerId }, 'ada', []), await plantUser(db, { customerId }, 'bob', [])];
    for (const userId of [first, second]) await ask('DELETE', `${users(customerId)}/${userId}`);
    at(later(30));
    assert.equal((await ask('PATCH', `${users(customerId)}/${first}`, { state: 'active' })).status, 200);
    at(later(30, 1));
    const answer = await ask('PATCH', `${users(customerId)}/${second}`, { state: 'active' });
    assert.deepEqual([answer.status, answer.body.data], [400, ['restore_window_over']]);
    at(NOW);
  });
  test('a deleted user is not edited', async () => {
    const customerId = await customer();
    const userId = await plantUser(db, { customerId }, 'ada', []);
    await ask('DELETE', `${users(customerId)}/${userId}`);
    const answer = await ask('PATCH', `${users(customerId)}/${userId}`, { displayName: 'X' });
    assert.deepEqual([answer.status, answer.body.data], [400, ['user_deleted']]);
  });
  test('the daily run empties those whom nobody can restore, once', async () => {
    const customerId = await customer();
    const [gone, kept] = [await plantUser(db, { customerId }, 'ada', []), await plantUser(db, { customerId }, 'bob', [])];
    await ask('DELETE', `${users(customerId)}/${gone}`);
    at(later(5));
    await ask('DELETE', `${users(customerId)}/${kept}`);
    at(NOW);
    assert.ok((await purgeDeletedUsers(db, later(31))) >= 1);
    assert.equal(await purgeDeletedUsers(db, later(31)), 0);
    const { rows } = await db.read<{ state: string; name: string }>(
      `select state, user_principal_name as name from directory_user where customer_id = $1 order by state`,
      [customerId],
    );
    assert.deepEqual(rows, [
      { state: 'inactive', name: 'bob@contoso.example' },
      { state: 'purged', name: '' },
    ]);
    assert.equal((await server.ask(`${users(customerId)}/${gone}`)).status, 404);
    assert.equal((await ask('PATCH', `${users(customerId)}/${gone}`, { state: 'active' })).status, 404);
  });
});
