import { addDays, daysBetween, earlier, later, type Day, type Span } from '../kit/dates.ts';
import { minor, share, sum } from '../kit/money.ts';
import { chargeFor, creditFor, creditOf, isInFull, takenBack, type Cause, type Charge, type Said, type Seats } from './charge.ts';
import { profileOf, type Segment } from './profile.ts';

/** One billing period of a subscription, and the lines that nothing has taken back: those for it, and those from before it. */
export type PaidPeriod = { readonly period: Span; readonly open: readonly Charge[]; readonly before: readonly Charge[] };

/**
 * What is paid for a period, from the ledger. `seats` are those that are held now. Where the ledger does not begin the
 * period with an advance, that of the seats that it does not account for was charged elsewhere, before the ledger began:
 * what was suspended and is used again is charged here only since. (Seats alone do not tell: a few days of a low price can
 * come to nothing, and of nothing there is no line.)
 */
export function paidPeriod(seats: Seats, period: Span, ledger: readonly Charge[]): PaidPeriod {
  const lines = linesOf(seats, period, ledger);
  const accounted = profileOf(lines).find((part) => part.span.until === period.until)?.seats ?? 0;
  const [first] = lines;
  const isChargedHere = first !== undefined && first.amountMinor >= 0 && ADVANCES.has(first.cause);
  const elsewhere = { ...seats, quantity: isChargedHere ? 0 : Math.max(seats.quantity - accounted, 0) };
  const advance = chargeFor(elsewhere, period, period, { cause: 'cycle', chargeType: 'Cycle fee' });
  const others = ledger.filter((line) => line.subscriptionId === seats.subscriptionId && !lines.includes(line));
  return { period, open: withoutPairs(priced([advance, ...lines])), before: withoutPairs(others) };
}

/** What charges a period, or the rest of one, without anything having been charged for it before. */
const ADVANCES: ReadonlySet<Cause> = new Set(['purchase', 'cycle', 'renew', 'reactivate', 'cycle_change', 'upgrade_purchase']);

/**
 * The credit for some of the seats held for some days of a period: as these days are priced, but never more than those
 * seats' part of what is still charged for the days. What was rounded on many lines is not given back twice.
 */
export function creditWithin(
  { period, open }: Pick<PaidPeriod, 'period' | 'open'>,
  seats: Seats,
  held: number,
  span: Span,
  said: Said,
): Charge {
  const credit = creditFor(seats, span, period, said);
  const charged = sum(open.filter((line) => line.span.until > span.from && line.span.from < span.until).map((line) => line.amountMinor));
  const most = share(minor(Math.max(charged, 0)), Math.min(seats.quantity, held), Math.max(held, 1));
  return creditOf(credit, Math.min(-credit.amountMinor, most));
}

/**
 * A change of seats in the middle of a period, in the lines that the published scenarios have: the old advance is taken
 * back to the last minor unit, and each part of the period is charged at its quantity. The day of the change has the new
 * one. So a period's total depends on how many seats there were on which day, and not on how often that was changed.
 */
export function seatChangeLines(paid: PaidPeriod, before: Seats, quantity: number, today: Day): readonly Charge[] {
  const { period, open } = paid;
  const said: Said = { cause: 'seat_change', chargeType: 'Cycle instance prorate' };
  const rest = { from: within(today, period), until: period.until };
  const after = { ...before, quantity };
  const running = runningLine(open, before.quantity, rest.from);
  // Where credits of an upgrade or a suspension lie over the advance, the rest of the period is given back and charged anew.
  if (running === null) return priced([creditWithin(paid, before, before.quantity, rest, said), chargeFor(after, rest, period, said)]);
  const used = { span: { from: running.span.from, until: rest.from }, seats: running.quantity };
  const wanted = [used, { span: rest, seats: quantity }].filter(({ span }) => span.from < span.until);
  // A change that is taken back on its own day leaves no trace: the parts that it made are one again.
  const madeWith = open[open.indexOf(running) - 1];
  const neighbour = madeWith !== undefined && joins(madeWith, wanted[0], open) ? madeWith : undefined;
  const all = neighbour === undefined ? wanted : [{ span: neighbour.span, seats: neighbour.quantity }, ...wanted];
  return priced([
    ...[neighbour, running].flatMap((line) => (line === undefined ? [] : [takenBack(line, said)])),
    ...joined(all).map((part) => chargeFor({ ...before, quantity: part.seats }, part.span, period, said)),
  ]);
}

/** When something was bought, and what day it is: together they say whether credits are in full. */
export type CancelDay = { readonly purchasedOn: Day; readonly today: Day };

/**
 * The credit for seats given back: within 30 days of the purchase everything that was paid since, later the days from
 * today on (today belongs to the credit). `seats` says how many of `held` are given back.
 */
