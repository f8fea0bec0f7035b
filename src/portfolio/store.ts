import type { Day } from '../kit/dates.ts';
import type { CustomerId, OfferId, PartnerId, SubscriptionId } from '../kit/ids.ts';
import type { TransferCandidates } from '../licenses/transfer.ts';
import type { Reader } from '../platform/reader.ts';
import type { TenantFacts } from '../subscriptions/tenant/facts.ts';
import { tenantFactsSql } from '../subscriptions/tenant/store.ts';
import { candidatesSql, holdersSql } from '../upgrades/store.ts';
import type { PortfolioFilter } from './filter.ts';
import { rowConditions } from './row-conditions.ts';
import type { SeatLimits } from './seat-limits.ts';

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

/** So many subscriptions whose terms end in one month. */
export type MonthCount = { readonly month: Day; readonly subscriptions: number; readonly seats: number; readonly periodMinor: number };

/** Subscriptions whose facts are the same and whose seats lie between the same limits, counted. */
export type GroupRow = {
  readonly combination: string;
  /** The fewest seats that one of them has. */
  readonly fewest: number;
  /** The fewest that one of their customers has altogether. */
  readonly fewestOfAll: number;
  readonly months: readonly MonthCount[];
};

/** What is counted, and how finely: `alike` keeps those with other seats or another price apart. */
export type GroupQuestion = {
  readonly partnerId: PartnerId;
  readonly limits: SeatLimits;
  readonly filter: PortfolioFilter;
  readonly alike: boolean;
  /** Customers who are left out. */
  readonly besides: readonly CustomerId[];
};

/** Counts a partner's portfolio by what decides, one pass over one index. */
export async function readGroups(
  reader: Reader,
  { partnerId, limits, filter, alike, besides }: GroupQuestion,
): Promise<readonly GroupRow[]> {
  const { where, values } = rowConditions(filter, 5);
  const fine = alike ? ', quantity, period_minor' : '';
  const { rows } = await reader.query<Omit<GroupRow, 'months'> & { months: string }>(
    // The months of one group travel as one text: half the time of this statement was reading its rows.
    `/* fanout */ with counted as (
       select p.combination, date_trunc('month', p.renews_on)::date as month, width_bucket(p.quantity, $3::integer[]) as own_band,
              width_bucket(p.quantity + p.seats_beside, $4::integer[]) as all_band, count(*) as subscriptions, sum(p.quantity) as seats,
              sum(p.period_minor) as period, min(p.quantity) as fewest, min(p.quantity + p.seats_beside) as fewest_of_all ${alike ? ', p.quantity, p.period_minor' : ''}
         from portfolio_subscription p
        where p.partner_id = $1 and p.customer_id <> all($2::uuid[]) ${where}
        group by p.combination, month, own_band, all_band ${alike ? ', p.quantity, p.period_minor' : ''})
     select combination, min(fewest) as fewest, min(fewest_of_all) as "fewestOfAll",
            string_agg(month || ' ' || subscriptions || ' ' || seats || ' ' || period, ',') as months
       from counted
      group by combination, own_band, all_band ${fine}`,
    [partnerId, besides, limits.own, limits.all, ...values],
  );
  return rows.map((row) => ({ ...row, months: row.months.split(',').map(monthCount) }));
}

function monthCount(text: string): MonthCount {
  const [month, subscriptions, seats, periodMinor] = text.split(' ');
  return { month: month as Day, subscriptions: Number(subscriptions), seats: Number(seats), periodMinor: Number(periodMinor) };
}

/** The same where the seats of every product that the customer has count: alike to the last seat. */
export type ExactGroupRow = MonthCount & { readonly combination: string; readonly quantity: number; readonly held: readonly number[] };

/** Counts subscriptions of some combinations whose customers have so many seats or more altogether. */
export async function readExactGroups(
  reader: Reader,
  asked: {
    readonly partnerId: PartnerId;
    readonly filter: PortfolioFilter;
    readonly besides: readonly CustomerId[];
    readonly of: readonly { readonly combination: string; readonly fewestOfAll: number }[];
  },
): Promise<readonly ExactGroupRow[]> {
  if (asked.of.length === 0) return [];
  const { where, values } = rowConditions(asked.filter, 5);
  const { rows } = await reader.query<ExactGroupRow>(
    `/* fanout */ select p.combination, date_trunc('month', p.renews_on)::date as month, count(*)::integer as subscriptions, sum(p.quantity)::bigint as seats,
            sum(p.period_minor)::bigint as "periodMinor", p.quantity, p.seats_held as held
       from unnest($3::uuid[], $4::integer[]) as c(combination, fewest)
       join portfolio_subscription p on p.partner_id = $1 and p.combination = c.combination and p.quantity + p.seats_beside >= c.fewest
      where p.customer_id <> all($2::uuid[]) ${where}
      group by p.combination, date_trunc('month', p.renews_on), p.quantity, p.seats_held, p.period_minor`,
    [asked.partnerId, asked.besides, asked.of.map((each) => each.combination), asked.of.map((each) => each.fewestOfAll), ...values],
  );
  return rows;
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
 * have a clock of their own, or the catalogue makes other products matter than when it was written.
 */
export async function listAlone(
  reader: Reader,
  { partnerId, today, relevance }: { readonly partnerId: PartnerId; readonly today: Day; readonly relevance: string },
): Promise<readonly CustomerId[]> {
  const { rows } = await reader.query<{ id: CustomerId }>(
    `/* fanout */ select c.customer_id as id from portfolio_customer c where c.partner_id = $1 and c.is_stale
     union
     select c.customer_id from portfolio_customer c where c.partner_id = $1 and (c.relevance < $3::uuid or c.relevance > $3::uuid)
     union
     select p.customer_id from portfolio_subscription p
      where p.partner_id = $1 and p.settled_until <= $2 and p.settled_until < 'infinity'
     order by 1`,
    [partnerId, today, relevance],
  );
  return rows.map((row) => row.id);
}

/** Customers of whom something changed in a transaction that a snapshot did not see; one more than the limit at most. */
export async function listChangedSince(
  reader: Reader,
  { partnerId, snapshot, limit }: { readonly partnerId: PartnerId; readonly snapshot: string; readonly limit: number },
): Promise<readonly CustomerId[]> {
  const { rows } = await reader.query<{ id: CustomerId }>(
    // A number beyond the present one comes from the cluster that a backup was made of.
    `/* fanout */ select p.customer_id as id from portfolio_customer p
      where p.partner_id = $1 and p.changed_in >= pg_snapshot_xmin($2::pg_snapshot) and not pg_visible_in_snapshot(p.changed_in, $2::pg_snapshot)
        and p.changed_in < pg_snapshot_xmax(pg_current_snapshot())
      order by p.changed_in limit $3`,
    [partnerId, snapshot, limit + 1],
  );
  return rows.map((row) => row.id);
}

/** The facts of some of a partner's customers; of those that it has. */
export async function readFactsOf(
  reader: Reader,
  partnerId: PartnerId,
  customerIds: readonly CustomerId[],
): Promise<readonly TenantFacts[]> {
  if (customerIds.length === 0) return [];
  const { rows } = await reader.query<{ facts: TenantFacts }>(
    `/* fanout */ select ${tenantFactsSql('r.customer_id', 'null')} as facts
       from relationship r
       join customer c on c.customer_id = r.customer_id
       join partner p on p.partner_id = r.partner_id
      where r.customer_id = any($1::uuid[]) and r.partner_id = $2 and r.state = 'active'
      order by r.customer_id`,
    [customerIds, partnerId],
  );
  return rows.map((row) => row.facts);
}

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
