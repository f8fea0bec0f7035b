import type { Charge } from '../../../billing/charge.ts';
import { ledgerSql } from '../../../billing/store.ts';
import type { BillingCycle } from '../../../catalog/catalog.ts';
import type { CustomerId, PreviewId } from '../../../kit/ids.ts';
import type { Tx } from '../../../platform/db.ts';
import type { Promised } from '../../promise.ts';
import type { Account } from '../../tenant/account.ts';
import { accountsSql, type Scope } from '../../tenant/store.ts';

/** What the life of a customer's subscriptions needs beside the facts, and what was charged for them. */
export type Bills = { readonly accounts: readonly Account[]; readonly ledger: readonly Charge[] };

/** The bills of all subscriptions of a customer that are not removed. */
export async function readBills(tx: Tx, customerId: CustomerId): Promise<Bills> {
  const { rows } = await tx.query<Bills>(
    `select ${accountsSql('$1', `s.status <> 'deleted'`)} as accounts, ${ledgerSql('$1', `s.status <> 'deleted'`)} as ledger`,
    [customerId],
  );
  return rows[0] ?? { accounts: [], ledger: [] };
}

/** What a preview of another billing cycle promised, and until when. */
export type KeptPreview = { readonly billingCycle: BillingCycle; readonly promise: Promised; readonly expiresAt: string };

/** The preview of another billing cycle of this very order; null where the partner has none. */
export async function findCyclePreview(
  tx: Tx,
  { partnerId, customerId }: Scope,
  asked: { readonly orderId: string; readonly previewId: PreviewId },
): Promise<KeptPreview | null> {
  const { rows } = await tx.query<KeptPreview>(
    `select v.change ->> 'billingCycle' as "billingCycle", v.promise, v.expires_at as "expiresAt"
       from change_preview v
      where v.customer_id = $1 and v.partner_id = $2 and v.preview_id = $3 and v.order_id = $4`,
    [customerId, partnerId, asked.previewId, asked.orderId],
  );
  return rows[0] ?? null;
}
