import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addDays, addMonths, day, dayOfMonth, daysBetween, type Day } from '../kit/dates.ts';
import { minor, parseDecimal, toDecimalText, type Currency } from '../kit/money.ts';
import { periodOf, termAfter, termFor, type Term } from './period.ts';
import { prorate, ROUNDING_MODES } from './rounding.ts';

// Days over two leap years, with the awkward ones drawn often: month ends, leap days, the last and first of a year.
const AWKWARD = [
  '2028-02-28',
  '2028-02-29',
  '2028-03-01',
  '2026-12-31',
  '2027-01-01',
  '2026-01-29',
  '2026-01-30',
  '2026-01-31',
  '2026-03-31',
  '2026-02-28',
];
const anyDay = fc.oneof(
  fc.constantFrom(...AWKWARD).map(day),
  fc.integer({ min: 0, max: 1800 }).map((days) => addDays(day('2026-01-01'), days)),
);

describe('terms and periods, whenever something is bought', () => {
  test('a term is twelve months, begins at once or on the first of the next month, and always has its anniversary day', () => {
    fc.assert(
      fc.property(anyDay, (bought) => {
        const term = termFor(bought);
        assert.equal(term.until, addMonths(term.from, 12));
        assert.ok([365, 366].includes(daysBetween(term.from, term.until)));
        assert.ok(dayOfMonth(term.from) <= 28);
        assert.ok(term.from === bought || (dayOfMonth(bought) >= 29 && dayOfMonth(term.from) === 1 && daysBetween(bought, term.from) <= 3));
      }),
    );
  });

  test('the months of a term lie side by side: every day belongs to exactly one', () => {
    fc.assert(
      fc.property(anyDay, (bought) => {
        const term = termFor(bought);
        let at = term.from;
        let months = 0;
        while (at < term.until) {
          const period = periodOf(term, 'monthly', at);
          assert.equal(period.from, at);
          assert.equal(dayOfMonth(period.until), dayOfMonth(term.from));
          assert.ok(daysBetween(period.from, period.until) >= 28 && daysBetween(period.from, period.until) <= 31);
          assert.deepEqual(periodOf(term, 'monthly', addDays(period.until, -1)), period);
          at = period.until;
          months += 1;
        }
        assert.deepEqual([at, months], [term.until, 12]);
        assert.deepEqual(periodOf(term, 'annual', bought), term);
      }),
    );
  });
});

describe('terms one after the other', () => {
  const cases: [from: string, months: number, ends: string[]][] = [
    ['2026-01-31', 1, ['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30']],
    ['2027-12-30', 1, ['2028-01-30', '2028-02-29', '2028-03-30', '2028-04-30']],
    ['2026-01-29', 1, ['2026-02-28', '2026-03-29', '2026-04-29']],
    ['2028-02-29', 12, ['2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29', '2033-02-28']],
    ['2028-02-29', 36, ['2031-02-28', '2034-02-28', '2037-02-28', '2040-02-29']],
    ['2026-06-18', 1, ['2026-07-18', '2026-08-18']],
    ['2026-02-28', 1, ['2026-03-28', '2026-04-28']],
  ];
  for (const [from, months, ends] of cases) {
    test(`of ${months} months since ${from} keep that day of the month`, () => {
      let term: Term = { from: day(from), until: addMonths(day(from), months) };
      for (const end of ends) {
        assert.equal(term.until, end);
        term = termAfter(term, months);
      }
    });
  }
  test('another length keeps it too, and an end in the middle of a month begins a day of its own', () => {
    const february = termAfter({ from: day('2026-01-31'), until: day('2026-02-28') }, 12);
    assert.deepEqual(february, { from: '2026-02-28', until: '2027-02-28', anchorDay: 31 });
    assert.deepEqual(termAfter(february, 1), { from: '2027-02-28', until: '2027-03-31', anchorDay: 31 });
    assert.deepEqual(termAfter({ from: day('2026-01-31'), until: day('2026-12-20') }, 1), { from: '2026-12-20', until: '2027-01-20' });
  });
  test('lie side by side, and so do their months, each on the day of the first or the last of its month', () => {
    fc.assert(
      fc.property(anyDay, fc.array(fc.constantFrom(1, 12, 36), { minLength: 1, maxLength: 8 }), (first, lengths) => {
        const wanted = dayOfMonth(first);
        const isKept = (on: Day) => dayOfMonth(on) === wanted || (dayOfMonth(on) < wanted && dayOfMonth(addDays(on, 1)) === 1);
        let term: Term = { from: first, until: addMonths(first, lengths[0] ?? 1) };
        for (const months of lengths.slice(1)) {
          for (let on = term.from; on < term.until;) {
            const period = periodOf(term, 'monthly', on);
            assert.equal(period.from, on);
            const days = daysBetween(period.from, period.until);
            assert.ok(isKept(period.until) && days >= 28 && days <= 31, JSON.stringify({ term, period }));
            assert.deepEqual(periodOf(term, 'monthly', addDays(period.until, -1)), period);
            on = period.until;
          }
          const next = termAfter(term, months);
          assert.equal(next.from, term.until);
          assert.ok(isKept(next.until));
          term = next;
        }
      }),
    );
  });
});

