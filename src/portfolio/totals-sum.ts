import { minor } from '../kit/money.ts';
import { sortedTotals, type Cause, type ProductTotals, type Sum, type Totals } from './totals.ts';

/** The totals of several parts together, none of which has a subscription of another. */
export function sumTotals(parts: readonly Totals[]): Totals {
  const count = (of: (part: Totals) => number) => parts.reduce((sum, part) => sum + of(part), 0);
  const joined = <Entry>(
    of: (part: Totals) => readonly Entry[],
    keyOf: (entry: Entry) => string,
    join: (one: Entry, other: Entry) => Entry,
  ) => {
    const found = new Map<string, Entry>();
    for (const entry of parts.flatMap(of)) {
      const known = found.get(keyOf(entry));
      found.set(keyOf(entry), known === undefined ? entry : join(known, entry));
    }
    return [...found.values()];
  };
  return sortedTotals({
    subscriptions: count((part) => part.subscriptions),
    seats: count((part) => part.seats),
    rows: count((part) => part.rows),
    eligibleRows: count((part) => part.eligibleRows),
    upgradable: parts.map((part) => part.upgradable).reduce(sumOfTwo, { subscriptions: 0, seats: 0, upliftYearMinor: minor(0) }),
    byProduct: joined(
      (part) => part.byProduct,
      ({ offerId }) => offerId,
      productOfTwo,
    ),
    byReason: joined(
      (part) => part.byReason,
      ({ code }) => code,
      (one, other) => ({ ...one, subscriptions: one.subscriptions + other.subscriptions, rows: one.rows + other.rows }),
    ),
    causes: joined(
      (part) => part.causes,
      ({ code }) => code,
      causeOfTwo,
    ),
    byMonth: joined(
      (part) => part.byMonth,
      ({ month }) => month,
      (one, other) => ({ ...one, ...sumOfTwo(one, other) }),
    ),
    byCountry: joined(
      (part) => part.byCountry,
      ({ country }) => country,
      (one, other) => ({ ...one, subscriptions: one.subscriptions + other.subscriptions }),
    ),
  });
}

function sumOfTwo(one: Sum, other: Sum): Sum {
  return {
    subscriptions: one.subscriptions + other.subscriptions,
    seats: one.seats + other.seats,
    upliftYearMinor: minor(one.upliftYearMinor + other.upliftYearMinor),
  };
}

function productOfTwo(one: ProductTotals, other: ProductTotals): ProductTotals {
  const targets = new Map(one.targets.map((target) => [target.targetOfferId, target]));
  for (const target of other.targets) {
    const known = targets.get(target.targetOfferId);
    const { targetOfferId } = target;
    if (known === undefined) targets.set(targetOfferId, target);
    else
      targets.set(targetOfferId, {
        targetOfferId,
        subscriptions: known.subscriptions + target.subscriptions,
        eligible: sumOfTwo(known.eligible, target.eligible),
      });
  }
  return {
    offerId: one.offerId,
    subscriptions: one.subscriptions + other.subscriptions,
    upgradable: one.upgradable + other.upgradable,
    targets: [...targets.values()],
  };
}

function causeOfTwo(one: Cause, other: Cause): Cause {
  return { code: one.code, remedies: [...new Set([...one.remedies, ...other.remedies])], ...sumOfTwo(one, other) };
}
