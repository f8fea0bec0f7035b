import { unreachable } from '../kit/brand.ts';
import type { SubscriptionId } from '../kit/ids.ts';
import type { Holder } from '../subscriptions/tenant/holdings.ts';
import type { AddOnOption, Reason, Remedy } from './reasons.ts';

/** What would help against a refusal, best first. The console makes a button or a sentence of each. */
export function remediesFor(reason: Reason, sourceId: SubscriptionId): readonly Remedy[] {
  switch (reason.code) {
    case 'indirect_reseller':
      return [{ kind: 'ask_provider', partnerId: reason.providerId, partnerName: reason.providerName }];
    case 'role_may_not_upgrade':
      return [{ kind: 'ask_role', roles: reason.roles }];
    case 'currency_differs':
      return [{ kind: 'buy_new' }];
    case 'delegated_admin_permissions_disabled':
      return [{ kind: 'request_delegated_admin' }];
    case 'user_context_required':
      return [{ kind: 'sign_in_as_user' }, { kind: 'upgrade_without_moving_users' }];
    case 'insufficient_granular_admin_permissions':
      return [
        { kind: 'upgrade_without_moving_users' },
        ...(reason.directoryRoles.length === 0
          ? []
          : [{ kind: 'request_directory_roles', directoryRoles: reason.directoryRoles } as const]),
        ...(reason.roles.length === 0 ? [] : [{ kind: 'ask_role', roles: reason.roles } as const]),
      ];
    case 'customer_agreement_missing':
      return [{ kind: 'confirm_customer_agreement' }];
    case 'subscription_status_not_active':
      // A deleted subscription does not come back.
      return reason.status === 'suspended' ? [{ kind: 'reactivate', subscriptionId: sourceId }] : [{ kind: 'buy_new' }];
    case 'subscription_not_provisioned':
      return [{ kind: 'wait_for_provisioning' }];
    case 'subscription_does_not_have_any_upgrade_paths':
      return [{ kind: 'buy_new' }];
    case 'subscription_target_offer_not_found':
      return [{ kind: 'choose_target', offerIds: reason.pathsTo }];
    case 'offer_does_not_support_billing_cycle':
      return [{ kind: 'change_billing_cycle', to: reason.supported }];
    case 'subscription_add_ons_present':
      return addOnRemedies(reason.addOns);
    case 'add_on_choice_impossible':
      return [{ kind: 'cancel_add_ons', subscriptionIds: [reason.subscriptionId] }];
    case 'add_on_needed_by_left_behind':
      return [];
    case 'conflicting_service_types':
    case 'concurrency_conflicts':
      return reason.holders.map(cancelWhereItIsHeld);
    case 'quantity_out_of_range':
      return [{ kind: 'change_quantity', minimum: reason.minimum, maximum: reason.maximum }];
    case 'seat_family_full':
      return seatsLeft(reason) > 0 ? [{ kind: 'change_quantity', minimum: 1, maximum: seatsLeft(reason) }] : [];
    case 'partner_suspended':
      return [{ kind: 'settle_partner_account' }];
    case 'term_not_sold':
      return [];
    case 'price_missing':
      return [{ kind: 'import_price', offerId: reason.offerId }];
    case 'upgrade_unfinished':
      return [{ kind: 'finish_left_behind_users', upgradeId: reason.upgradeId }];
    case 'license_transfer_ambiguous':
      return [{ kind: 'upgrade_without_moving_users' }];
    default:
      return unreachable(reason);
  }
}

function seatsLeft(reason: { readonly seatsMax: number; readonly seatsHeld: number }): number {
  return Math.max(reason.seatsMax - reason.seatsHeld, 0);
}

/** The user page: when the holder is another partner or channel, the customer must cancel there first. */
function cancelWhereItIsHeld(holder: Holder): Remedy {
  switch (holder.kind) {
    case 'own':
      return { kind: 'cancel_own_subscription', subscriptionId: holder.subscriptionId, offerId: holder.offerId };
    case 'other_partner':
      return { kind: 'customer_cancels_elsewhere', offerId: holder.offerId, channel: 'other_partner' };
    case 'other_channel':
      return { kind: 'customer_cancels_elsewhere', offerId: holder.offerId, channel: holder.channel };
    default:
      return unreachable(holder);
  }
}

/** Some can go along or end with the upgrade; those that can do neither must be cancelled first. */
function addOnRemedies(addOns: readonly AddOnOption[]): readonly Remedy[] {
  const idsOf = (kept: readonly AddOnOption[]) => kept.map(({ subscriptionId }) => subscriptionId);
  const open = idsOf(addOns.filter(({ choices }) => choices.length > 0));
  const stuck = idsOf(addOns.filter(({ choices }) => choices.length === 0));
  return [
    ...(open.length === 0 ? [] : [{ kind: 'decide_add_ons' as const, subscriptionIds: open }]),
    ...(stuck.length === 0 ? [] : [{ kind: 'cancel_add_ons' as const, subscriptionIds: stuck }]),
  ];
}
