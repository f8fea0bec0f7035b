import type { Catalog, Offer } from '../../catalog/catalog.ts';
import type { Day } from '../../kit/dates.ts';
import type { OfferId, SubscriptionId } from '../../kit/ids.ts';
import { isLive } from '../subscription.ts';
import type { TenantFacts } from './facts.ts';

/** Who holds something that stands in the way. Of another partner or channel nothing is told but that and since when. */
export type Holder =
  | {
      readonly kind: 'own';
      readonly subscriptionId: SubscriptionId;
      readonly offerId: OfferId;
      readonly status: string;
      readonly since: Day;
    }
  | { readonly kind: 'other_partner'; readonly offerId: OfferId; readonly since: Day }
  | {
      readonly kind: 'other_channel';
      readonly channel: string;
      readonly offerId: OfferId;
      readonly since: Day;
      readonly until: Day | null;
    };

/** Something the customer has, from whomever, with its offer. */
export type Holding = {
  readonly offer: Offer;
  readonly quantity: number;
  /** Its services are in use or can be again: active or suspended. */
  readonly givesServices: boolean;
  readonly holder: Holder;
};

/** All that the customer has beside one subscription (or all, for null), of this partner, other partners and other channels. */
export function holdingsBeside(customer: TenantFacts, catalog: Catalog, besideId: SubscriptionId | null): readonly Holding[] {
  const holdings: Holding[] = [];
  for (const subscription of customer.subscriptions) {
    const offer = catalog.offers.get(subscription.offerId);
    if (subscription.id === besideId || offer === undefined || !isLive(subscription.status)) continue;
    const { id: subscriptionId, offerId, status, createdOn: since } = subscription;
    const own = subscription.partnerId === customer.partner.id;
    holdings.push({
      offer,
      quantity: subscription.quantity,
      givesServices: true,
      holder: own ? { kind: 'own', subscriptionId, offerId, status, since } : { kind: 'other_partner', offerId, since },
    });
  }
  for (const { channel, offerId, quantity, status, since, until } of customer.entitlements) {
    const offer = catalog.offers.get(offerId);
    if (offer === undefined) continue;
    holdings.push({
      offer,
      quantity,
      givesServices: status !== 'cancelled',
      holder:
        channel === 'other_partner' ? { kind: 'other_partner', offerId, since } : { kind: 'other_channel', channel, offerId, since, until },
    });
  }
  return holdings;
}
