import type { BillingCycle } from '../../../catalog/catalog.ts';
import type { CustomerId, PreviewId } from '../../../kit/ids.ts';
import type { Tx } from '../../../platform/db.ts';
import type { Promised } from '../../promise.ts';
import type { Account } from '../../tenant/account.ts';
import { accountsSql, type Scope } from '../../tenant/store.ts';

/** What the life of a customer's subscriptions needs beside the facts, of all that are not removed. */
export async function readAccounts(tx: Tx, customerId: CustomerId): Promise<readonly Account[]> {
  const { rows } = await tx.query<{ readonly accounts: readonly Account[] }>(
    `select ${accountsSql('$1', `s.status <> 'deleted'`)} as accounts`,
    [customerId],
  );
  return rows[0]?.accounts ?? [];
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
