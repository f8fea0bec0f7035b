import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import { callerOfPartner, EXTRA, guid, readingCatalog, readingWorld, STANDARD, STANDARD_TRIAL, BASIC } from '../../test/reading-world.ts';
import { testServer } from '../../test/server.ts';
import { subscriptionRoutes } from './routes.ts';

const db = await testDatabase();
const world = readingWorld(db);
await world.offers();
const alpha = await world.partner();
const beta = await world.partner();
const customer = await world.customer(alpha);
const catalog = { current: () => readingCatalog };
const server = await testServer([subscriptionRoutes({ db, catalog, clock: { now: () => new Date() } })], callerOfPartner(alpha));

const idsOf = (body: { items: { id: string }[] }) => body.items.map((item) => item.id);

test('a subscription is read in the documented form', async () => {
  const id = await world.subscription(customer, alpha, { order_id: guid('0d7'), version: 3 });
  const answer = await server.ask(`/v1/customers/${customer}/subscriptions/${id.toUpperCase()}/`);
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(answer.body, {
    id,
    offerId: BASIC,
    offerName: 'Basic',
    entitlementId: id,
    friendlyName: 'Basic for all',
    quantity: 10,
    unitType: 'Licenses',
    creationDate: '2026-01-15T08:30:00.25Z',
    effectiveStartDate: '2026-01-15T00:00:00Z',
    commitmentEndDate: '2027-01-14T00:00:00Z',
    commitmentEndDateTime: '2027-01-14T23:59:59Z',
    status: 'active',
    autoRenewEnabled: true,
    isTrial: false,
    billingType: 'license',
    billingCycle: 'monthly',
    termDuration: 'P1Y',
    hasPurchasableAddons: true,
    actions: ['edit', 'cancel'],
    partnerId: '',
    attentionNeeded: false,
    actionTaken: false,
    suspensionReasons: [],
    contractType: 'subscription',
    orderId: guid('0d7'),
    links: {
      offer: { uri: `/offers/${BASIC}?country=TW`, method: 'GET', headers: [] },
      self: { uri: `/customers/${customer}/subscriptions/${id}`, method: 'GET', headers: [] },
    },
    attributes: { etag: Buffer.from(`{"id":"${id}","version":3}`).toString('base64'), objectType: 'Subscription' },
  });
});

test('names come in the language that is asked for', async () => {
  const id = await world.subscription(customer, alpha);
  const answer = await server.ask(`/v1/customers/${customer}/subscriptions/${id}`, { headers: { 'X-Locale': 'zh-TW' } });
  assert.equal(answer.body.offerName, 'Basic（中文）');
});

const STATES: readonly [status: string, change: object, shown: object][] = [
  [
    'suspended',
    { suspension_reasons: ['customer_request'], suspended_at: '2026-02-01T00:00:00Z' },
    { status: 'suspended', suspensionReasons: ['customer_request'], actions: ['edit'] },
  ],
  ['deleted', {}, { status: 'deleted', actions: [], suspensionReasons: [] }],
  // `pending` stops two of the client libraries: see the contract.
  ['pending', {}, { status: 'none', provisioningStatus: 'pending', actions: [], entitlementId: undefined }],
];
for (const [status, change, shown] of STATES) {
  test(`a subscription that is ${status} shows it in words that every client knows`, async () => {
    const id = await world.subscription(customer, alpha, { status, ...change });
    const { body } = await server.ask(`/v1/customers/${customer}/subscriptions/${id}`);
    for (const [name, value] of Object.entries(shown)) assert.deepEqual(body[name], value, name);
  });
}

const TERMS: readonly [from: string, until: string, lastDay: string, duration: string][] = [
  ['2026-01-31', '2026-02-28', '2026-02-27', 'P1M'],
  ['2024-02-29', '2025-02-28', '2025-02-27', 'P1Y'],
  ['2026-01-01', '2029-01-01', '2028-12-31', 'P3Y'],
  ['2026-03-01', '2026-03-31', '2026-03-30', 'P30D'],
  ['2026-12-31', '2027-01-01', '2026-12-31', 'P1D'],
];
for (const [from, until, lastDay, duration] of TERMS) {
  test(`a term from ${from} to before ${until} ends with ${lastDay} and lasts ${duration}`, async () => {
    const id = await world.subscription(customer, alpha, { term_from: from, term_until: until });
    const { body } = await server.ask(`/v1/customers/${customer}/subscriptions/${id}`);
    assert.deepEqual(
      [body.effectiveStartDate, body.commitmentEndDate, body.termDuration],
      [`${from}T00:00:00Z`, `${lastDay}T00:00:00Z`, duration],
    );
  });
}

test('a trial, a successor and an offer without add-ons say so', async () => {
  const source = await world.subscription(customer, alpha, { status: 'deleted' });
  const id = await world.subscription(customer, alpha, { offer_id: STANDARD_TRIAL, billing_cycle: 'none', upgraded_from_id: source });
  const { body } = await server.ask(`/v1/customers/${customer}/subscriptions/${id}`);
  assert.deepEqual(
    [body.isTrial, body.billingCycle, body.upgradedFromSubscriptionId, body.hasPurchasableAddons],
    [true, 'none', source, false],
  );
});

