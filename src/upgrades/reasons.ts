import type { BillingCycle } from '../catalog/catalog.ts';
import type { Role } from '../access/caller.ts';
import type { Holder } from '../subscriptions/tenant/holdings.ts';
import type { OfferId, ServicePlanId, SubscriptionId, UpgradeId } from '../kit/ids.ts';

/**
 * Why an upgrade is refused, in order of precedence. Codes that Partner Center has are spelled as there
 * (UpgradeErrorCode); the others are ours. Each has a page in docs/refusals.
 */
export type Reason =
  | { readonly code: 'delegated_admin_permissions_disabled'; readonly missingServices: readonly string[] }
  | { readonly code: 'user_context_required' }
  | { readonly code: 'insufficient_granular_admin_permissions'; readonly roles: readonly Role[] }
  | { readonly code: 'customer_agreement_missing' }
  | { readonly code: 'subscription_status_not_active'; readonly status: 'suspended' | 'deleted' }
  | { readonly code: 'subscription_not_provisioned' }
  | { readonly code: 'subscription_does_not_have_any_upgrade_paths'; readonly offerId: OfferId; readonly country: string }
  | { readonly code: 'subscription_target_offer_not_found'; readonly targetOfferId: OfferId; readonly pathsTo: readonly OfferId[] }
  | {
      readonly code: 'offer_does_not_support_billing_cycle';
      readonly billingCycle: BillingCycle;
      readonly supported: readonly BillingCycle[];
    }
  | { readonly code: 'subscription_add_ons_present'; readonly addOnIds: readonly SubscriptionId[] }
  | { readonly code: 'conflicting_service_types'; readonly servicePlanIds: readonly ServicePlanId[]; readonly holders: readonly Holder[] }
  | { readonly code: 'concurrency_conflicts'; readonly holders: readonly Holder[] }
  | { readonly code: 'quantity_out_of_range'; readonly quantity: number; readonly minimum: number; readonly maximum: number }
  | {
      readonly code: 'seat_family_full';
      readonly family: string;
      readonly seatsMax: number;
      readonly seatsHeld: number;
      readonly quantity: number;
    }
  | { readonly code: 'partner_suspended' }
  | { readonly code: 'price_missing'; readonly offerId: OfferId; readonly currency: string; readonly billingCycle: BillingCycle }
  | { readonly code: 'upgrade_unfinished'; readonly upgradeId: UpgradeId; readonly usersLeftBehind: number }
  | { readonly code: 'license_transfer_ambiguous'; readonly subscriptions: number };

export type ReasonCode = Reason['code'];

/** What would help. The console makes a button or a sentence of each. */
export type Remedy =
  | { readonly kind: 'request_delegated_admin' }
  | { readonly kind: 'sign_in_as_user' }
  | { readonly kind: 'ask_role'; readonly roles: readonly Role[] }
  | { readonly kind: 'confirm_customer_agreement' }
  | { readonly kind: 'reactivate'; readonly subscriptionId: SubscriptionId }
  | { readonly kind: 'buy_new' }
  | { readonly kind: 'wait_for_provisioning' }
  | { readonly kind: 'choose_target'; readonly offerIds: readonly OfferId[] }
  | { readonly kind: 'change_billing_cycle'; readonly to: readonly BillingCycle[] }
  | { readonly kind: 'cancel_add_ons'; readonly subscriptionIds: readonly SubscriptionId[] }
  | { readonly kind: 'cancel_own_subscription'; readonly subscriptionId: SubscriptionId; readonly offerId: OfferId }
  | { readonly kind: 'customer_cancels_elsewhere'; readonly offerId: OfferId; readonly channel: string }
  | { readonly kind: 'change_quantity'; readonly minimum: number; readonly maximum: number }
  | { readonly kind: 'settle_partner_account' }
  | { readonly kind: 'import_price'; readonly offerId: OfferId }
  | { readonly kind: 'finish_left_behind_users'; readonly upgradeId: UpgradeId }
  | { readonly kind: 'upgrade_without_moving_users' };
