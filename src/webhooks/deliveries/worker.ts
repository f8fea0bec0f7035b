import { purgeAnnouncements } from '../../audit/store.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { postOutbound, type OutboundPolicy } from '../../platform/outbound.ts';
import { regularly, type Regular } from '../../platform/regularly.ts';
import { keyFinder, type FindKey } from '../signing/commands.ts';
import { signatureHeaders } from '../signing/signature.ts';
import { handOver } from './commands.ts';
import type { ClaimedDelivery } from './delivery.ts';
import { bodyOf, headersOf } from './message.ts';
import { settlementOf } from './schedule.ts';
import { claimDue, purgeDeliveries, recordAttempt, releaseClaim } from './store.ts';

export type SenderDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Where this server is reached from outside, without a slash at the end. */
  readonly publicUrl: () => string;
  readonly policy: OutboundPolicy;
  /** How long a receiver may take for everything; 15 seconds where nothing is said. */
  readonly millisecondsMax?: number;
  /** Hears of what could not be done; it is tried again. */
  readonly onTrouble: (sentence: string, error: unknown) => void;
};

export type Sender = {
  /** Hands over what was announced and begins to send what is due. */
  readonly look: () => Promise<void>;
  /** Waits until nothing is on its way. */
  readonly settled: () => Promise<void>;
  /** Breaks off what is on its way; it is sent again later. */
  readonly stop: () => Promise<void>;
};

const HAND_OVER_ROWS = 500;
/** So many are on their way at once, here, */
const OPEN_MAX = 32;
/** and of one partner, everywhere: a receiver that never answers must not hold the others up. */
const OPEN_PER_PARTNER_MAX = 4;
const SEND_MS_MAX = 15_000;
/** Longer than a try can take; after it the sender counts as dead and another one may send. */
const CLAIM_MS = 60_000;

/** Makes a sender that works when it is told to look. Any number of them may work on one database. */
export function openSender(deps: SenderDeps): Sender {
  const { db, clock, onTrouble } = deps;
  const findKey = keyFinder(deps);
  const stopping = new AbortController();
  const open = new Set<Promise<void>>();
  let looking: Promise<void> | null = null;
  let isWanted = false;

  const look = (): Promise<void> => {
    isWanted = true;
    looking ??= lookWhileWanted()
      .catch((error: unknown) => onTrouble('Webhooks could not be looked up.', error))
      .finally(() => {
        looking = null;
      });
    return looking;
  };
  const lookWhileWanted = async (): Promise<void> => {
    while (isWanted && !stopping.signal.aborted) {
      isWanted = false;
      while ((await db.transaction((tx) => handOver(tx, clock.now(), HAND_OVER_ROWS))) === HAND_OVER_ROWS);
      for (const delivery of await claim()) begin(delivery);
    }
  };
  const claim = async (): Promise<readonly ClaimedDelivery[]> => {
    const limit = OPEN_MAX - open.size;
    if (limit === 0) return [];
    const now = clock.now();
    const until = new Date(now.getTime() + CLAIM_MS);
    return db.transaction((tx) => claimDue(tx, { claimId: deps.newId(), now, until, limit, perPartner: OPEN_PER_PARTNER_MAX }));
  };
  const begin = (delivery: ClaimedDelivery): void => {
    const sending = sendOne(deps, delivery, { findKey, signal: stopping.signal })
      .catch((error: unknown) => onTrouble(`The event ${delivery.deliveryId} could not be sent.`, error))
      .finally(() => {
        open.delete(sending);
        // What waited for this place is looked for at once.
        void look();
      });
    open.add(sending);
  };
  const settled = async (): Promise<void> => {
    for (;;) {
      await Promise.all([looking, ...open]);
      if (open.size === 0 && looking === null) return;
    }
  };
  return {
    look,
    settled,
    stop: async () => {
      stopping.abort();
      await settled();
    },
  };
}

async function sendOne(
  deps: SenderDeps,
  delivery: ClaimedDelivery,
  { findKey, signal }: { readonly findKey: FindKey; readonly signal: AbortSignal },
): Promise<void> {
  const { db, clock, policy, millisecondsMax = SEND_MS_MAX } = deps;
  const startedAt = clock.now();
  const baseUrl = deps.publicUrl();
  const body = bodyOf(delivery, baseUrl);
  const signature = signatureHeaders(body, await findKey(startedAt), { baseUrl, inMsHeader: delivery.signatureInMsHeader });
  const headers = { ...headersOf(delivery), ...signature };
  const outcome = await postOutbound({ url: delivery.url, headers, body, millisecondsMax, signal }, policy);
  const endedAt = clock.now();
  await db.transaction(async (tx) => {
    if (outcome.kind === 'unreachable' && outcome.cause === 'stopped') return releaseClaim(tx, delivery);
    const milliseconds = endedAt.getTime() - startedAt.getTime();
    const attempt = { at: startedAt.toISOString(), url: delivery.url, outcome, milliseconds };
    return recordAttempt(tx, delivery, attempt, settlementOf(delivery.eventName, delivery.tries, outcome, endedAt));
  });
}

const LOOK_SECONDS = 2;
/** A database that does not answer is not asked again at once. */
const QUIET_MS = 30_000;
const PURGE_MS = 6 * 3_600_000;

/** Starts sending: looks every other second, and removes old rows a few times a day. */
export function startWebhooks(deps: SenderDeps): Regular {
  let quietUntil = 0;
  const onTrouble: SenderDeps['onTrouble'] = (sentence, error) => {
    quietUntil = deps.clock.now().getTime() + QUIET_MS;
    deps.onTrouble(sentence, error);
  };
  const sender = openSender({ ...deps, onTrouble });
  const purging = regularly({
    name: 'old_webhooks',
    everyMs: PURGE_MS,
    work: (isStopped) => purgeWebhooks(deps, isStopped),
    onTrouble: (error) => deps.onTrouble('Old webhooks could not be removed.', error),
  });
  const looking = setInterval(() => {
    if (deps.clock.now().getTime() >= quietUntil) void sender.look();
  }, LOOK_SECONDS * 1000);
  looking.unref();
  return {
    stop: async () => {
      clearInterval(looking);
      await Promise.all([sender.stop(), purging.stop()]);
    },
  };
}

const DAY_MS = 86_400_000;
const PURGE_ROWS = 1_000;
/** How long what was settled is kept: test events, what was delivered, what was given up. */
export const KEPT_DAYS = { tests: 7, delivered: 30, givenUp: 90 } as const;

/** Removes deliveries and announcements that are over and old; tells how many. Safe in several processes at once. */
export async function purgeWebhooks(
  { db, clock }: Pick<SenderDeps, 'db' | 'clock'>,
  isStopped: () => boolean = () => false,
): Promise<number> {
  const before = (days: number): Date => new Date(clock.now().getTime() - days * DAY_MS);
  const [tests, delivered, givenUp] = [before(KEPT_DAYS.tests), before(KEPT_DAYS.delivered), before(KEPT_DAYS.givenUp)];
  const all = async (some: (tx: Tx) => Promise<number>): Promise<number> => {
    let total = 0;
    while (!isStopped()) {
      const removed = await db.transaction(some);
      total += removed;
      if (removed < PURGE_ROWS) break;
    }
    return total;
  };
  const gone = await all((tx) => purgeDeliveries(tx, { tests, delivered, givenUp }, PURGE_ROWS));
  return gone + (await all((tx) => purgeAnnouncements(tx, delivered, PURGE_ROWS)));
}
