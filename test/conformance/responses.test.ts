import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { newId } from '../../src/platform/clock.ts';
import { plantUser } from '../tenant.ts';
import { assertReadable, flawsIn } from './strict.ts';
import { openWorld, type Answer, type Planted, type Request } from './world.ts';

// What the clients parse strictly, found by feeding each of them mutated answers: one test for each row of the table.
const world = await openWorld();
const { ask, offer } = world;
let planted: Planted;
let at: string;
before(async () => {
  planted = await world.plant();
  at = `/v1/customers/${planted.customerId}`;
});
const write = (method: string, body: unknown): Request => ({
  method,
  raw: JSON.stringify(body),
  headers: { 'Content-Type': 'application/json' },
});
const items = async (path: string) => (await ask(path)).body.items as any[];
const upgrades = (id: string) => items(`${at}/subscriptions/${id}/upgrades`);

test('status is one of the four words that all know; what is pending is none', async () => {
  const found = await items(`${at}/subscriptions`);
  assert.deepEqual(new Set(found.map((each) => each.status)), new Set(['active', 'suspended', 'none']));
});

test('billing cycles of subscriptions, offers and orders are words that all know', async () => {
  const words = new Set(['unknown', 'monthly', 'annual', 'none', 'one_time']);
  const offers = await items('/v1/offers?country=US');
  const cycles = [
    ...(await items(`${at}/subscriptions`)).map((each) => each.billingCycle),
    ...offers.flatMap((each) => each.supportedBillingCycles),
    ...(await items(`${at}/orders`)).map((each) => each.billingCycle),
  ];
  assert.ok(cycles.length > 50 && cycles.every((cycle) => words.has(cycle)));
});

test('billing type, offer billing and contract type', async () => {
  assert.ok((await items(`${at}/subscriptions`)).every((each) => each.billingType === 'license' && each.contractType === 'subscription'));
  assert.ok((await items('/v1/offers?country=US')).every((each) => ['none', 'usage', 'license'].includes(each.billing)));
});

test('the upgrade type is a word', async () => {
  assert.ok(
    (await upgrades(planted.basicId)).every((each) => ['upgrade_only', 'upgrade_with_license_transfer'].includes(each.upgradeType)),
  );
});

describe('upgrade error codes are integers', () => {
  test('from 0 to 9 for every client', async () => {
    const codes = [...(await upgrades(planted.basicId)), ...(await upgrades(planted.suspendedId))].flatMap((each) =>
      each.upgradeErrors.map((error: any) => error.code),
    );
    assert.ok(codes.length > 1 && codes.every((code) => Number.isInteger(code) && code >= 0 && code <= 9), String(codes));
  });

  test('11 for a program that is set to the newest generation, 0 with the same reason for others', async () => {
    const ofSales = async () => {
      const answer = await ask(`${at}/subscriptions/${planted.basicId}/upgrades`, {}, 'sales_agent');
      return answer.body.items
        .flatMap((each: any) => each.upgradeErrors)
        .find((error: any) => error.additionalDetails === 'insufficient_granular_admin_permissions').code;
    };
    assert.equal(await ofSales(), 0);
    await setGeneration('newest');
    assert.equal(await ofSales(), 11);
    const pending = await ask(`${at}/subscriptions/${planted.pendingId}`);
    assert.equal(pending.body.status, 'pending');
    await setGeneration('common');
    assert.equal((await ask(`${at}/subscriptions/${planted.pendingId}`)).body.status, 'none');
  });
});

test('licence errors name a GUID, and faults with numeric codes', async () => {
  const { customerId, basicId } = await world.plant();
  const answer = await ask(
    `/v1/customers/${customerId}/subscriptions/${basicId}/upgrades`,
    write('POST', { targetOffer: { id: offer('m365-business-standard').id } }),
  );
  assert.ok(answer.body.licenseErrors.length > 0);
  for (const error of answer.body.licenseErrors) {
    assert.match(error.userObjectId, /^[0-9a-f-]{36}$/);
    assert.ok(error.errors.every((fault: any) => Number.isInteger(fault.code) && Array.isArray(fault.data)));
  }
});