describe('amounts in currencies with no, two and three decimals', () => {
  const currencies: [currency: string, text: string, amountMinor: number][] = [
    ['JPY', '1250', 1250],
    ['TWD', '1250.50', 125_050],
    ['KWD', '12.505', 12_505],
    ['KRW', '0', 0],
  ];
  for (const [currency, text, amountMinor] of currencies) {
    test(`${text} ${currency}`, () => {
      assert.equal(parseDecimal(text, currency as Currency), amountMinor);
      assert.equal(toDecimalText({ amountMinor: minor(amountMinor), currency: currency as Currency }), text);
    });
  }
  test('a decimal too many is no amount', () => {
    for (const [text, currency] of [
      ['1.5', 'JPY'],
      ['1.505', 'USD'],
      ['1.5055', 'KWD'],
    ] as const)
      assert.equal(parseDecimal(text, currency as Currency), null);
  });
  test('what is written is read again, to the last minor unit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
        fc.constantFrom('JPY', 'USD', 'KWD', 'BHD'),
        (amount, currency) => {
          const money = { amountMinor: minor(amount), currency: currency as Currency };
          assert.equal(parseDecimal(toDecimalText(money), money.currency), money.amountMinor);
        },
      ),
    );
  });
});

describe('the parts of a period', () => {
  const split = fc.record({
    price: fc.integer({ min: 0, max: 100_000 }),
    quantity: fc.integer({ min: 0, max: 300 }),
    periodDays: fc.constantFrom(28, 29, 30, 31, 365, 366),
    cuts: fc.array(fc.nat(), { maxLength: 5 }),
  });
  test('sum to the whole but for the rounding of each line, and to the minor unit where each day has a whole price', () => {
    fc.assert(
      fc.property(split, ({ price, quantity, periodDays, cuts }) => {
        const at = [0, ...cuts.map((cut) => cut % (periodDays + 1)).toSorted((a, b) => a - b), periodDays];
        const parts = at.slice(1).map((until, i) => until - (at[i] ?? 0));
        for (const mode of ROUNDING_MODES) {
          const sumOf = (unitPriceMinor: number) =>
            parts.reduce((sum, days) => sum + prorate({ unitPriceMinor: minor(unitPriceMinor), quantity, days, periodDays }, mode), 0);
          assert.equal(sumOf(price * periodDays), price * periodDays * quantity);
          if (mode === 'exact_half_up') assert.ok(Math.abs(sumOf(price) - price * quantity) <= parts.length / 2);
        }
      }),
    );
  });
  test('what is charged and given back for the same days sums to zero', () => {
    fc.assert(
      fc.property(split, fc.nat(), ({ price, quantity, periodDays }, seed) => {
        const days = seed % (periodDays + 1);
        for (const mode of ROUNDING_MODES) {
          const one = (unitPriceMinor: number) => prorate({ unitPriceMinor: minor(unitPriceMinor), quantity, days, periodDays }, mode);
          assert.equal(one(price) + one(-price), 0);
        }
      }),
    );
  });
});
