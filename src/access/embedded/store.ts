import { toIso } from '../../kit/dates.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Tx } from '../../platform/db.ts';
import type { SigningKey } from './keys.ts';

/** Something that must outlast a request: a code, a grant, a refresh token, a key. */
export type IdentityRecord = {
  readonly kind: string;
  readonly id: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly grantId: string | null;
  readonly uid: string | null;
  readonly consumedAt: string | null;
  /** Null for what does not end by itself. */
  readonly expiresAt: Date | null;
};

/** Writes a record, or writes it anew, and forgets some of those that have ended. */
export function saveRecord(tx: Tx, record: IdentityRecord, now: Date): void {
  tx.send(
    `delete from identity_record where (kind, record_id) in (
       select kind, record_id from identity_record where expires_at <= $1 and (kind, record_id) <> ($2, $3) limit 20
     )`,
    [now.toISOString(), record.kind, record.id],
  );
  tx.send(
    `insert into identity_record (kind, record_id, content, grant_id, uid, expires_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (kind, record_id) do update
       set content = excluded.content, grant_id = excluded.grant_id, uid = excluded.uid, expires_at = excluded.expires_at`,
    [record.kind, record.id, JSON.stringify(record.content), record.grantId, record.uid, record.expiresAt?.toISOString() ?? null],
  );
}

/** The secret of that name, made of `fresh` where there is none yet. Two processes that start together get the same. */
export async function readSecret(tx: Tx, name: string, fresh: string): Promise<string> {
  saveFirstRecord(tx, 'Secret', name, { secret: fresh });
  const { rows } = await tx.query<{ readonly secret: string }>(
    `select content ->> 'secret' as secret from identity_record where kind = 'Secret' and record_id = $1`,
    [name],
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`the secret ${name} cannot be read back`);
  return row.secret;
}

/** The record of that id, if it has not ended. */
export async function findRecord(reader: Reader, kind: string, id: string, now: Date): Promise<IdentityRecord | null> {
  const { rows } = await reader.query<Row>(`${RECORD} where kind = $1 and record_id = $2 and ${LIVE}`, [kind, id, now.toISOString()]);
  return rows[0] === undefined ? null : recordOf(rows[0]);
}

/** The record with that second id, which interactions and sessions have. */
export async function findRecordByUid(reader: Reader, kind: string, uid: string, now: Date): Promise<IdentityRecord | null> {
  const { rows } = await reader.query<Row>(`${RECORD} where kind = $1 and uid = $2 and ${LIVE}`, [kind, uid, now.toISOString()]);
  return rows[0] === undefined ? null : recordOf(rows[0]);
}

/** Marks a code or refresh token as used; the second use is recognised by it. */
export function consumeRecord(tx: Tx, kind: string, id: string, at: Date): void {
  tx.send('update identity_record set consumed_at = $3 where kind = $1 and record_id = $2', [kind, id, at.toISOString()]);
}

/** The provider's keys that still verify. */
export async function findSigningKeys(reader: Reader, now: Date): Promise<readonly SigningKey[]> {
  const { rows } = await reader.query<Row>(`${RECORD} where kind = $1 and (expires_at is null or expires_at > $2) order by record_id`, [
    'SigningKey',
    now.toISOString(),
  ]);
  return rows.map(recordOf).map(({ id, content, expiresAt }) => {
    const { jwk, createdAt } = content as { readonly jwk: SigningKey['jwk']; readonly createdAt: string };
    return { kid: id, jwk, createdAt: new Date(createdAt), expiresAt };
  });
}

export function saveSigningKey(tx: Tx, { kid, jwk, createdAt }: SigningKey): void {
  saveFirstRecord(tx, 'SigningKey', kid, { jwk, createdAt: createdAt.toISOString() });
}

/** Gives the keys of so far an end. */
export function endSigningKeys(tx: Tx, at: Date): void {
  tx.send(`update identity_record set expires_at = $1 where kind = 'SigningKey' and expires_at is null`, [at.toISOString()]);
}

/** Removes a record, if it is there. */
export function deleteRecord(tx: Tx, kind: string, id: string): void {
  tx.send('delete from identity_record where kind = $1 and record_id = $2', [kind, id]);
}

/** Takes back everything that was issued for one consent. */
export function deleteGrant(tx: Tx, grantId: string): void {
  tx.send('delete from identity_record where grant_id = $1', [grantId]);
}

/** Writes a record unless there is one of that id already, from another process perhaps. */
function saveFirstRecord(tx: Tx, kind: string, id: string, content: Readonly<Record<string, unknown>>): void {
  tx.send('insert into identity_record (kind, record_id, content) values ($1, $2, $3) on conflict do nothing', [
    kind,
    id,
    JSON.stringify(content),
  ]);
}

const RECORD = 'select kind, record_id, content, grant_id, uid, consumed_at, expires_at from identity_record';
const LIVE = '(expires_at is null or expires_at > $3)';

type Row = {
  readonly kind: string;
  readonly record_id: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly grant_id: string | null;
  readonly uid: string | null;
  readonly consumed_at: string | null;
  readonly expires_at: string | null;
};

function recordOf(row: Row): IdentityRecord {
  return {
    kind: row.kind,
    id: row.record_id,
    content: row.content,
    grantId: row.grant_id,
    uid: row.uid,
    consumedAt: row.consumed_at,
    expiresAt: row.expires_at === null ? null : new Date(toIso(row.expires_at)),
  };
}
