import type { CustomerId, PartnerId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import type { TenantFacts } from './facts.ts';

/** Whose customer: every statement about a customer is asked for by a partner. */
export type Scope = { readonly partnerId: PartnerId; readonly customerId: CustomerId };

/**
 * Holds the customer until the transaction ends: changes to one customer's subscriptions and licences take turns.
 * A statement of its own, because what the next one reads must be as it is after the wait.
 */
export function lockCustomer(tx: Tx, { partnerId, customerId }: Scope): Promise<unknown> {
  return tx.query(
    `select 1 from customer c
      where c.customer_id = $1
        and exists (select 1 from relationship r where r.customer_id = $1 and r.partner_id = $2 and r.state = 'active')
        for no key update`,
    [customerId, partnerId],
  );
}

/** The facts as one JSON object: a part of any statement that gathers; `$1` is the customer, `$3` a subscription that is wanted even when deleted. */
export const TENANT_FACTS = `
  json_build_object(
    'customerId', c.customer_id, 'companyName', c.company_name, 'country', c.country,
    'partner', json_build_object('id', p.partner_id, 'standing', p.standing, 'currency', p.currency, 'rounding', p.rounding),
    'delegatedAdminServices', r.delegated_admin_services,
    'agreementRecorded', exists (select 1 from customer_agreement a where a.customer_id = $1),
    'subscriptions', coalesce((select json_agg(json_build_object(
        'customerId', s.customer_id, 'id', s.subscription_id, 'partnerId', s.partner_id, 'orderId', s.order_id, 'offerId', s.offer_id,
        'friendlyName', s.friendly_name, 'quantity', s.quantity, 'status', s.status, 'billingCycle', s.billing_cycle,
        'parentId', s.parent_subscription_id, 'unitPriceMinor', s.unit_price_minor, 'currency', s.currency,
        'term', json_build_object('from', s.term_from, 'until', s.term_until), 'createdOn', s.created_at::date,
        'resellerMpnId', s.reseller_mpn_id, 'version', s.version) order by s.subscription_id)
      from subscription s where s.customer_id = $1 and (s.status <> 'deleted' or s.subscription_id = $3)), '[]'),
    'entitlements', coalesce((select json_agg(json_build_object(
        'channel', e.channel, 'offerId', e.offer_id, 'quantity', e.quantity, 'status', e.status, 'since', e.held_since, 'until', e.held_until)
        order by e.entitlement_id)
      from entitlement e where e.customer_id = $1), '[]'),
    'unfinished', coalesce((select json_agg(json_build_object(
        'upgradeId', u.upgrade_id, 'sourceId', u.source_subscription_id, 'usersLeftBehind', u.users_left_behind))
      from upgrade u where u.customer_id = $1 and u.state = 'finishing'), '[]'),
    'catalogRevision', (select revision from catalog_revision))`;

/** The tables behind the facts, for the partner `$2`. */
export const OF_THE_PARTNER = `
  from relationship r
  join customer c on c.customer_id = r.customer_id
  join partner p on p.partner_id = r.partner_id
 where r.customer_id = $1 and r.partner_id = $2 and r.state = 'active'`;

/** The facts of one customer; null when the partner has no such customer. */
export async function readTenantFacts(reader: Reader, { partnerId, customerId }: Scope): Promise<TenantFacts | null> {
  const { rows } = await reader.query<{ facts: TenantFacts }>(`select ${TENANT_FACTS} as facts ${OF_THE_PARTNER}`, [
    customerId,
    partnerId,
    null,
  ]);
  return rows[0]?.facts ?? null;
}
