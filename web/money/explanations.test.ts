import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LedgerCharge } from '../../src/billing/spend/contract.ts';
import { explanationsOf, type LineTraits } from './explanations.ts';

const charge: LedgerCharge = {
  id: '1',
  eventId: 'e',
  chargedAt: '2026-11-06T00:00:00Z',
  cause: 'period',
  chargeType: 'Cycle fee',
  offerId: 'O',
  offerName: 'Offer',
  chargeStartDate: '2026-11-06',
  chargeEndDate: '2026-12-05',
  days: 30,
  periodDays: 30,
  quantity: 12,
  unitPrice: { amount: 6, currency: 'USD' },
  amount: { amount: 72, currency: 'USD' },
  rounding: 'exact_half_up',
  explanation: 'the whole period',
  invoiceId: 'G1',
  attributes: { objectType: 'LedgerCharge' },
};
const line: LineTraits = {
  amount: 72,
  chargeType: 'Cycle fee',
  chargeStartDate: '2026-11-06T00:00:00',
  chargeEndDate: '2026-12-05T00:00:00',
  quantity: 12,
};

test('a line is explained by the amount of its invoice that is like it', () => {
  assert.deepEqual(explanationsOf([charge], 'G1', line), ['the whole period']);
});

test('amounts that are alike in all are explained once', () => {
  assert.deepEqual(explanationsOf([charge, { ...charge, id: '2' }], 'G1', line), ['the whole period']);
});

for (const [what, other] of [
  ['another invoice', { ...charge, invoiceId: 'G2' }],
  ['another amount', { ...charge, amount: { amount: 71.99, currency: 'USD' } }],
  ['other seats', { ...charge, quantity: 11 }],
  ['another first day', { ...charge, chargeStartDate: '2026-11-05' }],
  ['another last day', { ...charge, chargeEndDate: '2026-12-06' }],
  ['another kind', { ...charge, chargeType: 'Renew fee' }],
] as const) {
  test(`a line is not explained by an amount of ${what}`, () => assert.deepEqual(explanationsOf([other], 'G1', line), []));
}
