import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addDays, day, daysBetween, type Day, type Span } from '../kit/dates.ts';
import type { OfferId, SubscriptionId } from '../kit/ids.ts';
import { minor, sum, type Currency } from '../kit/money.ts';
import { cancelLines, paidPeriod, reactivateLines, seatChangeLines } from './advance.ts';
import { advanceCharge, isInFull, purchaseCharge, type Charge, type Seats } from './charge.ts';
import { periodOf, termFor } from './period.ts';
import { profileOf } from './profile.ts';
import { prorate, ROUNDING_MODES, type RoundingMode } from './rounding.ts';

const seatsOf = (quantity: number, unitPriceMinor = 500, rounding: RoundingMode = 'exact_half_up'): Seats => ({
  subscriptionId: 's' as SubscriptionId,
  offerId: 'o' as OfferId,
  quantity,
  unitPriceMinor: minor(unitPriceMinor),
  currency: 'USD' as Currency,
  rounding,
});
const january = { from: day('2026-01-13'), until: day('2026-02-13') };
const brief = (lines: readonly Charge[]) =>
  lines.map((line) => [line.chargeType, line.span.from, line.span.until, line.quantity, line.amountMinor]);
const total = (lines: readonly Charge[]) => sum(lines.map((line) => line.amountMinor));

describe('a change of seats in the middle of a period', () => {
  const paid = [purchaseCharge(seatsOf(1, 400), january, 'purchase')];
  const change = (before: number, after: number, on: string, ledger: readonly Charge[]) =>
    seatChangeLines(paidPeriod(seatsOf(before, 400), january, ledger), seatsOf(before, 400), after, day(on));

  test('the old advance comes back, and each part is charged at its quantity (the published scenario)', () => {
    assert.deepEqual(brief(change(1, 2, '2026-02-01', paid)), [
      ['Cycle instance prorate', '2026-01-13', '2026-02-13', 1, -400],
      ['Cycle instance prorate', '2026-01-13', '2026-02-01', 1, 245],
      ['Cycle instance prorate', '2026-02-01', '2026-02-13', 2, 310],
    ]);
  });
  test('a second change takes back only the part that is still running', () => {
    const first = change(1, 2, '2026-02-01', paid);
    assert.deepEqual(brief(change(2, 5, '2026-02-10', [...paid, ...first])), [
      ['Cycle instance prorate', '2026-02-01', '2026-02-13', 2, -310],
      ['Cycle instance prorate', '2026-02-01', '2026-02-10', 2, 232],
      ['Cycle instance prorate', '2026-02-10', '2026-02-13', 5, 194],
    ]);
  });
  test('on the first day there is nothing before it', () => {
    assert.deepEqual(brief(change(1, 2, '2026-01-13', paid)), [
      ['Cycle instance prorate', '2026-01-13', '2026-02-13', 1, -400],
      ['Cycle instance prorate', '2026-01-13', '2026-02-13', 2, 800],
    ]);
  });
  test('on the last day one day has the new quantity', () => {
    assert.deepEqual(brief(change(1, 2, '2026-02-12', paid)).at(-1), ['Cycle instance prorate', '2026-02-12', '2026-02-13', 2, 26]);
  });
  test('taken back on the same day it leaves no trace', () => {
    const first = change(1, 2, '2026-02-01', paid);
    const back = change(2, 1, '2026-02-01', [...paid, ...first]);
    assert.equal(total([...first, ...back]), 0);
    assert.deepEqual(
      brief(paidPeriod(seatsOf(1, 400), january, [...paid, ...first, ...back]).open).map((line) => line.slice(1)),
      [['2026-01-13', '2026-02-13', 1, 400]],
    );
  });
  test('a period that the ledger does not know was paid elsewhere', () => {
    assert.deepEqual(brief(change(1, 2, '2026-02-01', [])), brief(change(1, 2, '2026-02-01', paid)));
  });
  test('seats that cost nothing have no lines', () => {
    assert.deepEqual(seatChangeLines(paidPeriod(seatsOf(25, 0), january, []), seatsOf(25, 0), 30, day('2026-02-01')), []);
  });
  test('seats that an upgrade gave back are not charged again', () => {
    const ten = seatsOf(10);
    const advance = purchaseCharge(ten, january, 'cycle');
    const credit = cancelLines(
      { period: january, open: [advance], before: [] },
      { ...ten, quantity: 8 },
      10,
      { purchasedOn: day('2025-01-13'), today: day('2026-01-23') },
      'upgrade_cancel',
    );
    const ledger = [advance, ...credit];
    const later = seatChangeLines(paidPeriod(seatsOf(2), january, ledger), seatsOf(2), 3, day('2026-02-02'));
    assert.deepEqual(
      profileOf([...ledger, ...later]).map((part) => [part.span.from, part.seats]),
      [
        ['2026-01-13', 10],
        ['2026-01-23', 2],
        ['2026-02-02', 3],
      ],
    );
  });
});

