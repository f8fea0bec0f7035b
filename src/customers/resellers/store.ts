import { toIso } from '../../kit/dates.ts';
import type { CustomerId, PartnerId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import type { PartnerTie } from './reseller.ts';

/** The resellers of a provider, and the providers of a reseller, by name. */
export async function listPartnerTies(reader: Reader, partnerId: PartnerId): Promise<readonly PartnerTie[]> {
  const { rows } = await reader.query<Row>(
    `select p.partner_id, p.name, p.mpn_id, p.country, t.since,
            case when t.provider_partner_id = $1 then 'is_indirect_cloud_solution_provider_of' else 'is_indirect_reseller_of' end as relation
       from partner_relationship t
       join partner p on p.partner_id = case when t.provider_partner_id = $1 then t.reseller_partner_id else t.provider_partner_id end
      where $1 in (t.provider_partner_id, t.reseller_partner_id)
      order by lower(p.name), p.partner_id`,
    [partnerId],
  );
  return rows.map(tieOf);
}

/** Who of the other kind has to do with one customer: for a provider its reseller of record, for a reseller its providers. */
export async function listTiesOfCustomer(reader: Reader, partnerId: PartnerId, customerId: CustomerId): Promise<readonly PartnerTie[]> {
  const { rows } = await reader.query<Row>(
    `select p.partner_id, p.name, p.mpn_id, p.country, r.since,
            case when r.partner_id = $2 then 'is_indirect_cloud_solution_provider_of' else 'is_indirect_reseller_of' end as relation
       from relationship r
       join partner p on p.partner_id = case when r.partner_id = $2 then r.reseller_partner_id else r.partner_id end
      where r.customer_id = $1 and r.state = 'active' and $2 in (r.partner_id, r.reseller_partner_id)
      order by lower(p.name), p.partner_id`,
    [customerId, partnerId],
  );
  return rows.map(tieOf);
}

/** A partner by its number in the partner network; null for none, or where two partners share it. */
export async function findByMpnId(reader: Reader, mpnId: string): Promise<{ readonly partnerId: PartnerId; readonly kind: string } | null> {
  const { rows } = await reader.query<{ partnerId: PartnerId; kind: string }>(
    `select partner_id as "partnerId", kind from partner where mpn_id = $1 limit 2`,
    [mpnId],
  );
  return rows.length === 1 ? (rows[0] ?? null) : null;
}

/** Whether the reseller works with the provider. */
export async function isConnected(reader: Reader, providerId: PartnerId, resellerId: PartnerId): Promise<boolean> {
  const { rows } = await reader.query('select 1 from partner_relationship where provider_partner_id = $1 and reseller_partner_id = $2', [
    providerId,
    resellerId,
  ]);
  return rows.length > 0;
}

/** Connects a reseller with a provider; doing it twice is doing it once. */
export function connect(tx: Tx, providerId: PartnerId, resellerId: PartnerId, at: Date): void {
  tx.send('insert into partner_relationship (provider_partner_id, reseller_partner_id, since) values ($1, $2, $3) on conflict do nothing', [
    providerId,
    resellerId,
    at.toISOString(),
  ]);
}

type Row = {
  readonly partner_id: string;
  readonly name: string;
  readonly mpn_id: string;
  readonly country: string;
  readonly since: string;
  readonly relation: PartnerTie['relation'];
};

function tieOf(row: Row): PartnerTie {
  return {
    partnerId: row.partner_id as PartnerId,
    name: row.name,
    mpnId: row.mpn_id,
    country: row.country,
    since: toIso(row.since),
    relation: row.relation,
  };
}
