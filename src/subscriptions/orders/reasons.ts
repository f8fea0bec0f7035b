import type { BillingCycle } from '../../catalog/catalog.ts';
import type { OfferId, SubscriptionId } from '../../kit/ids.ts';
import type { BaseReason, LimitReason } from '../limits.ts';
import type { Holder } from '../tenant/holdings.ts';

/** Why something cannot be bought, in order of precedence. Each code has a page in docs/refusals. */
export type PurchaseReason =
  | LimitReason
  | { readonly code: 'offer_not_sold_in_country'; readonly offerId: OfferId; readonly country: string }
  | { readonly code: 'offer_not_available'; readonly offerId: OfferId }
  | { readonly code: 'trial_of_held_product'; readonly offerId: OfferId; readonly holders: readonly Holder[] }
  | {
      readonly code: 'offer_limit_reached';
      readonly offerId: OfferId;
      /** Counted are those that the customer has, or also those that it ever had. */
      readonly measure: 'concurrent' | 'lifetime';
      readonly most: number;
      readonly held: number;
      readonly holders: readonly Holder[];
    }
  | { readonly code: 'add_on_needs_base'; readonly offerId: OfferId; readonly baseOfferIds: readonly OfferId[] }
  | { readonly code: 'base_not_found'; readonly subscriptionId: SubscriptionId }
  | { readonly code: 'not_an_add_on'; readonly offerId: OfferId }
  | {
      readonly code: 'add_on_not_for_base';
      readonly offerId: OfferId;
      readonly baseOfferId: OfferId;
      readonly baseOfferIds: readonly OfferId[];
    }
  | BaseReason
  | { readonly code: 'base_billing_cycle_differs'; readonly billingCycle: BillingCycle; readonly baseBillingCycle: BillingCycle }
  | { readonly code: 'subscription_suspended_already'; readonly offerId: OfferId; readonly subscriptionId: SubscriptionId }
  | { readonly code: 'currency_not_supported'; readonly currency: string; readonly supported: string }
  | { readonly code: 'reseller_unknown'; readonly mpnId: string };

/** What would help against a refused purchase. The console makes a button or a sentence of each. */
export type PurchaseRemedy =
  | { readonly kind: 'confirm_customer_agreement' }
  | { readonly kind: 'settle_partner_account' }
  | { readonly kind: 'reactivate'; readonly subscriptionId: SubscriptionId }
  | { readonly kind: 'add_seats'; readonly subscriptionId: SubscriptionId }
  | { readonly kind: 'change_quantity'; readonly minimum: number; readonly maximum: number }
  | { readonly kind: 'change_billing_cycle'; readonly to: readonly BillingCycle[] }
  | { readonly kind: 'buy_base_first'; readonly offerIds: readonly OfferId[] }
  | { readonly kind: 'choose_another_offer' }
  | { readonly kind: 'import_price'; readonly offerId: OfferId };