describe('seats given back', () => {
  const advance = purchaseCharge(seatsOf(10), january, 'purchase');
  const credit = (quantity: number, purchasedOn: string, today: string, ledger: readonly Charge[] = [advance]) =>
    cancelLines(
      paidPeriod(seatsOf(10), january, ledger),
      seatsOf(quantity),
      10,
      { purchasedOn: day(purchasedOn), today: day(today) },
      'cancel',
    );
  const cases: [name: string, lines: readonly Charge[], expected: readonly (readonly [string, string, number, number])[]][] = [
    ['on the 30th day after the purchase by the day', credit(10, '2026-01-13', '2026-02-12'), [['2026-02-12', '2026-02-13', 10, -161]]],
    ['one day earlier in full', credit(10, '2026-01-13', '2026-02-11'), [['2026-01-13', '2026-02-13', 10, -5000]]],
    ['some of them in full', credit(4, '2026-01-13', '2026-01-20'), [['2026-01-13', '2026-02-13', 4, -2000]]],
    ['some of them by the day', credit(4, '2025-01-13', '2026-01-20'), [['2026-01-20', '2026-02-13', 4, -1548]]],
    ['after the period nothing', credit(10, '2025-01-13', '2026-02-13'), []],
  ];
  for (const [name, lines, expected] of cases)
    test(name, () =>
      assert.deepEqual(
        brief(lines).map((line) => line.slice(1)),
        expected,
      ),
    );

  test('in full is what was paid, and not what was never paid', () => {
    const grown = seatChangeLines(paidPeriod(seatsOf(10), january, [advance]), seatsOf(10), 15, day('2026-01-20'));
    const ledger = [advance, ...grown];
    const back = cancelLines(
      paidPeriod(seatsOf(15), january, ledger),
      seatsOf(15),
      15,
      { purchasedOn: day('2026-01-13'), today: day('2026-01-25') },
      'cancel',
    );
    assert.equal(total([...ledger, ...back]), 0);
    const again = reactivateLines(seatsOf(15), january, [...ledger, ...back], { purchasedOn: day('2026-01-13'), today: day('2026-01-28') });
    assert.equal(total([...back, ...again]), 0);
    assert.ok(again.every((line) => line.chargeType === 'Activation fee'));
  });
});

describe('within 30 days of a purchase in February, in the second period', () => {
  const february = { from: day('2026-02-01'), until: day('2026-03-01') };
  const march = { from: day('2026-03-01'), until: day('2026-04-01') };
  const bought = { purchasedOn: day('2026-02-01'), today: day('2026-03-02') };
  const ledger = [purchaseCharge(seatsOf(10), february, 'purchase'), advanceCharge(seatsOf(10), march, 'cycle')];
  const paid = paidPeriod(seatsOf(10), march, ledger);

  test('everything that was paid comes back, and back again', () => {
    const back = cancelLines(paid, seatsOf(10), 10, bought, 'cancel');
    assert.deepEqual(brief(back), [
      ['Cancel fee', '2026-02-01', '2026-03-01', 10, -5000],
      ['Cancel fee', '2026-03-01', '2026-04-01', 10, -5000],
    ]);
    assert.equal(total([...back, ...reactivateLines(seatsOf(10), march, [...ledger, ...back], bought)]), 0);
  });
  test('of some of the seats their part of both', () => {
    assert.deepEqual(brief(cancelLines(paid, seatsOf(4), 10, bought, 'upgrade_cancel')), [
      ['Cancel fee', '2026-02-01', '2026-03-01', 4, -2000],
      ['Cancel fee', '2026-03-01', '2026-04-01', 4, -2000],
    ]);
  });
  test('suspended in the first and used again in the second, both are charged', () => {
    const [first] = ledger;
    assert.ok(first !== undefined);
    const back = cancelLines(
      paidPeriod(seatsOf(10), february, [first]),
      seatsOf(10),
      10,
      { ...bought, today: day('2026-02-20') },
      'cancel',
    );
    assert.deepEqual(brief(reactivateLines(seatsOf(10), march, [first, ...back], bought)), [
      ['Activation fee', '2026-02-01', '2026-03-01', 10, 5000],
      ['Activation fee', '2026-03-01', '2026-04-01', 10, 5000],
    ]);
  });
  test('one day later by the day', () => {
    assert.deepEqual(brief(cancelLines(paid, seatsOf(10), 10, { ...bought, today: day('2026-03-03') }, 'cancel')), [
      ['Cancel fee', '2026-03-03', '2026-04-01', 10, -4677],
    ]);
  });
});

