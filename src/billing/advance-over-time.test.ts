import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { seatsOf, total } from '../../test/seats.ts';
import { addDays, day, daysBetween, type Day, type Span } from '../kit/dates.ts';
import { minor, sum } from '../kit/money.ts';
import { cancelLines, paidPeriod, reactivateLines, seatChangeLines } from './advance.ts';
import { advanceCharge, isInFull, purchaseCharge, type Charge, type Seats } from './charge.ts';
import { periodOf, termFor } from './period.ts';
import { profileOf } from './profile.ts';
import { prorate, ROUNDING_MODES, type RoundingMode } from './rounding.ts';

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

  test('a change and its reversal on one day sum to zero; a credit that is bound by what is charged may be a rounding short', () => {
    fc.assert(
      fc.property(story, fc.integer({ min: 1, max: 40 }), ({ purchasedOn, price, quantity, mode, steps: all }, to) => {
        const life = live(purchasedOn, price, quantity, mode, all);
        if (!life.active || to === life.quantity) return;
        const [before, lines] = [total(life.ledger), life.ledger.length];
        const back = life.quantity;
        const taking = { purchasedOn, today: life.today, at: (each: number) => seatsOf(each, price, mode), fill: () => {} };
        take(life, to, taking);
        take(life, back, taking);
        const bound = life.ledger.slice(lines).filter(({ rounding }) => rounding === 'as_charged').length;
        const short = total(life.ledger) - before;
        // A formula that rounds the price of a seat's day is off by so many seats.
        assert.ok(bound === 0 ? short === 0 : short >= 0 && short <= back + to, `${short} with ${bound} bound`);
      }),
      { numRuns: 1500 },
    );
  });
});
