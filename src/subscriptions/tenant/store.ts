import { marginSql } from '../../billing/prices/store.ts';
import { findCustomer } from '../../customers/store.ts';
import { grantsSql } from '../../customers/delegation/store.ts';
import { aheadSecondsSql } from '../../customers/time/store.ts';
import type { CustomerId, PartnerId, SubscriptionId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import { PLAN_ONCE } from '../../platform/planning.ts';
import type { Reader } from '../../platform/reader.ts';
import type { TenantFacts } from './facts.ts';

/** Whose customer: every statement about a customer is asked for by a partner. */
export type Scope = { readonly partnerId: PartnerId; readonly customerId: CustomerId };

/**
 * Holds the customer until the transaction ends: changes to one customer's subscriptions and licences take turns.
 * A statement of its own, because what the next one reads must be as it is after the wait.
 */
export function lockCustomer(tx: Tx, { partnerId, customerId }: Scope): Promise<unknown> {
  // What is asked under the lock finds its few rows by the customer.
  void tx.query(PLAN_ONCE);
  return tx.query(
    `select 1 from customer c
      where c.customer_id = $1
        and exists (select 1 from relationship r where r.customer_id = $1 and r.partner_id = $2 and r.state = 'active')
        for no key update`,
    [customerId, partnerId],
  );
}

/**
 * The day of the month that the term of a subscription `s` keeps; null where it is that of its first day. It counts only where
 * the month in which the term begins is too short for it: a version that does not know it moves the term and leaves it there.
 */
export const ANCHOR_DAY = `case when s.anchor_day > extract(day from s.term_from) and extract(day from s.term_from + 1) = 1 then s.anchor_day end`;

/** The term of a subscription `s` as JSON. */
export const TERM = `json_strip_nulls(json_build_object('from', s.term_from, 'until', s.term_until, 'anchorDay', ${ANCHOR_DAY}))`;

/** A subscription `s` as JSON, as the rules read it. */
export const SUBSCRIPTION = `json_build_object(
        'customerId', s.customer_id, 'id', s.subscription_id, 'partnerId', s.partner_id, 'orderId', s.order_id, 'offerId', s.offer_id,
        'friendlyName', s.friendly_name, 'quantity', s.quantity, 'status', s.status, 'billingCycle', s.billing_cycle,
        'parentId', s.parent_subscription_id, 'unitPriceMinor', s.unit_price_minor, 'currency', s.currency,
        'term', ${TERM}, 'createdOn', s.created_at::date,
        'resellerMpnId', s.reseller_mpn_id, 'version', s.version)`;

/** Products of which a customer holds something elsewhere, by the note of whichever partner, as JSON. */
export const heldElsewhereSql = (customer: string): string => `
  coalesce((select json_agg(distinct o.sku_id) from entitlement e join offer o on o.offer_id = e.offer_id
             where e.customer_id = ${customer} and e.status <> 'cancelled'), '[]')`;

/**
 * The facts as one JSON object: a part of any statement that gathers. The arguments name the customer and a subscription
 * that is wanted even when deleted; `$2` is the partner.
 */
export const tenantFactsSql = (customer: string, wanted: string): string => `
  json_build_object(
    'customerId', c.customer_id, 'companyName', c.company_name, 'country', c.country,
    'partner', json_build_object('id', p.partner_id, 'name', p.name, 'standing', p.standing, 'currency', p.currency, 'rounding', p.rounding),
    'delegatedAdminServices', r.delegated_admin_services, 'granularAdmin', ${grantsSql(customer, '$2')},
    'agreementRecorded', exists (select 1 from customer_agreement a where a.customer_id = ${customer} and a.agreement_type = 'MicrosoftCustomerAgreement'),
    'subscriptions', coalesce((select json_agg(${SUBSCRIPTION} order by s.subscription_id)
      from subscription s where s.customer_id = ${customer} and (s.status <> 'deleted' or s.subscription_id = ${wanted})), '[]'),
    'entitlements', coalesce((select json_agg(json_build_object(
        'channel', e.channel, 'offerId', e.offer_id, 'quantity', e.quantity, 'status', e.status, 'since', e.held_since, 'until', e.held_until)
        order by e.entitlement_id)
      from entitlement e where e.customer_id = ${customer} and (e.recorded_by is null or e.recorded_by = $2)), '[]'),
    'heldElsewhere', ${heldElsewhereSql(customer)},
    'unfinished', coalesce((select json_agg(json_build_object(
        'upgradeId', u.upgrade_id, 'sourceId', u.source_subscription_id, 'targetId', u.target_subscription_id,
        'usersLeftBehind', u.users_left_behind))
      from upgrade u where u.customer_id = ${customer} and u.state = 'finishing'), '[]'),
    'aheadSeconds', ${aheadSecondsSql(customer)}, 'marginBasisPoints', ${marginSql('r')},
    'catalogRevision', (select revision from catalog_revision))`;

/** The facts of the customer `$1`, with the subscription `$3` even when it is deleted. */
export const TENANT_FACTS = tenantFactsSql('$1', '$3');

/** The tables behind the facts, for the partner `$2`. */
export const OF_THE_PARTNER = `
  from relationship r
  join customer c on c.customer_id = r.customer_id
  join partner p on p.partner_id = r.partner_id
 where r.customer_id = $1 and r.partner_id = $2 and r.state = 'active'`;

/** The facts of one customer; null when the partner has no such customer. `wantedId` is a subscription that is told even when deleted. */
export async function readTenantFacts(
  reader: Reader,
  { partnerId, customerId }: Scope,
  wantedId: SubscriptionId | null = null,
): Promise<TenantFacts | null> {
  const { rows } = await reader.query<{ facts: TenantFacts }>(FACTS_OF_ONE, [customerId, partnerId, wantedId]);
  return rows[0]?.facts ?? null;
}

/** Put together once: a long text that is new each time costs more to find its prepared statement by than to send. */
const FACTS_OF_ONE = `select ${TENANT_FACTS} as facts ${OF_THE_PARTNER}`;

/** A customer as one caller sees it: all that the seller sold, or only what carries a reseller's number. */
export type SeenTenant = { readonly facts: TenantFacts; readonly resellerMpnId: string | null };

/**
 * The facts of one customer as a partner may see them: as its seller, or, once for each provider, as the indirect
 * reseller of record. Empty when the partner has no such customer.
 */
export async function readSeenTenants(
  reader: Reader,
  scope: Scope,
  wantedId: SubscriptionId | null = null,
): Promise<readonly SeenTenant[]> {
  const own = await readTenantFacts(reader, scope, wantedId);
  if (own !== null) return [{ facts: own, resellerMpnId: null }];
  const customer = await findCustomer(reader, scope.partnerId, scope.customerId);
  if (customer === null) return [];
  const { sellerIds, resellerMpnId } = customer.scope;
  const found = await Promise.all(sellerIds.map((partnerId) => readTenantFacts(reader, { ...scope, partnerId }, wantedId)));
  return found.flatMap((facts) => (facts === null ? [] : [{ facts, resellerMpnId }]));
}

/** What the life of some subscriptions needs beside the facts, as JSON; `condition` is on the subscription `s`. */
export function accountsSql(customer: string, condition: string): string {
  return `coalesce((select json_agg(json_build_object('subscriptionId', s.subscription_id, 'autoRenew', s.auto_renew, 'isTrial', o.is_trial,
      'suspensionReasons', s.suspension_reasons, 'suspendedOn', s.suspended_on, 'paidUntil', ${PAID_UNTIL}, 'offerName', o.name,
      'createdAt', s.created_at, 'upgradedFromId', s.upgraded_from_id, 'nextTerm', s.next_term) order by s.subscription_id)
    from subscription s
    join offer o on o.offer_id = s.offer_id
   where s.customer_id = ${customer} and ${condition}), '[]')`;
}

/** The end of what is charged in the current term and billing cycle; where the ledger has nothing, what was noted. */
export const PAID_UNTIL = `coalesce((select max(g.charged_until) from charge g
    where g.customer_id = s.customer_id and g.subscription_id = s.subscription_id and g.charged_from >= s.term_from
      and (g.period_days > 31) = (s.billing_cycle = 'annual')), s.paid_until)`;

/**
 * Joins the active user behind each row with a user, as a licence is. Looked up by key for each row, and the state
 * asked outside: a planner that knows nothing of a large customer yet would else read all its users for each of them.
 */
export const activeUserOf = (row: string, customer: string, user = 'u'): string => `
  join lateral (select d.user_id, d.usage_location, d.state from directory_user d
                 where d.customer_id = ${customer} and d.user_id = ${row}.user_id offset 0) ${user} on ${user}.state = 'active'`;

/** A condition on the subscription `s`: it is the subscription `$3` of the customer `$1`, or hangs on it, or on what does. */
export const WITH_ADD_ONS = `(s.subscription_id = $3 or (s.status <> 'deleted' and (s.parent_subscription_id = $3 or s.parent_subscription_id in
    (select a.subscription_id from subscription a where a.customer_id = $1 and a.parent_subscription_id = $3))))`;
