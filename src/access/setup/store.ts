import type { Tx } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Partner } from '../people.ts';
import type { PartnerRow } from './contract.ts';

/** Operators take turns: two who set up the same thing at once must not both find it missing. */
export async function lockSetUp(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(471200)');
}

/** Every partner of the installation, by name. An installation has a handful. */
export async function listPartners(reader: Reader): Promise<readonly PartnerRow[]> {
  const { rows } = await reader.query<Row>(`${PARTNER} order by lower(name), partner_id`);
  return rows.map(partnerOf);
}

/** The partners in which nobody can sign in as global admin. */
export async function listPartnersWithoutAdmin(reader: Reader): Promise<readonly PartnerRow[]> {
  const { rows } = await reader.query<Row>(
    `${PARTNER}
      where not exists (select 1 from partner_user u join partner_user_role r on r.user_id = u.user_id and r.role = 'global_admin'
                         where u.partner_id = partner.partner_id and u.disabled_at is null)
      order by lower(name), partner_id`,
  );
  return rows.map(partnerOf);
}

const PARTNER = 'select partner_id, name, kind, country, currency, domain, mpn_id from partner';

type Row = {
  readonly partner_id: string;
  readonly name: string;
  readonly kind: Partner['kind'];
  readonly country: string;
  readonly currency: string;
  readonly domain: string;
  readonly mpn_id: string;
};

function partnerOf({ partner_id: id, mpn_id: mpnId, ...row }: Row): PartnerRow {
  return { id, ...row, mpnId };
}
