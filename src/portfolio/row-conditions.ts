import type { PortfolioFilter } from './filter.ts';
import type { Sales } from './sales.ts';

/** Conditions on `p` and the values that they name, from the place `first` on. */
export type Conditions = { readonly where: string; readonly values: readonly (string | number)[] };

/** What of a filter stands in the rows themselves. */
export function rowConditions(filter: PortfolioFilter, { reseller }: Sales, first: number): Conditions {
  const { customerId, seats, renewal, resellerMpnId } = filter;
  const conditions = given(
    [
      ['p.customer_id = ', customerId],
      ['p.quantity >= ', seats.from],
      ['p.quantity <= ', seats.to],
      ['p.renews_on >= ', renewal.from],
      ['p.renews_on < ', renewal.until],
      ['p.reseller_mpn_id = ', resellerMpnId],
      ['p.reseller_mpn_id = ', reseller?.mpnId ?? null],
    ],
    first,
  );
  if (reseller === null) return conditions;
  const { where, values } = conditions;
  return { where: `${where} and ${looksAfter('p.customer_id', first + values.length)}`, values: [...values, reseller.partnerId] };
}

/** Where the seller is `$1`: the partner of that place is the customer's reseller of record, and does not sell to it itself. */
export function looksAfter(customer: string, place: number): string {
  return `exists (select 1 from relationship r where r.customer_id = ${customer} and r.partner_id = $1 and r.reseller_partner_id = $${place} and r.state = 'active')
    and not exists (select 1 from relationship o where o.customer_id = ${customer} and o.partner_id = $${place} and o.state = 'active')`;
}

/** Those conditions of which the value is given. */
function given(asked: readonly (readonly [sql: string, value: string | number | null])[], first: number): Conditions {
  const known = asked.flatMap(([sql, value]) => (value === null ? [] : [{ sql, value }]));
  return { where: known.map(({ sql }, i) => ` and ${sql}$${first + i}`).join(''), values: known.map(({ value }) => value) };
}
