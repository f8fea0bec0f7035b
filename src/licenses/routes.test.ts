import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import { callerOfPartner, guid, readingCatalog, readingWorld, STANDARD, STANDARD_TRIAL } from '../../test/reading-world.ts';
import { testServer } from '../../test/server.ts';
import { licenseRoutes } from './routes.ts';

const db = await testDatabase();
const world = readingWorld(db);
await world.offers();
const alpha = await world.partner();
const beta = await world.partner();
const customer = await world.customer(alpha);
const server = await testServer([licenseRoutes({ db, catalog: { current: () => readingCatalog } })], callerOfPartner(alpha));
const users = `/v1/customers/${customer}/users`;

const listed = await world.customer(alpha);
for (const [name, sign, change] of [
  ['Ana', 'zoe@x.example', {}],
  ['Bea', 'yan@x.example', {}],
  ['Chen', 'Xu@x.example', {}],
  ['Gone', 'gone@x.example', { state: 'inactive', soft_deleted_at: '2026-05-01T10:00:00Z' }],
] as const) {
  await world.user(listed, { display_name: name, user_principal_name: sign, ...change });
}
const list = `/v1/customers/${listed}/users`;
const filtered = (field: string, value: string, operator: string) =>
  `${list}?size=500&filter=${encodeURIComponent(JSON.stringify({ Field: field, Value: value, Operator: operator }))}`;
const namesIn = (body: { items: { displayName: string }[] }) => body.items.map((item) => item.displayName);

test('a user is read in the documented form', async () => {
  const id = await world.user(customer, {
    display_name: '陳怡君',
    first_name: '怡君',
    last_name: '陳',
    user_principal_name: 'yj@contoso.example',
  });
  const { body } = await server.ask(`${users}/${id.toUpperCase()}`);
  assert.deepEqual(body, {
    usageLocation: 'TW',
    id,
    userPrincipalName: 'yj@contoso.example',
    firstName: '怡君',
    lastName: '陳',
    displayName: '陳怡君',
    userDomainType: 'managed',
    state: 'active',
    links: { self: { uri: `/customers/${customer}/users/${id}`, method: 'GET', headers: [] } },
    attributes: { etag: Buffer.from(`{"id":"${id}","version":1}`).toString('base64'), objectType: 'CustomerUser' },
  });
});

test('a user without a usage location has no such member; a deleted one says when', async () => {
  const id = await world.user(customer, { usage_location: null, state: 'inactive', soft_deleted_at: '2026-05-01T10:00:00Z' });
  const { body } = await server.ask(`${users}/${id}`);
  assert.deepEqual(['usageLocation' in body, body.state, body.softDeletionTime], [false, 'inactive', '2026-05-01T10:00:00Z']);
});

const LISTS: readonly [what: string, path: string, names: readonly string[]][] = [
  ['all, without the deleted', list, ['Ana', 'Bea', 'Chen']],
  ['with a slash at the end (Java)', `${list}/`, ['Ana', 'Bea', 'Chen']],
  ['size 0', `${list}?size=0`, ['Ana', 'Bea', 'Chen']],
  ['the deleted', filtered('UserState', 'Inactive', 'equals'), ['Gone']],
  ['the deleted, in Java’s words', filtered('UserStatus', 'inactive', 'Equals'), ['Gone']],
  ['by display name', filtered('DisplayName', 'BE', 'starts_with'), ['Bea']],
  ['by sign-in name', filtered('UserPrincipalName', 'xu@', 'StartsWith'), ['Chen']],
  ['by the signs of patterns', filtered('DisplayName', '%', 'starts_with'), []],
  ['backwards', `${list}?sortField=DisplayName&sortDirection=Descending`, ['Chen', 'Bea', 'Ana']],
  ['by sign-in name in order', `${list}?SortField=userPrincipalName`, ['Chen', 'Bea', 'Ana']],
  ['searched by either name', `${list}?search=Y`, ['Bea']],
];
for (const [what, path, names] of LISTS) {
  test(`users are listed: ${what}`, async () => {
    const answer = await server.ask(path);
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(namesIn(answer.body), names);
  });
}