test('POST upgrades answers 200 with both lists, also when it is refused', async () => {
  const { status, body } = await ask(
    `${at}/subscriptions/${planted.suspendedId}/upgrades`,
    write('POST', { targetOffer: { id: offer('visio-plan-2').id } }),
  );
  assert.equal(status, 200);
  assert.ok(body.upgradeErrors.length > 0 && Array.isArray(body.licenseErrors));
});

test('licence groups, user states and domain types are words that all know', async () => {
  assert.ok((await items(`${at}/subscribedskus`)).every((each) => each.productSku.licenseGroupId === 'group1'));
  const users = await items(`${at}/users`);
  assert.ok(users.every((user) => user.state === 'active' && [undefined, 'none', 'managed', 'federated'].includes(user.userDomainType)));
});

test('the relationship is a word that all know', async () => assert.equal((await ask(at)).body.relationshipToPartner, 'reseller'));

test('audit values are texts of JSON, and the words of 2020', async () => {
  await ask(`${at}/subscriptions/${planted.basicId}`, write('PATCH', { friendlyName: 'Told' }));
  const records = await items('/v1/auditrecords');
  assert.ok(records.length > 0);
  for (const record of records) {
    for (const value of [record.resourceOldValue, record.resourceNewValue])
      if (value !== undefined) assert.equal(typeof JSON.parse(value), 'object');
    assert.ok(record.operationType === 'undefined' || /^[a-z_]+$/.test(record.operationType));
  }
});

test('nothing is null, and integers fit 32 bits: every list and resource that can be read', async () => {
  const user = planted.userId;
  const subscription = `${at}/subscriptions/${planted.addOnId}`;
  const paths = [
    '/v1/customers',
    at,
    `${at}/profiles/company`,
    `${at}/profiles/billing`,
    `${at}/subscriptions`,
    subscription,
    `${at}/subscriptions/${planted.baseId}/addons`,
    `${subscription}/upgrades`,
    `${subscription}/conversions`,
    `${subscription}/provisioningstatus`,
    `${at}/orders?include_price=true`,
    `${at}/subscribedskus`,
    `${at}/users`,
    `${at}/users/${user}`,
    `${at}/users/${user}/licenses`,
    `${at}/agreements`,
    `${at}/relationships`,
    `${at}/upgrades`,
    '/v1/offers?country=US',
    `/v1/offers/${offer('o365-e3').id}?country=US`,
    '/v1/offercategories?country=US',
    '/v1/invoices',
    '/v1/invoices/summary',
    '/v1/auditrecords',
    '/v1/agreements',
    '/v1/profiles/mpn',
    '/v1/relationships',
  ];
  for (const path of paths) {
    const answer = await ask(path);
    assert.equal(answer.status, 200, `${path} ${answer.text}`);
    assert.deepEqual(flawsIn(answer.body), [], path);
  }
});

test('a subscription that is not known answers a fault: code, description, a list as data, a source', async () => {
  const { status, body } = await ask(`${at}/subscriptions/${newId()}`);
  assert.deepEqual([status, body.code, typeof body.description, body.data, body.source], [404, 20003, 'string', [], 'Upseat']);
});

