/** So many rows were begun at an instant. */
export type Begun = { readonly at: string; readonly rows: number };

const MINUTE_MS = 60_000;

/** What counts against the limit at an instant: what was begun in the sixty seconds before it. */
export function begunLately(begun: readonly Begun[], now: Date): readonly Begun[] {
  return begun.filter(({ at }) => new Date(at).getTime() > now.getTime() - MINUTE_MS);
}

/** How many rows may begin now, so that in no sixty seconds more than the limit begin; null for no limit. */
export function allowedNow(perMinute: number | null, begun: readonly Begun[], now: Date): number {
  if (perMinute === null) return Infinity;
  return Math.max(0, perMinute - begunLately(begun, now).reduce((rows, each) => rows + each.rows, 0));
}

/** When a row may begin again: now, or when the oldest of those that count no longer does. */
export function nextAllowed(perMinute: number | null, begun: readonly Begun[], now: Date): Date {
  if (allowedNow(perMinute, begun, now) > 0) return now;
  const oldest = Math.min(...begunLately(begun, now).map(({ at }) => new Date(at).getTime()));
  return new Date(oldest + MINUTE_MS);
}
