import { Pool, types, type PoolClient } from 'pg';
import { sendStatement, type Answered } from './batch.ts';

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
};

export type Db = {
  /** Runs the work in one transaction: all of it, or, when it throws, nothing. */
  transaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** One reading statement outside any transaction. */
  read<Row>(sql: string, values?: readonly unknown[]): Promise<Rows<Row>>;
  /** A connection of one's own, for COPY, migrations and locks that outlive a transaction. */
  dedicated<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};

export type DbOptions = { readonly connectionString: string; readonly connectionsMax?: number; readonly applicationName?: string };

export function openDb(options: DbOptions): Db {
  keepDatesAsText();
  const pool = new Pool({
    connectionString: options.connectionString,
    max: options.connectionsMax ?? 8,
    application_name: options.applicationName ?? 'upseat',
    // Just-in-time compilation costs more than it gives on short statements (docs/decisions).
    options: '-c jit=off -c timezone=UTC',
    connectionTimeoutMillis: 10_000,
  });
  // An idle connection that the server closes is not a fault of any request; the pool opens another.
  pool.on('error', () => {});

  return {
    transaction: (work) => withClient(pool, (client) => inTransaction(client, work)),
    read: (sql, values) => withClient(pool, (client) => run(client, sql, values)),
    dedicated: (work) => withClient(pool, work),
    close: () => pool.end(),
  };
}

async function inTransaction<Result>(client: PoolClient, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  let failure: unknown;
  const send = (sql: string, values: readonly unknown[] = []): Promise<Answered> => {
    const answer = sendStatement(client, sql, values);
    // A failure is met by whoever awaits, at the latest below; until then it must not count as unhandled.
    answer.catch((error: unknown) => (failure ??= error));
    return answer;
  };
  void send('begin');
  try {
    const result = await work({
      query: <Row>(sql: string, values?: readonly unknown[]) => send(sql, values) as Promise<Answered & Rows<Row>>,
      send: (sql, values) => void send(sql, values),
    });
    const { command } = await send('commit');
    if (command !== 'COMMIT') throw failure ?? new Error('the transaction was rolled back');
    return result;
  } catch (error) {
    await send('rollback').catch(() => {});
    throw error;
  }
}

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

/** Whether the connection itself failed: such a connection is thrown away, and the outcome of a commit is unknown. */
export function isConnectionFailure(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return (
    code.startsWith('08') ||
    code.startsWith('57P') ||
    code === 'ECONNRESET' ||
    code === 'EPIPE' ||
    code === 'ECONNREFUSED' ||
    code === 'ENOENT' ||
    /connection terminated|connection error|not queryable|timeout exceeded/i.test((error as Error).message ?? '')
  );
}

/** The name of the broken constraint, without the suffix that a sharded database adds; null for any other error. */
export function violatedConstraint(error: unknown): string | null {
  const { code, constraint } = error as { code?: string; constraint?: string };
  if (code === undefined || !code.startsWith('23')) return null;
  return (constraint ?? '').replace(/_\d{6,}$/, '');
}

function run<Row>(client: PoolClient, sql: string, values: readonly unknown[] = []): Promise<Rows<Row>> {
  return sendStatement(client, sql, values) as Promise<Answered & Rows<Row>>;
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
