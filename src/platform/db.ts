import { Pool, types, type ClientConfig, type PoolClient } from 'pg';
import { sendStatement, type Answered } from './batch.ts';
import { greet, READ_ONLY } from './greeting.ts';
import { isPlannedOnce, PLAN_ONCE } from './planning.ts';
import { watchSilence, type SilenceWatch } from './silence.ts';

/** What a statement gives back. Days and instants stay text; whole numbers up to 2^53 are numbers. */
export type Rows<Row> = { readonly rows: readonly Row[]; readonly rowCount: number };

/** One transaction. Every statement is prepared once per connection, under a name made from its text. */
export type Tx = {
  /** Sends a statement and waits for its rows. */
  query<Row>(sql: string, values?: readonly unknown[]): Promise<Rows<Row>>;
  /**
   * Sends a statement that the commit waits for. Nothing comes back; a failure fails the whole transaction.
   * The statement and the commit travel together, which saves a round trip.
   */
  send(sql: string, values?: readonly unknown[]): void;
  /** What goes behind every change to some tables, in the same transaction; none where the database was opened without. */
  readonly followUps?: readonly FollowUp[];
};

/** A statement that goes behind every change to one of these tables; `$1` is the customer whose rows were changed. */
export type FollowUp = { readonly tables: ReadonlySet<string>; readonly sql: string };

export type Db = {
  /** Runs the work in one transaction: all of it, or, when it throws, nothing. */
  transaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** One reading statement outside any transaction. */
  read<Row>(sql: string, values?: readonly unknown[]): Promise<Rows<Row>>;
  /** A connection of one's own, for COPY, migrations and locks that outlive a transaction. */
  dedicated<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result>;
  /** How many connections there are, how many of them wait for work, and how many pieces of work wait for one. */
  connections(): { readonly open: number; readonly idle: number; readonly waiting: number };
  close(): Promise<void>;
};

/** Hears of a statement as it is sent; what it gives back is called at the end, with the failure or null. */
export type StatementWatch = (text: string) => (error: unknown) => void;

export type DbOptions = {
  readonly connectionString: string;
  readonly connectionsMax?: number;
  /** How long work waits for a free connection before it fails; ten seconds where nothing is said. */
  readonly connectMillisecondsMax?: number;
  readonly applicationName?: string;
  readonly followUps?: readonly FollowUp[];
  /** Hear of every statement, for counting and tracing. */
  readonly watches?: readonly StatementWatch[];
  /** Whether it may also be a standby, for what only reads and says as of when. */
  readonly isStandbyEnough?: boolean;
  /** How long somebody waits for an answer before it is asked whether the server still works for that, unless a standby is enough; docs/reliability.md. */
  readonly silenceMilliseconds?: number;
};

const CONNECT_MILLISECONDS_MAX = 10_000;
/** After so long, the system asks the other end of a quiet connection whether it is still there; ten seconds later it is given up. */
const QUIET_MILLISECONDS = 10_000;

/**
 * A process that stands still in the middle of a transaction holds customers back; it is cut off. Whoever waits for a
 * lock is told to come again before the request's own time is over (docs/reliability.md).
 */
const LIMITS = '-c idle_in_transaction_session_timeout=60s -c lock_timeout=30s';

/** Opens a pool of connections; none is made before it is needed. */
export function openDb(options: DbOptions): Db {
  keepDatesAsText();
  const connectMilliseconds = options.connectMillisecondsMax ?? CONNECT_MILLISECONDS_MAX;
  const config: ClientConfig = {
    connectionString: options.connectionString,
    application_name: options.applicationName ?? 'upseat',
    // Just-in-time compilation costs more than it gives on short statements (docs/decisions).
    options: `-c jit=off -c timezone=UTC ${LIMITS}`,
    keepAlive: true,
    keepAliveInitialDelayMillis: QUIET_MILLISECONDS,
  };
  const pool = new Pool({
    ...config,
    max: options.connectionsMax ?? 8,
    connectionTimeoutMillis: connectMilliseconds,
    // The pool waits for it before anybody gets the connection, though its type does not say so.
    onConnect: (client): unknown =>
      greet(client, { isStandbyEnough: options.isStandbyEnough ?? false, millisecondsMax: connectMilliseconds }),
  });
  // An address that may lead to a standby may lead to several servers, and the one that is asked need not be the one that works.
  const silence = options.isStandbyEnough === true ? null : watchSilence(config, options.silenceMilliseconds);
  // An idle connection that the server closes is not a fault of any request; the pool opens another.
  pool.on('error', () => {});

  const sendTo = watched(options.watches ?? [], silence);
  return {
    transaction: (work) =>
      withClient(pool, (client) =>
        withCertainty(client, () => inTransaction((sql, values) => sendTo(client, sql, values), work, options.followUps ?? [])),
      ),
    read: <Row>(sql: string, values: readonly unknown[] = []) =>
      withClient(pool, (client) => {
        // What is sent in one turn is one transaction, so the settings hold for this statement alone. A failure meets the statement too.
        if (isPlannedOnce(sql)) sendTo(client, PLAN_ONCE, []).catch(() => {});
        return sendTo(client, sql, values) as Promise<Answered & Rows<Row>>;
      }),
    dedicated: (work) => withClient(pool, work),
    connections: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => {
      silence?.close();
      return pool.end();
    },
  };
}

