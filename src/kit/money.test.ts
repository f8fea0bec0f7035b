import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { minor, parseDecimal, share, toDecimalText, type Currency } from './money.ts';

describe('share', () => {
  const cases: [name: string, amount: number, part: number, whole: number, expected: number][] = [
    ['nothing of it', 1000, 0, 30, 0],
    ['all of it', 1000, 30, 30, 1000],
    ['just under half a cent', 149, 1, 100, 1],
    ['half a cent goes away from zero', 50, 1, 100, 1],
    ['and so does half a cent of credit', -50, 1, 100, -1],
    ['beyond 2^53 on the way', 900_719_925_474_099, 364, 365, 898_252_199_650_882],
  ];
  for (const [name, amount, part, whole, expected] of cases) test(name, () => assert.equal(share(minor(amount), part, whole), expected));
  test('a part beyond the whole is a programming error', () => assert.throws(() => share(minor(1), 31, 30), RangeError));
  test('a credit mirrors its charge, and no share exceeds the amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 40 }), fc.integer({ min: 1, max: 366 }), fc.nat(), (amount, whole, seed) => {
        const part = seed % (whole + 1);
        const given = share(minor(amount), part, whole);
        assert.equal(share(minor(-amount), part, whole), minor(-given));
        assert.ok(given >= 0 && given <= amount);
        assert.ok(Math.abs(given + share(minor(amount), whole - part, whole) - amount) <= 1);
      }),
    );
  });
});

describe('decimal text', () => {
  const cases: [amount: number, currency: string, text: string][] = [
    [1250, 'USD', '12.50'],
    [-5, 'USD', '-0.05'],
    [0, 'USD', '0.00'],
    [1049, 'JPY', '1049'],
    [1250, 'BHD', '1.250'],
  ];
  for (const [amount, currency, text] of cases) {
    test(`${text} ${currency}`, () => {
      assert.equal(toDecimalText({ amountMinor: minor(amount), currency: currency as Currency }), text);
      assert.equal(parseDecimal(text, currency as Currency), amount);
    });
  }
  for (const bad of ['', '1,5', '1.005', '1e3', '--1', '١'])
    test(`"${bad}" is no amount`, () => assert.equal(parseDecimal(bad, 'USD' as Currency), null));
});
