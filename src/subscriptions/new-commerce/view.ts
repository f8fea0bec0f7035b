import type { Catalog, Offer } from '../../catalog/catalog.ts';
import { offerName } from '../../catalog/names.ts';
import { PRODUCT_TYPE } from '../../catalog/products/view.ts';
import type { OfferId } from '../../kit/ids.ts';
import { isoOf } from '../../kit/dates.ts';
import type { Locale } from '../../kit/locale.ts';
import { link } from '../../platform/paging.ts';
import type * as wire from '../contract.ts';
import type { NextTerm } from '../scheduled/next-term.ts';
import type { Subscription } from '../subscription.ts';
import type { Windows } from './windows.ts';

type Members = Pick<
  wire.Subscription,
  | 'productType'
  | 'isMicrosoftProduct'
  | 'publisherName'
  | 'cancellationAllowedUntilDate'
  | 'refundOptions'
  | 'refundableQuantity'
  | 'scheduledNextTermInstructions'
  | 'termState'
>;
type Links = Pick<wire.Subscription['links'], 'product' | 'sku' | 'availability'>;

/** What only subscriptions of new commerce have on the wire; nothing for all others. */
export function newCommerceView(
  shown: Pick<Subscription, 'status'> & { readonly nextTerm?: NextTerm | null },
  offer: Offer | undefined,
  {
    catalog,
    locale,
    country,
    windows,
  }: { readonly catalog: Catalog; readonly locale: Locale; readonly country: string; readonly windows: Windows },
): { readonly members: Members; readonly links: Links } {
  if (offer === undefined || offer.newCommerce === null) return { members: {}, links: {} };
  const { productId, productSkuId, availabilityId } = offer.newCommerce;
  const sku = `/products/${productId}/skus/${productSkuId}`;
  return {
    members: {
      productType: { id: PRODUCT_TYPE, displayName: PRODUCT_TYPE },
      isMicrosoftProduct: true,
      publisherName: 'Microsoft Corporation',
      ...(shown.status === 'active' ? windowMembers(windows) : {}),
      ...(shown.nextTerm === undefined || shown.nextTerm === null
        ? {}
        : { scheduledNextTermInstructions: nextTermView(shown.nextTerm, { catalog, locale }) }),
      ...(shown.status === 'expired' || shown.status === 'disabled' ? { termState: shown.status } : {}),
    },
    links: {
      product: link(`/products/${productId}?country=${country}`),
      sku: link(`${sku}?country=${country}`),
      availability: link(`${sku}/availabilities/${availabilityId}?country=${country}`),
    },
  };
}

function windowMembers({ cancellableUntil, totalQuantity, details }: Windows): Members {
  return {
    ...(cancellableUntil === null
      ? { refundOptions: [] }
      : {
          cancellationAllowedUntilDate: isoOf(cancellableUntil),
          refundOptions: [{ type: 'Partial', expiresAt: isoOf(cancellableUntil) }],
        }),
    refundableQuantity: {
      totalQuantity,
      details: details.map(({ quantity, allowedUntil }) => ({ quantity, allowedUntilDateTime: isoOf(allowedUntil) })),
    },
  };
}

/** What is scheduled for the next term, in the words of the wire. */
export function nextTermView(
  { offerId, billingCycle, duration, quantity }: NextTerm,
  { catalog, locale }: { readonly catalog: Catalog; readonly locale: Locale },
): NonNullable<Members['scheduledNextTermInstructions']> {
  const [productId = '', skuId = '', availabilityId = ''] = offerId.split(':');
  const title = offerName(catalog, offerId, locale);
  return { product: { productId, skuId, availabilityId, title, billingCycle, termDuration: duration }, quantity };
}

/** The offer that a client names by product, SKU and availability. */
export function offerIdOf(product: { readonly productId: string; readonly skuId: string; readonly availabilityId: string }): OfferId {
  return [product.productId, product.skuId, product.availabilityId].map((part) => part.trim().toUpperCase()).join(':') as OfferId;
}
