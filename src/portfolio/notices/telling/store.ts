import type { PartnerId } from '../../../kit/ids.ts';
import type { Tx } from '../../../platform/db.ts';
import type { Reader } from '../../../platform/reader.ts';
import type { Told } from './telling.ts';

/** What the partner's receiver was told so far. */
export async function readTold(reader: Reader, partnerId: PartnerId): Promise<Told> {
  const { rows } = await reader.query<{ readonly told: Told }>('select told from notice_told where partner_id = $1', [partnerId]);
  return rows[0]?.told ?? {};
}

/** The same, and nobody else tells this partner until the transaction ends. */
export async function lockTold(tx: Tx, partnerId: PartnerId, at: Date): Promise<Told> {
  const { rows } = await tx.query<{ readonly told: Told }>(
    `insert into notice_told (partner_id, changed_at) values ($1, $2)
         on conflict (partner_id) do update set told = notice_told.told
     returning told`,
    [partnerId, at.toISOString()],
  );
  return rows[0]?.told ?? {};
}

/** Keeps what was told, in the transaction that announces it. */
export function saveTold(tx: Tx, partnerId: PartnerId, told: Told, at: Date): void {
  tx.send('update notice_told set told = $2, changed_at = $3 where partner_id = $1', [partnerId, JSON.stringify(told), at.toISOString()]);
}