test('the list has everything that this partner sold, oldest first, and nothing of others', async () => {
  const shared = await world.customer(alpha);
  await world.relationship(shared, beta);
  const second = await world.subscription(shared, alpha, { created_at: '2026-03-01T00:00:00Z', status: 'deleted' });
  const first = await world.subscription(shared, alpha, { created_at: '2026-02-01T00:00:00Z' });
  const foreign = await world.subscription(shared, beta);
  const { body } = await server.ask(`/v1/customers/${shared}/subscriptions`);
  assert.deepEqual([idsOf(body), body.totalCount], [[first, second], 2]);
  assert.equal((await server.ask(`/v1/customers/${shared}/subscriptions/${foreign}`)).status, 404);
});

test('a customer without subscriptions has an empty list', async () => {
  const empty = await world.customer(alpha);
  const { body } = await server.ask(`/v1/customers/${empty}/subscriptions`);
  assert.deepEqual([body.items, body.totalCount, body.attributes.objectType], [[], 0, 'Collection']);
});

test('the list is narrowed to one order or one reseller', async () => {
  const provider = await world.partner('indirect_provider');
  const reseller = await world.partner('indirect_reseller', '777');
  const resold = await world.customer(provider, { resellerId: reseller });
  const ofReseller = await world.subscription(resold, provider, { order_id: guid('0d2'), reseller_mpn_id: '777' });
  const direct = await world.subscription(resold, provider, { created_at: '2026-06-01T00:00:00Z' });
  const list = `/v1/customers/${resold}/subscriptions`;
  server.actAs(callerOfPartner(provider));
  assert.deepEqual(idsOf((await server.ask(list)).body), [ofReseller, direct]);
  assert.deepEqual(idsOf((await server.ask(`${list}?ORDER_ID=${guid('0d2').toUpperCase()}`)).body), [ofReseller]);
  assert.deepEqual(idsOf((await server.ask(`${list}?order_id=${guid('0d9')}`)).body), []);
  assert.deepEqual(idsOf((await server.ask(`${list}?mpn_id=777`)).body), [ofReseller]);
  assert.deepEqual(idsOf((await server.ask(`${list}?mpn_id=778`)).body), []);
  assert.equal((await server.ask(`${list}/${ofReseller}`)).body.partnerId, '777');
  // The reseller sees what carries its id, and not the rest.
  server.actAs(callerOfPartner(reseller));
  assert.deepEqual(idsOf((await server.ask(list)).body), [ofReseller]);
  assert.equal((await server.ask(`${list}/${direct}`)).status, 404);
  server.actAs(callerOfPartner(alpha));
});

test('an order id that is no GUID is malformed', async () => {
  const answer = await server.ask(`/v1/customers/${customer}/subscriptions?order_id=7`);
  assert.deepEqual([answer.status, answer.body.code, answer.body.data], [400, 2000, ['order_id']]);
});

test('the add-ons of a subscription are those that hang on it', async () => {
  const parent = await world.subscription(customer, alpha);
  const addOn = await world.subscription(customer, alpha, { offer_id: EXTRA, parent_subscription_id: parent });
  const other = await world.subscription(customer, alpha, { offer_id: STANDARD });
  const { body } = await server.ask(`/v1/customers/${customer}/subscriptions/${parent}/addons`);
  assert.deepEqual(idsOf(body), [addOn]);
  assert.equal(body.items[0].parentSubscriptionId, parent);
  assert.equal(body.items[0].links.parentSubscription.uri, `/customers/${customer}/subscriptions/${parent}`);
  assert.deepEqual((await server.ask(`/v1/customers/${customer}/subscriptions/${other}/AddOns`)).body.items, []);
});

test('an unknown subscription, one of another customer and one of another partner get the same answer, byte for byte', async () => {
  const neighbour = await world.subscription(await world.customer(alpha), alpha);
  const shared = await world.subscription(customer, beta);
  for (const path of ['', '/addons']) {
    const answers = await Promise.all(
      [guid('dead'), neighbour, shared].map((id) => server.ask(`/v1/customers/${customer}/subscriptions/${id}${path}`)),
    );
    assert.deepEqual(
      answers.map(({ status, body }) => [status, body.code]),
      [
        [404, 20003],
        [404, 20003],
        [404, 20003],
      ],
    );
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
  }
});

test('an unknown customer and a foreign one get the same answer, byte for byte', async () => {
  const foreign = await world.customer(beta);
  const subscription = await world.subscription(foreign, beta);
  for (const path of ['', `/${subscription}`, `/${subscription}/addons`]) {
    const answers = await Promise.all([guid('dead'), foreign].map((id) => server.ask(`/v1/customers/${id}/subscriptions${path}`)));
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

test('ids that are no GUIDs are malformed', async () => {
  for (const path of [
    'x/subscriptions',
    `${customer}/subscriptions/x`,
    `${customer}/subscriptions/x/addons`,
    `${customer}/subscriptions/%00`,
  ]) {
    const answer = await server.ask(`/v1/customers/${path}`);
    assert.deepEqual([answer.status, answer.body.code], [400, 2000], path);
  }
});
