import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import { agentOf, clock, fingerprint, plantCustomer, plantPartner, plantSubscription, plantTenant } from '../../../test/tenant.ts';
import { resellerAnswers } from '../../customers/resellers/routes.ts';
import type { CustomerId } from '../../kit/ids.ts';
import { newId } from '../../platform/clock.ts';
import { purchaseOptionRoutes } from './routes.ts';

const db = await testDatabase();
const { partnerId, catalog, offer } = await plantTenant(db);
const { ask, actAs } = await testServer(
  [resellerAnswers({ db }), purchaseOptionRoutes({ db, catalog, clock, newId })],
  agentOf(partnerId, 'sales_agent'),
);
const basic = offer('m365-business-basic');
const e3 = offer('o365-e3');
const audio = offer('audio-conferencing');
const trial = offer('m365-business-standard-trial');

let customerId: CustomerId;
beforeEach(async () => {
  actAs(agentOf(partnerId, 'sales_agent'));
  customerId = await plantCustomer(db, partnerId);
});
const at = (query = '') => `/v1/customers/${customerId}/purchaseoptions${query}`;
const options = async (query = '', headers: Record<string, string> = {}) => (await ask(at(query), { headers })).body.items as any[];
const optionOf = async (id: string) => (await options()).find((each) => each.offerId === id);
const plant = (seed: Parameters<typeof plantSubscription>[2]) => plantSubscription(db, { partnerId, customerId }, seed);

test('200: what is sold in the country, with the price of each billing cycle', async () => {
  const before = await fingerprint(db);
  const found = await optionOf(basic.id);
  assert.deepEqual(
    [found.name, found.isPossible, found.reasons, found.minimumQuantity, found.maximumQuantity, found.category.id],
    ['Microsoft 365 Business Basic', true, [], 1, 300, basic.category.id],
  );
  assert.deepEqual(found.prices, [
    { billingCycle: 'monthly', unitPrice: { amount: 6, currency: 'USD' } },
    { billingCycle: 'annual', unitPrice: { amount: 72, currency: 'USD' } },
  ]);
  assert.equal(await fingerprint(db), before);
});

describe('why one cannot be bought', () => {
  const codesOf = async (id: string) => (await optionOf(id)).reasons.map((reason: any) => reason.code);
  test('one that is suspended is reactivated instead', async () => {
    const id = await plant({ offer: basic, status: 'suspended' });
    const { isPossible, reasons } = await optionOf(basic.id);
    assert.deepEqual([isPossible, reasons[0].code], [false, 'subscription_suspended_already']);
    assert.deepEqual(reasons[0].remedies, [{ kind: 'reactivate', subscriptionId: id }]);
  });
  test('an add-on without anything to hang on names what it may hang on', async () => {
    const found = await optionOf(audio.id);
    assert.deepEqual([found.bases, await codesOf(audio.id)], [[], ['add_on_needs_base']]);
    assert.ok(found.prerequisites.some((each: any) => each.offerId === e3.id && each.name === e3.name.en));
  });
  test('an add-on whose base is suspended', async () => {
    await plant({ offer: e3, status: 'suspended' });
    assert.deepEqual(await codesOf(audio.id), ['base_not_active']);
  });
  test('an add-on is possible on an active base, in its cycle', async () => {
    const id = await plant({ offer: e3, quantity: 5, billingCycle: 'annual' });
    const { bases, isPossible } = await optionOf(audio.id);
    assert.deepEqual(
      [bases.map((base: any) => [base.subscriptionId, base.quantity, base.billingCycle]), isPossible],
      [[[id, 5, 'annual']], true],
    );
  });
  test('no agreement', async () => {
    await db.read('delete from customer_agreement where customer_id = $1', [customerId]);
    assert.equal((await codesOf(basic.id))[0], 'customer_agreement_missing');
  });
  test('no price', async () => {
    const found = await optionOf(offer('o365-f3').id);
    assert.deepEqual(
      [found.prices.some((price: any) => 'unitPrice' in price), found.reasons.map((each: any) => each.code)],
      [false, ['price_missing']],
    );
  });
  test('a trial of what the customer has', async () => {
    await plant({ offer: offer('m365-business-standard') });
    assert.equal((await codesOf(trial.id))[0], 'trial_of_held_product');
  });
});

describe('narrowed', () => {
  test('by a part of the name in either language, by category, and to what may hang on a subscription', async () => {
    assert.ok((await options('?search=BUSINESS%20basic')).some((each) => each.offerId === basic.id));
    assert.ok((await options(`?search=${encodeURIComponent('商務基本')}`)).some((each) => each.offerId === basic.id));
    assert.deepEqual(await options('?search=nothing-like-it'), []);
    const shelf = await options(`?offer_category_id=${trial.category.id}`);
    assert.ok(shelf.length > 0 && shelf.every((each) => each.category.id === trial.category.id));
    const id = await plant({ offer: e3 });
    const hung = await options(`?base_subscription_id=${id.toUpperCase()}`);
    assert.ok(hung.length > 0 && hung.every((each) => each.isAddOn && each.bases[0].subscriptionId === id));
  });
  test('in Chinese', async () => {
    assert.equal((await options('?search=business%20basic', { 'X-Locale': 'zh-TW' }))[0].name, basic.name.zhTW);
  });
});

test('403 for the reseller of the customer, 404 for an unknown and a foreign customer, 400 for a base that is no GUID', async () => {
  const pick = ({ status, body }: { status: number; body: any }) => [status, body.code];
  assert.deepEqual(pick(await ask(at('?base_subscription_id=7'))), [400, 2000]);
  const reseller = await plantPartner(db);
  await db.read('update relationship set reseller_partner_id = $2 where customer_id = $1', [customerId, reseller]);
  actAs(agentOf(reseller, 'sales_agent'));
  assert.deepEqual(pick(await ask(at())), [403, 20002]);
  actAs(agentOf(await plantPartner(db), 'sales_agent'));
  assert.deepEqual(pick(await ask(at())), [404, 60003]);
});
