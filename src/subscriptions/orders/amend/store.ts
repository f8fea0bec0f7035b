import type { CustomerId } from '../../../kit/ids.ts';
import type { Tx } from '../../../platform/db.ts';
import type { Account } from '../../tenant/account.ts';
import { accountsSql } from '../../tenant/store.ts';

/** What the life of a customer's subscriptions needs beside the facts, of all that are not removed. */
export async function readAccounts(tx: Tx, customerId: CustomerId): Promise<readonly Account[]> {
  const { rows } = await tx.query<{ readonly accounts: readonly Account[] }>(
    `select ${accountsSql('$1', `s.status <> 'deleted'`)} as accounts`,
    [customerId],
  );
  return rows[0]?.accounts ?? [];
}
