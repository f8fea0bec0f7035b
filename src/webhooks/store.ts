import { toIso } from '../kit/dates.ts';
import type { PartnerId } from '../kit/ids.ts';
import type { Tx } from '../platform/db.ts';
import type { Reader } from '../platform/reader.ts';
import type { Write } from '../platform/write.ts';
import type { Registration } from './registration.ts';

/** Lets one change of a partner's webhooks happen at a time, whether or not there is a registration yet. */
export async function lockWebhooks(tx: Tx, partnerId: PartnerId): Promise<void> {
  await tx.query(`select 1 from partner where partner_id = $1 for no key update`, [partnerId]);
}

/** The partner's registration; null where it has none. */
export async function findRegistration(reader: Reader, partnerId: PartnerId): Promise<Registration | null> {
  const { rows } = await reader.query<Row>(`${SELECT} where partner_id = $1`, [partnerId]);
  return rows[0] === undefined ? null : toRegistration(rows[0]);
}

/** The registrations of some partners, for whoever hands announcements on. */
export async function listRegistrations(reader: Reader, partnerIds: readonly PartnerId[]): Promise<readonly Registration[]> {
  const { rows } = await reader.query<Row>(`${SELECT} where partner_id = any($1::uuid[])`, [partnerIds]);
  return rows.map(toRegistration);
}

/** The partners whose receivers asked for an event. */
export async function listPartnersAskingFor(reader: Reader, eventName: string): Promise<readonly PartnerId[]> {
  const { rows } = await reader.query<{ readonly partnerId: PartnerId }>(
    `select partner_id as "partnerId" from webhook_registration where $1 = any(events) order by partner_id`,
    [eventName],
  );
  return rows.map(({ partnerId }) => partnerId);
}

/** Writes a registration, or writes it anew. The partner stands in the customer's place. */
export function saveRegistration({ url, events, signatureInMsHeader, changedAt }: Omit<Registration, 'partnerId'>): Write {
  return {
    table: 'webhook_registration',
    sql: `
      insert into webhook_registration (partner_id, url, events, signature_in_ms_header, changed_at)
      select $customer, r.url, r.events, r.signature_in_ms_header, r.changed_at
      from jsonb_to_recordset($rows) as r(url text, events text[], signature_in_ms_header boolean, changed_at timestamptz)
      on conflict (partner_id) do update set url = excluded.url, events = excluded.events,
        signature_in_ms_header = excluded.signature_in_ms_header, changed_at = excluded.changed_at`,
    rows: [{ url, events, signature_in_ms_header: signatureInMsHeader, changed_at: changedAt.toISOString() }],
  };
}

export function removeRegistration(tx: Tx, partnerId: PartnerId): void {
  tx.send(`delete from webhook_registration where partner_id = $1`, [partnerId]);
}

const SELECT = `select partner_id, url, events, signature_in_ms_header, changed_at from webhook_registration`;

type Row = {
  readonly partner_id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly signature_in_ms_header: boolean;
  readonly changed_at: string;
};

function toRegistration(row: Row): Registration {
  return {
    partnerId: row.partner_id as PartnerId,
    url: row.url,
    events: row.events,
    signatureInMsHeader: row.signature_in_ms_header,
    changedAt: new Date(toIso(row.changed_at)),
  };
}
