import type { Verdicts } from '../../combinations/memory.ts';
import { upliftOfYear, type Decided } from '../../decided.ts';
import { asksTheLaw, targetsFor, type PortfolioFilter } from '../../filter.ts';
import { matchesRow } from '../../row-match.ts';
import { orderedAs, type Order, type Place } from '../order.ts';
import type { PlaceRow } from './store.ts';

type Asked = { readonly filter: PortfolioFilter; readonly order: Order; readonly verdicts: Verdicts };

/** Whether a place has a row that the filter asks for, as far as the digest tells. */
export function mayMatch(row: PlaceRow, { filter, verdicts }: Omit<Asked, 'order'>): boolean {
  if (!matchesRow(filter, { ...row, term: { until: row.renewsOn } })) return false;
  if (!asksTheLaw(filter)) return true;
  const targets = targetsFor(filter, decidedOf(row, verdicts), row);
  return row.uplift === null ? targets.length > 0 : targets.some(({ verdict }) => verdict.targetOfferId === row.uplift?.targetOfferId);
}

/** Where the rows of a subscription lie that the filter asks for: each target by itself where the list goes by what it would bring. */
export function placesIn(row: PlaceRow, asked: Asked): readonly Place[] {
  if (asked.order !== 'uplift') return mayMatch(row, asked) ? [placeOnly(row)] : [];
  if (!matchesRow(asked.filter, { ...row, term: { until: row.renewsOn } })) return [];
  const decided = decidedOf(row, asked.verdicts);
  const paid = { seats: row.quantity, periodMinor: row.periodMinor };
  return targetsFor(asked.filter, decided, row).map((target) => ({
    ...placeOnly(row),
    uplift: { yearMinor: orderedAs(upliftOfYear(decided, target, paid)), targetOfferId: target.verdict.targetOfferId },
  }));
}

/** Without what the digest tells beside. */
export function placeOnly({ customerId, subscriptionId, renewsOn, quantity, uplift }: Place): Place {
  return { customerId, subscriptionId, renewsOn, quantity, uplift };
}

function decidedOf({ combination, quantity, seatsBeside, seatsHeld }: PlaceRow, verdicts: Verdicts): Decided {
  return (
    verdicts.of(combination, verdicts.bandsOf(quantity, quantity + seatsBeside)) ??
    verdicts.ofExactly(combination, { quantity, held: (seatsHeld.match(/\d+/g) ?? []).map(Number) })
  );
}
