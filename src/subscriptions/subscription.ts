import type { Term } from '../billing/period.ts';
import type { BillingCycle } from '../catalog/catalog.ts';
import type { Day } from '../kit/dates.ts';
import type { CustomerId, OfferId, PartnerId, SubscriptionId } from '../kit/ids.ts';
import type { Currency, Minor } from '../kit/money.ts';

/**
 * `expired` and `disabled` are for new commerce only: its term is over; users still work while it is expired, and only
 * administrators reach the data while it is disabled.
 */
export type SubscriptionStatus = 'pending' | 'active' | 'suspended' | 'deleted' | 'expired' | 'disabled';

/** What a customer bought from a partner, as far as the rules need it. */
export type Subscription = {
  readonly customerId: CustomerId;
  readonly id: SubscriptionId;
  readonly partnerId: PartnerId;
  readonly orderId: string;
  readonly offerId: OfferId;
  readonly friendlyName: string;
  readonly quantity: number;
  readonly status: SubscriptionStatus;
  readonly billingCycle: BillingCycle;
  readonly parentId: SubscriptionId | null;
  /** One seat's price for one billing period, locked for the term. */
  readonly unitPriceMinor: Minor;
  readonly currency: Currency;
  readonly term: Term;
  /** The day of the purchase. A term can begin later (see billing/period.ts). */
  readonly createdOn: Day;
  readonly resellerMpnId: string | null;
  readonly version: number;
};

export type Channel = 'other_partner' | 'web_direct' | 'volume_agreement' | 'open_license' | 'retail_key' | 'advisor';

/** What a customer holds through a partner or channel that does not work here. */
export type Entitlement = {
  readonly channel: Channel;
  readonly offerId: OfferId;
  readonly quantity: number;
  readonly status: 'active' | 'suspended' | 'cancelled';
  readonly since: Day;
  readonly until: Day | null;
};

/** Whether seats of it still count: the customer has it, or can have it back. */
export function isLive(status: SubscriptionStatus): boolean {
  return status !== 'deleted';
}
