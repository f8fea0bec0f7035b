import type { Day } from '../kit/dates.ts';
import type { CustomerId, OfferId, PartnerId, SubscriptionId } from '../kit/ids.ts';
import type { TransferCandidates } from '../licenses/transfer.ts';
import type { Reader } from '../platform/reader.ts';
import type { TenantFacts } from '../subscriptions/tenant/facts.ts';
import { tenantFactsSql } from '../subscriptions/tenant/store.ts';
import { candidatesSql, holdersSql } from '../upgrades/store.ts';
import { looksAfter } from './row-conditions.ts';
import { ownSales, type Sales } from './sales.ts';

/** What all of a partner's subscriptions are decided with, and the moment of the database at which it is read. */
export type SellerRow = {
  readonly partner: TenantFacts['partner'];
  readonly catalogRevision: number;
  /** Which transactions had ended when this was read, as the database writes it. */
  readonly snapshot: string;
};

/** The partner's own part of the facts; null for an unknown one. */
export async function readSeller(reader: Reader, partnerId: PartnerId): Promise<SellerRow | null> {
  const { rows } = await reader.query<SellerRow>(
    `select json_build_object('id', p.partner_id, 'name', p.name, 'standing', p.standing, 'currency', p.currency, 'rounding', p.rounding) as partner,
            (select revision from catalog_revision) as "catalogRevision", pg_current_snapshot()::text as snapshot
       from partner p where p.partner_id = $1`,
    [partnerId],
  );
  return rows[0] ?? null;
}

/** What a partner sees: what it sells itself, and of each provider what it looks after as the indirect reseller. */
export async function listSales(reader: Reader, partnerId: PartnerId): Promise<readonly Sales[]> {
  const { rows } = await reader.query<{ sellerId: PartnerId; mpnId: string }>(
    `/* fanout */ select distinct r.partner_id as "sellerId", p.mpn_id as "mpnId"
       from relationship r
       join partner p on p.partner_id = r.reseller_partner_id
      where r.reseller_partner_id = $1 and r.state = 'active'
      order by 1`,
    [partnerId],
  );
  return [ownSales(partnerId), ...rows.map(({ sellerId, mpnId }) => ({ sellerId, reseller: { partnerId, mpnId } }))];
}

/** What combinations stand for. */
export async function readCombinations(
  reader: Reader,
  partnerId: PartnerId,
  combinations: readonly string[],
): Promise<readonly { readonly combination: string; readonly facts: string }[]> {
  if (combinations.length === 0) return [];
  const { rows } = await reader.query<{ combination: string; facts: string }>(
    `/* fanout */ select c.combination, f.facts
       from unnest($2::uuid[]) as c(combination)
       cross join lateral (select p.facts from portfolio_subscription p where p.partner_id = $1 and p.combination = c.combination limit 1) f`,
    [partnerId, combinations],
  );
  return rows;
}

/**
 * Customers whose digest does not tell the truth of this day: they are marked, something granted for a time has ended, they
 * have a clock of their own, or the catalogue makes other products matter than when it was written. `limit` of them at most.
 */
export async function listAlone(
  reader: Reader,
  asked: { readonly sales: Sales; readonly today: Day; readonly relevance: string; readonly limit: number },
): Promise<readonly CustomerId[]> {
  const {
    sales: { sellerId, reseller },
    today,
    relevance,
    limit,
  } = asked;
  const { rows } = await reader.query<{ id: CustomerId }>(
    `/* fanout */ select a.id
       from (select c.customer_id as id from portfolio_customer c where c.partner_id = $1 and c.is_stale
             union
             select c.customer_id from portfolio_customer c where c.partner_id = $1 and (c.relevance < $3::uuid or c.relevance > $3::uuid)
             union
             select p.customer_id from portfolio_subscription p
              where p.partner_id = $1 and p.settled_until <= $2 and p.settled_until < 'infinity') a
      ${reseller === null ? '' : `where ${looksAfter('a.id', 5)}`}
      order by 1 limit $4`,
    [sellerId, today, relevance, limit, ...(reseller === null ? [] : [reseller.partnerId])],
  );
  return rows.map((row) => row.id);
}

