import { unreachable } from '../../kit/brand.ts';
import type { SubscriptionId } from '../../kit/ids.ts';
import type { ChangeReason, ChangeRemedy } from './reasons.ts';

/** What would help against a refusal, best first. */
export function remediesFor(reason: ChangeReason, subscriptionId: SubscriptionId): readonly ChangeRemedy[] {
  switch (reason.code) {
    case 'subscription_deleted':
      return [{ kind: 'buy_new' }];
    case 'term_over':
    case 'not_new_commerce':
      return [{ kind: 'buy_new' }];
    case 'cancellation_window_over':
      return [{ kind: 'stop_at_term_end' }];
    case 'next_term_needs_renewal':
      return [{ kind: 'switch_auto_renewal_on' }];
    case 'next_term_product_impossible':
      return [{ kind: 'choose_product', offerIds: reason.pathsTo }];
    case 'term_not_sold':
      return [{ kind: 'choose_term' }];
    case 'price_missing':
      return [{ kind: 'import_price', offerId: reason.offerId }];
    case 'subscription_not_provisioned':
      return [{ kind: 'wait_for_provisioning' }];
    case 'billing_cycle_by_order':
      return [{ kind: 'change_order' }];
    case 'status_change_impossible':
      return [];
    case 'base_not_active':
      return reason.status === 'suspended' ? [{ kind: 'reactivate', subscriptionId: reason.baseId }] : [{ kind: 'buy_new' }];
    case 'upgrade_unfinished':
      return [{ kind: 'finish_left_behind_users', upgradeId: reason.upgradeId }];
    case 'seats_while_suspended':
      return [{ kind: 'reactivate', subscriptionId }];
    case 'quantity_out_of_range':
      return [{ kind: 'change_quantity', minimum: reason.minimum, maximum: reason.maximum }];
    case 'seat_family_full': {
      const seatsFree = reason.seatsMax - reason.seatsHeld;
      return seatsFree > 0 ? [{ kind: 'change_quantity', minimum: 1, maximum: seatsFree }] : [];
    }
    case 'customer_agreement_missing':
      return [{ kind: 'confirm_customer_agreement' }];
    case 'partner_suspended':
      return [{ kind: 'settle_partner_account' }];
    case 'add_on_exceeds_base':
      return [{ kind: 'change_quantity', minimum: 1, maximum: reason.baseQuantity }];
    case 'seats_reduction_closed':
      return [{ kind: 'reduce_at_term_end' }];
    case 'seats_still_assigned':
      return [{ kind: 'choose_users_to_unassign', usersTooMany: reason.usersTooMany }, { kind: 'accept_license_conflict' }];
    case 'delegated_admin_permissions_disabled':
      return [{ kind: 'request_delegated_admin' }];
    case 'unassign_without_license':
      return [];
    case 'unassign_inherited_from_group':
      return [{ kind: 'remove_from_group' }];
    case 'unassign_breaks_dependency':
      return [{ kind: 'remove_dependent_license', skuIds: reason.dependentSkuIds }];
    case 'auto_renew_impossible':
    case 'reseller_unknown':
    case 'reseller_is_partner':
      return [];
    default:
      return unreachable(reason);
  }
}
