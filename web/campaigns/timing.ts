/** When the upgrades of a campaign happen, as somebody fills it in. */
export type Timing = { readonly when: 'now' | 'date' | 'renewal'; readonly date: string };

export const AT_ONCE: Timing = { when: 'now', date: '' };

/** The first day for which something can be scheduled. */
export function tomorrow(): string {
  return new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
}

/** Whether it says all that it must. */
export function isGoodTiming({ when, date }: Timing): boolean {
  return when !== 'date' || date >= tomorrow();
}

/** The same as it is sent. */
export function timingOf({ when, date }: Timing): { readonly when: Timing['when']; readonly date?: string } {
  return when === 'date' ? { when, date } : { when };
}
