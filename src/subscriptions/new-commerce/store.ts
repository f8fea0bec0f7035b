import { ledgerSql } from '../../billing/store.ts';
import { aheadSecondsSql } from '../../customers/time/store.ts';
import type { CustomerId } from '../../kit/ids.ts';
import type { Reader } from '../../platform/reader.ts';
import type { DatedCharge } from '../change/reduction.ts';

/** The lines of the current terms of a customer's active subscriptions, and how far the customer was moved in time. */
export async function readRecentLedger(
  reader: Reader,
  customerId: CustomerId,
): Promise<{ readonly ledger: readonly DatedCharge[]; readonly aheadSeconds: number }> {
  const { rows } = await reader.query<{ readonly ledger: readonly DatedCharge[]; readonly aheadSeconds: number }>(
    `select ${ledgerSql('$1', `s.status = 'active'`)} as ledger, ${aheadSecondsSql('$1')} as "aheadSeconds"`,
    [customerId],
  );
  return rows[0] ?? { ledger: [], aheadSeconds: 0 };
}
