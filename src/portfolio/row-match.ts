import type { Subscription } from '../subscriptions/subscription.ts';
import type { PortfolioFilter } from './filter.ts';

/** What of a row a filter can ask for without the law: the same as `rowConditions` asks the database. */
export type Row = Pick<Subscription, 'customerId' | 'quantity' | 'resellerMpnId'> & { readonly term: Pick<Subscription['term'], 'until'> };

/** Whether a row has what the filter asks of it. */
export function matchesRow({ customerId, seats, renewal, resellerMpnId }: PortfolioFilter, row: Row): boolean {
  return (
    (customerId === null || row.customerId === customerId) &&
    (seats.from === null || row.quantity >= seats.from) &&
    (seats.to === null || row.quantity <= seats.to) &&
    (renewal.from === null || row.term.until >= renewal.from) &&
    (renewal.until === null || row.term.until < renewal.until) &&
    (resellerMpnId === null || row.resellerMpnId === resellerMpnId)
  );
}
