import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plantCustomer, plantSubscription } from '../tenant.ts';
import { CLIENTS, type Client } from './clients.ts';
import { assertReadable } from './strict.ts';
import { openWorld, type Answer, type World } from './world.ts';

// What each of the five clients does with a customer, in its own manner, and every answer as strictly as it reads it.
const world = await openWorld();
/** Microsoft 365 Business Basic of new commerce. */
const BASIC_ITEM = 'CFQ7TTC0LH18:0001:PLACEHOLDER1';
type Who = Parameters<World['ask']>[2];
type Driver = {
  readonly get: (path: string, status?: number, who?: Who) => Promise<any>;
  readonly send: (method: string, path: string, raw: string, status: number, who?: Who) => Promise<any>;
};

/** Sends in the client's manner, and holds the answer against what it can read. */
function driverOf(client: Client): Driver {
  const checked = (answer: Answer, status: number): any => {
    assert.equal(answer.status, status, answer.text);
    assert.match(answer.headers.get('content-type') ?? '', /^application\/json; charset=utf-8/);
    assertReadable(answer.body);
    return answer.body;
  };
  return {
    get: async (path, status = 200, who) =>
      checked(await world.ask(path.startsWith('/v1') ? path : client.path(path), { headers: client.headers(false) }, who), status),
    send: async (method, path, raw, status, who) =>
      checked(await world.ask(client.path(path), { method, raw, headers: client.headers(true) }, who), status),
  };
}

