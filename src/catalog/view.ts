import type { OfferId } from '../kit/ids.ts';
import { inLocale, type Locale } from '../kit/locale.ts';
import { openIn, salesGroupOf, type Catalog, type Offer } from './catalog.ts';
import type * as wire from './contract.ts';
import { pathsFrom } from './upgrade-path.ts';

/** For whom an offer is shown: the country it is sold in, the language of its names. */
export type Shelf = { readonly country: string; readonly locale: Locale };

/** An offer as the wire has it. */
export function offerView(catalog: Catalog, offer: Offer, shelf: Shelf): wire.Offer {
  const { country, locale } = shelf;
  const { measure } = offer.limit;
  return {
    id: offer.id,
    name: inLocale(offer.name, locale),
    description: inLocale(offer.description, locale),
    minimumQuantity: offer.minimumQuantity,
    maximumQuantity: offer.maximumQuantity,
    rank: offer.rank,
    uri: `/${offer.skuId}/Offers/${offer.id}`,
    locale: WIRE_LOCALES[locale],
    country,
    category: categoryView(offer.category, shelf),
    limitUnitOfMeasure: LIMIT_UNITS[measure],
    limit: offer.limit.measure === 'none' ? 0 : offer.limit.count,
    prerequisiteOffers: [...offer.prerequisiteOfferIds],
    isAddOn: offer.isAddOn,
    hasAddOns: parentsOfAddOns(catalog).has(offer.id),
    isAvailableForPurchase: offer.isAvailableForPurchase,
    isAutoRenewable: offer.isAutoRenewable,
    isTrial: offer.isTrial,
    isInternal: false,
    billing: 'license',
    supportedBillingCycles: [...offer.supportedBillingCycles],
    upgradeTargetOffers: pathsFrom(catalog, offer.id, country).map((path) => path.to),
    conversionTargetOffers: [...offer.conversionTargetOfferIds],
    partnerQualifications: ['none'],
    reselleeQualifications: ['none'],
    resellerQualifications: ['none'],
    salesGroupId: salesGroupOf(offer),
    product: { id: offer.skuId, name: inLocale(offer.name, locale), unit: UNIT },
    unitType: UNIT,
    links: { self: { uri: `/offers/${offer.id}?country=${country}`, method: 'GET', headers: [] } },
    attributes: { objectType: 'Offer' },
  };
}

/** A shelf of the catalogue as the wire has it. */
export function categoryView(category: Offer['category'], { country, locale }: Shelf): wire.OfferCategory {
  return {
    id: category.id,
    name: inLocale(category.name, locale),
    rank: category.rank,
    locale: WIRE_LOCALES[locale],
    country,
    attributes: { objectType: 'OfferCategory' },
  };
}

/** What can be bought in a country by offer, in the order of the catalogue. What is sold as a product is in products/view.ts. */
export function offersSoldIn(catalog: Catalog, country: string): readonly Offer[] {
  return [...catalog.offers.values()].filter(
    (offer) => offer.newCommerce === null && offer.isAvailableForPurchase && openIn(country, offer),
  );
}

/** The shelves that are not empty in a country. */
export function categoriesIn(catalog: Catalog, country: string): readonly Offer['category'][] {
  return [...new Map(offersSoldIn(catalog, country).map(({ category }) => [category.id, category])).values()];
}

/** What can be hung on an offer in a country. */
export function addOnsOf(catalog: Catalog, parentId: OfferId, country: string): readonly Offer[] {
  return offersSoldIn(catalog, country).filter((offer) => offer.prerequisiteOfferIds.includes(parentId));
}

const UNIT = 'Licenses';
const WIRE_LOCALES = { en: 'en-US', 'zh-TW': 'zh-TW' } as const;
const LIMIT_UNITS = { none: 'None', concurrent: 'Concurrent', lifetime: 'LifeTime' } as const;

const parents = new WeakMap<Catalog, ReadonlySet<OfferId>>();

function parentsOfAddOns(catalog: Catalog): ReadonlySet<OfferId> {
  const known = parents.get(catalog);
  if (known !== undefined) return known;
  const found = new Set([...catalog.offers.values()].flatMap((offer) => offer.prerequisiteOfferIds));
  parents.set(catalog, found);
  return found;
}