describe('writes answer as the clients need them', () => {
  test('licence updates: 201 with a body whose warnings are objects', async () => {
    const userId = await plantUser(world.db, planted, `new-${newId()}`, []);
    const answer = await ask(
      `${at}/users/${userId}/licenseupdates`,
      write('POST', { licensesToAssign: [{ skuId: offer('exchange-online-plan-2').skuId }] }),
    );
    assert.equal(answer.status, 201);
    assert.ok(Array.isArray(answer.body.licenseWarnings));
    assertReadable(answer.body);
  });

  test('PATCH of a subscription: 200 with the subscription', async () => {
    const answer = await ask(`${at}/subscriptions/${planted.basicId}`, write('PATCH', { quantity: 11 }));
    assert.deepEqual([answer.status, answer.body.id, answer.body.quantity], [200, planted.basicId, 11]);
  });

  test('orders and carts: 201 with the resource, a checkout with both lists', async () => {
    const order = await ask(`${at}/orders`, write('POST', { lineItems: [{ offerId: offer('o365-e1').id, quantity: 1 }] }));
    const cart = await ask(
      `${at}/carts`,
      write('POST', { lineItems: [{ catalogItemId: offer('o365-e1').id, quantity: 1, billingCycle: 'monthly' }] }),
    );
    const checkout = await ask(`${at}/carts/${cart.body.id}/checkout`, write('POST', null));
    assert.deepEqual([order.status, cart.status, checkout.status], [201, 201, 201]);
    assert.ok(Array.isArray(checkout.body.orders) && Array.isArray(checkout.body.orderErrors));
    for (const { body } of [order, cart, checkout]) assertReadable(body);
  });
});

test('every fault has a body of JSON: 400, 401, 403, 404, 405, 415, 501', async () => {
  const answers: [number, Answer][] = [
    [400, await ask(`${at}/orders`, write('POST', {}))],
    [400, await ask(`${at}/orders`, { method: 'POST', raw: '{', headers: { 'Content-Type': 'application/json' } })],
    [403, await ask('/v1/invoices', {}, 'helpdesk_agent')],
    [404, await ask(`/v1/customers/${newId()}`)],
    [404, await ask('/v1/nothing')],
    [405, await ask('/v1/auditrecords', { method: 'DELETE' })],
    [415, await ask(`${at}/orders`, { method: 'POST', raw: 'x=1', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } })],
    [501, await ask('/v1/usagesummary')],
  ];
  for (const [status, answer] of answers) {
    assert.equal(answer.status, status, answer.text);
    assert.deepEqual(
      [typeof answer.body.code, typeof answer.body.description, Array.isArray(answer.body.data)],
      ['number', 'string', true],
    );
  }
});

describe('the strictness itself sees', () => {
  const flawed: [name: string, body: unknown][] = [
    ['a null', { quantity: 1, status: null }],
    ['a word in another case', { billingCycle: 'Monthly' }],
    ['a word that old clients do not know', { attributes: { objectType: 'Subscription' }, status: 'pending' }],
    ['a fraction of a seat', { quantity: 5.5 }],
    ['more than 32 bits', { maximumQuantity: 2_147_483_648 }],
    ['a code in words', { code: 'subscription_status_not_active', attributes: { objectType: 'UpgradeError' } }],
    ['a code of the newest client', { code: 10, attributes: { objectType: 'UpgradeError' } }],
    ['a user who is no GUID', { userObjectId: '', attributes: { objectType: 'UserLicenseError' } }],
    ['a collection without items', { totalCount: 0, attributes: { objectType: 'Collection' } }],
    ['headers that are an object', { links: { self: { uri: '/x', method: 'GET', headers: {} } } }],
    ['a link with a version', { links: { self: { uri: '/v1/x', method: 'GET', headers: [] } } }],
    ['a link with a blank', { links: { self: { uri: '/a b', method: 'GET', headers: [] } } }],
    ['a day where an instant belongs', { creationDate: '2026-06-11' }],
    ['an audit value that is no text', { resourceNewValue: {} }],
    ['warnings that are no list', { licenseWarnings: {} }],
  ];
  for (const [name, body] of flawed) test(name, () => assert.ok(flawsIn(body).length > 0));
});

/** Sets the generation of the program through which everybody in this test signs in. */
async function setGeneration(clientGeneration: string): Promise<void> {
  const path = `/v1/applications/${world.signIns.application.applicationId}`;
  assert.equal((await ask(path, write('PATCH', { clientGeneration }), 'global_admin')).status, 200);
}
