import type { Day } from '../kit/dates.ts';
import type { OfferId } from '../kit/ids.ts';
import { minor, type Minor } from '../kit/money.ts';
import type { Reason, ReasonCode, Remedy } from '../upgrades/reasons.ts';
import { remediesFor } from '../upgrades/remedies.ts';
import { upliftOfYear, type Decided, type DecidedTarget } from './decided.ts';
import { asksFor, asksForUplift, isOpen, isWithinUplift, matchingTargets, type PortfolioFilter } from './filter.ts';

/** Subscriptions that are decided alike. */
export type Counted = {
  readonly decided: Decided;
  /** The first of the month in which their terms end. */
  readonly month: Day;
  readonly subscriptions: number;
  readonly seats: number;
  /** What they cost together in one billing period. */
  readonly periodMinor: number;
};

/** How many, of how many seats, and how much more they cost in a year where that is known. */
export type Sum = { readonly subscriptions: number; readonly seats: number; readonly upliftYearMinor: Minor };

/** The matrix counted: what can be upgraded to what, what stands in the way, and what it would bring. */
export type Totals = {
  /** Active subscriptions of whom the filter asks for some row. */
  readonly subscriptions: number;
  readonly seats: number;
  readonly rows: number;
  readonly eligibleRows: number;
  /** Subscriptions with an open target among the rows; each brings what the dearest of them brings. */
  readonly upgradable: Sum;
  readonly byProduct: readonly ProductTotals[];
  readonly byReason: readonly ReasonTotals[];
  /** What helps most first. */
  readonly causes: readonly Cause[];
  readonly byMonth: readonly ({ readonly month: Day } & Sum)[];
  readonly byCountry: readonly { readonly country: string; readonly subscriptions: number }[];
};

export type ProductTotals = {
  readonly offerId: OfferId;
  readonly subscriptions: number;
  readonly upgradable: number;
  readonly targets: readonly { readonly targetOfferId: OfferId; readonly subscriptions: number; readonly eligible: Sum }[];
};

export type ReasonTotals = { readonly code: ReasonCode; readonly subscriptions: number; readonly rows: number };

/** A reason that alone stands between these subscriptions and some target, though nothing else is open to them. */
export type Cause = { readonly code: ReasonCode; readonly remedies: readonly Remedy['kind'][] } & Sum;

/** Counts what the filter asks for. Whatever was decided once for many is multiplied. */
export function countTotals(groups: Iterable<Counted>, filter: PortfolioFilter): Totals {
  const tally = new Tally();
  for (const group of groups) if (isConcerned(filter, group)) tally.addMonth(group, filter);
  tally.close(filter);
  return tally.totals();
}

function isConcerned(filter: PortfolioFilter, { decided, month }: Counted): boolean {
  const { from, until } = filter.renewal;
  return (from === null || month >= from) && (until === null || month < until) && asksFor(filter, decided);
}

function matching(group: Alike, filter: PortfolioFilter): readonly DecidedTarget[] {
  // Where bounds of the difference are asked for, only alike ones are counted together.
  const one = { seats: group.seats / group.subscriptions, periodMinor: group.periodMinor / group.subscriptions };
  return matchingTargets(filter, group.decided).filter(
    (target) => !asksForUplift(filter) || isWithinUplift(filter, upliftOfYear(group.decided, target, one)),
  );
}

type Alike = Omit<Counted, 'month'>;
type Together = Alike & { readonly months: readonly Counted[] };
type Merged = { decided: Decided; subscriptions: number; seats: number; periodMinor: number; months: Counted[] };
type Mutable = { subscriptions: number; seats: number; upliftYearMinor: number };

/** Adds up group by group; lives as long as one count. */
class Tally {
  private readonly all: Mutable = zero();
  private readonly open: Mutable = zero();
  private rows = 0;
  private eligibleRows = 0;
  private readonly products = new Map<OfferId, { all: Mutable; open: number; targets: Map<OfferId, { all: number; open: Mutable }> }>();
  private readonly reasons = new Map<ReasonCode, { subscriptions: number; rows: number }>();
  private readonly causes = new Map<ReasonCode, { sum: Mutable; remedies: Set<Remedy['kind']> }>();
  private readonly months = new Map<Day, Mutable>();
  private readonly countries = new Map<string, number>();

  /** What is decided alike is put together first, but where the amounts of single ones are asked for. */
  private readonly together = new Map<Decided, Merged>();

  addMonth(group: Counted, filter: PortfolioFilter): void {
    if (asksForUplift(filter)) return this.add({ ...group, months: [group] }, matching(group, filter));
    const merged = entry(this.together, group.decided, () => ({
      decided: group.decided,
      subscriptions: 0,
      seats: 0,
      periodMinor: 0,
      months: [],
    }));
    merged.subscriptions += group.subscriptions;
    merged.seats += group.seats;
    merged.periodMinor += group.periodMinor;
    merged.months.push(group);
  }

  close(filter: PortfolioFilter): void {
    for (const merged of this.together.values()) this.add(merged, matching(merged, filter));
  }

