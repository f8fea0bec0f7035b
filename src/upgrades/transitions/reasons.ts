import type { OfferId, SubscriptionId } from '../../kit/ids.ts';
import type { TermDuration } from '../../catalog/catalog.ts';
import type { LimitReason } from '../../subscriptions/limits.ts';

/** Why an existing subscription cannot take seats in by a transition, in order of precedence. */
export type DestinationReason =
  | { readonly code: 'destination_is_source'; readonly subscriptionId: SubscriptionId }
  | { readonly code: 'destination_other_product'; readonly subscriptionId: SubscriptionId; readonly offerId: OfferId }
  | { readonly code: 'destination_not_active'; readonly subscriptionId: SubscriptionId; readonly status: string }
  | { readonly code: 'destination_in_window'; readonly subscriptionId: SubscriptionId; readonly cancellableUntil: string }
  | {
      readonly code: 'destination_term_shorter';
      readonly subscriptionId: SubscriptionId;
      readonly duration: TermDuration;
      readonly sourceDuration: TermDuration;
    }
  | {
      readonly code: 'destination_ends_earlier';
      readonly subscriptionId: SubscriptionId;
      readonly until: string;
      readonly sourceUntil: string;
    };

/** What is wrong with a transition as it was asked for, whatever the subscription could become. */
export type OrderReason =
  | { readonly code: 'not_new_commerce'; readonly offerId: OfferId }
  | { readonly code: 'transition_quantity'; readonly quantity: number; readonly most: number }
  | { readonly code: 'transition_term_shorter'; readonly duration: TermDuration; readonly sourceDuration: TermDuration }
  | Extract<LimitReason, { code: 'term_not_sold' }>
  | DestinationReason;