type Send = (sql: string, values: readonly unknown[]) => Promise<Answered>;

/** Sending, with those told who watch; where nobody does, it costs next to nothing. */
function watched(watches: readonly StatementWatch[], silence: SilenceWatch | null): typeof sendStatement {
  return (client, sql, values) => {
    const ends = watches.map((watch) => watch(sql));
    const heard = silence?.asked(client);
    const answer = sendStatement(client, sql, values);
    const end = (error: unknown): void => {
      heard?.();
      for (const each of ends) each(error);
    };
    answer.then(() => end(null), end);
    return answer;
  };
}

async function inTransaction<Result>(sendNow: Send, work: (tx: Tx) => Promise<Result>, followUps: readonly FollowUp[]): Promise<Result> {
  let failure: unknown;
  const send = (sql: string, values: readonly unknown[] = []): Promise<Answered> => {
    const answer = sendNow(sql, values);
    // A failure is met by whoever awaits, at the latest below; until then it must not count as unhandled.
    answer.catch((error: unknown) => (failure ??= error));
    return answer;
  };
  void send('begin');
  try {
    const result = await work({
      query: <Row>(sql: string, values?: readonly unknown[]) => send(sql, values) as Promise<Answered & Rows<Row>>,
      send: (sql, values) => void send(sql, values),
      followUps,
    });
    const { command } = await send('commit');
    if (command !== 'COMMIT') throw failure ?? new Error('the transaction was rolled back');
    return result;
  } catch (error) {
    await send('rollback').catch(() => {});
    throw error;
  }
}

/** The routine of PostgreSQL that waits for a standby, as its notices name it in every language. */
const WAITS_FOR_STANDBY = 'SyncRepWaitForLSN';

/**
 * Fails a transaction whose wait for a synchronous standby was cut short: the server calls it committed, but a failover
 * may still lose it. Whoever asked repeats the request, and the repeat is answered when the standby has both.
 */
async function withCertainty<Result>(client: PoolClient, work: () => Promise<Result>): Promise<Result> {
  let isCertain = true;
  const hear = ({ routine }: { readonly routine?: string | undefined }): void => {
    if (routine === WAITS_FOR_STANDBY) isCertain = false;
  };
  client.on('notice', hear);
  try {
    const result = await work();
    if (!isCertain) throw Object.assign(new Error('committed, but no standby has said that it has it'), { code: OUTCOME_UNKNOWN });
    return result;
  } finally {
    client.removeListener('notice', hear);
  }
}

/** SQL's own code for a transaction of which nobody knows whether it happened. */
const OUTCOME_UNKNOWN = '08007';

async function withClient<Result>(pool: Pool, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  client.on('error', onError);
  try {
    return await work(client);
  } catch (error) {
    if (isConnectionFailure(error)) broken = error as Error;
    throw error;
  } finally {
    client.removeListener('error', onError);
    client.release(broken);
  }
}

/** The system's words for a place that is not there, not there at the moment, or there no longer. */
const UNREACHABLE = new Set([
  ...['ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'EPIPE', 'ENOENT', 'ETIMEDOUT'],
  ...['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL'],
]);

/** Whether the connection itself failed: such a connection is thrown away, and the outcome of a commit is unknown. */
export function isConnectionFailure(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return (
    code.startsWith('08') ||
    code.startsWith('57P') ||
    // Cut off for standing still in the middle of a transaction.
    code === '25P03' ||
    // It may only read: it leads to a server that is not the primary, or was made while nobody was to write.
    code === READ_ONLY ||
    UNREACHABLE.has(code) ||
    /connection terminated|connection error|not queryable|timeout exceeded/i.test((error as Error).message ?? '')
  );
}

/** The name of the broken constraint, without the suffix that a sharded database adds; null for any other error. */
export function violatedConstraint(error: unknown): string | null {
  const { code, constraint } = error as { code?: string; constraint?: string };
  if (code === undefined || !code.startsWith('23')) return null;
  return (constraint ?? '').replace(/_\d{6,}$/, '');
}

let datesAreText = false;

/** A calendar day must never become a local midnight, and parsing dates is half the cost of a list. */
function keepDatesAsText(): void {
  if (datesAreText) return;
  datesAreText = true;
  for (const oid of [types.builtins.DATE, types.builtins.TIMESTAMP, types.builtins.TIMESTAMPTZ]) {
    types.setTypeParser(oid, (text: string) => text);
  }
  types.setTypeParser(types.builtins.INT8, (text: string) => {
    const number = Number(text);
    if (!Number.isSafeInteger(number)) throw new RangeError(`a bigint beyond 2^53: ${text}`);
    return number;
  });
}
