import type { Caller } from '../../access/caller.ts';
import type { CustomerId, OfferId, SubscriptionId } from '../../kit/ids.ts';
import type { Portfolio } from '../commands.ts';
import type { PortfolioFilter } from '../filter.ts';
import type { MatrixQuestion, MatrixRow } from '../matrix/commands.ts';
import type { Order } from '../matrix/store.ts';

/** One upgrade that could be ordered. */
export type Selected = {
  readonly customerId: CustomerId;
  readonly subscriptionId: SubscriptionId;
  readonly targetOfferId: OfferId;
  readonly quantity: number;
  readonly isEligible: boolean;
};

type Asked = { readonly caller: Caller; readonly filter: PortfolioFilter; readonly order?: Order; readonly withPeople?: boolean };

/**
 * Everything that a filter asks for, page by page. Each page is exact for the moment in which it is read; a subscription
 * that is changed while the pages are read comes once, as it is then.
 */
export async function* selectRows(portfolio: Portfolio, asked: Asked): AsyncGenerator<readonly MatrixRow[]> {
  let after: MatrixQuestion['after'] = null;
  for (;;) {
    const page = await portfolio.page({ order: 'customer', withPeople: false, ...asked, after, size: ROWS_PER_PAGE });
    if (page.rows.length > 0) yield page.rows;
    const last = page.rows.at(-1);
    if (!page.hasMore || last === undefined) return;
    after = placeOf(last);
  }
}

/** The same as what an upgrade is ordered by. */
export async function* selectUpgrades(portfolio: Portfolio, asked: Asked): AsyncGenerator<readonly Selected[]> {
  for await (const rows of selectRows(portfolio, asked)) yield rows.map(selectedOf);
}

/** Behind this row the next page begins. */
export function placeOf({ facts: { source }, target }: MatrixRow): NonNullable<MatrixQuestion['after']> {
  const { customerId, id: subscriptionId, quantity, term } = source;
  return { place: { customerId, subscriptionId, quantity, renewsOn: term.until }, targetOfferId: target.verdict.targetOfferId };
}

function selectedOf({ facts: { source }, target }: MatrixRow): Selected {
  return {
    customerId: source.customerId,
    subscriptionId: source.id,
    targetOfferId: target.verdict.targetOfferId,
    quantity: target.verdict.quantity,
    isEligible: target.verdict.reasons.length === 0,
  };
}

const ROWS_PER_PAGE = 200;
