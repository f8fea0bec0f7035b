import type { Catalog, CatalogSource } from '../../catalog/catalog.ts';
import { catalogSoldBy } from '../../catalog/prices.ts';
import { customerNow } from '../../customers/time/clock.ts';
import { dayOf, type Day } from '../../kit/dates.ts';
import type { TenantFacts } from './facts.ts';

/** The customer's own present: its instant and day, and the catalogue of that day as its partner sells it there. */
export type Present = { readonly at: Date; readonly today: Day; readonly catalog: Catalog };

export function presentOf(customer: TenantFacts, around: { readonly catalog: Pick<CatalogSource, 'on'>; readonly now: Date }): Present {
  const at = customerNow(customer, around.now);
  const today = dayOf(at);
  const { country, partner } = customer;
  return { at, today, catalog: catalogSoldBy(around.catalog.on(today), { partnerId: partner.id, country }) };
}
