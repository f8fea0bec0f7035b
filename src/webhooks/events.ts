/** What this program announces: `{resource}-{action}`, in the order of the events page of the public API, then our own. */
export const RAISED_EVENTS = [
  'test-created',
  'subscription-updated',
  'invoice-ready',
  'reseller-relationship-accepted-by-customer',
  'dap-admin-relationship-approved',
  'dap-admin-relationship-terminated',
  'granular-admin-relationship-approved',
  'granular-admin-relationship-activated',
  'granular-admin-relationship-expired',
  'granular-admin-relationship-terminated',
  'granular-admin-relationship-created',
  'granular-admin-relationship-updated',
  'reseller-relationship-terminated',
  'customer-deleted',
  'notice-raised',
] as const;

/** What the public API names too and nothing here can cause. Programs that register for everything may go on doing so. */
export const OTHER_EVENTS = [
  'usagerecords-thresholdExceeded',
  'referral-created',
  'referral-updated',
  'related-referral-created',
  'related-referral-updated',
  'azure-fraud-event-detected',
  'dap-admin-relationship-terminated-by-microsoft',
  'granular-admin-access-assignment-created',
  'granular-admin-access-assignment-updated',
  'granular-admin-access-assignment-activated',
  'granular-admin-access-assignment-deleted',
  'new-commerce-migration-created',
  'new-commerce-migration-completed',
  'new-commerce-migration-failed',
  'new-commerce-migration-schedule-failed',
] as const;

/** The event by which a receiver is tried. */
export const TEST_EVENT = 'test-created';

/** The event by which a receiver hears that there is something new to act on. */
export const NOTICE_EVENT = 'notice-raised' satisfies (typeof RAISED_EVENTS)[number];

/** The names as the public API spells them, each once, from names in any case; or the first that is no event. */
export function readEvents(
  names: readonly string[],
): { readonly kind: 'events'; readonly events: readonly string[] } | { readonly kind: 'unknown'; readonly name: string } {
  const known = new Map([...RAISED_EVENTS, ...OTHER_EVENTS].map((name) => [name.toLowerCase(), name]));
  const events = new Set<string>();
  for (const name of names) {
    const found = known.get(name.trim().toLowerCase());
    if (found === undefined) return { kind: 'unknown', name };
    events.add(found);
  }
  return { kind: 'events', events: [...events] };
}
