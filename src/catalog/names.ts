import { inLocale, type Locale } from '../kit/locale.ts';
import type { OfferId } from '../kit/ids.ts';
import type { Catalog } from './catalog.ts';

/** An offer's name in the asked language; its id where the catalogue of today no longer has it. */
export function offerName(catalog: Catalog, id: OfferId, locale: Locale): string {
  const offer = catalog.offers.get(id);
  return offer === undefined ? id : inLocale(offer.name, locale);
}
