import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BASIC, newCommerceWorld, nextTerm, STANDARD } from '../../../test/new-commerce.ts';
import { agentOf, plantCustomer, plantPartner, plantSubscription } from '../../../test/tenant.ts';

const { actAs, agent, at, bought, db, linesOf, run, tenant } = await newCommerceWorld();

describe('what is scheduled for the next term', () => {
  test('is told, kept by a full resource that is sent back, and carried out at the renewal', async () => {
    const { patch, read, customerId } = await bought();
    const set = await patch({ scheduledNextTermInstructions: nextTerm(STANDARD, 7, { billingCycle: 'Annual' }) });
    assert.deepEqual(
      [set.status, set.body.scheduledNextTermInstructions],
      [200, nextTerm(STANDARD, 7, { billingCycle: 'annual', title: 'Microsoft 365 Business Standard' })],
    );
    const whole = await read();
    assert.deepEqual((await patch({ ...whole, friendlyName: 'Office' })).body.scheduledNextTermInstructions.quantity, 7);
    at('2027-06-18T01:00:00Z');
    await run();
    const shown = await read();
    assert.deepEqual(
      [shown.offerId, shown.quantity, shown.billingCycle, shown.commitmentEndDate, shown.scheduledNextTermInstructions],
      [STANDARD, 7, 'annual', '2028-06-17T00:00:00Z', undefined],
    );
    assert.deepEqual((await linesOf(customerId)).at(-1), ['renew', '2027-06-18', '2028-06-18', 7, 7 * 12 * 1400]);
  });
  test('fewer seats are what is renewed even where the list of that day has no price: the old one is kept', async () => {
    const partnerId = await plantPartner(db, { currency: 'SEK' });
    const customerId = await plantCustomer(db, partnerId);
    const offer = tenant.offer('m365-business-basic-nce');
    await plantSubscription(db, { partnerId, customerId }, { offer, createdOn: '2026-06-18', unitPriceMinor: 777 });
    const fewer = { offerId: offer.id, billingCycle: 'monthly', duration: 'P1Y', quantity: 4 };
    await db.read('update subscription set next_term = $2, paid_until = term_until where customer_id = $1', [
      customerId,
      JSON.stringify(fewer),
    ]);
    at('2027-06-18T01:00:00Z');
    await run();
    assert.deepEqual(await linesOf(customerId), [['renew', '2027-06-18', '2027-07-18', 4, 4 * 777]]);
  });
  for (const [name, body] of [
    ['an empty object', { scheduledNextTermInstructions: {} }],
    ['switching auto-renewal off', { autoRenewEnabled: false }],
    ['another number of seats', { quantity: 11 }],
  ] as const) {
    test(`is taken back by ${name}`, async () => {
      const { patch } = await bought();
      await patch({ scheduledNextTermInstructions: nextTerm(BASIC, 12) });
      const answer = await patch(body);
      assert.deepEqual([answer.status, answer.body.scheduledNextTermInstructions], [200, undefined]);
    });
  }
  const refused: [name: string, instructions: object, status: number, code: number, data: string][] = [
    ['a product that does not follow', nextTerm('CFQ7TTC0LCHC:0002:PLACEHOLDER1', 5), 400, 900260, 'next_term_product_impossible'],
    ['a cycle longer than the term', nextTerm(BASIC, 5, { termDuration: 'P1M', billingCycle: 'annual' }), 400, 900270, 'term_not_sold'],
    ['no seats', nextTerm(BASIC, 0), 400, 2002, 'quantity_out_of_range'],
    ['301 seats', nextTerm(BASIC, 301), 400, 2002, 'quantity_out_of_range'],
    ['a term without a price', nextTerm(BASIC, 5, { termDuration: 'P1M' }), 403, 2085, 'price_missing'],
    ['a term that is none', nextTerm(BASIC, 5, { termDuration: 'P2Y' }), 400, 2000, 'scheduledNextTermInstructions.product.termDuration'],
    [
      'an end of one’s own',
      { ...nextTerm(BASIC, 5), customTermEndDate: '2026-12-31' },
      400,
      2000,
      'scheduledNextTermInstructions.customTermEndDate',
    ],
  ];
  for (const [name, scheduledNextTermInstructions, status, code, data] of refused) {
    test(`cannot be ${name}`, async () => {
      const { patch } = await bought();
      const answer = await patch({ scheduledNextTermInstructions });
      assert.deepEqual([answer.status, answer.body.code, answer.body.data[0]], [status, code, data]);
    });
  }
  test('is for those who may renew and cancel', async () => {
    const { patch } = await bought();
    actAs(agentOf(tenant.partnerId, 'user_management_admin'));
    const answer = await patch({ scheduledNextTermInstructions: nextTerm(BASIC, 5) });
    actAs(agent);
    assert.deepEqual([answer.status, answer.body.code], [403, 900150]);
  });
  test('needs auto-renewal', async () => {
    const { patch } = await bought();
    const answer = await patch({ autoRenewEnabled: false, scheduledNextTermInstructions: nextTerm(BASIC, 5) });
    assert.deepEqual([answer.status, answer.body.code, answer.body.data], [400, 800093, ['next_term_needs_renewal']]);
  });
});