describe('seats that are used again', () => {
  const june = { from: day('2026-06-13'), until: day('2026-07-13') };
  const year = { from: day('2026-01-13'), until: day('2027-01-13') };
  const cases: [
    name: string,
    period: Span,
    purchasedOn: string,
    today: string,
    expected: readonly [string, string, string, number, number],
  ][] = [
    ['later: from the day on', june, '2025-01-13', '2026-06-20', ['Prorate fees when activate', '2026-06-20', '2026-07-13', 10, 3833]],
    ['of a year', year, '2025-01-13', '2026-06-20', ['Prorate fees when purchase', '2026-06-20', '2027-01-13', 10, 2836]],
    ['within 30 days the whole period', june, '2026-06-01', '2026-06-20', ['Activation fee', '2026-06-13', '2026-07-13', 10, 5000]],
  ];
  for (const [name, period, purchasedOn, today, expected] of cases) {
    test(name, () =>
      assert.deepEqual(brief(reactivateLines(seatsOf(10), period, [], { purchasedOn: day(purchasedOn), today: day(today) })), [expected]),
    );
  }
});

// A subscription lived through day by day, with the seats that each day should have been charged for beside it.
type Step = { readonly afterDays: number; readonly to: number | 'suspend' | 'reactivate' | 'upgrade' };
type Life = {
  readonly ledger: Charge[];
  readonly expected: Map<Day, number>;
  quantity: number;
  active: boolean;
  kept: ReadonlyMap<Day, number> | null;
  period: Span;
  today: Day;
};

const steps = fc.array(
  fc.record({
    afterDays: fc.integer({ min: 0, max: 25 }),
    to: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom('suspend' as const, 'reactivate' as const, 'upgrade' as const)),
  }),
  { maxLength: 12 },
);
const story = fc.record({
  purchasedOn: fc.integer({ min: 0, max: 1500 }).map((days) => addDays(day('2024-01-01'), days)),
  price: fc.integer({ min: 400, max: 20_000 }),
  quantity: fc.integer({ min: 1, max: 40 }),
  mode: fc.constantFrom(...ROUNDING_MODES),
  steps,
});

function live(purchasedOn: Day, price: number, start: number, mode: RoundingMode, all: readonly Step[]): Life {
  const term = termFor(purchasedOn);
  const at = (quantity: number) => seatsOf(quantity, price, mode);
  const first = periodOf(term, 'monthly', purchasedOn);
  const life: Life = {
    ledger: [purchaseCharge(at(start), first, 'purchase')],
    expected: new Map(),
    quantity: start,
    active: true,
    kept: null,
    period: first,
    today: purchasedOn,
  };
  const fill = (from: Day, until: Day, seats: number) => {
    for (let on = from; on < until; on = addDays(on, 1)) life.expected.set(on, seats);
  };
  fill(first.from, first.until, start);
  for (const step of all) {
    for (let i = 0; i < step.afterDays; i += 1) {
      const today = addDays(life.today, 1);
      life.today = today;
      if (today < life.period.until) continue;
      life.period = periodOf(term, 'monthly', today);
      if (!life.active) continue;
      life.ledger.push(advanceCharge(at(life.quantity), life.period, 'cycle'));
      fill(life.period.from, life.period.until, life.quantity);
    }
    if (life.today >= addDays(term.until, -31)) break;
    take(life, step.to, { purchasedOn, today: life.today, at, fill });
  }
  return life;
}

type Taking = { purchasedOn: Day; today: Day; at: (quantity: number) => Seats; fill: (from: Day, until: Day, seats: number) => void };

