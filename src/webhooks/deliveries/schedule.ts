import type { OutboundOutcome } from '../../platform/outbound.ts';
import { TEST_EVENT } from '../events.ts';
import { isTaken, type DeliveryState } from './delivery.ts';

/** How often one event is tried, as at the public API. */
export const TRIES_MAX = 10;

const MINUTE_MS = 60_000;
const WAIT_MINUTES_MAX = 24 * 60;

/** What a try leads to. */
export type Settlement =
  | { readonly state: Exclude<DeliveryState, 'waiting'>; readonly at: Date }
  | { readonly state: 'waiting'; readonly nextAttemptAt: Date };

/**
 * What follows after a try: `tries` counts it. A test event is tried once, since somebody waits for its result; everything
 * else is tried ten times within four days.
 */
export function settlementOf(eventName: string, tries: number, outcome: OutboundOutcome, at: Date): Settlement {
  if (isTaken(outcome)) return { state: 'delivered', at };
  const retryAfter = outcome.kind === 'answered' ? outcome.retryAfter : null;
  const next = nextAttempt({ tries, triesMax: eventName === TEST_EVENT ? 1 : TRIES_MAX, at, retryAfter });
  return next === null ? { state: 'given_up', at } : { state: 'waiting', nextAttemptAt: next };
}

/**
 * When to try again after so many tries that failed: after 1, 4, 16, 64 minutes and so on up to a day, later where the
 * receiver asks for it (`Retry-After`), never later than a day. Null when it was the last.
 */
export function nextAttempt({
  tries,
  triesMax,
  at,
  retryAfter,
}: {
  readonly tries: number;
  readonly triesMax: number;
  readonly at: Date;
  readonly retryAfter: string | null;
}): Date | null {
  if (tries >= triesMax) return null;
  const waitMs = Math.min(4 ** (tries - 1), WAIT_MINUTES_MAX) * MINUTE_MS;
  const askedMs = Math.min(askedWait(retryAfter, at), WAIT_MINUTES_MAX * MINUTE_MS);
  return new Date(at.getTime() + Math.max(waitMs, askedMs));
}

/** Seconds or a date of HTTP; anything else asks for nothing. */
function askedWait(retryAfter: string | null, at: Date): number {
  if (retryAfter === null) return 0;
  if (/^\d{1,9}$/.test(retryAfter.trim())) return Number(retryAfter) * 1000;
  const until = Date.parse(retryAfter);
  return Number.isNaN(until) ? 0 : until - at.getTime();
}
