import { cancelLines, paidPeriod, seatChangeLines } from '../../src/billing/advance.ts';
import { purchaseCharge, type Charge, type Seats } from '../../src/billing/charge.ts';
import { periodOf, termFor } from '../../src/billing/period.ts';
import { ROUNDING_MODES, type RoundingMode } from '../../src/billing/rounding.ts';
import { addDays, day, daysBetween, later, type Day, type Span } from '../../src/kit/dates.ts';
import type { OfferId, SubscriptionId } from '../../src/kit/ids.ts';
import { minor, type Currency } from '../../src/kit/money.ts';
import { randomFrom, type Random } from '../crash/random.ts';
import { boundOf, boundOfLine, isWithin, lineFault } from './bounds.ts';

/** What a case came to; `fault` is null where all was right. */
export type CaseOutcome = { readonly fault: string | null; readonly lines: number; readonly events: number };

export type ProrationReport = {
  readonly cases: number;
  readonly lines: number;
  readonly events: number;
  readonly faults: readonly string[];
};

const FAULTS_SHOWN_MAX = 10;

/** So many random lives within one period, each billed and then held against a book of its days. */
export function prorate(cases: number, seed: number): ProrationReport {
  let [lines, events] = [0, 0];
  const faults: string[] = [];
  for (let each = 1; each <= cases && faults.length < FAULTS_SHOWN_MAX; each += 1) {
    const outcome = liveOnce(randomFrom(seed * 1_000_003 + each));
    lines += outcome.lines;
    events += outcome.events;
    if (outcome.fault !== null) faults.push(`case ${each}: ${outcome.fault}`);
  }
  return { cases, lines, events, faults };
}

/** A subscription of the chain: what is held of it, and for how many seats each of its days is to be paid. */
type Held = {
  seats: Seats;
  readonly boughtOn: Day;
  readonly period: Span;
  readonly book: number[];
  ledger: readonly Charge[];
  /** How much lines that came to nothing, and so were not written, may have been off. */
  unwritten: number;
};

/** A purchase, some changes of seats on later days, upgrades that leave some seats behind for a while, and upgrades from one to the next; maybe a cancellation in the end. */
function liveOnce(random: Random): CaseOutcome {
  const rounding = pick(random, ROUNDING_MODES);
  const cycle = pick(random, ['monthly', 'monthly', 'annual'] as const);
  let today = addDays(day('2026-01-01'), whole(random, 0, 1500));
  let current = buy(today, whole(random, 1, 300), price(random), cycle, rounding, 1);
  const chain = [current];
  const events = whole(random, 1, 5);
  for (let event = 1; event <= events; event += 1) {
    today = addDays(today, whole(random, 0, cycle === 'annual' ? 120 : 12));
    // What is left of the period belongs to the next one, which has its own lines.
    if (today >= current.period.until) break;
    const what = random.next();
    if (what < 0.5) changeSeats(current, whole(random, 1, 300), today);
    else if (what < 0.65 && current.seats.quantity > 1) giveBack(current, whole(random, 1, current.seats.quantity - 1), today);
    else {
      const { quantity } = current.seats;
      giveBack(current, quantity, today);
      if (what > 0.9) break;
      current = buy(today, quantity, price(random), cycle, rounding, chain.length + 1);
      chain.push(current);
    }
  }
  const faults = [...chain.map(faultOf), chainFault(random, rounding)];
  return {
    fault: faults.find((fault) => fault !== null) ?? null,
    lines: chain.reduce((sum, { ledger }) => sum + ledger.length, 0),
    events,
  };
}

/** In minor units: nothing, next to nothing, or up to 600 dollars. */
function price(random: Random): number {
  if (random.chance(0.02)) return 0;
  return random.chance(0.2) ? whole(random, 1, 300) : whole(random, 300, 60_000);
}

function buy(on: Day, quantity: number, unitPrice: number, cycle: 'monthly' | 'annual', rounding: RoundingMode, turn: number): Held {
  const period = periodOf(termFor(on), cycle, on);
  const seats: Seats = {
    subscriptionId: `s${turn}` as SubscriptionId,
    offerId: 'offer' as OfferId,
    quantity,
    unitPriceMinor: minor(unitPrice),
    currency: 'USD' as Currency,
    rounding,
  };
  const ledger = unitPrice === 0 ? [] : [purchaseCharge(seats, period, 'purchase')];
  return {
    seats,
    boughtOn: on,
    period,
    book: Array.from({ length: daysBetween(period.from, period.until) }, () => quantity),
    ledger,
    unwritten: 0,
  };
}

function changeSeats(held: Held, quantity: number, today: Day): void {
  const { seats, period, ledger } = held;
  if (quantity === seats.quantity) return;
  const lines = seatChangeLines(paidPeriod(seats, period, ledger), seats, quantity, today);
  held.ledger = [...ledger, ...lines];
  if (lines.length < 3) leaveOut(held, [seats.quantity, quantity], today);
  held.seats = { ...seats, quantity };
  enter(held, today, quantity);
}

