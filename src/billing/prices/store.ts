import { USUAL_TERM } from '../../catalog/catalog.ts';
import type { CustomerId, PartnerId } from '../../kit/ids.ts';
import type { Currency } from '../../kit/money.ts';
import type { Tx } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Write } from '../../platform/write.ts';
import type { ListedPrice } from './price-list.ts';

/** One imported file. Without a partner it holds for all. */
export type NewPriceList = {
  readonly id: string;
  readonly partnerId: PartnerId | null;
  readonly name: string;
  readonly currency: Currency;
  readonly contentHash: string;
  readonly prices: readonly ListedPrice[];
  readonly at: Date;
};

/** Whether a file of this content was imported for this partner, or for all, before. */
export async function hasPriceList(tx: Tx, partnerId: PartnerId | null, contentHash: string): Promise<boolean> {
  const { rowCount } = await tx.query('select 1 from price_list where partner_id is not distinct from $1 and content_hash = $2', [
    partnerId,
    contentHash,
  ]);
  return rowCount > 0;
}

/** Keeps a list with all its prices. */
export async function insertPriceList(tx: Tx, list: NewPriceList): Promise<void> {
  await tx.query(
    `insert into price_list (price_list_id, partner_id, name, currency, content_hash, imported_at) values ($1, $2, $3, $4, $5, $6)`,
    [list.id, list.partnerId, list.name, list.currency, list.contentHash, list.at],
  );
  await tx.query(
    `insert into price (price_list_id, offer_id, billing_cycle, term, market, effective_from, list_minor, partner_minor)
     select $1, r.offer_id, r.billing_cycle, r.term, r.market, r.effective_from, r.list_minor, r.partner_minor
       from jsonb_to_recordset($2::jsonb) as r(offer_id text, billing_cycle text, term text, market text, effective_from date, list_minor bigint,
         partner_minor bigint)`,
    [
      list.id,
      JSON.stringify(
        list.prices.map((price) => ({
          offer_id: price.offerId,
          billing_cycle: price.billingCycle,
          term: price.term ?? USUAL_TERM,
          market: price.market ?? '',
          effective_from: price.effectiveFrom,
          list_minor: price.listMinor,
          partner_minor: price.partnerMinor,
        })),
      ),
    ],
  );
}

/** The margin on a relationship, as a part of a statement; `r` names the relationship. The customer's goes before the reseller's. */
export function marginSql(relationship: string): string {
  return `coalesce(
      (select m.basis_points from customer_margin m where m.customer_id = ${relationship}.customer_id and m.partner_id = ${relationship}.partner_id),
      (select m.basis_points from reseller_margin m where m.partner_id = ${relationship}.partner_id and m.reseller_partner_id = ${relationship}.reseller_partner_id),
      0)`;
}

/** The margins that hold for a customer: its own, its reseller's, and what follows from them. */
export type CustomerMargin = { readonly own: number | null; readonly reseller: number | null; readonly effective: number };

export async function readCustomerMargin(reader: Reader, partnerId: PartnerId, customerId: CustomerId): Promise<CustomerMargin | null> {
  const { rows } = await reader.query<CustomerMargin>(
    `select (select m.basis_points from customer_margin m where m.customer_id = $1 and m.partner_id = $2) as own,
            (select m.basis_points from reseller_margin m where m.partner_id = $2 and m.reseller_partner_id = r.reseller_partner_id) as reseller,
            ${marginSql('r')} as effective
       from relationship r
      where r.customer_id = $1 and r.partner_id = $2 and r.state = 'active'`,
    [customerId, partnerId],
  );
  return rows[0] ?? null;
}

/** Sets the margin of one customer. */
export function setCustomerMargin(partnerId: PartnerId, basisPoints: number, at: Date): Write {
  return {
    table: 'customer_margin',
    sql: `
      insert into customer_margin (customer_id, partner_id, basis_points, set_at)
      select $customer, r.partner_id, r.basis_points, r.set_at from jsonb_to_recordset($rows) as r(partner_id uuid, basis_points integer, set_at timestamptz)
      on conflict (customer_id, partner_id) do update set basis_points = excluded.basis_points, set_at = excluded.set_at`,
    rows: [{ partner_id: partnerId, basis_points: basisPoints, set_at: at.toISOString() }],
  };
}

/** Lets the customer have its reseller's margin, or none, again. */
export function dropCustomerMargin(partnerId: PartnerId): Write {
  return {
    table: 'customer_margin',
    sql: `delete from customer_margin m using jsonb_to_recordset($rows) as r(partner_id uuid) where m.customer_id = $customer and m.partner_id = r.partner_id`,
    rows: [{ partner_id: partnerId }],
  };
}

/** A reseller of an indirect provider, with what is put on top for its customers. */
export type ResellerMargin = {
  readonly resellerId: PartnerId;
  readonly name: string;
  readonly mpnId: string;
  readonly basisPoints: number | null;
};

/** The partner's resellers with their margins, by name. A reseller is known by the customers that it has through the partner. */
export async function listResellerMargins(reader: Reader, partnerId: PartnerId): Promise<readonly ResellerMargin[]> {
  const { rows } = await reader.query<ResellerMargin>(
    `select p.partner_id as "resellerId", p.name, p.mpn_id as "mpnId", m.basis_points as "basisPoints"
       from partner p
       left join reseller_margin m on m.partner_id = $1 and m.reseller_partner_id = p.partner_id
      where p.partner_id in (select r.reseller_partner_id from relationship r where r.partner_id = $1 and r.reseller_partner_id is not null)
      order by p.name, p.partner_id`,
    [partnerId],
  );
  return rows;
}

/** Sets the margin of one reseller's customers. */
export function saveResellerMargin(
  tx: Tx,
  margin: { readonly partnerId: PartnerId; readonly resellerId: PartnerId; readonly basisPoints: number; readonly at: Date },
): void {
  tx.send(
    `insert into reseller_margin (partner_id, reseller_partner_id, basis_points, set_at) values ($1, $2, $3, $4)
     on conflict (partner_id, reseller_partner_id) do update set basis_points = excluded.basis_points, set_at = excluded.set_at`,
    [margin.partnerId, margin.resellerId, margin.basisPoints, margin.at],
  );
}
