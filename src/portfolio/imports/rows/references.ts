import type { Catalog, Offer } from '../../../catalog/catalog.ts';
import type { CustomerId } from '../../../kit/ids.ts';
import type { Cells } from '../cells.ts';

/** The partner's customers that some rows name, by id and by domain in lower case. */
export type CustomersOf = ReadonlyMap<string, { readonly customerId: CustomerId; readonly country: string }>;

/** The customer that a row is about. */
export function customerIn(cells: Cells, customers: CustomersOf): { readonly customerId: CustomerId; readonly country: string } | null {
  const written = cells.needed('customer');
  if (written === null) return null;
  return customers.get(written.toLowerCase()) ?? cells.refuse('customer', { what: 'customer_of_yours' });
}

/** The offer that a row names: by its id, its short name, or the part number of its product. */
export function offerIn(cells: Cells, catalog: Catalog): Offer | null {
  const written = cells.needed('product');
  if (written === null) return null;
  return namesOf(catalog).get(written.toUpperCase()) ?? cells.refuse('product', { what: 'offer' });
}

const known = new WeakMap<Catalog, ReadonlyMap<string, Offer>>();

/** Of several offers of one product the one that is bought, no trial, stands for it. */
function namesOf(catalog: Catalog): ReadonlyMap<string, Offer> {
  const before = known.get(catalog);
  if (before !== undefined) return before;
  const found = new Map<string, Offer>();
  for (const offer of catalog.offers.values()) {
    for (const name of [offer.skuPartNumber, offer.skuId]) {
      const other = found.get(name.toUpperCase());
      if (
        other === undefined ||
        (other.isTrial && !offer.isTrial) ||
        (other.newCommerce !== null && offer.newCommerce === null && !offer.isTrial)
      )
        found.set(name.toUpperCase(), offer);
    }
  }
  for (const offer of catalog.offers.values()) {
    found.set(offer.key.toUpperCase(), offer);
    found.set(offer.id.toUpperCase(), offer);
  }
  known.set(catalog, found);
  return found;
}