/** Some seats or all: within thirty days as if they had never been, later the days from today on. */
function giveBack(held: Held, quantity: number, today: Day): void {
  const { seats, period, ledger, boughtOn } = held;
  const given = { ...seats, quantity };
  const lines = cancelLines(paidPeriod(seats, period, ledger), given, seats.quantity, { purchasedOn: boughtOn, today }, 'cancel');
  held.ledger = [...ledger, ...lines];
  if (lines.length === 0) leaveOut(held, [0, quantity], today);
  held.seats = { ...seats, quantity: seats.quantity - quantity };
  const isInFull = daysBetween(boughtOn, today) < 30;
  const from = Math.max(daysBetween(period.from, isInFull ? boughtOn : today), 0);
  if (held.seats.quantity === 0) held.book.fill(0, from);
  else for (let at = from; at < held.book.length; at += 1) held.book[at] = Math.max((held.book[at] ?? 0) - quantity, 0);
}

/** What is not written because it comes to nothing: only a seat that costs a minor unit a day or less can. */
function leaveOut(held: Held, [before, after]: readonly [number, number], today: Day): void {
  const { seats, period } = held;
  if (seats.unitPriceMinor > daysBetween(period.from, period.until)) return;
  const on = later(today, period.from);
  held.unwritten += boundOfLine({ span: { from: period.from, until: on }, quantity: before }, seats.rounding);
  held.unwritten += boundOfLine({ span: { from: on, until: period.until }, quantity: after }, seats.rounding);
}

/** So many seats from a day on; before the first day of the term that is the whole of it. */
function enter({ book, period }: Held, from: Day, seats: number): void {
  book.fill(seats, Math.max(daysBetween(period.from, from), 0));
}

/**
 * Each line is as far from its exact amount as its rounding may be, and all of them together no farther from what the days cost
 * than the sum of that; what was taken back left nothing; nobody got back more than was paid.
 */
function faultOf({ seats, period, book, ledger, unwritten }: Held): string | null {
  const total = totalOf(ledger);
  const told = `${ledger.map(({ amountMinor }) => amountMinor).join(' ')} = ${total}`;
  const periodDays = daysBetween(period.from, period.until);
  const seatDays = book.reduce((sum, each) => sum + each, 0);
  const wrong = ledger.map(lineFault).find((fault) => fault !== null);
  if (wrong !== undefined) return wrong;
  if (!isWithin(total, { seatDays, price: seats.unitPriceMinor, periodDays }, boundOf(ledger) + unwritten))
    return `${seats.rounding}: ${told} for ${seatDays} days of a seat at ${seats.unitPriceMinor} in ${periodDays}`;
  if (seatDays === 0 && total !== 0) return `${told} for nothing`;
  return total < 0 ? `${told}: more came back than was paid` : null;
}

/** From A in two parts to B and on to C, all on one day, costs what the way from A to C costs, but for the rounding of the lines. */
function chainFault(random: Random, rounding: RoundingMode): string | null {
  const cycle = pick(random, ['monthly', 'annual'] as const);
  const bought = addDays(day('2026-01-01'), whole(random, 0, 1500));
  const quantity = whole(random, 2, 300);
  const [ofA, ofB, ofC] = [price(random), price(random), price(random)];
  const today = addDays(bought, whole(random, 0, cycle === 'annual' ? 364 : 27));
  const buyA = () => buy(bought, quantity, ofA, cycle, rounding, 1);
  const direct = buyA();
  giveBack(direct, quantity, today);
  const ways = [direct, buy(today, quantity, ofC, cycle, rounding, 2)];
  const parted = buyA();
  const first = whole(random, 1, quantity - 1);
  giveBack(parted, first, today);
  giveBack(parted, quantity - first, today);
  const between = [buy(today, first, ofB, cycle, rounding, 3), buy(today, quantity - first, ofB, cycle, rounding, 4)];
  for (const part of between) giveBack(part, part.seats.quantity, today);
  const detour = [parted, ...between, buy(today, quantity, ofC, cycle, rounding, 5)];
  const sums = [detour, ways].map((held) => held.reduce((sum, { ledger }) => sum + totalOf(ledger), 0));
  const [byDetour = 0, directly = 0] = sums;
  const allowed = [...detour, ...ways].reduce((sum, { ledger, unwritten }) => sum + boundOf(ledger) + unwritten, 0);
  const periodDays = daysBetween(parted.period.from, parted.period.until);
  return isWithin(byDetour - directly, { seatDays: 0, price: 0, periodDays }, allowed)
    ? null
    : `${rounding}: ${byDetour} from A by B to C, ${directly} from A to C, ${quantity} seats at ${ofA}, ${ofB}, ${ofC} on ${today}`;
}

function totalOf(ledger: readonly Charge[]): number {
  return ledger.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

function whole(random: Random, least: number, most: number): number {
  return Math.floor(random.between(least, most + 1));
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random.next() * items.length)];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
}
