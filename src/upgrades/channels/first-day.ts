import { addDays, later, type Day } from '../../kit/dates.ts';
import type { OfferId } from '../../kit/ids.ts';
import type { Entitlement } from '../../subscriptions/subscription.ts';
import { decideUpgrade } from '../eligibility.ts';
import type { UpgradeFacts } from '../facts.ts';
import type { ReasonCode } from '../reasons.ts';

/** After its end a subscription bought elsewhere works on for so many days. */
export const GRACE_DAYS = 30;
/** For so many days after its end it is not removed yet, and counts as owned: the grace, and 90 days disabled. */
export const REMOVAL_DAYS = 120;

/** The first day on which what others hold is no longer in the way of an upgrade. */
export type FirstDay =
  | { readonly kind: 'now' }
  /** Provided that what is recorded is right and nothing is renewed. */
  | { readonly kind: 'on'; readonly day: Day }
  /** Something in the way has no known end. */
  | { readonly kind: 'unknown' };

/** The reasons that go away when somebody stops holding something. */
const HELD: readonly ReasonCode[] = ['conflicting_service_types', 'concurrency_conflicts'];

/** Asks the law about the days on which something ends, one after the other, until nothing that is held is in the way. */
export function firstPossibleDay(facts: UpgradeFacts, targetOfferId: OfferId): FirstDay {
  const isFree = (customer: UpgradeFacts['customer']): boolean =>
    !decideUpgrade({ ...facts, customer }, { targetOfferId, quantity: null }).reasons.some(({ code }) => HELD.includes(code));

  if (isFree(facts.customer)) return { kind: 'now' };
  const days = facts.customer.entitlements
    .flatMap(({ until }) => (until === null ? [] : [addDays(until, GRACE_DAYS), addDays(until, REMOVAL_DAYS)]))
    .map((day) => later(day, facts.today))
    .toSorted();
  const day = days.find((each) => isFree({ ...facts.customer, entitlements: stillHeld(facts.customer.entitlements, each) }));
  return day === undefined ? { kind: 'unknown' } : { kind: 'on', day };
}

/** What would be left of what is held elsewhere on a day, if nothing is renewed. */
export function stillHeld(entitlements: readonly Entitlement[], on: Day): readonly Entitlement[] {
  return entitlements.flatMap((entitlement): readonly Entitlement[] => {
    const { until } = entitlement;
    if (until === null || on < addDays(until, GRACE_DAYS)) return [entitlement];
    // Its services are gone; that it was owned is remembered until it is removed.
    return on < addDays(until, REMOVAL_DAYS) ? [{ ...entitlement, status: 'cancelled' }] : [];
  });
}
