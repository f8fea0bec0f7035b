import { daysBetween, earlier, later, type Day, type Span } from '../kit/dates.ts';
import { chargeFor, creditFor, isInFull, takenBack, type Cause, type Charge, type Said, type Seats } from './charge.ts';
import { profileOf, type Segment } from './profile.ts';

/** One billing period of a subscription, and the lines charged for it that nothing has taken back. */
export type PaidPeriod = { readonly period: Span; readonly open: readonly Charge[] };

/**
 * What is paid for a period, from the ledger. Of a period that the ledger does not know at all the advance was charged
 * elsewhere, before the ledger began.
 */
export function paidPeriod(seats: Seats, period: Span, ledger: readonly Charge[]): PaidPeriod {
  const lines = linesOf(seats, period, ledger);
  const open = lines.length === 0 ? [chargeFor(seats, period, period, { cause: 'cycle', chargeType: 'Cycle fee' })] : withoutPairs(lines);
  return { period, open: priced(open) };
}

/**
 * A change of seats in the middle of a period, in the lines that the published scenarios have: the old advance is taken
 * back to the last minor unit, and each part of the period is charged at its quantity. The day of the change has the new
 * one. So a period's total depends on how many seats there were on which day, and not on how often that was changed.
 */
export function seatChangeLines(paid: PaidPeriod, before: Seats, quantity: number, today: Day): readonly Charge[] {
  const { period, open } = paid;
  const said: Said = { cause: 'seat_change', chargeType: 'Cycle instance prorate' };
  const on = within(today, period);
  const running = runningLines(open, before.quantity, on);
  const parts = profileOf(running).flatMap((part) => splitAt(part, on));
  const wanted = parts.map((part) => (part.span.from >= on ? { ...part, seats: part.seats + quantity - before.quantity } : part));
  // A change that was taken back on its own day leaves no trace: the parts before and after it are one again.
  const neighbour = open.find((line) => !running.includes(line) && joins(line, wanted[0], open));
  const all = neighbour === undefined ? wanted : [{ span: neighbour.span, seats: neighbour.quantity }, ...wanted];
  const back = neighbour === undefined ? running : [neighbour, ...running];
  return priced([
    ...back.map((line) => takenBack(line, said)),
    ...joined(all)
      .filter((part) => part.seats > 0)
      .map((part) => chargeFor({ ...before, quantity: part.seats }, part.span, period, said)),
  ]);
}

/** When something was bought, and what day it is: together they say whether credits are in full. */
export type CancelDay = { readonly purchasedOn: Day; readonly today: Day };

/**
 * The credit for seats given back: within 30 days of the purchase everything that was paid for the period, later the days
 * from today on (today belongs to the credit). `seats` says how many of `held` are given back.
 */
export function cancelLines(
  paid: PaidPeriod,
  seats: Seats,
  held: number,
  { purchasedOn, today }: CancelDay,
  cause: Cause,
): readonly Charge[] {
  const { period, open } = paid;
  const said: Said = { cause, chargeType: 'Cancel fee' };
  if (!isInFull(purchasedOn, today)) {
    const span = { from: within(today, period), until: period.until };
    return priced(span.from === span.until ? [] : [creditFor(seats, span, period, said)]);
  }
  if (seats.quantity === held) return priced(open.map((line) => takenBack(line, said)));
  return priced(
    profileOf(open)
      .filter((part) => part.seats > 0)
      .map((part) => creditFor({ ...seats, quantity: Math.min(part.seats, seats.quantity) }, part.span, period, said)),
  );
}

/**
 * The charge for seats that are used again: within 30 days of the purchase the period as a whole, what the suspension gave
 * back; later the days from today on.
 */
