import type { UpgradeFacts } from '../../upgrades/facts.ts';
import { upliftOfYear, type Decided, type DecidedTarget } from '../decided.ts';
import type { RowPeople } from '../store.ts';
import { orderedAs, type Order, type Place } from './order.ts';

/** One row of the matrix: a subscription, a target, and everything that was decided on. */
export type MatrixRow = {
  readonly facts: UpgradeFacts;
  readonly decided: Decided;
  readonly target: DecidedTarget;
  /** Who would move; null where the upgrade is refused. */
  readonly people: RowPeople | null;
};

/** Where a row lies in the list. */
export function placeOfRow({ facts: { source }, decided, target }: MatrixRow, order: Order): Place {
  const paid = { seats: source.quantity, periodMinor: source.quantity * source.unitPriceMinor };
  const uplift = { yearMinor: orderedAs(upliftOfYear(decided, target, paid)), targetOfferId: target.verdict.targetOfferId };
  return { ...placeOfSource(source), uplift: order === 'uplift' ? uplift : null };
}

/** Where a subscription lies in a list that keeps its targets together. */
export function placeOfSource({ customerId, id: subscriptionId, term, quantity }: UpgradeFacts['source']): Place {
  return { customerId, subscriptionId, renewsOn: term.until, quantity, uplift: null };
}
