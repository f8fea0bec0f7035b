import type { Caller } from '../../access/caller.ts';
import type { Portfolio } from '../commands.ts';
import type { PortfolioFilter } from '../filter.ts';
import type { MatrixQuestion } from '../matrix/commands.ts';
import { placeOfRow, type MatrixRow } from '../matrix/row.ts';
import type { Order } from '../matrix/order.ts';

type Asked = {
  readonly caller: Caller;
  readonly filter: PortfolioFilter;
  readonly order?: Order;
  readonly withPeople?: boolean;
  readonly onlyOwn?: boolean;
};

/**
 * Everything that a filter asks for, page by page; what the caller does not sell itself, and therefore cannot order, only
 * where that is asked for. Each page is exact for the moment in which it is read; a subscription that is changed while the
 * pages are read comes once, as it is then.
 */
export async function* selectRows(portfolio: Portfolio, asked: Asked): AsyncGenerator<readonly MatrixRow[]> {
  const { order = 'customer' } = asked;
  let after: MatrixQuestion['after'] = null;
  for (;;) {
    const page = await portfolio.page({ withPeople: false, onlyOwn: true, ...asked, order, after, size: ROWS_PER_PAGE });
    if (page.rows.length > 0) yield page.rows;
    const last = page.rows.at(-1);
    if (!page.hasMore || last === undefined) return;
    after = placeOf(last, order);
  }
}

/** Behind this row the next page begins. */
export function placeOf(row: MatrixRow, order: Order): NonNullable<MatrixQuestion['after']> {
  return { place: placeOfRow(row, order), targetOfferId: row.target.verdict.targetOfferId };
}

const ROWS_PER_PAGE = 200;
