import type { PartnerId } from '../kit/ids.ts';
import { USUAL_TERM, type Catalog, type ImportedPrice, type Price } from './catalog.ts';

/** Who sells to whom: what decides which prices hold. */
export type Seller = { readonly partnerId: PartnerId; readonly country: string };

/** The catalogue's prices with what was imported for everyone laid over them, and apart what holds for some. */
export function withImportedPrices(
  listed: readonly Price[],
  imported: readonly ImportedPrice[],
): { readonly prices: readonly Price[]; readonly sellerPrices: readonly ImportedPrice[] } {
  const isForAll = (price: ImportedPrice) => price.partnerId === null && price.market === null;
  return { prices: laidOver(listed, imported.filter(isForAll)), sellerPrices: imported.filter((price) => !isForAll(price)) };
}

const sold = new WeakMap<Catalog, Map<string, Catalog>>();

/**
 * The catalogue as one partner sells it in one country: what was imported for the country, for the partner, and for the
 * partner in that country stands over the prices for all. Everything else is the same value; so is all of it where
 * nothing of that kind was imported.
 */
export function catalogSoldBy(catalog: Catalog, { partnerId, country }: Seller): Catalog {
  if (catalog.sellerPrices.length === 0) return catalog;
  const known = sold.get(catalog) ?? new Map<string, Catalog>();
  sold.set(catalog, known);
  const key = `${partnerId} ${country}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const layer = (partner: PartnerId | null, market: string | null) =>
    catalog.sellerPrices.filter((price) => price.partnerId === partner && price.market === market);
  const layers = [layer(null, country), layer(partnerId, null), layer(partnerId, country)].filter((prices) => prices.length > 0);
  const made = layers.length === 0 ? catalog : { ...catalog, prices: layers.reduce<readonly Price[]>(laidOver, catalog.prices) };
  known.set(key, made);
  return made;
}

/**
 * Lays prices over others: from the first day of an upper one on, the lower ones of the same offer, currency and cycle
 * do not count any more, even where they are younger.
 */
function laidOver(lower: readonly Price[], upper: readonly Price[]): readonly Price[] {
  const first = new Map<string, string>();
  for (const price of upper) {
    const known = first.get(keyOf(price));
    if (known === undefined || price.effectiveFrom < known) first.set(keyOf(price), price.effectiveFrom);
  }
  return [...lower.filter((price) => price.effectiveFrom < (first.get(keyOf(price)) ?? '9999')), ...upper];
}

function keyOf({ offerId, currency, billingCycle, term = USUAL_TERM }: Price): string {
  return `${offerId} ${currency} ${billingCycle} ${term}`;
}
