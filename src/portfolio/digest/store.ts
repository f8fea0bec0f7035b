import type { FollowUp, Tx } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Relevance } from './relevance.ts';

/** Tables of which the digest tells; a change to any of them marks the customer. */
const TOLD_OF = [
  'subscription',
  'entitlement',
  'upgrade',
  'relationship',
  'customer',
  'customer_agreement',
  'delegated_admin_relationship',
  'customer_clock',
];

/**
 * Marks a customer behind every change to what the digest tells of, in the same transaction and packet: from then on the
 * customer is read from its facts, until its digest is written anew.
 */
export function digestFollows(): FollowUp {
  return { tables: new Set(TOLD_OF), sql: markSql('= $1::uuid') };
}

/** Marks customers whose rows were written by the table. */
export async function markCustomers(reader: Reader, customerIds: readonly string[]): Promise<void> {
  await reader.query(markSql('= any($1::uuid[])'), [customerIds]);
}

function markSql(which: string): string {
  return `
    insert into portfolio_customer (customer_id, partner_id, changed_in, is_stale)
    select r.customer_id, r.partner_id, pg_current_xact_id(), true from relationship r where r.customer_id ${which}
    on conflict (customer_id, partner_id) do update set changed_in = excluded.changed_in, is_stale = true`;
}

/** Marks customers that nobody marked yet, because other programs wrote them; tells how many. */
export async function markMissing(reader: Reader): Promise<number> {
  const { rowCount } = await reader.query(
    // Written as a difference of sets: asked for one by one, in a table believed to be empty, each is held against all rows written so far.
    `/* fanout */ insert into portfolio_customer (customer_id, partner_id, changed_in, is_stale)
     select m.customer_id, m.partner_id, pg_current_xact_id(), true
       from (select customer_id, partner_id from relationship except all select customer_id, partner_id from portfolio_customer) m
     on conflict do nothing`,
  );
  return rowCount;
}

/** A customer with one of those who sell to it. */
export type Marked = { readonly customerId: string; readonly partnerId: string };

/**
 * Holds some marked customers, so that what is read of them afterwards cannot change before it is written. It never waits for
 * anybody: who is being changed is left for later, and so is who is to be passed over.
 */
export async function holdMarked(tx: Tx, limit: number, passedOver: readonly Marked[]): Promise<readonly Marked[]> {
  const { rows } = await tx.query<Marked>(
    `/* fanout */ select customer_id as "customerId", partner_id as "partnerId" from portfolio_customer
      where is_stale and (customer_id, partner_id) not in (select * from unnest($2::uuid[], $3::uuid[])) limit $1 for update skip locked`,
    [limit, ...idsOf(passedOver)],
  );
  return rows;
}

/** Writes the digest of customers anew whom this transaction holds. */
export async function writeDigests(tx: Tx, { key, sources, held, standIns }: Relevance, marked: readonly Marked[]): Promise<void> {
  if (marked.length > 0) await tx.query(digestSql(), [...idsOf(marked), sources, held, standIns, key]);
}

function idsOf(marked: readonly Marked[]): [readonly string[], readonly string[]] {
  return [marked.map(({ customerId }) => customerId), marked.map(({ partnerId }) => partnerId)];
}

/** Marks some of those whose digest was written when other things mattered, and tells of how many. */
export async function markOutdated(reader: Reader, { key }: Relevance, limit: number): Promise<number> {
  const { rowCount } = await reader.query(
    `/* fanout */ update portfolio_customer c set is_stale = true
       from (select customer_id, partner_id from portfolio_customer where not is_stale and relevance is distinct from $1::uuid limit $2 for update skip locked) o
      where c.customer_id = o.customer_id and c.partner_id = o.partner_id`,
    [key, limit],
  );
  return rowCount;
}

/** How the digest of those who are not marked differs from what it would be if it were written now: to prove that it does not. */
export async function compareDigests(reader: Reader, { key, sources, held, standIns }: Relevance): Promise<readonly object[]> {
  const columns = DIGEST_COLUMNS.join(', ');
  const isSettled = `not is_stale and relevance = $1::uuid`;
  const settled = `in (select customer_id from portfolio_customer where ${isSettled})`;
  const ofSettled = `(customer_id, partner_id) in (select customer_id, partner_id from portfolio_customer where ${isSettled})`;
  const { rows } = await reader.query<object>(
    `/* fanout */ with fresh as (${factsSql(settled, ['$2', '$3', '$4'])})
     select 'missing' as problem, ${columns}
       from (select ${columns} from fresh where ${ofSettled} except select ${columns} from portfolio_subscription) x
     union all
     select 'outdated', ${columns} from (select ${columns} from portfolio_subscription where ${ofSettled} except select ${columns} from fresh) x`,
    [key, sources, held, standIns],
  );
  return rows;
}

