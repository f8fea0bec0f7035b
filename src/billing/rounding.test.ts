import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { minor } from '../kit/money.ts';
import { prorate, ROUNDING_MODES, type RoundingMode } from './rounding.ts';

// Every published example with the mode that it was made in. Prices and amounts in cents.
type Example = [source: string, mode: RoundingMode, price: number, quantity: number, days: number, period: number, published: number];

const examples: Example[] = [
  ['monthly billing: purchase in the middle of a month', 'exact_half_up', 400, 1, 19, 31, 245],
  ['monthly billing: a second seat', 'exact_half_up', 400, 2, 12, 31, 310],
  ['the same by the day', 'daily_price_three_decimals', 400, 1, 19, 31, 245],
  ['the same by the day, two seats', 'daily_price_three_decimals', 400, 2, 12, 31, 310],
  ['monthly billing: cancelled', 'daily_price_three_decimals', -400, 1, 12, 28, -172],
  ['annual billing: one seat', 'published_formula', 4800, 1, 19, 365, 247],
  ['annual billing: two seats', 'published_formula', 4800, 2, 346, 365, 8996],
  ['annual billing: cancelled', 'published_formula', -4800, 1, 318, 365, -4134],
  ['annual billing: reactivated', 'published_formula', 4800, 1, 318, 365, 4134],
  ['one day of a year', 'exact_half_up', 21_120, 1, 1, 365, 58],
  ['27 days of two seats', 'exact_half_up', 21_120, 2, 27, 365, 3125],
  ['337 days of two seats', 'exact_half_up', 21_120, 2, 337, 365, 39_000],
  ['the new billing features: 27 of 31 days', 'daily_price_three_decimals', 3000, 1, 27, 31, 2614],
  ['the new billing features: 17 of 31 days', 'exact_half_up', 3000, 1, 17, 31, 1645],
  ['the new billing features: 22 of 31 days', 'daily_price_three_decimals', 3000, 1, 22, 31, 2130],
  ['an add-on', 'exact_half_up', 500, 1, 21, 30, 350],
  ['2017: 15 seats', 'exact_half_up', 1100, 15, 5, 31, 2661],
  ['2017: 12 seats', 'exact_half_up', 1100, 12, 11, 31, 4684],
  ['2017: 18 seats', 'exact_half_up', 1100, 18, 10, 31, 6387],
  ['2017: 10 seats', 'exact_half_up', 1100, 10, 5, 31, 1774],
  ['2017: cancelled, cut off', 'truncated_total', -1100, 10, 21, 31, -7451],
  ['new commerce: seats added', 'truncated_total', 1008, 12, 28, 30, 11_289],
  ['new commerce: seats removed', 'truncated_total', 1008, 8, 28, 30, 7526],
  ['new commerce: 15 seats', 'truncated_total', 1200, 15, 29, 31, 16_838],
  ['new commerce: 25 seats', 'truncated_total', 1200, 25, 24, 31, 23_225],
  ['new commerce: upgrade, credit of 300', 'truncated_unit_price', -1008, 300, 23, 30, -231_600],
  ['new commerce: upgrade, charge of 300', 'truncated_unit_price', 643, 300, 23, 30, 147_600],
  ['new commerce: partial upgrade, credit', 'truncated_unit_price', -1008, 100, 23, 30, -77_200],
  ['new commerce: partial upgrade, charge', 'truncated_unit_price', 643, 100, 23, 30, 49_200],
];

describe('published examples', () => {
  for (const [source, mode, price, quantity, days, periodDays, published] of examples) {
    test(`${source}: ${mode}`, () => assert.equal(prorate({ unitPriceMinor: minor(price), quantity, days, periodDays }, mode), published));
  }
});

describe('in every mode', () => {
  const part = fc.record({
    price: fc.oneof(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 0, max: 600 })),
    quantity: fc.integer({ min: 0, max: 10_000 }),
    periodDays: fc.integer({ min: 28, max: 366 }),
    seed: fc.nat(),
  });
  for (const mode of ROUNDING_MODES) {
    test(`${mode}: a reversal mirrors its charge, a whole period costs its price, nothing costs nothing, no part more than all`, () => {
      fc.assert(
        fc.property(part, ({ price, quantity, periodDays, seed }) => {
          const days = seed % (periodDays + 1);
          const charge = prorate({ unitPriceMinor: minor(price), quantity, days, periodDays }, mode);
          assert.equal(prorate({ unitPriceMinor: minor(-price), quantity, days, periodDays }, mode), minor(-charge));
          assert.equal(prorate({ unitPriceMinor: minor(price), quantity, days: periodDays, periodDays }, mode), price * quantity);
          assert.equal(prorate({ unitPriceMinor: minor(price), quantity, days: 0, periodDays }, mode), 0);
          assert.ok(charge <= price * quantity);
        }),
      );
    });
  }
});
