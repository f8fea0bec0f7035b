import type { BaseReason, LimitReason } from '../limits.ts';
import type { OfferId, ServicePlanId, SkuId, SubscriptionId, UpgradeId, UserId } from '../../kit/ids.ts';

/**
 * Why a change of a subscription is refused, in order of precedence. Each has a page in docs/refusals; those that an
 * upgrade has too mean the same there.
 */
export type ChangeReason =
  | Extract<
      LimitReason,
      {
        code:
          | 'quantity_out_of_range'
          | 'seat_family_full'
          | 'customer_agreement_missing'
          | 'partner_suspended'
          | 'term_not_sold'
          | 'price_missing';
      }
    >
  | BaseReason
  | { readonly code: 'subscription_deleted' }
  | { readonly code: 'subscription_not_provisioned' }
  | { readonly code: 'term_over'; readonly status: 'expired' | 'disabled' }
  | { readonly code: 'not_new_commerce'; readonly offerId: OfferId }
  | { readonly code: 'cancellation_window_over'; readonly hours: number }
  | { readonly code: 'next_term_needs_renewal'; readonly status: string }
  | { readonly code: 'next_term_product_impossible'; readonly offerId: OfferId; readonly pathsTo: readonly OfferId[] }
  | { readonly code: 'billing_cycle_by_order'; readonly billingCycle: string; readonly wanted: string }
  | { readonly code: 'status_change_impossible'; readonly from: string; readonly to: string }
  | { readonly code: 'upgrade_unfinished'; readonly upgradeId: UpgradeId; readonly usersLeftBehind: number }
  | { readonly code: 'seats_while_suspended' }
  | { readonly code: 'seats_reduction_closed'; readonly reducible: number; readonly wanted: number; readonly hours: number }
  | {
      readonly code: 'seats_still_assigned';
      readonly offerId: OfferId;
      /** The product that users hold. */
      readonly skuId: SkuId;
      readonly seatsLeft: number;
      readonly usersAssigned: number;
      readonly usersTooMany: number;
    }
  | { readonly code: 'delegated_admin_permissions_disabled'; readonly missingServices: readonly string[] }
  | { readonly code: 'unassign_without_license'; readonly userIds: readonly UserId[] }
  | { readonly code: 'unassign_inherited_from_group'; readonly userIds: readonly UserId[] }
  | {
      readonly code: 'unassign_breaks_dependency';
      readonly userIds: readonly UserId[];
      readonly names: readonly string[];
      /** Products of theirs that would lose what they build on, and the service plans of these. */
      readonly dependentSkuIds: readonly SkuId[];
      readonly servicePlanIds: readonly ServicePlanId[];
    }
  | { readonly code: 'auto_renew_impossible'; readonly offerId: OfferId }
  | { readonly code: 'reseller_unknown'; readonly mpnId: string }
  | { readonly code: 'reseller_is_partner'; readonly mpnId: string };

/** What would help. The console makes a button or a sentence of each. */
export type ChangeRemedy =
  | { readonly kind: 'buy_new' }
  | { readonly kind: 'wait_for_provisioning' }
  | { readonly kind: 'change_order' }
  | { readonly kind: 'reactivate'; readonly subscriptionId: SubscriptionId }
  | { readonly kind: 'finish_left_behind_users'; readonly upgradeId: UpgradeId }
  | { readonly kind: 'change_quantity'; readonly minimum: number; readonly maximum: number }
  | { readonly kind: 'confirm_customer_agreement' }
  | { readonly kind: 'settle_partner_account' }
  | { readonly kind: 'choose_users_to_unassign'; readonly usersTooMany: number }
  | { readonly kind: 'accept_license_conflict' }
  | { readonly kind: 'request_delegated_admin' }
  | { readonly kind: 'remove_from_group' }
  | { readonly kind: 'remove_dependent_license'; readonly skuIds: readonly SkuId[] }
  | { readonly kind: 'reduce_at_term_end' }
  | { readonly kind: 'stop_at_term_end' }
  | { readonly kind: 'switch_auto_renewal_on' }
  | { readonly kind: 'choose_product'; readonly offerIds: readonly OfferId[] }
  | { readonly kind: 'choose_term' }
  | { readonly kind: 'import_price'; readonly offerId: OfferId };
