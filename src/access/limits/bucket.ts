/** How many requests are free at once, and how many come free again each minute. */
export type Limit = { readonly burst: number; readonly perMinute: number };

/** How much is free at a moment (milliseconds since 1970). */
export type Bucket = { readonly free: number; readonly at: number };

/** One request more, or how long to wait for it. */
export type Taken =
  | { readonly kind: 'taken'; readonly bucket: Bucket }
  | { readonly kind: 'empty'; readonly waitSeconds: number; readonly bucket: Bucket };

const MS_PER_MINUTE = 60_000;

/**
 * Takes one request out of a bucket that fills up steadily; null is a full one. A clock that goes back fills nothing, and
 * from then on the bucket fills by the clock that there is: one that was wrong for a while stops nobody afterwards.
 */
export function take(bucket: Bucket | null, limit: Limit, now: number): Taken {
  const known = bucket ?? { free: limit.burst, at: now };
  const elapsed = Math.max(0, now - known.at);
  const free = Math.min(limit.burst, known.free + (elapsed * limit.perMinute) / MS_PER_MINUTE);
  if (free >= 1) return { kind: 'taken', bucket: { free: free - 1, at: now } };
  const waitSeconds = Math.max(1, Math.ceil(((1 - free) * MS_PER_MINUTE) / limit.perMinute / 1000));
  return { kind: 'empty', waitSeconds, bucket: { free, at: now } };
}

/** When a bucket is full again, and need not be remembered; in milliseconds since 1970. */
export function fullAt({ free, at }: Bucket, limit: Limit): number {
  return at + ((limit.burst - free) * MS_PER_MINUTE) / limit.perMinute;
}
