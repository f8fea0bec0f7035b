import { inLocale } from '../../kit/locale.ts';
import { collection, link } from '../../platform/paging.ts';
import { openIn, type Catalog, type NewCommerce, type Offer } from '../catalog.ts';
import { transitionsFrom } from '../upgrade-path.ts';
import type { Shelf } from '../view.ts';
import type { Availability, Product, ProductAddress, Sku } from './contract.ts';

/** An offer of new commerce. */
export type ProductOffer = Offer & { readonly newCommerce: NewCommerce };

/** For whom products are shown, and under which address their links lie: of the catalogue, or of one customer. */
export type ProductShelf = Shelf & { readonly under: string; readonly query: string };

/** The ids in an address; compared in any case. */
export type ProductIds = { readonly productId?: string; readonly skuId?: string; readonly availabilityId?: string };

/** Which products a search is after; all where nothing is said. */
export type ProductSearch = { readonly targetView?: string; readonly targetSegment?: string };

/** What an address of products answers; null where nothing has the ids in it. */
export function productAnswer(
  catalog: Catalog,
  { kind, ids, search }: { readonly kind: ProductAddress['kind']; readonly ids: ProductIds; readonly search: ProductSearch },
  shelf: ProductShelf,
): object | null {
  const offers = productOffersIn(catalog, shelf.country).filter((offer) => isAt(offer, ids));
  const [first] = offers;
  if (kind === 'search')
    return collection(isSoldHere(search) ? productsOf(offers, shelf) : [], { self: `${shelf.under}/products${shelf.query}` });
  if (first === undefined) return null;
  switch (kind) {
    case 'product':
      return productView(first, shelf);
    case 'skus':
      return collection(offers.map((offer) => skuView(catalog, offer, shelf)));
    case 'sku':
      return skuView(catalog, first, shelf);
    case 'availabilities':
      return collection(offers.map((offer) => availabilityView(offer, shelf)));
    case 'availability':
      return availabilityView(first, shelf);
    default:
      return kind satisfies never;
  }
}

/** What new commerce sells in a country, in the order of the catalogue. */
export function productOffersIn(catalog: Catalog, country: string): readonly ProductOffer[] {
  return [...catalog.offers.values()].filter(isProduct).filter((offer) => offer.isAvailableForPurchase && openIn(country, offer));
}

function isProduct(offer: Offer): offer is ProductOffer {
  return offer.newCommerce !== null;
}

/** Everything here is an online service, sold commercially: no Azure, no software, nothing for schools. */
function isSoldHere({ targetView = VIEW, targetSegment = SEGMENT }: ProductSearch): boolean {
  return targetView.toLowerCase() === VIEW && targetSegment.toLowerCase() === SEGMENT;
}

const VIEW = 'onlineservices';
const SEGMENT = 'commercial';

function isAt({ newCommerce }: ProductOffer, { productId, skuId, availabilityId }: ProductIds): boolean {
  const fits = (asked: string | undefined, own: string) => asked === undefined || asked.toUpperCase() === own;
  return (
    fits(productId, newCommerce.productId) && fits(skuId, newCommerce.productSkuId) && fits(availabilityId, newCommerce.availabilityId)
  );
}

function productsOf(offers: readonly ProductOffer[], shelf: ProductShelf): Product[] {
  const firsts = new Map(offers.toReversed().map((offer) => [offer.newCommerce.productId, offer]));
  return [...new Set(offers.map((offer) => firsts.get(offer.newCommerce.productId) ?? offer))].map((offer) => productView(offer, shelf));
}

/** A product is named by the first of its SKUs: the catalogue knows no name of its own for it. */
function productView({ newCommerce, name, description }: ProductOffer, shelf: ProductShelf): Product {
  const self = `${shelf.under}/products/${newCommerce.productId}`;
  return {
    id: newCommerce.productId,
    title: inLocale(name, shelf.locale),
    description: inLocale(description, shelf.locale),
    productType: { id: PRODUCT_TYPE, displayName: PRODUCT_TYPE },
    isMicrosoftProduct: true,
    publisherName: 'Microsoft Corporation',
    links: { skus: link(`${self}/skus${shelf.query}`), self: link(`${self}${shelf.query}`) },
    attributes: { objectType: 'Product' },
  };
}

/** The type of every product here: online services of new commerce. */
export const PRODUCT_TYPE = 'OnlineServicesNCE';

function skuView(catalog: Catalog, offer: ProductOffer, shelf: ProductShelf): Sku {
  const { productId, productSkuId } = offer.newCommerce;
  const self = `${shelf.under}/products/${productId}/skus/${productSkuId}`;
  return {
    id: productSkuId,
    productId,
    title: inLocale(offer.name, shelf.locale),
    description: inLocale(offer.description, shelf.locale),
    minimumQuantity: offer.minimumQuantity,
    maximumQuantity: offer.maximumQuantity,
    isTrial: offer.isTrial,
    supportedBillingCycles: [...offer.supportedBillingCycles],
    purchasePrerequisites: [],
    inventoryVariables: [],
    provisioningVariables: [],
    dynamicAttributes: {
      isAddon: offer.isAddOn,
      prerequisiteSkus: [],
      upgradeTargetOffers: transitionsFrom(catalog, offer.id, shelf.country).map(({ to }) => to.split(':').slice(0, 2).join(':')),
      provisioningId: offer.skuId,
    },
    links: { availabilities: link(`${self}/availabilities${shelf.query}`), self: link(`${self}${shelf.query}`) },
    attributes: { objectType: 'Sku' },
  };
}

function availabilityView(offer: ProductOffer, shelf: ProductShelf): Availability {
  const { productId, productSkuId, availabilityId, terms } = offer.newCommerce;
  return {
    id: availabilityId,
    productId,
    skuId: productSkuId,
    catalogItemId: offer.id,
    segment: 'Commercial',
    country: shelf.country,
    isPurchasable: offer.isAvailableForPurchase,
    isRenewable: offer.isAutoRenewable,
    terms: terms.flatMap(({ duration, billingCycles }) =>
      billingCycles.map((billingCycle) => ({
        id: `${duration}-${billingCycle}`,
        duration,
        description: `${duration} ${billingCycle}`,
        billingCycle,
        cancellationPolicies: [{ refundOptions: refundOptions(offer.reductionHours) }],
      })),
    ),
    links: { self: link(`${shelf.under}/products/${productId}/skus/${productSkuId}/availabilities/${availabilityId}${shelf.query}`) },
    attributes: { objectType: 'Availability' },
  };
}

/** Everything comes back within a day, the unused days within the window. */
function refundOptions(hours: number | null): Availability['terms'][number]['cancellationPolicies'][number]['refundOptions'] {
  if (hours === null) return [];
  return [
    { sequenceId: 0, type: 'Full', expiresAfter: 'P1D' },
    { sequenceId: 1, type: 'Partial', expiresAfter: `P${Math.floor(hours / HOURS_PER_DAY)}D` },
  ];
}

const HOURS_PER_DAY = 24;