export function cancelLines(
  paid: PaidPeriod,
  seats: Seats,
  held: number,
  { purchasedOn, today }: CancelDay,
  cause: Cause,
): readonly Charge[] {
  const { period, open, before } = paid;
  const said: Said = { cause, chargeType: 'Cancel fee' };
  if (!isInFull(purchasedOn, today)) {
    const span = { from: within(today, period), until: period.until };
    return priced(span.from === span.until ? [] : [creditWithin(paid, seats, held, span, said)]);
  }
  // A month of 28 days and the next are both within the 30 days, and so is what was paid before a new billing cycle.
  if (seats.quantity === held) return priced([...before, ...open].map((line) => takenBack(line, said)));
  return priced(partsGivenBack([...before, ...open], seats, said));
}

/** So many seats of what was charged, each part at the price and in the period of its own lines; together no more than these. */
function partsGivenBack(lines: readonly Charge[], seats: Seats, said: Said): readonly Charge[] {
  const alike = Map.groupBy(lines, ({ periodDays, unitPriceMinor }) => `${periodDays} ${unitPriceMinor}`);
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { periodDays, unitPriceMinor } = first;
    let left = Math.max(sum(group.map((line) => line.amountMinor)), 0);
    return profileOf(group)
      .filter((part) => part.seats > 0)
      .map(({ span, seats: charged }) => {
        const given = { ...seats, unitPriceMinor, quantity: Math.min(charged, seats.quantity) };
        const credit = creditFor(given, span, { from: span.from, until: addDays(span.from, periodDays) }, said);
        const bound = creditOf(credit, Math.min(-credit.amountMinor, left));
        left += bound.amountMinor;
        return bound;
      });
  });
}

/**
 * The charge for seats that are used again: within 30 days of the purchase what the suspension gave back, and the period as
 * a whole where that began since; later the days from today on.
 */
export function reactivateLines(
  seats: Seats,
  period: Span,
  ledger: readonly Charge[],
  { purchasedOn, today }: CancelDay,
): readonly Charge[] {
  const cause = 'reactivate';
  if (isInFull(purchasedOn, today)) {
    const given = lastCancelled(ledger.filter((line) => line.subscriptionId === seats.subscriptionId));
    const said: Said = { cause, chargeType: 'Activation fee' };
    const hasPeriod = given.some((line) => line.span.until > period.from);
    return priced([...given.map((line) => takenBack(line, said)), ...(hasPeriod ? [] : [chargeFor(seats, period, period, said)])]);
  }
  const isYear = daysBetween(period.from, period.until) > MONTH_DAYS_MAX;
  const span = { from: within(today, period), until: period.until };
  // Even where it comes to nothing: the line says that these days were not charged elsewhere.
  return [
    chargeFor(seats, span, period, { cause, chargeType: isYear ? 'Prorate fees when purchase' : 'Prorate fees when activate' }),
  ].filter((line) => line.unitPriceMinor !== 0 && line.span.from < line.span.until);
}

const MONTH_DAYS_MAX = 31;

/**
 * The lines of this very period and price: of a year that began in the middle of a month, not those of that month; and where
 * the billing cycle was changed back and forth on one day, not the credit for the period before that, which can look like one of them.
 */
function linesOf(seats: Seats, period: Span, ledger: readonly Charge[]): readonly Charge[] {
  const periodDays = daysBetween(period.from, period.until);
  const own = ledger.filter((line) => line.subscriptionId === seats.subscriptionId);
  const restart = own.findLastIndex((line) => line.cause === 'cycle_change' && line.amountMinor > 0);
  return own
    .slice(Math.max(restart, 0))
    .filter(
      (line) =>
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

/** The one line that charges the seats of the rest of the period; null where several lie over each other. */
function runningLine(open: readonly Charge[], quantity: number, on: Day): Charge | null {
  const latest = open.findLast(
    ({ span, ...line }) => line.amountMinor > 0 && line.quantity === quantity && span.from <= on && span.until > on,
  );
  return latest !== undefined && liesAlone(latest, open) ? latest : null;
}

function lastCancelled(lines: readonly Charge[]): readonly Charge[] {
  const before = lines.findLastIndex((line) => line.cause !== 'cancel');
  return lines.slice(before + 1);
}

/** A line that ends where a part begins and has as many seats. */
function joins(line: Charge, part: Segment | undefined, open: readonly Charge[]): boolean {
  return (
    part !== undefined &&
    line.span.until === part.span.from &&
    line.quantity === part.seats &&
    line.amountMinor > 0 &&
    liesAlone(line, open)
  );
}

/** Whether a line has its days to itself: what else lies there cancels out. */
function liesAlone(line: Charge, open: readonly Charge[]): boolean {
  const others = profileOf(open.filter((other) => other !== line));
  return others.every(({ span, seats }) => seats === 0 || span.until <= line.span.from || span.from >= line.span.until);
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