export function reactivateLines(
  seats: Seats,
  period: Span,
  ledger: readonly Charge[],
  { purchasedOn, today }: CancelDay,
): readonly Charge[] {
  const cause = 'reactivate';
  if (isInFull(purchasedOn, today)) {
    const given = lastCancelled(linesOf(seats, period, ledger));
    const said: Said = { cause, chargeType: 'Activation fee' };
    if (given.some((line) => line.span.from === period.from)) return priced(given.map((line) => takenBack(line, said)));
    return priced([chargeFor(seats, period, period, said)]);
  }
  const isYear = daysBetween(period.from, period.until) > MONTH_DAYS_MAX;
  const span = { from: within(today, period), until: period.until };
  return priced([
    chargeFor(seats, span, period, { cause, chargeType: isYear ? 'Prorate fees when purchase' : 'Prorate fees when activate' }),
  ]);
}

const MONTH_DAYS_MAX = 31;

/** The lines of this very period and price: of a year that began in the middle of a month, not those of that month. */
function linesOf(seats: Seats, period: Span, ledger: readonly Charge[]): readonly Charge[] {
  const periodDays = daysBetween(period.from, period.until);
  return ledger.filter(
    (line) =>
      line.subscriptionId === seats.subscriptionId &&
      line.periodDays === periodDays &&
      line.unitPriceMinor === seats.unitPriceMinor &&
      line.span.from >= period.from &&
      line.span.until <= period.until,
  );
}

/** The lines that no other takes back. */
function withoutPairs(lines: readonly Charge[]): readonly Charge[] {
  const open: Charge[] = [];
  for (const line of lines) {
    const opposite = open.findLastIndex(
      (other) =>
        other.amountMinor === -line.amountMinor &&
        other.quantity === line.quantity &&
        other.span.from === line.span.from &&
        other.span.until === line.span.until,
    );
    if (opposite < 0) open.push(line);
    else open.splice(opposite, 1);
  }
  return open;
}

/** The lines behind the seats of the rest of the period: one advance as a rule, and all of them where credits lie over it. */
function runningLines(open: readonly Charge[], quantity: number, on: Day): readonly Charge[] {
  const reaching = open.filter((line) => line.span.until > on);
  const latest = reaching.findLast((line) => line.amountMinor > 0 && line.quantity === quantity && line.span.from <= on);
  const others = reaching.filter((line) => line !== latest);
  const isAlone = profileOf(others).every((part) => part.span.until <= on || part.seats === 0);
  return latest !== undefined && isAlone ? [latest] : reaching;
}

function lastCancelled(lines: readonly Charge[]): readonly Charge[] {
  const before = lines.findLastIndex((line) => line.cause !== 'cancel');
  return lines.slice(before + 1);
}

/** A line that ends where a part begins, has as many seats, and has its days to itself: what else lies there cancels out. */
function joins(line: Charge, part: Segment | undefined, open: readonly Charge[]): boolean {
  if (part === undefined || line.span.until !== part.span.from || line.quantity !== part.seats || line.amountMinor < 0) return false;
  const others = profileOf(open.filter((other) => other !== line));
  return others.every(({ span, seats }) => seats === 0 || span.until <= line.span.from || span.from >= line.span.until);
}

function splitAt(part: Segment, on: Day): readonly Segment[] {
  const { from, until } = part.span;
  if (on <= from || on >= until) return [part];
  return [
    { ...part, span: { from, until: on } },
    { ...part, span: { from: on, until } },
  ];
}

function joined(parts: readonly Segment[]): readonly Segment[] {
  const found: Segment[] = [];
  for (const part of parts) {
    const last = found.at(-1);
    if (last !== undefined && last.seats === part.seats && last.span.until === part.span.from) {
      found[found.length - 1] = { ...last, span: { from: last.span.from, until: part.span.until } };
    } else found.push(part);
  }
  return found;
}

function within(on: Day, { from, until }: Span): Day {
  return earlier(later(on, from), until);
}

/** A line over nothing says nothing: seats without a price, or no day. */
function priced(lines: readonly Charge[]): readonly Charge[] {
  return lines.filter((line) => line.amountMinor !== 0);
}
