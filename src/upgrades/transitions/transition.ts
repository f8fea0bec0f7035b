import type { BillingCycle, TermDuration } from '../../catalog/catalog.ts';
import type { OfferId, SubscriptionId, UpgradeId } from '../../kit/ids.ts';

/** Whether the users' licences are to go along. */
export type TransitionType = 'transition_only' | 'transition_with_license_transfer';

/** TransitionErrorCode of the SDK of 2023, with a sentence. */
export type TransitionError = { readonly code: number; readonly description: string };

/** One step of an operation: the seats become something else, and the users' licences follow. */
export type TransitionEvent = {
  readonly name: 'Conversion' | 'LicenseReassignment';
  readonly status: 'Started' | 'Completed' | 'Failed';
  readonly timestamp: string;
  readonly errors: readonly TransitionError[];
};

/** An operation on subscriptions of new commerce, as it was recorded. */
export type Transition = {
  readonly id: UpgradeId;
  readonly fromId: SubscriptionId;
  readonly toId: SubscriptionId;
  readonly fromOfferId: OfferId;
  readonly toOfferId: OfferId;
  readonly quantity: number;
  readonly transitionType: TransitionType;
  readonly duration: TermDuration;
  readonly billingCycle: BillingCycle;
  readonly events: readonly TransitionEvent[];
};

/** What is asked for; null where nothing was said: all seats, users along, a subscription of their own, its term and cycle. */
export type TransitionOrder = {
  readonly toOfferId: OfferId;
  readonly quantity: number | null;
  readonly transitionType: TransitionType | null;
  readonly toSubscriptionId: SubscriptionId | null;
  readonly duration: TermDuration | null;
  readonly billingCycle: BillingCycle | null;
};
