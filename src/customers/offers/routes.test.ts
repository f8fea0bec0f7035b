import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import { agentOf, plantCustomer, plantPartner, plantTenant } from '../../../test/tenant.ts';
import { productRoutes } from '../../catalog/products/routes.ts';
import { newId } from '../../platform/clock.ts';
import { customerOfferRoutes } from './routes.ts';

const db = await testDatabase();
const { partnerId, customerId, catalog, offer } = await plantTenant(db);
const india = await plantCustomer(db, partnerId, { country: 'IN' });
const foreign = await plantCustomer(db, await plantPartner(db));
const { ask } = await testServer([customerOfferRoutes({ db, catalog }), productRoutes({ catalog })], agentOf(partnerId, 'sales_agent'));
const ids = (body: any) => body.items.map((item: any) => item.id);

test('a customer is sold what its country is', async () => {
  const here = (await ask(`/v1/customers/${customerId}/offers`)).body;
  const there = (await ask(`/v1/customers/${india}/offers?size=0`)).body;
  assert.ok(ids(here).includes(offer('m365-business-basic').id) && !ids(here).includes(offer('m365-business-basic-india').id));
  assert.ok(ids(there).includes(offer('m365-business-basic-india').id) && !ids(there).includes(offer('m365-business-basic').id));
  assert.equal(there.items[0].country, 'IN');
});

test('pages by offset; a shelf; a search that goes on with its pages', async () => {
  const first = (await ask(`/v1/customers/${customerId}/offers?offset=0&size=3`)).body;
  const second = (await ask(`/v1${first.links.next.uri}`)).body;
  assert.equal(new Set([...ids(first), ...ids(second)]).size, 6);
  assert.deepEqual(first.links.next.headers, []);
  const trials = (await ask(`/v1/customers/${customerId}/offers?offer_category_id=trial_key`)).body;
  assert.ok(trials.items.length > 0 && trials.items.every((item: any) => item.isTrial));
  const found = (await ask(`/v1/customers/${customerId}/offers?search=BUSINESS%20b&size=1`)).body;
  assert.deepEqual(ids(found), [offer('m365-business-basic').id]);
  const chinese = (
    await ask(`/v1/customers/${customerId}/offers?search=${encodeURIComponent('商務')}&size=2`, { headers: { 'X-Locale': 'zh-TW' } })
  ).body;
  assert.equal(chinese.items.length, 2);
  assert.match(chinese.links.next.uri, /search=%E5%95%86/);
  assert.equal((await ask(`/v1/customers/${customerId}/offers?size=1001`)).status, 400);
});

test('the shelves that are not empty', async () => {
  const { body } = await ask(`/v1/customers/${customerId}/offercategories`);
  assert.ok(ids(body).includes('Trial_Key') && body.items[0].country === 'US');
});

test('products of new commerce, each with its SKU, its availability and its terms', async () => {
  for (const [under, query] of [
    ['/v1', '?country=us'],
    [`/v1/customers/${customerId}`, ''],
  ]) {
    const list = await ask(`${under}/products${query}`);
    assert.equal(list.status, 200);
    assert.ok(ids(list.body).includes('CFQ7TTC0LH18') && !list.body.items.some((item: any) => item.id.includes('-')));
    const sku = await ask(`${under}/products/cfq7ttc0lh18/skus/0001${query}`);
    assert.deepEqual(
      [sku.body.title, sku.body.dynamicAttributes.provisioningId, sku.body.dynamicAttributes.upgradeTargetOffers],
      ['Microsoft 365 Business Basic', offer('m365-business-basic').skuId, ['CFQ7TTC0LDPB:0001', 'CFQ7TTC0LF8Q:0001']],
    );
    const [availability] = (await ask(`${under}/products/CFQ7TTC0LF8S/skus/0001/availabilities${query}`)).body.items;
    assert.equal(availability.catalogItemId, 'CFQ7TTC0LF8S:0001:CFQ7TTC0K9G9');
    assert.deepEqual(
      availability.terms.map((term: any) => [term.duration, term.billingCycle]),
      [
        ['P1M', 'monthly'],
        ['P1Y', 'monthly'],
        ['P1Y', 'annual'],
        ['P3Y', 'monthly'],
        ['P3Y', 'annual'],
      ],
    );
    for (const end of ['CFQ7TTC0ZZZZ', 'CFQ7TTC0LF8S/skus/0009', 'CFQ7TTC0LF8S/skus/0001/availabilities/CFQ7TTC0ZZZZ']) {
      const missing = await ask(`${under}/products/${end}${query}`);
      assert.deepEqual([missing.status, missing.body.code], [404, 1000]);
    }
  }
  assert.equal((await ask('/v1/products?country=XX')).status, 400);
});

test('what is sold as a product is not among the offers', async () => {
  const { body } = await ask(`/v1/customers/${customerId}/offers`);
  assert.ok(body.items.every((item: any) => !item.id.includes(':')));
});

test('an unknown customer and one of others look the same', async () => {
  for (const end of ['offers', 'offercategories', 'products', 'products/x/skus']) {
    const [a, b] = await Promise.all([foreign, newId()].map((id) => ask(`/v1/customers/${id}/${end}`)));
    assert.deepEqual([a?.status, a?.body.code, a?.text], [404, 60003, b?.text]);
  }
});
