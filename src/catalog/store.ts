import type { OfferId } from '../kit/ids.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { ImportedPrice } from './catalog.ts';
import type { CatalogDocument } from './document.ts';

/** One imported edition. */
type StoredEdition = { readonly document: CatalogDocument; readonly contentHash: string };

type NewEdition = {
  readonly editionId: string;
  readonly document: CatalogDocument;
  /** The name of the file it came from. */
  readonly source: string;
  readonly contentHash: string;
  readonly importedAt: Date;
};

/** What other tables point at. */
export type OfferRow = {
  readonly offerId: OfferId;
  readonly skuId: string;
  readonly skuPartNumber: string;
  readonly name: string;
  readonly isAddOn: boolean;
  readonly isTrial: boolean;
};

type EditionRow = { readonly content: CatalogDocument; readonly content_hash: string };

/** The revision, held until the transaction ends: imports take turns. */
export async function lockRevision(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ revision: number }>('select revision from catalog_revision for update');
  return theRevision(rows);
}

export async function readRevision(db: Db): Promise<number> {
  const { rows } = await db.read<{ revision: number }>('select revision from catalog_revision');
  return theRevision(rows);
}

/** Every edition ever imported, within an import. */
export async function readEditions(tx: Tx): Promise<readonly StoredEdition[]> {
  const { rows } = await tx.query<EditionRow>('select content, content_hash from catalog_edition');
  return rows.map((row) => ({ document: row.content, contentHash: row.content_hash }));
}

/** What the catalogue is made from: every edition, and every price that an operator imported. */
export type CatalogRead = {
  readonly revision: number;
  readonly editions: readonly CatalogDocument[];
  readonly prices: readonly ImportedPrice[];
};

/** All of it in one look. Of two imported prices for the same day the later import counts. */
export async function readCatalog(db: Db): Promise<CatalogRead> {
  const { rows } = await db.read<CatalogRead>(
    `select revision, (select coalesce(jsonb_agg(content), '[]') from catalog_edition) as editions,
            (select coalesce(json_agg(p), '[]') from (
               select distinct on (l.partner_id, x.market, x.offer_id, l.currency, x.billing_cycle, x.term, x.effective_from)
                      l.partner_id as "partnerId", nullif(x.market, '') as market, x.offer_id as "offerId", l.currency,
                      x.billing_cycle as "billingCycle", x.term, x.effective_from as "effectiveFrom", x.list_minor as "listMinor",
                      x.partner_minor as "partnerMinor", l.name as source
                 from price x join price_list l on l.price_list_id = x.price_list_id
                order by l.partner_id, x.market, x.offer_id, l.currency, x.billing_cycle, x.term, x.effective_from, l.imported_at desc, l.price_list_id desc
             ) p) as prices
       from catalog_revision`,
  );
  const [row] = rows;
  return { revision: theRevision(rows), editions: row?.editions ?? [], prices: row?.prices ?? [] };
}

export async function insertEdition(tx: Tx, edition: NewEdition): Promise<void> {
  const { name, effectiveFrom } = edition.document.edition;
  await tx.query(
    `insert into catalog_edition (edition_id, name, source, effective_from, content_hash, content, imported_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [edition.editionId, name, edition.source, effectiveFrom, edition.contentHash, JSON.stringify(edition.document), edition.importedAt],
  );
}

/** Makes the rows that other tables point at agree with the latest editions. No row ever goes. */
export async function saveOffers(tx: Tx, offers: readonly OfferRow[]): Promise<void> {
  await tx.query(
    `insert into offer (offer_id, sku_id, sku_part_number, name, is_add_on, is_trial)
     select "offerId", "skuId", "skuPartNumber", name, "isAddOn", "isTrial"
       from jsonb_to_recordset($1::jsonb)
         as given ("offerId" text, "skuId" uuid, "skuPartNumber" text, name text, "isAddOn" boolean, "isTrial" boolean)
     on conflict (offer_id) do update
       set sku_id = excluded.sku_id, sku_part_number = excluded.sku_part_number, name = excluded.name,
           is_add_on = excluded.is_add_on, is_trial = excluded.is_trial`,
    [JSON.stringify(offers)],
  );
}

/** Tells every process that what it holds is out of date. */
export async function raiseRevision(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ revision: number }>('update catalog_revision set revision = revision + 1 returning revision');
  return theRevision(rows);
}

function theRevision(rows: readonly { readonly revision: number }[]): number {
  const revision = rows[0]?.revision;
  if (revision === undefined) throw new Error('the table catalog_revision has lost its row');
  return revision;
}

/** Whether an offer's id is that of new commerce, in a statement: what `isProductItem` tells of one. */
export function productItemSql(offerId: string): string {
  return `strpos(${offerId}, ':') > 0`;
}