/** Customers of whom something changed in a transaction that a snapshot did not see; one more than the limit at most. */
export async function listChangedSince(
  reader: Reader,
  { sellerId, snapshot, limit }: { readonly sellerId: PartnerId; readonly snapshot: string; readonly limit: number },
): Promise<readonly CustomerId[]> {
  const { rows } = await reader.query<{ id: CustomerId }>(
    // A number beyond the present one comes from the cluster that a backup was made of.
    `/* fanout */ select p.customer_id as id from portfolio_customer p
      where p.partner_id = $1 and p.changed_in >= pg_snapshot_xmin($2::pg_snapshot) and not pg_visible_in_snapshot(p.changed_in, $2::pg_snapshot)
        and p.changed_in < pg_snapshot_xmax(pg_current_snapshot())
      order by p.changed_in limit $3`,
    [sellerId, snapshot, limit + 1],
  );
  return rows.map((row) => row.id);
}

/** The facts of some of a partner’s customers; of those that it has. */
export async function readFactsOf(
  reader: Reader,
  partnerId: PartnerId,
  customerIds: readonly CustomerId[],
): Promise<readonly TenantFacts[]> {
  if (customerIds.length === 0) return [];
  const { rows } = await reader.query<{ facts: TenantFacts }>(
    // With `null` the planner would see that none is wanted that is deleted, and could take the index of what falls due: where the
    // days in it are few or not counted yet it hops from one to the next for each customer, which takes five times as long.
    `/* fanout */ select ${tenantFactsSql('r.customer_id', NO_SUBSCRIPTION)} as facts
       from relationship r
       join customer c on c.customer_id = r.customer_id
       join partner p on p.partner_id = r.partner_id
      where r.customer_id = any($1::uuid[]) and r.partner_id = $2 and r.state = 'active'
      order by r.customer_id`,
    [customerIds, partnerId],
  );
  return rows.map((row) => row.facts);
}

const NO_SUBSCRIPTION = `'00000000-0000-0000-0000-000000000000'::uuid`;

/** The people of a subscription's product, and how many hold each target's product already. */
export type RowPeople = {
  readonly subscriptionId: SubscriptionId;
  readonly candidates: readonly TransferCandidates[];
  readonly holders: Readonly<Record<OfferId, number>>;
};

/** Who would move with some upgrades; of each subscription once. */
export async function readRowPeople(
  reader: Reader,
  asked: readonly {
    readonly customerId: CustomerId;
    readonly subscriptionId: SubscriptionId;
    readonly targetOfferIds: readonly OfferId[];
  }[],
): Promise<ReadonlyMap<SubscriptionId, RowPeople>> {
  if (asked.length === 0) return new Map();
  const sku = 'select o.sku_id from offer o where o.offer_id = s.offer_id';
  const { rows } = await reader.query<RowPeople>(
    `/* fanout */ select s.subscription_id as "subscriptionId", ${candidatesSql(sku, '', 's.customer_id')} as candidates,
            (select json_object_agg(t.offer_id, ${holdersSql('select o.sku_id from offer o where o.offer_id = t.offer_id', 's.customer_id')})
               from json_array_elements_text(k.targets) as t(offer_id)) as holders
       from json_to_recordset($1::json) as k(customer_id uuid, subscription_id uuid, targets json)
       join subscription s on s.customer_id = k.customer_id and s.subscription_id = k.subscription_id`,
    [
      JSON.stringify(
        asked.map((each) => ({ customer_id: each.customerId, subscription_id: each.subscriptionId, targets: each.targetOfferIds })),
      ),
    ],
  );
  return new Map(rows.map((row) => [row.subscriptionId, row]));
}
