import { priceOn, USUAL_TERM, type Catalog, type Offer, type Price, type TermDuration } from '../../catalog/catalog.ts';
import { unreachable } from '../../kit/brand.ts';
import { inLocale, type Locale } from '../../kit/locale.ts';
import { divide, type Currency, type Minor } from '../../kit/money.ts';
import { moneyView } from '../view.ts';
import type * as wire from './contract.ts';
import type { PriceImport } from './import-outcome.ts';
import type { CustomerMargin, ResellerMargin } from './store.ts';

/** The outcome of an import as the command line and the API tell it. */
export function importView(outcome: PriceImport): wire.PriceListImport {
  switch (outcome.kind) {
    case 'imported':
      return { kind: outcome.kind, prices: outcome.prices, currency: outcome.currency, errors: [] };
    case 'unchanged':
    case 'no_such_partner':
      return { kind: outcome.kind, prices: 0, errors: [] };
    case 'invalid':
      return { kind: outcome.kind, prices: 0, errors: outcome.errors.map((error) => ({ ...error })) };
    default:
      return unreachable(outcome);
  }
}

/** The prices in one currency that hold on the catalogue's day or later, by the offer's name. */
export function priceViews(
  catalog: Catalog,
  asked: { readonly currency: Currency; readonly offerId: string | null },
  locale: Locale,
): wire.PriceView[] {
  const nameOf = (price: Price) => {
    const offer = catalog.offers.get(price.offerId);
    return offer === undefined ? price.offerId : inLocale(offer.name, locale);
  };
  return catalog.prices
    .filter((price) => price.currency === asked.currency && (asked.offerId === null || price.offerId === asked.offerId))
    .filter((price) => price.effectiveFrom > catalog.day || priceOn(catalog, { ...price, on: catalog.day }) === price)
    .map((price) => priceView(price, nameOf(price), catalog.offers.get(price.offerId)))
    .toSorted((a, b) => a.offerName.localeCompare(b.offerName, 'en') || order(a).localeCompare(order(b), 'en'));
}

/** Offers for which nothing says what they cost in a currency, today or later, by their names: they cannot be sold there. */
export function withoutPrice(catalog: Catalog, currency: Currency, locale: Locale) {
  const priced = new Set(catalog.prices.filter((price) => price.currency === currency).map(keyOf));
  return [...catalog.offers.values()]
    .flatMap((offer) => waysOf(offer).map((way) => ({ offerId: offer.id, offer, ...way })))
    .filter((each) => each.billingCycle !== 'none' && !priced.has(keyOf(each)))
    .map(({ offerId, offer, billingCycle, term }) => ({
      offerId,
      offerName: inLocale(offer.name, locale),
      billingCycle,
      ...(offer.newCommerce === null ? {} : { termDuration: term }),
    }))
    .toSorted((a, b) => a.offerName.localeCompare(b.offerName, 'en') || order(a).localeCompare(order(b), 'en'));
}

/** How an offer is sold: with each billing cycle of each of its terms. */
function waysOf({ newCommerce, supportedBillingCycles }: Offer): readonly Pick<Price, 'billingCycle' | 'term'>[] {
  const terms: readonly { readonly duration: TermDuration; readonly billingCycles: Offer['supportedBillingCycles'] }[] =
    newCommerce?.terms ?? [{ duration: USUAL_TERM, billingCycles: supportedBillingCycles }];
  return terms.flatMap(({ duration, billingCycles }) => billingCycles.map((billingCycle) => ({ billingCycle, term: duration })));
}

function keyOf({ offerId, billingCycle, term = USUAL_TERM }: Pick<Price, 'offerId' | 'billingCycle' | 'term'>): string {
  return `${offerId} ${billingCycle} ${term}`;
}

function order({ billingCycle, termDuration, effectiveFrom }: Partial<wire.PriceView>): string {
  return [termDuration ?? '', billingCycle ?? '', effectiveFrom ?? ''].join(' ');
}

function priceView(price: Price, offerName: string, offer: Offer | undefined): wire.PriceView {
  const { currency, listMinor, partnerMinor } = price;
  return {
    offerId: price.offerId,
    offerName,
    billingCycle: price.billingCycle,
    ...(offer === undefined || offer.newCommerce === null ? {} : { termDuration: price.term ?? USUAL_TERM }),
    effectiveFrom: price.effectiveFrom,
    listPrice: moneyView(listMinor, currency),
    ...(partnerMinor === null ? {} : { partnerPrice: moneyView(partnerMinor, currency) }),
    ...(partnerMinor === null || listMinor === 0 ? {} : { earnedBasisPoints: earned(listMinor, partnerMinor) }),
    source: price.source,
  };
}

function earned(listMinor: Minor, partnerMinor: Minor): number {
  return Number(divide(BigInt(listMinor - partnerMinor) * 10_000n, BigInt(listMinor), 'half_away_from_zero'));
}

/** The margins of one customer on the wire. */
export function customerMarginView(customerId: string, { own, reseller, effective }: CustomerMargin): wire.CustomerMarginView {
  return { customerId, ...(own === null ? {} : { own }), ...(reseller === null ? {} : { reseller }), effective };
}

/** One reseller's margin on the wire. */
export function resellerMarginView({ basisPoints, ...reseller }: ResellerMargin): wire.ResellerMarginView {
  return { ...reseller, ...(basisPoints === null ? {} : { basisPoints }) };
}