const DIGEST_COLUMNS = [
  'customer_id',
  'subscription_id',
  'partner_id',
  'combination',
  'facts',
  'quantity',
  'seats_held',
  'seats_beside',
  'period_minor',
  'renews_on',
  'reseller_mpn_id',
  'settled_until',
] as const;

/** Writes the rows of the customers `$1` with the partners `$2`; `$3` to `$5` are what matters beside what, and `$6` its key. Those that stay as they are are not written again. */
function digestSql(): string {
  const columns = DIGEST_COLUMNS.join(', ');
  const changing = DIGEST_COLUMNS.slice(2);
  return `
    /* fanout */ with asked as materialized (select * from unnest($1::uuid[], $2::uuid[]) as k(customer_id, partner_id)),
    fresh as materialized (select f.* from (${factsSql('= any($1::uuid[])', ['$3', '$4', '$5'])}) f join asked using (customer_id, partner_id)),
    gone as (
      delete from portfolio_subscription p using asked a
       where p.customer_id = a.customer_id and p.partner_id = a.partner_id
         and not exists (select 1 from fresh f where f.customer_id = p.customer_id and f.subscription_id = p.subscription_id)
    ),
    written as (
      insert into portfolio_subscription as p (${columns}) select ${columns} from fresh
      on conflict (customer_id, subscription_id) do update set ${changing.map((name) => `${name} = excluded.${name}`).join(', ')}
        where (${changing.map((name) => `p.${name}`).join(', ')}) is distinct from (${changing.map((name) => `excluded.${name}`).join(', ')})
    ),
    unmarked as (
      update portfolio_customer c set is_stale = false, relevance = $6::uuid from asked a where c.customer_id = a.customer_id and c.partner_id = a.partner_id
    )
    select 1`;
}

/**
 * The digest as a query. What decides is told as it is, in one order, with nothing decided: where only a comparison
 * matters (an add-on's seats with those of its base), the comparison is told, so that alike ones fall together. Each table
 * is read once and joined afterwards, which is quick for one customer and for thousands.
 */
function factsSql(which: string, [sources, held, standIns]: readonly [sources: string, held: string, standIns: string]): string {
  return `
    with relevant as materialized (select * from unnest(${sources}::text[], ${held}::text[], ${standIns}::text[]) as v(source_id, held_id, stand_in_id)),
    subs as materialized (
      select s.customer_id, s.subscription_id, s.partner_id, s.offer_id, s.quantity, s.status, s.billing_cycle, s.currency, s.unit_price_minor,
             s.term_until, s.reseller_mpn_id, s.parent_subscription_id
        from subscription s
       where s.customer_id ${which} and s.status <> 'deleted'
    ),
    parts as materialized (${partsSql(which)}),
    sellers as materialized (${sellersSql(which)}),
    held as (
      select e.customer_id, e.subscription_id, jsonb_agg(e.entry order by e.entry, e.seats) as entries, array_agg(e.seats order by e.entry, e.seats) as seats,
             sum(e.seats)::integer as total
        from (${besideSql()} union all ${entitlementsSql(which)}) e
       group by e.customer_id, e.subscription_id
    ),
    told as materialized (
      select s.customer_id, s.subscription_id, s.partner_id, s.quantity, s.quantity * s.unit_price_minor as period_minor, s.term_until as renews_on,
             s.reseller_mpn_id, coalesce(h.seats, '{}') as seats_held, coalesce(h.total, 0) as seats_beside, r.settled_until,
             (r.facts || jsonb_build_object('offerId', s.offer_id, 'billingCycle', s.billing_cycle, 'currency', s.currency,
               'unfinished', coalesce(p.parts, '[]'), 'held', coalesce(h.entries, '[]')))::text as facts
        from subs s
        join sellers r on r.customer_id = s.customer_id and r.partner_id = s.partner_id
        -- Where the catalogue has nothing to upgrade to, there is nothing to tell.
        join relevant v on v.source_id = s.offer_id and v.held_id = ''
        left join parts p on p.customer_id = s.customer_id and p.subscription_id = s.subscription_id
        left join held h on h.customer_id = s.customer_id and h.subscription_id = s.subscription_id
       where s.status = 'active'
    )
    select customer_id, subscription_id, partner_id, md5(facts)::uuid as combination, facts, quantity, seats_held, seats_beside, period_minor, renews_on,
           reseller_mpn_id, settled_until
      from told`;
}

