import type { ClientGeneration } from '../access/generation.ts';
import { monthsInto, type Term } from '../billing/period.ts';
import { isProductItem, type Catalog } from '../catalog/catalog.ts';
import { addDays, daysBetween, later } from '../kit/dates.ts';
import type { SubscriptionId } from '../kit/ids.ts';
import { inLocale, type Locale } from '../kit/locale.ts';
import { etagOf } from '../platform/etag.ts';
import { link } from '../platform/paging.ts';
import type * as wire from './contract.ts';
import { newCommerceView } from './new-commerce/view.ts';
import { NO_WINDOW, type Windows } from './new-commerce/windows.ts';
import type { NextTerm } from './scheduled/next-term.ts';
import type { Subscription, SubscriptionStatus } from './subscription.ts';

/** A subscription with what only its readers see. */
export type ShownSubscription = Subscription & {
  /** The offer's name when it was imported: for an offer that the catalogue of today no longer has. */
  readonly offerName: string;
  readonly autoRenew: boolean;
  readonly isTrial: boolean;
  readonly createdAt: string;
  readonly suspensionReasons: readonly string[];
  readonly upgradedFromId: SubscriptionId | null;
  /** What the next term is to be, where somebody scheduled that. */
  readonly nextTerm?: NextTerm | null;
};

/** For whom it is shown: names in their language, and the country of the customer, in which its offer is sold. */
export type Surroundings = {
  readonly catalog: Catalog;
  readonly locale: Locale;
  readonly country: string;
  /** What the client can read; what all can when left out. */
  readonly generation?: ClientGeneration;
  /** What can still be given back of a subscription of new commerce. */
  readonly windowsOf?: (shown: ShownSubscription) => Windows;
};

/** A subscription as the wire has it. */
export function subscriptionView(shown: ShownSubscription, around: Surroundings): wire.Subscription {
  const { catalog, locale, country, generation } = around;
  const offer = catalog.offers.get(shown.offerId);
  const self = `/customers/${shown.customerId}/subscriptions`;
  const lastDay = addDays(shown.term.until, -1);
  const product = newCommerceView(shown, offer, { catalog, locale, country, windows: around.windowsOf?.(shown) ?? NO_WINDOW });
  return {
    id: shown.id,
    offerId: shown.offerId,
    offerName: offer === undefined ? shown.offerName : inLocale(offer.name, locale),
    ...(shown.status === 'pending' ? { provisioningStatus: 'pending' as const } : { entitlementId: shown.id }),
    friendlyName: shown.friendlyName,
    quantity: shown.quantity,
    unitType: 'Licenses',
    ...(shown.parentId === null ? {} : { parentSubscriptionId: shown.parentId }),
    creationDate: shown.createdAt,
    // What was hung on a running subscription shares its term, and begins with its own purchase.
    effectiveStartDate: `${shown.parentId === null ? shown.term.from : later(shown.term.from, shown.createdOn)}T00:00:00Z`,
    commitmentEndDate: `${lastDay}T00:00:00Z`,
    commitmentEndDateTime: `${lastDay}T23:59:59Z`,
    status: generation === 'newest' ? shown.status : COMMON_STATUS[shown.status],
    autoRenewEnabled: shown.autoRenew,
    isTrial: shown.isTrial,
    billingType: 'license',
    billingCycle: shown.billingCycle,
    termDuration: durationOf(shown.term),
    hasPurchasableAddons: hasAddOns(catalog, shown),
    actions: actionsIn(shown.status),
    partnerId: shown.resellerMpnId ?? '',
    attentionNeeded: false,
    actionTaken: false,
    suspensionReasons: [...shown.suspensionReasons],
    contractType: 'subscription',
    orderId: shown.orderId,
    ...(shown.upgradedFromId === null ? {} : { upgradedFromSubscriptionId: shown.upgradedFromId }),
    ...product.members,
    links: {
      ...(isProductItem(shown.offerId) ? {} : { offer: link(`/offers/${shown.offerId}?country=${country}`) }),
      self: link(`${self}/${shown.id}`),
      ...product.links,
      ...(shown.parentId === null ? {} : { parentSubscription: link(`${self}/${shown.parentId}`) }),
    },
    attributes: { etag: etagOf(shown.id, shown.version), objectType: 'Subscription' },
  };
}

/** Words that stop the oldest client libraries are told in the nearest that they know. */
const COMMON_STATUS = {
  pending: 'none',
  active: 'active',
  suspended: 'suspended',
  deleted: 'deleted',
  expired: 'suspended',
  disabled: 'suspended',
} as const;

/** A term in whole years or months where it has that length, otherwise in days. */
export function durationOf(term: Term): string {
  for (const years of [1, 2, 3]) if (monthsInto(term, years * 12) === term.until) return `P${years}Y`;
  for (let months = 1; months < 12; months++) if (monthsInto(term, months) === term.until) return `P${months}M`;
  return `P${daysBetween(term.from, term.until)}D`;
}

function hasAddOns(catalog: Catalog, shown: ShownSubscription): boolean {
  return [...catalog.offers.values()].some(
    (offer) => offer.isAddOn && offer.isAvailableForPurchase && offer.prerequisiteOfferIds.includes(shown.offerId),
  );
}

function actionsIn(status: SubscriptionStatus): ('edit' | 'cancel')[] {
  if (status === 'active') return ['edit', 'cancel'];
  return status === 'suspended' ? ['edit'] : [];
}
