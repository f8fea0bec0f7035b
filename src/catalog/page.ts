import { collection, type Page } from '../platform/paging.ts';
import type { Catalog, Offer } from './catalog.ts';
import type * as wire from './contract.ts';
import { offerView, type Shelf } from './view.ts';

/** How many offers a page has when nobody says, and at most. */
export const OFFER_PAGE_SIZE = { fallback: 500, most: 1000 };

/** Where a page of offers stands. `path` is its address without the position: with a query, or without one. */
export type PageAt = { readonly path: string; readonly offset: number; readonly size: number };

/** One page of offers; the link to the next needs no headers. */
export function offerPage(catalog: Catalog, offers: readonly Offer[], { path, offset, size }: PageAt, shelf: Shelf): Page<wire.Offer> {
  const end = offset + size;
  const items = offers.slice(offset, end).map((offer) => offerView(catalog, offer, shelf));
  const at = (position: number) => `${path}${path.includes('?') ? '&' : '?'}offset=${position}&size=${size}`;
  return collection(items, { self: at(offset), ...(end < offers.length ? { next: { uri: at(end) } } : {}) });
}
