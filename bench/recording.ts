import { newId } from '../src/platform/clock.ts';
import type { Db, Tx } from '../src/platform/db.ts';
import { readerOf, type Reader } from '../src/platform/reader.ts';
import { digitsOf } from './world.ts';

/** A statement as the program sent it for one customer. */
export type Sent = { readonly sql: string; readonly values: readonly unknown[] };
/** The same; `types` are those that the database gave its parameters. */
export type Statement = Sent & { readonly types: readonly string[] };

/** What one change sends: what it asks in the first round trip, what it writes in the second. */
export type Statements = { readonly asked: readonly Statement[]; readonly written: readonly Statement[]; readonly digits: string };

/**
 * Has the program change something of a customer, listens to what it sends, and takes everything back. All ids that `work`
 * makes with `newId` end in the customer's digits, so that other digits in their place make the change of another customer.
 */
export async function recordChange(db: Db, customer: number, work: (tx: Tx, newId: () => string) => Promise<unknown>): Promise<Statements> {
  const [asked, written]: [Sent[], Sent[]] = [[], []];
  const digits = digitsOf(customer);
  let made = 0;
  const idsOfCustomer = (): string => `${(0xe0000000 + made++).toString(16)}-0000-4000-8000-${digits}`;
  try {
    await db.transaction(async (tx) => {
      await work(listening(tx, asked, written), idsOfCustomer);
      throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  return { asked: await withTypes(db, asked), written: await withTypes(db, written), digits };
}

/** What a reading of the program sends, in its order; each statement waits for the one before. */
export async function recordReading(db: Db, work: (reader: Reader) => Promise<unknown>): Promise<readonly Sent[]> {
  const asked: Sent[] = [];
  await work(listening({ query: readerOf(db).query, send: () => {} }, asked, []));
  return asked;
}

/** Makes a recorded change of another customer, in the two round trips of the program. */
export function repeatFor(db: Db, { asked, written, digits }: Statements, customer: number): Promise<void> {
  const own = digitsOf(customer);
  const valuesOf = ({ values }: Sent): unknown[] =>
    values.map((value) => (typeof value === 'string' ? value.replaceAll(digits, own) : value));
  return db.transaction(async (tx) => {
    await Promise.all(asked.map((statement) => tx.query(statement.sql, valuesOf(statement))));
    for (const statement of written) tx.send(statement.sql, valuesOf(statement));
  });
}

class TakenBack extends Error {}

function listening(tx: Tx, asked: Sent[], written: Sent[]): Tx {
  return {
    query: (sql, values = []) => {
      asked.push({ sql, values });
      return tx.query(sql, values);
    },
    send: (sql, values = []) => {
      written.push({ sql, values });
      tx.send(sql, values);
    },
    followUps: tx.followUps ?? [],
  };
}

async function withTypes(db: Db, sent: readonly Sent[]): Promise<readonly Statement[]> {
  return db.dedicated(async (client) => {
    const statements: Statement[] = [];
    for (const { sql, values } of sent) {
      const name = `probe_${newId().replaceAll('-', '')}`;
      await client.query(`prepare ${name} as ${sql}`);
      const { rows } = await client.query<{ types: string[] }>(
        'select parameter_types::text[] as types from pg_prepared_statements where name = $1',
        [name],
      );
      await client.query(`deallocate ${name}`);
      statements.push({ sql, values, types: rows[0]?.types ?? [] });
    }
    return statements;
  });
}
