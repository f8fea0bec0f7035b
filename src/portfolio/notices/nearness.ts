import { addDays, dayOf } from '../../kit/dates.ts';
import type { PartnerId } from '../../kit/ids.ts';
import { LIFE_POLICY } from '../../subscriptions/renewal/policy.ts';
import { DAYS_AHEAD, FAILED_DAYS } from './notice.ts';
import type { Nearness } from './store.ts';

/** Which days count as near on a day. */
export function nearnessFor(partnerId: PartnerId, now: Date): Nearness {
  const today = dayOf(now);
  const { removalDays } = LIFE_POLICY;
  return {
    partnerId,
    today,
    termEndUntil: addDays(today, DAYS_AHEAD.term_end),
    suspendedFrom: addDays(today, -removalDays),
    suspendedUntil: addDays(today, DAYS_AHEAD.removal - removalDays),
    removalDays,
    adminEndUntil: addDays(today, DAYS_AHEAD.delegated_admin_end),
    failedSince: `${addDays(today, -FAILED_DAYS)}T00:00:00Z`,
  };
}
