import type { Catalog } from '../../src/catalog/catalog.ts';
import type { Db } from '../../src/platform/db.ts';

/** Ids of one place, by the name of the parameter or member that takes them, in lower case. */
export type Ids = Readonly<Record<string, readonly string[]>>;

/** What requests can be about: the caller's customers each with what is theirs, what is the partner's own, and other partners' things. */
export type Pool = {
  readonly customers: readonly Ids[];
  readonly partner: Ids;
  readonly foreign: readonly Ids[];
  readonly shared: Ids;
};

/** Where the ids of a name stand, for those that belong to a customer, and for those that belong to the partner. */
const OF_CUSTOMERS: readonly (readonly [name: string, column: string, table: string])[] = [
  ['subscriptionid', 'subscription_id', 'subscription'],
  ['parentsubscriptionid', 'subscription_id', 'subscription'],
  ['tosubscriptionid', 'subscription_id', 'subscription'],
  ['base_subscription_id', 'subscription_id', 'subscription'],
  ['orderid', 'order_id', 'subscription'],
  ['order_id', 'order_id', 'subscription'],
  ['userid', 'user_id', 'directory_user'],
  ['userids', 'user_id', 'directory_user'],
  ['unassignuserids', 'user_id', 'directory_user'],
  ['userprincipalname', 'user_principal_name', 'directory_user'],
  ['groupid', 'group_id', 'directory_group'],
  ['cartid', 'cart_id', 'cart'],
  ['upgradeid', 'upgrade_id', 'upgrade'],
  ['previewid', 'preview_id', 'change_preview'],
  ['relationshipid', 'relationship_id', 'delegated_admin_relationship'],
  ['skuid', 'sku_id', 'license'],
  ['recordid', 'audit_id', 'audit_entry'],
  ['rowid', 'row_id', 'campaign_row'],
  ['scheduleid', 'schedule_id', 'scheduled_change'],
];
const OF_PARTNERS: typeof OF_CUSTOMERS = [
  ['userid', 'user_id', 'partner_user'],
  ['owner', 'user_id', 'partner_user'],
  ['ownerid', 'user_id', 'partner_user'],
  ['applicationid', 'application_id', 'partner_application'],
  ['requestid', 'request_id', 'relationship_request'],
  ['campaignid', 'campaign_id', 'campaign'],
  ['deliveryid', 'delivery_id', 'webhook_delivery'],
  ['partnerid', 'partner_id', 'partner'],
  ['invoiceid', `'G' || lpad(invoice_number::text, 9, '0')`, 'invoice'],
  ['recordid', 'audit_id', 'audit_entry'],
  ['rowid', 'row_id', 'campaign_row'],
  ['rowids', 'row_id', 'campaign_row'],
  ['importid', 'import_id', 'portfolio_import'],
];
const OF_NAME_MAX = 6;
const CUSTOMERS_MAX = 150;
const FOREIGN_MAX = 10;

/** Looks up what there is at the moment. */
export async function readPool(db: Db, partnerId: string, catalog: Catalog): Promise<Pool> {
  const { rows } = await db.read<{ id: string; isOurs: boolean }>(
    `select customer_id as id, bool_or(partner_id = $1) as "isOurs" from relationship where state = 'active' group by 1 order by 1`,
    [partnerId],
  );
  const ours = rows.filter(({ isOurs }) => isOurs).slice(0, CUSTOMERS_MAX);
  const foreign = rows.filter(({ isOurs }) => !isOurs).slice(0, FOREIGN_MAX);
  const found = await idsOf(
    db,
    OF_CUSTOMERS,
    'customer_id',
    [...ours, ...foreign].map(({ id }) => id),
  );
  const customers = await resellersOf(db, partnerId);
  const own = await idsOf(db, OF_PARTNERS, 'partner_id', [partnerId]);
  const at = ({ id }: { readonly id: string }): Ids => ({ ...found.get(id), customerid: [id], referencecustomerid: [id] });
  return {
    customers: ours.map(at),
    foreign: foreign.map(at),
    partner: { ...own.get(partnerId), resellerid: customers.ids, mpnid: customers.mpnIds },
    shared: sharedIds(catalog),
  };
}

async function idsOf(db: Db, places: typeof OF_CUSTOMERS, owner: string, owners: readonly string[]): Promise<ReadonlyMap<string, Ids>> {
  const { rows } = await db.read<{ name: string; owner: string; ids: readonly string[] }>(
    places
      .map(
        ([name, column, table]) =>
          `select '${name}' as name, ${owner} as owner, (array_agg(distinct (${column})::text))[1:${OF_NAME_MAX}] as ids from ${table} where ${owner} = any($1::uuid[]) group by 2`,
      )
      .join(' union all '),
    [owners],
  );
  const found = new Map<string, Record<string, readonly string[]>>();
  for (const row of rows) found.set(row.owner, { ...found.get(row.owner), [row.name]: row.ids });
  return found;
}

async function resellersOf(db: Db, partnerId: string) {
  const { rows } = await db.read<{ id: string; mpnId: string }>(
    `select partner_id as id, mpn_id as "mpnId" from partner where partner_id <> $1 order by 1`,
    [partnerId],
  );
  return { ids: rows.map(({ id }) => id), mpnIds: rows.map(({ mpnId }) => mpnId) };
}

function sharedIds(catalog: Catalog): Ids {
  const offers = [...catalog.offers.values()];
  const offerIds = offers.map(({ id }) => id as string);
  const skuIds = [...new Set(offers.map(({ skuId }) => skuId as string))];
  const offerNames = [
    'offerid',
    'sourceofferid',
    'targetofferid',
    'catalogitemid',
    'tocatalogitemid',
    'targetoffer.id',
    'product.id',
    'product',
  ];
  return {
    ...Object.fromEntries(offerNames.map((name) => [name, offerIds])),
    skuid: skuIds,
    licensestoremove: skuIds,
    productid: [...new Set(offerIds.map((id) => id.split(':')[0] ?? id))],
    country: ['US', 'TW', 'IN', 'DE', 'XX'],
    currency: ['USD', 'TWD', 'EUR', 'JPY'],
    provider: ['office', 'azure', 'onetime'],
    lineitemtype: ['billinglineitems', 'usagelineitems'],
    month: ['2026-06', '2026-11'],
    templateid: ['117a77b0-9360-443b-8795-c6dedc750cf9', '998b88de-aa99-4388-a42c-1b3517d49490'],
    roledefinitionid: ['88d8e3e3-8f55-4a1e-953a-9b9898b8876b'],
    webhookevents: ['subscription-updated', 'test-created'],
    webhookurl: ['https://127.0.0.1:1/hook', 'http://127.0.0.1:1/'],
    duration: ['P1D', 'P30D', 'P730D'],
    timezone: ['Asia/Taipei', 'UTC', 'America/New_York'],
    usagelocation: ['US', 'TW'],
  };
}
