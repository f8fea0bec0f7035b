import type { Db, Tx } from './db.ts';

/** Something that reading statements can be sent to: a transaction, or single statements outside any. */
export type Reader = Pick<Tx, 'query'>;

/** Reads without a transaction: each statement sees what is committed when it starts, and costs one round trip. */
export function readerOf(db: Db): Reader {
  return { query: db.read };
}