  private add(group: Together, targets: readonly DecidedTarget[]): void {
    const { decided, subscriptions } = group;
    if (targets.length === 0) return;
    const open = targets.filter(isOpen);
    add(this.all, group, null);
    this.countries.set(decided.country, (this.countries.get(decided.country) ?? 0) + subscriptions);
    this.rows += subscriptions * targets.length;
    this.eligibleRows += subscriptions * open.length;
    this.addProduct(group, targets, open.length > 0);
    this.addReasons(group, targets);
    const dearest = dearestOf(open);
    if (dearest !== undefined) {
      add(this.open, group, dearest);
      for (const month of group.months) add(entry(this.months, month.month, zero), month, dearest);
    }
    if (!decided.targets.some(isOpen)) this.addCauses(group, targets);
  }

  private addProduct(group: Alike, targets: readonly DecidedTarget[], isUpgradable: boolean): void {
    const product = entry(this.products, group.decided.offerId, () => ({ all: zero(), open: 0, targets: new Map() }));
    add(product.all, group, null);
    if (isUpgradable) product.open += group.subscriptions;
    for (const target of targets) {
      const row = entry(product.targets, target.verdict.targetOfferId, () => ({ all: 0, open: zero() }));
      row.all += group.subscriptions;
      if (isOpen(target)) add(row.open, group, target);
    }
  }

  private addReasons({ subscriptions }: Alike, targets: readonly DecidedTarget[]): void {
    const seen = new Set<ReasonCode>();
    for (const { verdict } of targets) {
      for (const code of new Set(verdict.reasons.map((reason) => reason.code))) {
        const found = entry(this.reasons, code, () => ({ subscriptions: 0, rows: 0 }));
        found.rows += subscriptions;
        if (!seen.has(code)) found.subscriptions += subscriptions;
        seen.add(code);
      }
    }
  }

  private addCauses(group: Alike, targets: readonly DecidedTarget[]): void {
    const alone = Map.groupBy(
      targets.filter(({ verdict }) => verdict.reasons.length === 1),
      ({ verdict }) => verdict.reasons[0]?.code,
    );
    for (const [code, held] of alone) {
      if (code === undefined) continue;
      const cause = entry(this.causes, code, () => ({ sum: zero(), remedies: new Set<Remedy['kind']>() }));
      add(cause.sum, group, dearestOf(held) ?? null);
      for (const { verdict } of held) for (const kind of verdict.reasons.flatMap(remedyKinds)) cause.remedies.add(kind);
    }
  }

  totals(): Totals {
    const { subscriptions, seats } = this.all;
    return sortedTotals({
      subscriptions,
      seats,
      rows: this.rows,
      eligibleRows: this.eligibleRows,
      upgradable: sumOf(this.open),
      byProduct: [...this.products].map(([offerId, { all, open, targets }]) => ({
        offerId,
        subscriptions: all.subscriptions,
        upgradable: open,
        targets: [...targets].map(([targetOfferId, row]) => ({ targetOfferId, subscriptions: row.all, eligible: sumOf(row.open) })),
      })),
      byReason: [...this.reasons].map(([code, counts]) => ({ code, ...counts })),
      causes: [...this.causes].map(([code, { sum, remedies }]) => ({ code, remedies: [...remedies], ...sumOf(sum) })),
      byMonth: [...this.months].map(([month, sum]) => ({ month, ...sumOf(sum) })),
      byCountry: [...this.countries].map(([country, count]) => ({ country, subscriptions: count })),
    });
  }
}

/** Totals in the order in which they are told: what there is most of first, months as they come. */
export function sortedTotals(totals: Totals): Totals {
  return {
    ...totals,
    byProduct: totals.byProduct
      .map((product) => ({
        ...product,
        targets: product.targets.toSorted(
          (a, b) => b.eligible.subscriptions - a.eligible.subscriptions || compare(a.targetOfferId, b.targetOfferId),
        ),
      }))
      .toSorted((a, b) => b.upgradable - a.upgradable || b.subscriptions - a.subscriptions || compare(a.offerId, b.offerId)),
    byReason: totals.byReason.toSorted((a, b) => b.subscriptions - a.subscriptions || compare(a.code, b.code)),
    causes: totals.causes.toSorted((a, b) => b.subscriptions - a.subscriptions || compare(a.code, b.code)),
    byMonth: totals.byMonth.toSorted((a, b) => compare(a.month, b.month)),
    byCountry: totals.byCountry.toSorted((a, b) => b.subscriptions - a.subscriptions || compare(a.country, b.country)),
  };
}

function remedyKinds(reason: Reason): readonly Remedy['kind'][] {
  return remediesFor(reason, '' as never).map(({ kind }) => kind);
}

function dearestOf(targets: readonly DecidedTarget[]): DecidedTarget | undefined {
  const [first, ...others] = targets;
  if (first === undefined) return undefined;
  return others.reduce((dearest, each) => ((each.seatPriceMinor ?? -1) > (dearest.seatPriceMinor ?? -1) ? each : dearest), first);
}

function zero(): Mutable {
  return { subscriptions: 0, seats: 0, upliftYearMinor: 0 };
}

function add(sum: Mutable, group: Alike, target: DecidedTarget | null): void {
  sum.subscriptions += group.subscriptions;
  sum.seats += group.seats;
  if (target !== null) sum.upliftYearMinor += upliftOfYear(group.decided, target, group) ?? 0;
}

function sumOf({ subscriptions, seats, upliftYearMinor }: Mutable): Sum {
  return { subscriptions, seats, upliftYearMinor: minor(upliftYearMinor) };
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