for (const query of [
  '',
  '&sortDirection=Descending',
  '&sortField=UserPrincipalName',
  '&sortField=UserPrincipalName&sortDirection=Descending',
]) {
  test(`users are paged in the order that was asked for (${query === '' ? 'none' : query})`, async () => {
    const whole = namesIn((await server.ask(`${list}?size=100${query}`)).body);
    const paged: string[] = [];
    let answer = await server.ask(`${list}?size=1${query}`);
    for (let i = 0; i < 5; i++) {
      paged.push(...namesIn(answer.body));
      const next = answer.body.links.next;
      if (next === undefined) break;
      answer = await server.ask(`/v1/${next.uri}`, { headers: { 'MS-ContinuationToken': next.headers[0].value } });
    }
    assert.deepEqual(paged, whole);
  });
}

const MALFORMED: readonly [what: string, query: string, member: string, headers?: Record<string, string>][] = [
  ['too large a page', 'size=501', 'size'],
  ['a filter on another field', `filter=${encodeURIComponent('{"Field":"Age","Value":"4","Operator":"equals"}')}`, 'filter'],
  ['a state that there is not', `filter=${encodeURIComponent('{"Field":"UserState","Value":"asleep","Operator":"equals"}')}`, 'filter'],
  ['going back', 'seekOperation=Last', 'seekOperation'],
  ['going on from nowhere', 'seekOperation=Next', 'MS-ContinuationToken'],
  ['a token of another list', 'seekOperation=Next', 'MS-ContinuationToken', { 'MS-ContinuationToken': 'eyJ9' }],
  ['an unknown order', 'sortField=Age', 'sortField'],
];
for (const [what, query, member, headers = {}] of MALFORMED) {
  test(`the list of users refuses ${what}`, async () => {
    const answer = await server.ask(`${list}?${query}`, { headers });
    assert.deepEqual([answer.status, answer.body.code, answer.body.data], [400, 2000, [member]]);
  });
}

test('the licences of a user are one for each product, with its plans, whoever assigned them', async () => {
  const user = await world.user(customer);
  const group = await world.group(customer, 'Sales');
  // Mail is off in both assignments, Sites in one of them only.
  await world.license(customer, user, { disabled_plans: [guid('a1'), guid('a2')] });
  await world.license(customer, user, { group_id: group, disabled_plans: [guid('a1')], assigned_at: '2026-02-01T00:00:00Z' });
  await world.license(customer, user, { sku_id: guid('5b2'), group_id: group, assigned_at: '2026-03-01T00:00:00Z' });
  const { body } = await server.ask(`${users}/${user}/licenses`);
  assert.deepEqual(body.items[0], {
    productSku: { id: guid('5b1'), name: 'Basic', skuPartNumber: 'BASIC', targetType: 'User', licenseGroupId: 'group1' },
    servicePlans: [
      { displayName: 'Mail', serviceName: 'MAIL', id: guid('a1'), capabilityStatus: 'Disabled', targetType: 'User' },
      { displayName: 'Sites', serviceName: 'SITES', id: guid('a2'), capabilityStatus: 'Assigned', targetType: 'User' },
    ],
    assignedByGroups: [{ id: group, displayName: 'Sales' }],
    assignedDirectly: true,
    assignments: [
      { disabledPlanIds: [guid('a1'), guid('a2')] },
      { group: { id: group, displayName: 'Sales' }, disabledPlanIds: [guid('a1')] },
    ],
    attributes: { objectType: 'License' },
  });
  assert.deepEqual([body.items[1].productSku.name, body.items[1].assignedDirectly, body.totalCount], ['Standard', false, 2]);
  assert.equal(
    (await server.ask(`${users}/${user}/licenses`, { headers: { 'X-Locale': 'zh-Hant' } })).body.items[0].servicePlans[0].displayName,
    'Mail（中文）',
  );
});