function take(life: Life, to: Step['to'], { purchasedOn, today, at, fill }: Taking): void {
  const { period, ledger, quantity } = life;
  const on = today < period.from ? period.from : today;
  const inFull = isInFull(purchasedOn, today);
  const first = termFor(purchasedOn).from;
  if (to === 'suspend' && life.active) {
    ledger.push(...cancelLines(paidPeriod(at(quantity), period, ledger), at(quantity), quantity, { purchasedOn, today }, 'cancel'));
    life.kept = inFull ? new Map(life.expected) : null;
    fill(inFull ? first : on, period.until, 0);
    life.active = false;
  } else if (to === 'reactivate' && !life.active) {
    ledger.push(...reactivateLines(at(quantity), period, ledger, { purchasedOn, today }));
    const kept = inFull ? life.kept : null;
    for (const [each, seats] of kept ?? []) life.expected.set(each, seats);
    if (kept?.has(period.from) !== true) fill(inFull ? period.from : on, period.until, quantity);
    life.active = true;
  } else if (to === 'upgrade' && life.active && quantity > 1) {
    // An upgrade leaves people behind: half of the seats are given back, the others live on.
    const given = Math.floor(quantity / 2);
    ledger.push(...cancelLines(paidPeriod(at(quantity), period, ledger), at(given), quantity, { purchasedOn, today }, 'upgrade_cancel'));
    for (let each = inFull ? first : on; each < period.until; each = addDays(each, 1))
      fill(each, addDays(each, 1), Math.max((life.expected.get(each) ?? 0) - given, 0));
    life.quantity = quantity - given;
  } else if (typeof to === 'number' && life.active && to !== quantity) {
    ledger.push(...seatChangeLines(paidPeriod(at(quantity), period, ledger), at(quantity), to, today));
    fill(on, period.until, to);
    life.quantity = to;
  }
}

describe('over any sequence of changes', () => {
  test('each seat is charged for each of its days exactly once', () => {
    fc.assert(
      fc.property(story, ({ purchasedOn, price, quantity, mode, steps: all }) => {
        const { ledger, expected } = live(purchasedOn, price, quantity, mode, all);
        for (const { span, seats } of profileOf(ledger)) {
          for (let on = span.from; on < span.until; on = addDays(on, 1)) assert.equal(seats, expected.get(on) ?? 0, on);
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('and to the minor unit: no line is off by more than its own rounding', () => {
    fc.assert(
      fc.property(story, ({ purchasedOn, price, quantity, steps: all }) => {
        const { ledger, expected } = live(purchasedOn, price, quantity, 'exact_half_up', all);
        for (const [period, lines] of Map.groupBy(ledger, (line) => periodOf(termFor(purchasedOn), 'monthly', line.span.from).from)) {
          const span = periodOf(termFor(purchasedOn), 'monthly', period);
          let exact = 0;
          for (let on = span.from; on < span.until; on = addDays(on, 1))
            exact += ((expected.get(on) ?? 0) * price) / daysBetween(span.from, span.until);
          assert.ok(Math.abs(total(lines) - exact) <= lines.length / 2 + 1e-6, `${total(lines)} for ${exact}`);
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('of seats alone: a period costs what its days cost, however often they were changed', () => {
    const seatsOnly = fc.array(fc.record({ afterDays: fc.integer({ min: 0, max: 6 }), to: fc.integer({ min: 1, max: 40 }) }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 20_000 }), fc.constantFrom(...ROUNDING_MODES), seatsOnly, (price, mode, all) => {
        const { ledger, period } = live(day('2026-01-13'), price, 10, mode, all);
        const days = profileOf(ledger.filter((line) => line.span.from >= period.from));
        const runs: { seats: number; days: number }[] = [];
        for (const part of days) {
          const length = daysBetween(part.span.from, part.span.until);
          const last = runs.at(-1);
          if (last !== undefined && last.seats === part.seats) last.days += length;
          else runs.push({ seats: part.seats, days: length });
        }
        const periodDays = daysBetween(period.from, period.until);
        const once = sum(
          runs.map((run) => prorate({ unitPriceMinor: minor(price), quantity: run.seats, days: run.days, periodDays }, mode)),
        );
        assert.equal(total(ledger.filter((line) => line.span.from >= period.from)), once);
      }),
      { numRuns: 1500 },
    );
  });

  test('a change and its reversal on one day sum to zero, whatever came before', () => {
    fc.assert(
      fc.property(story, fc.integer({ min: 1, max: 40 }), ({ purchasedOn, price, quantity, mode, steps: all }, to) => {
        const life = live(purchasedOn, price, quantity, mode, all);
        if (!life.active || to === life.quantity) return;
        const before = total(life.ledger);
        const back = life.quantity;
        const taking = { purchasedOn, today: life.today, at: (each: number) => seatsOf(each, price, mode), fill: () => {} };
        take(life, to, taking);
        take(life, back, taking);
        assert.equal(total(life.ledger), before);
      }),
      { numRuns: 1500 },
    );
  });
});