/** As what subscriptions take part in upgrades that are not finished: `source`, `target`, or `both` where one became another product itself. */
function partsSql(which: string): string {
  return `
      select u.customer_id, u.subscription_id, jsonb_agg(distinct u.part) as parts
        from (
          select customer_id, source_subscription_id as subscription_id,
                 case when source_subscription_id = target_subscription_id then 'both' else 'source' end as part
            from upgrade where customer_id ${which} and state = 'finishing'
          union all
          select customer_id, target_subscription_id, 'target' from upgrade
           where customer_id ${which} and state = 'finishing' and source_subscription_id <> target_subscription_id
        ) u
       group by u.customer_id, u.subscription_id`;
}

/** What the customers and their relationships with those who sell to them say; nothing of a relationship that has ended. */
function sellersSql(which: string): string {
  // Asked as scalars, because the planner would rather read a whole table than ask for one customer whether there is a row.
  const agreed = `(select count(*) from customer_agreement a where a.customer_id = r.customer_id and a.agreement_type = 'MicrosoftCustomerAgreement') > 0`;
  const ahead = `(select max(k.ahead_seconds) from customer_clock k where k.customer_id = r.customer_id) > 0`;
  return `
      select r.customer_id, r.partner_id,
             jsonb_build_object('country', c.country, 'agreement', ${agreed}, 'services', array(select unnest(r.delegated_admin_services) order by 1),
               'roles', coalesce(g.roles, '{}')) as facts,
             case when ${ahead} then '-infinity'::date else coalesce(g.ends_on, 'infinity') end as settled_until
        from relationship r
        join customer c on c.customer_id = r.customer_id
        left join (
          -- A grant of limited time counts until somebody ended it or was told of its end: from then on it can count no more.
          select d.customer_id, d.partner_id, array_agg(distinct role order by role) as roles, min(d.ends_on) filter (where d.auto_extend_days = 0) as ends_on
            from delegated_admin_relationship d
            cross join unnest(d.roles) as role
           where d.customer_id ${which} and d.ends_on is not null and d.terminated_at is null and (d.auto_extend_days <> 0 or d.end_told_at is null)
           group by d.customer_id, d.partner_id
        ) g on g.customer_id = r.customer_id and g.partner_id = r.partner_id
       where r.customer_id ${which} and r.state = 'active'`;
}

/** All that matters of what a customer has beside each active subscription: alike ones together, its own add-ons one by one. */
function besideSql(): string {
  const parts = `coalesce(p.parts, '[]'::jsonb)`;
  const isOwn = 'h.partner_id = s.partner_id';
  const isAddOn = 'h.parent_subscription_id is not distinct from s.subscription_id';
  return `
          select b.customer_id, b.subscription_id, b.entry, sum(b.quantity)::integer as seats
            from (
              select s.customer_id, s.subscription_id, h.quantity, case when ${isAddOn} then h.subscription_id end as add_on_id,
                     case when ${isAddOn}
                          then jsonb_build_array(case when ${isOwn} then 'add_on' else 'other_add_on' end, h.offer_id, h.status, ${parts}, h.quantity <= s.quantity)
                          else jsonb_build_array(case when ${isOwn} then 'own' else 'other' end, v.stand_in_id, h.status, ${parts})
                     end as entry
                from subs s
                join subs h on h.customer_id = s.customer_id and h.subscription_id <> s.subscription_id
                left join relevant v on v.source_id = s.offer_id and v.held_id = h.offer_id
                left join relevant u on u.source_id = s.offer_id and u.held_id = ''
                left join parts p on p.customer_id = h.customer_id and p.subscription_id = h.subscription_id
               where s.status = 'active' and (v.held_id is not null or (u.held_id is not null and ${isAddOn}))
            ) b
           group by b.customer_id, b.subscription_id, b.entry, b.add_on_id`;
}

function entitlementsSql(which: string): string {
  return `
          select s.customer_id, s.subscription_id, jsonb_build_array('entitlement', v.stand_in_id, t.channel, t.status) as entry, sum(t.quantity)::integer as seats
            from entitlement t
            join subs s on s.customer_id = t.customer_id and s.status = 'active' and (t.recorded_by is null or t.recorded_by = s.partner_id)
            join relevant v on v.source_id = s.offer_id and v.held_id = t.offer_id
           where t.customer_id ${which}
           group by s.customer_id, s.subscription_id, v.stand_in_id, t.channel, t.status`;
}
