import type { ClientGeneration } from '../access/generation.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { addDays, addMonths, daysBetween, later, type Span } from '../kit/dates.ts';
import type { SubscriptionId } from '../kit/ids.ts';
import { inLocale, type Locale } from '../kit/locale.ts';
import { etagOf } from '../platform/etag.ts';
import { link } from '../platform/paging.ts';
import type * as wire from './contract.ts';
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
};

/** For whom it is shown: names in their language, and the country of the customer, in which its offer is sold. */
export type Surroundings = {
  readonly catalog: Catalog;
  readonly locale: Locale;
  readonly country: string;
  /** What the client can read; what all can when left out. */
  readonly generation?: ClientGeneration;
};

/** A subscription as the wire has it. */
export function subscriptionView(shown: ShownSubscription, { catalog, locale, country, generation }: Surroundings): wire.Subscription {
  const offer = catalog.offers.get(shown.offerId);
  const self = `/customers/${shown.customerId}/subscriptions`;
  const lastDay = addDays(shown.term.until, -1);
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
    status: shown.status === 'pending' && generation !== 'newest' ? 'none' : shown.status,
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
    links: {
      offer: link(`/offers/${shown.offerId}?country=${country}`),
      self: link(`${self}/${shown.id}`),
      ...(shown.parentId === null ? {} : { parentSubscription: link(`${self}/${shown.parentId}`) }),
    },
    attributes: { etag: etagOf(shown.id, shown.version), objectType: 'Subscription' },
  };
}

/** A term in whole years or months where it has that length, otherwise in days. */
export function durationOf({ from, until }: Span): string {
  for (const years of [1, 2, 3]) if (addMonths(from, years * 12) === until) return `P${years}Y`;
  for (let months = 1; months < 12; months++) if (addMonths(from, months) === until) return `P${months}M`;
  return `P${daysBetween(from, until)}D`;
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
