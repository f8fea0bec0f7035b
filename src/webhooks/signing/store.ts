import { toIso } from '../../kit/dates.ts';
import type { Tx } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import type { WebhookKey } from './signature.ts';

export function saveKey(tx: Tx, { keyId, privateKey, certificate, createdAt }: WebhookKey): void {
  tx.send(`insert into webhook_key (key_id, private_key, certificate, created_at) values ($1, $2, $3, $4)`, [
    keyId,
    privateKey,
    certificate,
    createdAt.toISOString(),
  ]);
}

/** The key that signs; null while there is none. */
export async function newestKey(reader: Reader): Promise<WebhookKey | null> {
  const { rows } = await reader.query<Row>(
    `select key_id, private_key, certificate, created_at from webhook_key order by created_at desc, key_id desc limit 1`,
  );
  const [row] = rows;
  if (row === undefined) return null;
  return { keyId: row.key_id, privateKey: row.private_key, certificate: row.certificate, createdAt: new Date(toIso(row.created_at)) };
}

/** The certificate of any key that ever signed, as PEM. */
export async function findCertificate(reader: Reader, keyId: string): Promise<string | null> {
  const { rows } = await reader.query<{ readonly certificate: string }>(`select certificate from webhook_key where key_id = $1`, [keyId]);
  return rows[0]?.certificate ?? null;
}

type Row = { readonly key_id: string; readonly private_key: string; readonly certificate: string; readonly created_at: string };
