import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { line, openShop, pick } from '../../../test/shop.ts';
import { agentOf, fingerprint, plantCustomer, plantPartner, plantSubscription } from '../../../test/tenant.ts';
import type { CustomerId } from '../../kit/ids.ts';
import { newId } from '../../platform/clock.ts';

const { actAs, buy, buyer, db, offer, partnerId, serve } = await openShop();
const basic = offer('m365-business-basic');
const e3 = offer('o365-e3');
const audio = offer('audio-conferencing');
const trial = offer('m365-business-standard-trial');

describe('POST …/orders is refused', () => {
  const refused: [name: string, lineItems: () => unknown, expected: [status: number, code: number, reason?: string], more?: object][] = [
    ['no seats', () => [line(basic.id, 0)], [400, 2002, 'quantity_out_of_range']],
    ['300 seats of a product for 300', () => [line(basic.id, 300)], [201, 0]],
    ['301 seats', () => [line(basic.id, 301)], [400, 2002, 'quantity_out_of_range']],
    ['10^12 seats', () => [line(e3.id, 1e12)], [400, 2002, 'quantity_out_of_range']],
    ['half a seat', () => [line(basic.id, 1.5)], [400, 2000, 'lineItems[0].quantity']],
    ['no quantity', () => [{ offerId: basic.id }], [400, 2000, 'lineItems[0].quantity']],
    ['no offer', () => [{ quantity: 1 }], [400, 2000, 'lineItems[0].offerId']],
    ['no lines', () => [], [400, 2000, 'lineItems']],
    ['an offer that nobody knows', () => [line('00000000-0000-0000-0000-00000000DEAD', 1)], [400, 800004]],
    ['a product that nobody knows', () => [line('CFQ7TTC0ZZZZ:0001:CFQ7TTC0ZZZZ', 1)], [400, 800004]],
    ['a product of new commerce without a price', () => [line('CFQ7TTC0LF8S:0001:CFQ7TTC0K9G9', 1)], [403, 2085, 'price_missing']],
    ['an offer of another country', () => [line(offer('m365-business-basic-india').id, 1)], [400, 800070, 'offer_not_sold_in_country']],
    ['an offer without a price', () => [line(offer('o365-f3').id, 1)], [403, 2085, 'price_missing']],
    [
      'a paid offer without a billing cycle',
      () => [line(basic.id, 1)],
      [400, 6001, 'offer_does_not_support_billing_cycle'],
      { billingCycle: 'none' },
    ],
    ['a billing cycle of later offers', () => [line(basic.id, 1)], [400, 2000, 'billingCycle'], { billingCycle: 'triennial' }],
    ['24 seats of a trial', () => [line(trial.id, 24)], [400, 2002, 'quantity_out_of_range']],
    ['a trial beside something else', () => [line(trial.id, 25), line(basic.id, 1)], [400, 4018]],
    [
      'three at once of which two are allowed',
      () => [line(basic.id, 1), line(basic.id, 1), line(basic.id, 1)],
      [403, 800066, 'offer_limit_reached'],
    ],
    [
      'more seats than the family has, in two lines',
      () => [line(basic.id, 200), line(offer('m365-business-standard').id, 101)],
      [403, 800067, 'seat_family_full'],
    ],
    ['an add-on without its base', () => [line(audio.id, 1)], [400, 800029, 'add_on_needs_base']],
    ['a base for what is no add-on', () => [line(basic.id, 1, { parentSubscriptionId: newId() })], [404, 20003, 'base_not_found']],
    ['a base that is no id', () => [line(audio.id, 1, { parentSubscriptionId: 'x' })], [400, 2000, 'lineItems[0].parentSubscriptionId']],
    ['a promotion', () => [line(basic.id, 1, { promotionId: '39NFJQT1PL4B' })], [400, 27007]],
    ['another currency', () => [line(basic.id, 1)], [400, 800002, 'currency_not_supported'], { currencyCode: 'EUR' }],
    ['a reseller of nobody', () => [line(basic.id, 1, { partnerIdOnRecord: '99' })], [400, 800016, 'reseller_unknown']],
    ['another customer in the body', () => [line(basic.id, 1)], [400, 2000, 'referenceCustomerId'], { referenceCustomerId: newId() }],
    ['a term that is none', () => [line(basic.id, 1, { termDuration: 'P2Y' })], [400, 2000, 'lineItems[0].termDuration']],
    ['a term of three years', () => [line(basic.id, 1, { termDuration: 'P3Y' })], [400, 900268, 'term_not_sold']],
  ];
  for (const [name, lineItems, [status, code, reason], more] of refused) {
    test(`${status}${code === 0 ? '' : `/${code}`}: ${name}`, async () => {
      const before = await fingerprint(db);
      const answer = await buy(lineItems(), more);
      if (code === 0) return assert.equal(answer.status, status);
      assert.deepEqual(
        [answer.status, answer.body.code, ...(reason === undefined ? [] : [answer.body.data[0]])],
        [status, code, ...(reason === undefined ? [] : [reason])],
      );
      assert.equal(await fingerprint(db), before, 'nothing is written');
    });
  }

  test('403/13605 without the customer agreement; 404/60003 for an unknown customer and one of others', async () => {
    serve(await plantCustomer(db, partnerId, { agreement: false }));
    assert.deepEqual(pick(await buy([line(basic.id, 1)])), [403, 13605, 'customer_agreement_missing']);
    serve(await plantCustomer(db, await plantPartner(db)));
    const foreign = await buy([line(basic.id, 1)]);
    serve(newId() as CustomerId);
    assert.deepEqual(pick(foreign), pick(await buy([line(basic.id, 1)])));
    assert.deepEqual(pick(foreign), [404, 60003, undefined]);
  });

  test('a suspended one is to be reactivated instead; its id is in the reason', async () => {
    await plantSubscription(db, buyer(), { offer: basic, status: 'suspended' });
    assert.deepEqual(pick(await buy([line(basic.id, 1)])), [400, 800012, 'subscription_suspended_already']);
  });

  test('a trial is for who does not have the product, and once in a life', async () => {
    await plantSubscription(db, buyer(), { offer: offer('m365-business-standard') });
    assert.deepEqual(pick(await buy([line(trial.id, 25)])), [403, 2085, 'trial_of_held_product']);
    serve(await plantCustomer(db, partnerId));
    await plantSubscription(db, buyer(), { offer: trial, status: 'deleted', billingCycle: 'none', quantity: 25 });
    assert.deepEqual(pick(await buy([line(trial.id, 25)])), [400, 27006, 'offer_limit_reached']);
  });

  test('403/20002: an indirect reseller sees its customer, and its provider buys', async () => {
    const reseller = await plantPartner(db);
    await db.read('update relationship set reseller_partner_id = $2 where customer_id = $1', [buyer().customerId, reseller]);
    actAs(agentOf(reseller, 'admin_agent'));
    assert.deepEqual(pick(await buy([line(basic.id, 1)])), [403, 20002, 'indirect_reseller']);
    actAs(agentOf(partnerId, 'admin_agent'));
    const { body } = await buy([line(basic.id, 1)]);
    assert.equal(body.lineItems[0].partnerIdOnRecord, '4711');
  });
});
