import type { Day } from '../../kit/dates.ts';
import type { SubscriptionId } from '../../kit/ids.ts';
import type { NextTerm } from '../scheduled/next-term.ts';

/** What one subscription's life and form on the wire need beside what the tenant's facts tell of it. */
export type Account = {
  readonly subscriptionId: SubscriptionId;
  readonly autoRenew: boolean;
  readonly isTrial: boolean;
  /** Empty unless suspended: `Expiration`, `BaseSuspended`, or what was noted when somebody suspended it. */
  readonly suspensionReasons: readonly string[];
  readonly suspendedOn: Day | null;
  /** The first day that is not paid for; null where nothing is known of any charge. */
  readonly paidUntil: Day | null;
  /** The offer's name when it was imported: for an offer that the catalogue of today no longer has. */
  readonly offerName: string;
  readonly createdAt: string;
  readonly upgradedFromId: SubscriptionId | null;
  /** What the next term is to be, where somebody scheduled that. */
  readonly nextTerm?: NextTerm | null;
};
