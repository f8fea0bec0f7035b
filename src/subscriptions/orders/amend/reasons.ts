import type { BillingCycle } from '../../../catalog/catalog.ts';
import type { OfferId, SubscriptionId } from '../../../kit/ids.ts';
import type { LimitReason } from '../../limits.ts';

/** Why the billing cycle of an order cannot be changed, in order of precedence. Each code has a page in docs/refusals. */
export type CycleReason =
  | LimitReason
  | { readonly code: 'order_has_inactive_subscription'; readonly subscriptionIds: readonly SubscriptionId[] }
  | { readonly code: 'offer_not_available'; readonly offerId: OfferId }
  | { readonly code: 'base_billing_cycle_differs'; readonly billingCycle: BillingCycle; readonly baseBillingCycle: BillingCycle };
