import { Client, type ClientConfig, type PoolClient } from 'pg';
import { birthOf, cutOff, type Birth } from './greeting.ts';

/** Looks after connections on which somebody waits for an answer. */
export type SilenceWatch = {
  /** Hears that something was asked; what it gives back is called with the answer. */
  readonly asked: (client: PoolClient) => () => void;
  readonly close: () => void;
};

/** How long somebody waits before the server is asked about it over another connection. */
const SILENCE_MILLISECONDS = 20_000;

/**
 * Gives up connections whose other end is gone without a word: a machine that lost its power, or a server that works on although
 * the address leads to its successor. Nothing would tell us for a quarter of an hour, and meanwhile all connections may stand so. So
 * the server that is at the address now is asked over a new connection; where it twice does not know that it is working for the silent
 * one, that is cut off. What merely takes long is left alone, and so is everything where nobody answers at all.
 */
export function watchSilence(config: ClientConfig, milliseconds: number = SILENCE_MILLISECONDS): SilenceWatch {
  const waiting = new Map<PoolClient, Waiting>();
  let isLooking = false;
  const look = async (): Promise<void> => {
    const silent = [...waiting].filter(([, { since }]) => performance.now() - since > milliseconds);
    if (isLooking || silent.length === 0) return;
    isLooking = true;
    const births = silent.flatMap(([client]) => birthOf(client) ?? []);
    const atWork = await askWhoIsAtWork(config, births).catch(() => null);
    isLooking = false;
    for (const [client, asked] of silent) {
      const birth = birthOf(client);
      // It may have been answered meanwhile, and asked again.
      if (atWork === null || birth === null || waiting.get(client) !== asked) continue;
      asked.doubts = atWork.has(birth.pid) ? 0 : asked.doubts + 1;
      if (asked.doubts >= DOUBTS_MAX) cutOff(client, 'the server does not know of this connection any more');
    }
  };
  const timer = setInterval(() => void look(), milliseconds / LOOKS);
  timer.unref();
  return {
    asked: (client) => {
      const asked = waiting.get(client) ?? { since: performance.now(), open: 0, doubts: 0 };
      asked.open += 1;
      waiting.set(client, asked);
      return () => {
        asked.open -= 1;
        if (asked.open === 0) waiting.delete(client);
      };
    },
    close: () => clearInterval(timer),
  };
}

/** Since when somebody waits on a connection, for how many answers, and how often the server did not know of it. */
type Waiting = { readonly since: number; open: number; doubts: number };

/** An answer may be on its way at the moment of the first look. */
const DOUBTS_MAX = 2;
/** So often within the time of a silence it is looked. */
const LOOKS = 4;
const CONNECT_MILLISECONDS_MAX = 5000;

/** The processes among these that are in the middle of something. */
async function askWhoIsAtWork(config: ClientConfig, births: readonly Birth[]): Promise<ReadonlySet<number>> {
  const client = new Client({ ...config, connectionTimeoutMillis: CONNECT_MILLISECONDS_MAX, query_timeout: CONNECT_MILLISECONDS_MAX });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ pid: number }>(
      `select a.pid
         from unnest($1::int[], $2::text[]) as known (pid, since), pg_stat_get_activity(known.pid) a
        where extract(epoch from a.backend_start)::text = known.since and a.state is distinct from 'idle'`,
      [births.map(({ pid }) => pid), births.map(({ since }) => since)],
    );
    return new Set(rows.map(({ pid }) => pid));
  } finally {
    await client.end().catch(() => {});
  }
}
