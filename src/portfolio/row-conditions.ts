import type { PortfolioFilter } from './filter.ts';

/** What of a filter stands in the rows themselves, as conditions on `p`, and their values from the place `first` on. */
export function rowConditions(
  filter: PortfolioFilter,
  first: number,
): { readonly where: string; readonly values: readonly (string | number)[] } {
  const { customerId, seats, renewal, resellerMpnId } = filter;
  const asked: readonly (readonly [sql: string, value: string | number | null])[] = [
    ['p.customer_id = ', customerId],
    ['p.quantity >= ', seats.from],
    ['p.quantity <= ', seats.to],
    ['p.renews_on >= ', renewal.from],
    ['p.renews_on < ', renewal.until],
    ['p.reseller_mpn_id = ', resellerMpnId],
  ];
  const given = asked.flatMap(([sql, value]) => (value === null ? [] : [{ sql, value }]));
  return {
    where: given.map(({ sql }, i) => ` and ${sql}$${first + i}`).join(''),
    values: given.map(({ value }) => value),
  };
}
