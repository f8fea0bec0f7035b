import type { Day } from '../kit/dates.ts';
import type { SubscriptionStatus } from './subscription.ts';

/** What is known of a subscription that began elsewhere: where it stands since when, and up to when it was paid there. */
export type Brought = { readonly status: SubscriptionStatus; readonly statusSince: string; readonly paidUntil: Day };

/** The same for its row; what begins here is active, and its ledger says what is paid. */
export function broughtColumns(brought: Brought | undefined): {
  readonly status: SubscriptionStatus;
  readonly status_since: string | null;
  readonly paid_until: Day | null;
} {
  return { status: brought?.status ?? 'active', status_since: brought?.statusSince ?? null, paid_until: brought?.paidUntil ?? null };
}
