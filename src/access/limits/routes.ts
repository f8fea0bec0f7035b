import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../platform/clock.ts';
import type { Caller } from '../caller.ts';
import { memory } from '../memory.ts';
import { fullAt, take, type Bucket, type Limit } from './bucket.ts';

/** How many callers' buckets are remembered; whoever is forgotten starts with a full one. */
const BUCKETS_MAX = 50_000;
/** Forms and links that need no proof of who asks, for each address and minute. */
const ANONYMOUS_PER_MINUTE = 600;

/**
 * Limits how fast one partner asks about one customer, and about everything else: `perMinute` requests each, all of them
 * at once if need be; 0 lifts the limit. Whoever asks faster is answered 429 in the words of the public gateway. Register
 * it after `authentication`, since it counts by who is proven.
 */
export function rateLimits({ clock, perMinute }: { readonly clock: Clock; readonly perMinute: number }): FastifyPluginAsync {
  const buckets = memory<Bucket>(BUCKETS_MAX);
  const plugin: FastifyPluginAsync = async (app) => {
    if (perMinute === 0) return;
    app.addHook('onRequest', async (request, reply) => {
      const counted = countedAs(request, perMinute);
      if (counted === null) return undefined;
      const now = clock.now().getTime();
      const taken = take(buckets.recall(counted.key, now), counted.limit, now);
      buckets.keep(counted.key, taken.bucket, fullAt(taken.bucket, counted.limit));
      return taken.kind === 'taken' ? undefined : tooFast(reply, taken.waitSeconds);
    });
  };
  // The hook is for the whole server, not for this plugin alone.
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true });
}

type Counted = { readonly key: string; readonly limit: Limit };

/** By partner and customer, else by partner; without a caller only what writes counts, by address: pages are many small files. */
function countedAs(request: FastifyRequest, perMinute: number): Counted | null {
  const caller = request.caller as Caller | null;
  if (caller !== null) {
    const { customerId } = request.params as { readonly customerId?: string };
    const whom = customerId === undefined ? '' : ` ${customerId.toLowerCase()}`;
    return { key: `${caller.partnerId}${whom}`, limit: { burst: perMinute, perMinute } };
  }
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return null;
  return { key: `address ${request.ip}`, limit: { burst: ANONYMOUS_PER_MINUTE, perMinute: ANONYMOUS_PER_MINUTE } };
}

/** The body is the gateway's, not a fault: the official .NET client reads how long to wait from this shape only. */
function tooFast(reply: FastifyReply, waitSeconds: number): FastifyReply {
  return reply
    .code(429)
    .header('Retry-After', String(waitSeconds))
    .send({ statusCode: 429, message: `Rate limit is exceeded. Try again in ${waitSeconds} seconds.` });
}