const GROUPS: readonly [query: string, found: number][] = [
  ['', 1],
  ['?licenseGroupIds=Group1', 1],
  ['?licenseGroupIds=Group1&licenseGroupIds=Group2', 1],
  ['?licenseGroupIds=group1,group2', 1],
  ['?licenseGroupIds=group2', 0],
  ['?null=group1&null=group2', 1],
];
for (const [query, found] of GROUPS) {
  test(`licence groups "${query}" give ${found === 0 ? 'nothing' : 'what the directory manages'}`, async () => {
    const tenant = await world.customer(alpha);
    const user = await world.user(tenant);
    await world.subscription(tenant, alpha);
    await world.license(tenant, user);
    assert.equal((await server.ask(`/v1/customers/${tenant}/users/${user}/licenses${query}`)).body.totalCount, found);
    assert.equal((await server.ask(`/v1/customers/${tenant}/subscribedskus${query}`)).body.totalCount, found);
  });
}

test('an unknown licence group is malformed', async () => {
  const answer = await server.ask(`/v1/customers/${customer}/subscribedskus?licenseGroupIds=group9`);
  assert.deepEqual([answer.status, answer.body.code], [400, 2000]);
});

test('the seats of a product are those of all subscriptions and channels, and count who holds a licence', async () => {
  const tenant = await world.customer(alpha);
  await world.subscription(tenant, alpha, { quantity: 10 });
  await world.subscription(tenant, beta, { quantity: 4 });
  await world.subscription(tenant, alpha, { quantity: 3, status: 'suspended' });
  await world.subscription(tenant, alpha, { quantity: 100, status: 'deleted' });
  await world.subscription(tenant, alpha, { quantity: 100, status: 'pending' });
  await world.entitlement(tenant, { quantity: 5 });
  await world.entitlement(tenant, { quantity: 2, status: 'suspended' });
  await world.entitlement(tenant, { quantity: 100, status: 'cancelled' });
  const [ada, bob, gone] = [
    await world.user(tenant),
    await world.user(tenant),
    await world.user(tenant, { state: 'inactive', soft_deleted_at: '2026-05-01T00:00:00Z' }),
  ];
  const group = await world.group(tenant, 'All');
  for (const user of [ada, bob, gone]) await world.license(tenant, user);
  await world.license(tenant, ada, { group_id: group });
  const { body } = await server.ask(`/v1/customers/${tenant}/subscribedskus`);
  assert.equal(body.totalCount, 1);
  const { servicePlans, productSku, ...units } = body.items[0];
  assert.deepEqual(units, {
    availableUnits: 17,
    activeUnits: 19,
    consumedUnits: 2,
    suspendedUnits: 5,
    totalUnits: 19,
    warningUnits: 0,
    capabilityStatus: 'Enabled',
    attributes: { objectType: 'SubscribedSku' },
  });
  assert.equal(productSku.skuPartNumber, 'BASIC');
  assert.deepEqual(
    servicePlans.map((plan: { capabilityStatus: string }) => plan.capabilityStatus),
    ['Enabled', 'Enabled'],
  );
});

test('a paid offer and its trial are seats of one product, under the name of the paid one', async () => {
  const tenant = await world.customer(alpha);
  await world.subscription(tenant, alpha, { offer_id: STANDARD_TRIAL, quantity: 25, billing_cycle: 'none' });
  await world.subscription(tenant, alpha, { offer_id: STANDARD, quantity: 5 });
  const { body } = await server.ask(`/v1/customers/${tenant}/subscribedskus`);
  assert.deepEqual(
    body.items.map((item: any) => [item.productSku.name, item.activeUnits]),
    [['Standard', 30]],
  );
});

test('a product with suspended seats only is suspended, and lacks the seats of those who hold it', async () => {
  const tenant = await world.customer(alpha);
  await world.subscription(tenant, alpha, { status: 'suspended', quantity: 3 });
  await world.license(tenant, await world.user(tenant));
  const { body } = await server.ask(`/v1/customers/${tenant}/subscribedskus`);
  assert.deepEqual(
    [body.items[0].capabilityStatus, body.items[0].activeUnits, body.items[0].availableUnits, body.items[0].suspendedUnits],
    ['Suspended', 0, -1, 3],
  );
});