for (const client of CLIENTS) {
  const { get, send } = driverOf(client);
  describe(client.name, () => {
    test('lists, queries and pages customers, and gets one', async () => {
      const { customerId } = await world.plant();
      await plantCustomer(world.db, world.partnerId);
      const seen = new Set<string>();
      let page = await get('/customers?size=1');
      for (let pages = 0; pages < 500; pages += 1) {
        for (const item of page.items) seen.add(item.id);
        const { next } = page.links;
        if (next === undefined) break;
        const headers = Object.fromEntries(next.headers.map(({ key, value }: { key: string; value: string }) => [key, value]));
        const answer = await world.ask(client.next(next.uri), { headers: { ...client.headers(false), ...headers } });
        assert.equal(answer.status, 200, answer.text);
        page = answer.body;
      }
      assert.ok(seen.has(customerId) && seen.size >= 2);
      const found = await get(`/customers?size=0&filter=${client.filter('CompanyName', 'Con')}`);
      assert.ok(found.items.some((item: any) => item.id === customerId));
      assert.equal((await get(`/customers/${customerId.toUpperCase()}`)).allowDelegatedAccess, true);
      await get(`/customers/${customerId}/profiles/company`);
      await get(`/customers/${customerId}/profiles/billing`);
      await get(`/customers/${crypto.randomUUID()}`, 404);
    });

    test('reads subscriptions in every state, and their upgrades', async () => {
      const planted = await world.plant();
      const at = `/customers/${planted.customerId}/subscriptions`;
      const { items } = await get(at);
      assert.deepEqual(new Set(items.map((item: any) => item.status)), new Set(['active', 'suspended', 'none']));
      await get(`${at}?order_id=${items[0].orderId}`);
      await get(`${at}?mpn_id=4711`);
      await get(`${at}/${planted.addOnId}`);
      assert.equal((await get(`${at}/${planted.baseId}/addons`)).items[0].id, planted.addOnId);
      const upgrades = await get(`${at}/${planted.basicId}/upgrades`);
      assert.ok(upgrades.items.some((item: any) => item.isEligible) && upgrades.items.some((item: any) => !item.isEligible));
      assert.ok((await get(`${at}/${planted.suspendedId}/upgrades`)).items.every((item: any) => Array.isArray(item.upgradeErrors)));
    });

    test('upgrades a subscription by sending back what it was offered', async () => {
      const { customerId, basicId } = await world.plant();
      const at = `/customers/${customerId}/subscriptions/${basicId}/upgrades`;
      const { items } = await get(at);
      const offered = items.find((item: any) => item.isEligible && item.upgradeType === 'upgrade_with_license_transfer');
      const result = await send('POST', at, client.body({ ...offered, upgradeType: client.word(offered.upgradeType) }), 200);
      assert.deepEqual(
        [result.sourceSubscriptionId, result.upgradeErrors, result.upgradeType],
        [basicId, [], 'upgrade_with_license_transfer'],
      );
      assert.ok(result.licenseErrors.length > 0);
      const refused = await send('POST', at, client.body({ targetOffer: offered.targetOffer }), 200);
      assert.ok(refused.upgradeErrors.every((error: any) => Number.isInteger(error.code)));
    });

    test('changes seats and status by sending the whole resource back', async () => {
      const { customerId, basicId } = await world.plant();
      const at = `/customers/${customerId}/subscriptions/${basicId}`;
      const whole = await get(at);
      const grown = await send('PATCH', at, client.body({ ...whole, quantity: 12, status: client.word('active') }), 200);
      assert.deepEqual([grown.quantity, grown.status], [12, 'active']);
      const suspended = await send('PATCH', at, client.body({ ...grown, status: client.word('suspended') }), 200);
      assert.equal(suspended.status, 'suspended');
      const back = await send('PATCH', at, client.body({ ...suspended, status: client.word('active') }), 200);
      assert.equal(back.status, 'active');
      await send('PATCH', at, client.body({ ...back, quantity: 301 }), 400);
      await get(`${at}/provisioningstatus`);
    });

    test('creates a user and assigns a licence', async () => {
      const { customerId } = await world.plant();
      const at = `/customers/${customerId}/users`;
      const user = {
        usageLocation: 'US',
        userPrincipalName: `u-${crypto.randomUUID()}@contoso.example`,
        firstName: 'U',
        lastName: 'Ser',
        displayName: 'U Ser',
        passwordProfile: { password: 'Pa55word!', forceChangePassword: false },
      };
      const made = await send('POST', `${at}/`, client.body(user), 201);
      const update = await send(
        'POST',
        `${at}/${made.id}/licenseupdates`,
        client.licenseUpdate(world.offer('exchange-online-plan-2').skuId),
        201,
      );
      assert.equal(update.licensesToAssign.length, 1);
      assert.equal((await get(`${at}/${made.id}/licenses`)).items.length, 1);
    });

    test('buys: an order, a cart, an add-on, another billing cycle, a trial', async () => {
      const { customerId } = await world.plant();
      const at = `/customers/${customerId}`;
      const buy = (offerId: string, more: object = {}) => ({ lineItemNumber: 0, offerId, quantity: 2, friendlyName: 'Bought', ...more });
      const e3 = world.offer('o365-e3').id;
      const order = await send(
        'POST',
        `${at}/orders`,
        client.body({ referenceCustomerId: customerId, billingCycle: client.word('monthly'), lineItems: [buy(e3)] }),
        201,
      );
      const withAddOn = {
        ...order,
        billingCycle: client.word('unknown'),
        lineItems: [buy(world.offer('audio-conferencing').id, { parentSubscriptionId: order.lineItems[0].subscriptionId })],
      };
      assert.equal((await send('PATCH', `${at}/orders/${order.id}`, client.body(withAddOn), 200)).lineItems.length, 2);
      // The shipped catalogue has a price of a year wherever it has one of a month.
      assert.equal(
        (await send('PATCH', `${at}/orders/${order.id}`, client.body({ ...order, billingCycle: client.word('annual') }), 200)).billingCycle,
        'annual',
      );
      await get(`${at}/orders?include_price=False`);
      await get(`${at}/orders?billingType=annual&include_price=true`);
      await get(`${at}/orders/${order.id}`);
      await get(`${at}/orders/${order.id}/provisioningstatus`);
      const line = {
        id: 0,
        catalogItemId: world.offer('power-bi-pro').id,
        quantity: 1,
        billingCycle: client.word('monthly'),
        friendlyName: 'Cart',
      };
      const refused = await send('POST', `${at}/carts`, client.body({ lineItems: [line] }), 201);
      assert.equal(refused.lineItems[0].error.errorCode, 'unable_to_process_cart_line_item');
      const cart = await send(
        'PUT',
        `${at}/carts/${refused.id}`,
        client.body({ ...refused, lineItems: [{ ...line, catalogItemId: e3 }] }),
        201,
      );
      await get(`${at}/carts/${cart.id}`);
      assert.equal((await send('POST', `${at}/carts/${cart.id}/checkout`, 'null', 201)).orders.length, 1);
    });

    test('turns a trial into a paid subscription', async () => {
      const { customerId, trialId } = await world.plantTrial();
      const at = `/customers/${customerId}/subscriptions/${trialId}/conversions`;
      const { items } = await get(at);
      const result = await send('POST', at, client.body({ ...items[0], billingCycle: client.word('annual') }), 200);
      assert.deepEqual([result.subscriptionId, result.error], [trialId, undefined]);
    });

    test('turns a subscription of new commerce into another product', async () => {
      const { customerId, basicId } = await world.plant();
      const licenceBased = `/customers/${customerId}/subscriptions/${basicId}`;
      assert.deepEqual((await get(`${licenceBased}/transitioneligibilities?eligibilityType=immediate`)).items, []);
      const cart = client.body({
        lineItems: [{ id: 0, catalogItemId: BASIC_ITEM, quantity: 4, billingCycle: client.word('monthly'), termDuration: 'P1Y' }],
      });
      const { id } = await send('POST', `/customers/${customerId}/carts`, cart, 201);
      const checkedOut = await send('POST', `/customers/${customerId}/carts/${id}/checkout`, 'null', 201);
      const at = `/customers/${customerId}/subscriptions/${checkedOut.orders[0].lineItems[0].subscriptionId}`;
      const [first] = (await get(`${at}/transitionEligibilities`)).items;
      assert.equal(
        first.eligibilities.some((way: any) => way.isEligible),
        true,
      );
      const asked = client.body({ toCatalogItemId: first.catalogItemId, quantity: 3, transitionType: client.word('transition_only') });
      const made = await send('POST', `${at}/transitions`, asked, 200);
      assert.deepEqual((await get(`${at}/transitions?operationId=${made.operationId}`)).items, [made]);
    });

    test('reads the catalogue', async () => {
      const { items } = await get('/offers?country=US&offset=0&size=2');
      assert.equal(items.length, 2);
      await get(`/offers/${items[0].id}?Country=US`);
      await get(`/offers/${world.offer('o365-e3').id}/addons?country=US`);
      await get('/offercategories?country=us');
      assert.ok((await get('/products?country=US&targetView=OnlineServices')).items.length > 0);
      assert.deepEqual((await get('/products?country=US&targetView=Azure')).items, [], 'what is not sold here is not there');
      await get('/products/CFQ7TTC0LF8S?country=US');
      await get('/products/CFQ7TTC0LF8S/skus/0001/availabilities?country=US');
      await get('/products/CFQ7TTC0ZZZZ?country=US', 404);
      const { customerId } = await world.plant();
      await get(`/customers/${customerId}/offers?offset=0&size=5`);
      await get(`/customers/${customerId}/offercategories`);
      assert.ok((await get(`/customers/${customerId}/products?targetView=OnlineServices`)).items.length > 0);
    });

    test('reads users, licences and products of the directory', async () => {
      const { customerId, userId } = await world.plant();
      const at = `/customers/${customerId}`;
      await get(`${at}/subscribedskus`);
      assert.ok((await get(`${at}/subscribedskus?${client.licenseGroups}`)).items.length > 0);
      const { items } = await get(`${at}/users?size=2`);
      assert.equal(items.length, 2);
      await get(`${at}/users/${userId}`);
      assert.equal((await get(`${at}/users/${userId}/licenses?${client.licenseGroups}`)).items.length, 1);
    });

    test('gives a user a role of the directory, and takes it again', async () => {
      const { customerId, userId } = await world.plant();
      const role = (await get(`/customers/${customerId}/directoryroles`)).items.find((each: any) => each.name === 'Global Reader');
      const at = `/customers/${customerId}/directoryroles/${role.id}/usermembers`;
      const { displayName, userPrincipalName } = await get(`/customers/${customerId}/users/${userId}`);
      const member = { id: userId, displayName, userPrincipalName, attributes: { objectType: 'UserMember' } };
      const given = await send('POST', at, client.body(member), 201);
      assert.deepEqual([given.id, given.userPrincipalName, given.roleId], [userId, userPrincipalName, role.id]);
      assert.equal((await get(at)).items.length, 1);
      assert.deepEqual((await get(`/customers/${customerId}/users/${userId}/directoryroles`)).items, [role]);
      const taken = await world.ask(client.path(`${at}/${userId}`), { method: 'DELETE', headers: client.headers(false) });
      assert.deepEqual([taken.status, taken.text], [204, '']);
      assert.deepEqual((await get(at)).items, []);
    });

    test('reads bills, audit records and profiles', async () => {
      const { customerId } = await world.plant();
      await plantSubscription(world.db, { partnerId: world.partnerId, customerId }, { offer: world.offer('o365-e3') });
      await get('/invoices?size=2&offset=0');
      await get('/invoices/summary');
      await get('/invoices/summaries');
      const records = await get(`/auditrecords?startDate=${client.date('2026-06-01')}&endDate=${client.date('2026-06-12')}&size=500`);
      for (const record of records.items) if (record.resourceNewValue !== undefined) JSON.parse(record.resourceNewValue);
      for (const profile of ['mpn', 'organization', 'legalbusiness', 'billing', 'support']) await get(`/profiles/${profile}`);
    });

    test('is told what is not there', async () => {
      const { customerId } = await world.plant();
      for (const path of ['/productpromotions?country=US', `/customers/${customerId}/validationStatus?type=account`]) {
        const fault = await get(path, 501);
        assert.deepEqual([fault.code, fault.data.length], [0, 1]);
      }
    });
  });
}
