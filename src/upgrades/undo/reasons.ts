import type { Role } from '../../access/caller.ts';
import type { OfferId, SubscriptionId } from '../../kit/ids.ts';

/** Why an upgrade is not undone, in order of precedence. Each has a page in docs/refusals. */
export type UndoReason =
  | { readonly code: 'undo_done_already' }
  | { readonly code: 'undo_not_recorded' }
  | { readonly code: 'undo_window_over'; readonly until: string }
  | { readonly code: 'undo_target_changed'; readonly subscriptionId: SubscriptionId }
  | { readonly code: 'undo_source_changed'; readonly subscriptionId: SubscriptionId }
  | { readonly code: 'undo_add_ons_changed'; readonly subscriptionIds: readonly SubscriptionId[] }
  | { readonly code: 'undo_charged_since'; readonly lines: number }
  | { readonly code: 'undo_licenses_changed'; readonly users: number }
  | { readonly code: 'undo_source_replaced'; readonly offerIds: readonly OfferId[] }
  | {
      readonly code: 'seat_family_full';
      readonly family: string;
      readonly seatsMax: number;
      readonly seatsHeld: number;
      readonly quantity: number;
    }
  | { readonly code: 'user_context_required' }
  | { readonly code: 'insufficient_granular_admin_permissions'; readonly roles: readonly Role[] }
  | { readonly code: 'delegated_admin_permissions_disabled'; readonly missingServices: readonly string[] };

/** What would help instead. */
export type UndoRemedy =
  | { readonly kind: 'buy_new' }
  | { readonly kind: 'look_at_subscription'; readonly subscriptionId: SubscriptionId }
  | { readonly kind: 'change_back_by_hand' }
  | { readonly kind: 'sign_in_as_user' }
  | { readonly kind: 'ask_role'; readonly roles: readonly Role[] }
  | { readonly kind: 'request_delegated_admin' };