test('a product that users still have after its last subscription went is shown, without seats', async () => {
  const tenant = await world.customer(alpha);
  await world.subscription(tenant, alpha, { status: 'deleted', quantity: 3 });
  await world.license(tenant, await world.user(tenant));
  const { body } = await server.ask(`/v1/customers/${tenant}/subscribedskus`);
  assert.deepEqual(
    body.items.map((item: any) => [item.productSku.name, item.capabilityStatus, item.totalUnits, item.consumedUnits, item.availableUnits]),
    [['Basic', 'Suspended', 0, 1, -1]],
  );
});

test('an unknown customer and a foreign one get the same answer, byte for byte', async () => {
  const foreign = await world.customer(beta);
  const user = await world.user(foreign);
  for (const path of ['/users', `/users/${user}`, `/users/${user}/licenses`, '/subscribedskus']) {
    const answers = await Promise.all([guid('dead'), foreign].map((id) => server.ask(`/v1/customers/${id}${path}`)));
    assert.deepEqual(
      answers.map(({ status, body }) => [status, body.code]),
      [
        [404, 60003],
        [404, 60003],
      ],
    );
    assert.equal(answers[0]?.text, answers[1]?.text);
  }
});

test('an unknown user and one of another customer get the same answer, byte for byte', async () => {
  const neighbour = await world.user(await world.customer(alpha));
  for (const path of ['', '/licenses']) {
    const answers = await Promise.all([guid('dead'), neighbour].map((id) => server.ask(`${users}/${id}${path}`)));
    assert.deepEqual(
      answers.map(({ status, body }) => [status, body.code]),
      [
        [404, 60002],
        [404, 60002],
      ],
    );
    assert.equal(answers[0]?.text, answers[1]?.text);
  }
});

test('ids that are no GUIDs are malformed', async () => {
  for (const path of ['x/users', 'x/subscribedskus', `${customer}/users/x`, `${customer}/users/x/licenses`]) {
    const answer = await server.ask(`/v1/customers/${path}`);
    assert.deepEqual([answer.status, answer.body.code], [400, 2000], path);
  }
});

test('holders of one product, each with what they hold and how', async () => {
  const company = await world.customer(alpha);
  const ada = await world.user(company, { display_name: 'Ada' });
  await world.user(company, { display_name: 'Bob' });
  const standard = guid('5b2');
  await world.license(company, ada, { sku_id: standard });
  await world.license(company, ada, { sku_id: standard, group_id: await world.group(company, 'Sales') });
  const { body } = await server.ask(`/v1/customers/${company}/users?include=products&size=1`);
  assert.deepEqual(body.items[0].products, [{ skuId: standard, name: 'Standard', assignedDirectly: true, assignedByGroup: true }]);
  const [next] = body.links.next.headers;
  const second = await server.ask(`/v1${body.links.next.uri}`, { headers: { [next.key]: next.value } });
  assert.deepEqual([namesIn(second.body), second.body.items[0].products], [['Bob'], []]);
  assert.deepEqual(namesIn((await server.ask(`/v1/customers/${company}/users?skuId=${standard.toUpperCase()}`)).body), ['Ada']);
  assert.deepEqual(namesIn((await server.ask(`/v1/customers/${company}/users?skuId=${guid('5ff')}`)).body), []);
  assert.equal((await server.ask(`/v1/customers/${company}/users?skuId=x`)).status, 400);
  assert.equal('products' in (await server.ask(`/v1/customers/${company}/users`)).body.items[0], false);
});

test('deleted users are searched by name too', async () => {
  const path = `${filtered('UserState', 'Inactive', 'equals')}&search=`;
  assert.deepEqual([namesIn((await server.ask(`${path}go`)).body), namesIn((await server.ask(`${path}an`)).body)], [['Gone'], []]);
});
