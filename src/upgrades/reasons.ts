import type { BillingCycle } from '../catalog/catalog.ts';
import type { Role } from '../access/caller.ts';
import type { LimitReason } from '../subscriptions/limits.ts';
import type { Holder } from '../subscriptions/tenant/holdings.ts';
import type { OfferId, PartnerId, ServicePlanId, SubscriptionId, UpgradeId } from '../kit/ids.ts';

/**
 * Why an upgrade is refused, in order of precedence. Codes that Partner Center has are spelled as there
 * (UpgradeErrorCode); the others are ours. The limits that hold for every purchase are those of subscriptions.
 */
export type Reason =
  /** `roles`: those of the partner that may upgrade. Told to readers; Preview and Submit answer 403. */
  | { readonly code: 'role_may_not_upgrade'; readonly roles: readonly Role[] }
  | { readonly code: 'indirect_reseller'; readonly providerId: PartnerId; readonly providerName: string }
  | LimitReason
  | { readonly code: 'delegated_admin_permissions_disabled'; readonly missingServices: readonly string[] }
  | { readonly code: 'user_context_required' }
  /** `roles`: those of the partner that suffice, where the caller's do not; `directoryRoles`: those of the customer's directory, where too few were granted. */
  | {
      readonly code: 'insufficient_granular_admin_permissions';
      readonly roles: readonly Role[];
      readonly directoryRoles: readonly string[];
    }
  | { readonly code: 'subscription_status_not_active'; readonly status: 'suspended' | 'deleted' | 'expired' | 'disabled' }
  | { readonly code: 'subscription_not_provisioned' }
  | { readonly code: 'subscription_does_not_have_any_upgrade_paths'; readonly offerId: OfferId; readonly country: string }
  | { readonly code: 'subscription_target_offer_not_found'; readonly targetOfferId: OfferId; readonly pathsTo: readonly OfferId[] }
  | {
      readonly code: 'subscription_add_ons_present';
      /** Add-ons about which nobody decided, and what can be chosen for each; nothing where it must be cancelled first. */
      readonly addOnIds: readonly SubscriptionId[];
      readonly addOns: readonly AddOnOption[];
    }
  | {
      readonly code: 'add_on_choice_impossible';
      readonly subscriptionId: SubscriptionId;
      readonly choice: 'keep' | 'drop';
      /** Why; nothing where there is no such add-on to decide about. */
      readonly impossible?: ImpossibleChoice;
    }
  | { readonly code: 'add_on_needed_by_left_behind'; readonly usersLeftBehind: number }
  | { readonly code: 'conflicting_service_types'; readonly servicePlanIds: readonly ServicePlanId[]; readonly holders: readonly Holder[] }
  /** The subscription is billed in another currency than the partner buys in today: credit and charge cannot be one bill. */
  | { readonly code: 'currency_differs'; readonly currency: string; readonly partnerCurrency: string }
  | { readonly code: 'concurrency_conflicts'; readonly holders: readonly Holder[] }
  | { readonly code: 'upgrade_unfinished'; readonly upgradeId: UpgradeId; readonly usersLeftBehind: number }
  | { readonly code: 'license_transfer_ambiguous'; readonly subscriptions: number };

export type ReasonCode = Reason['code'];

/** An add-on of the source, and what can become of it when the source becomes something else. */
export type AddOnOption = {
  readonly subscriptionId: SubscriptionId;
  readonly offerId: OfferId;
  readonly quantity: number;
  readonly choices: readonly ('keep' | 'drop')[];
  /** Why the others cannot be chosen; nothing in what an earlier version kept. */
  readonly impossible?: readonly ImpossibleChoice[];
};

/** A choice that cannot be made about an add-on, and what is in its way. */
export type ImpossibleChoice = { readonly choice: 'keep' | 'drop' } & AddOnObstacle;

/** Why an add-on cannot be kept, or not end with the upgrade. */
export type AddOnObstacle =
  | { readonly why: 'offer_unknown' | 'not_provisioned' }
  /** It cannot hang on the new subscription. */
  | { readonly why: 'no_base' }
  /** The new subscription adds what it brings, or what hangs on it. */
  | { readonly why: 'services_twice'; readonly servicePlanIds: readonly ServicePlanId[] }
  | { readonly why: 'too_many_seats'; readonly seats: number; readonly seatsMax: number }
  /** The new subscription lacks these of its services. */
  | { readonly why: 'services_missing'; readonly servicePlanIds: readonly ServicePlanId[] }
  | { readonly why: 'no_services' };

/** What would help. The console makes a button or a sentence of each. */
export type Remedy =
  | { readonly kind: 'request_delegated_admin' }
  | { readonly kind: 'request_directory_roles'; readonly directoryRoles: readonly string[] }
  | { readonly kind: 'ask_provider'; readonly partnerId: PartnerId; readonly partnerName: string }
  | { readonly kind: 'sign_in_as_user' }
  | { readonly kind: 'ask_role'; readonly roles: readonly Role[] }
  | { readonly kind: 'confirm_customer_agreement' }
  | { readonly kind: 'reactivate'; readonly subscriptionId: SubscriptionId }
  | { readonly kind: 'buy_new' }
  | { readonly kind: 'wait_for_provisioning' }
  | { readonly kind: 'choose_target'; readonly offerIds: readonly OfferId[] }
  | { readonly kind: 'change_billing_cycle'; readonly to: readonly BillingCycle[] }
  | { readonly kind: 'cancel_add_ons'; readonly subscriptionIds: readonly SubscriptionId[] }
  | { readonly kind: 'decide_add_ons'; readonly subscriptionIds: readonly SubscriptionId[] }
  | { readonly kind: 'cancel_own_subscription'; readonly subscriptionId: SubscriptionId; readonly offerId: OfferId }
  | { readonly kind: 'customer_cancels_elsewhere'; readonly offerId: OfferId; readonly channel: string }
  | { readonly kind: 'change_quantity'; readonly minimum: number; readonly maximum: number }
  | { readonly kind: 'settle_partner_account' }
  | { readonly kind: 'import_price'; readonly offerId: OfferId }
  | { readonly kind: 'finish_left_behind_users'; readonly upgradeId: UpgradeId }
  | { readonly kind: 'upgrade_without_moving_users' };
