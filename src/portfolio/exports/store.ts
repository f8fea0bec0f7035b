import type { CustomerId, PartnerId } from '../../kit/ids.ts';
import type { Reader } from '../../platform/reader.ts';
import { ANCHOR_DAY } from '../../subscriptions/tenant/store.ts';
import type { ExportKind } from './kinds/contract.ts';

/** Where the next rows begin: after this customer and this key of its row. */
export type ExportPosition = { readonly customerId: CustomerId; readonly key: string };

/** A row as the database gives it, with where it stands. */
export type StoredRow = { readonly [column: string]: unknown } & { readonly customerId: CustomerId; readonly rowKey: string };

/**
 * The next rows of some customers that the partner may see, in the order of the customers' ids: `$1` is the partner, `$2`
 * the customers, `$3` and `$4` the place to go on from, `$5` how many.
 */
export async function readRows(
  reader: Reader,
  kind: ExportKind,
  asked: {
    readonly partnerId: PartnerId;
    readonly customerIds: readonly CustomerId[];
    readonly after: ExportPosition | null;
    readonly limit: number;
  },
): Promise<readonly StoredRow[]> {
  const { partnerId, customerIds, after, limit } = asked;
  const { rows } = await reader.query<StoredRow>(`/* fanout */ ${STATEMENTS[kind]}`, [
    partnerId,
    customerIds,
    after?.customerId ?? FIRST_ID,
    after?.key ?? '',
    limit,
  ]);
  return rows;
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** The relationship through which the partner sees the customer: as its seller, or else as the indirect reseller of record. */
const SEEN = `
  join lateral (
    select r.partner_id, r.delegated_admin_services, r.reseller_partner_id, r.since from relationship r
     where r.customer_id = c.customer_id and r.state = 'active' and $1 in (r.partner_id, r.reseller_partner_id)
     order by (r.partner_id = $1) desc, r.since limit 1) seen on true`;
const SOLD = `join relationship seen on seen.customer_id = c.customer_id and seen.partner_id = $1 and seen.state = 'active'`;

/** One offer of each product, which names it. */
const PRODUCTS = `(select sku_id, min(offer_id) as offer_id, min(name) as name from offer group by sku_id)`;

/** The user of each licence or membership `d`, one by one, with the state asked outside: joined as a whole, all users are read for each licence. */
const EACH_USER = `
          join lateral (select p.user_principal_name, p.display_name, p.state from directory_user p
                         where p.customer_id = c.customer_id and p.user_id = d.user_id offset 0) u on u.state = 'active'`;
/** An id within the key of a row; what no id is below where there is no key yet. */
const idIn = (part: string) => `coalesce(nullif(${part}, ''), '${FIRST_ID}')::uuid`;

const day = (instant: string) => `to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD')`;
const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const page = (key: string) => `c.customer_id = any($2::uuid[]) and c.customer_id >= $3 and (c.customer_id, ${key}) > ($3::uuid, $4::text)
  order by c.customer_id, ${key} limit $5`;
const CUSTOMER = 'c.customer_id as "customerId", c.customer_id as customer';

const STATEMENTS: Readonly<Record<ExportKind, string>> = {
  customers: `
    select c.customer_id as "customerId", 'customer' as "rowKey", c.company_name as "companyName", c.domain, c.country, c.email, c.language, c.culture,
           c.address, c.registration_number as "registrationNumber", seen.delegated_admin_services as services,
           (select p.mpn_id from partner p where p.partner_id = seen.reseller_partner_id) as "resellerMpnId", ${day('seen.since')} as since,
           (select ${day('min(a.date_agreed)')} from customer_agreement a
             where a.customer_id = c.customer_id and a.agreement_type = 'MicrosoftCustomerAgreement' and (a.partner_id = $1 or a.signed_by_customer)) as "agreedOn"
      from customer c ${SEEN} where ${page(`'customer'::text`)}`,
  subscriptions: `
    select ${CUSTOMER}, s.subscription_id::text as "rowKey", c.domain as "customerDomain", c.company_name as "companyName", s.subscription_id as "subscriptionId",
           s.order_id as "orderId", s.offer_id as product, o.name as "offerName", s.friendly_name as "friendlyName", s.quantity, s.status,
           case s.status when 'suspended' then ${day('s.suspended_at')} when 'deleted' then ${day('s.deleted_at')} end as "statusSince",
           s.billing_cycle as "billingCycle", s.unit_price_minor as "priceMinor", s.currency, s.term_from as "termStart", s.term_until as "termEnd", ${ANCHOR_DAY} as "anchorDay",
           s.auto_renew as "autoRenew", s.parent_subscription_id as "baseSubscriptionId", s.reseller_mpn_id as "resellerMpnId", ${day('s.created_at')} as "createdOn"
      from customer c ${SEEN}
      join subscription s on s.customer_id = c.customer_id
       and (s.partner_id = $1 or (seen.partner_id <> $1 and s.reseller_mpn_id = (select p.mpn_id from partner p where p.partner_id = $1)
            and exists (select 1 from relationship t where t.customer_id = c.customer_id and t.partner_id = s.partner_id and t.reseller_partner_id = $1 and t.state = 'active')))
      join offer o on o.offer_id = s.offer_id
     where ${page('s.subscription_id::text')}`,
  users: `
    select ${CUSTOMER}, u.user_id::text as "rowKey", c.domain as "customerDomain", u.user_id as "userId", u.user_principal_name as "userPrincipalName",
           u.display_name as "displayName", u.first_name as "firstName", u.last_name as "lastName", u.usage_location as "usageLocation",
           u.phone_number as "phoneNumber", u.immutable_id as "immutableId"
      from customer c ${SOLD}
      join directory_user u on u.customer_id = c.customer_id and u.state = 'active'
     where ${page('u.user_id::text')}`,
  groups: `
    select ${CUSTOMER}, g.group_id::text as "rowKey", c.domain as "customerDomain", g.group_id as "groupId", g.display_name as "displayName"
      from customer c ${SOLD}
      join directory_group g on g.customer_id = c.customer_id
     where ${page('g.group_id::text')}`,
  'group-licenses': `
    select ${CUSTOMER}, k.group_id || ' ' || k.sku_id as "rowKey", c.domain as "customerDomain", k.group_id as "group", g.display_name as "groupName",
           k.sku_id as product, o.offer_id as "offerId", o.name as "offerName", array_to_string(k.disabled_plans, ' ') as "disabledPlans",
           ${day('k.assigned_at')} as "assignedOn"
      from customer c ${SOLD}
      join group_license k on k.customer_id = c.customer_id
      join directory_group g on g.customer_id = k.customer_id and g.group_id = k.group_id
      left join ${PRODUCTS} o on o.sku_id = k.sku_id
     where ${page(`(k.group_id || ' ' || k.sku_id)`)}`,
  'group-members': `
    select ${CUSTOMER}, m.group_id || ' ' || m.user_id as "rowKey", c.domain as "customerDomain", m.group_id as "group", g.display_name as "groupName",
           m.user_id as "user", m.user_principal_name as "userPrincipalName", m.display_name as "displayName", ${day('m.since')} as since
      from customer c ${SOLD}
      join lateral (
        select d.*, u.user_principal_name, u.display_name
          from group_member d ${EACH_USER}
         where d.customer_id = c.customer_id
           and (c.customer_id > $3 or (d.group_id, d.user_id) > (${idIn('left($4, 36)')}, ${idIn('right($4, 36)')}))
         order by d.group_id, d.user_id limit $5) m on true
      join directory_group g on g.customer_id = m.customer_id and g.group_id = m.group_id
     where ${page(`(m.group_id || ' ' || m.user_id)`)}`,
  licenses: `
    select ${CUSTOMER}, l.user_id || ' ' || l.sku_id || ' ' || l.group_id as "rowKey", c.domain as "customerDomain", l.user_id as "user", l.user_principal_name as "userPrincipalName",
           l.display_name as "displayName", l.sku_id as product, o.offer_id as "offerId", o.name as "offerName",
           array_to_string(l.disabled_plans, ' ') as "disabledPlans", ${day('l.assigned_at')} as "assignedOn",
           g.group_id as "group", coalesce(g.display_name, 'direct') as "assignedBy"
      from customer c ${SOLD}
      join lateral (
        select d.*, u.user_principal_name, u.display_name
          from license d ${EACH_USER}
         where d.customer_id = c.customer_id
           and (c.customer_id > $3 or (d.user_id, d.sku_id, d.group_id)
                > (${idIn('left($4, 36)')}, ${idIn('substr($4, 38, 36)')}, ${idIn('right($4, 36)')}))
         order by d.user_id, d.sku_id, d.group_id limit $5) l on true
      left join directory_group g on g.customer_id = l.customer_id and g.group_id = l.group_id
      left join ${PRODUCTS} o on o.sku_id = l.sku_id
     where ${page(`(l.user_id || ' ' || l.sku_id || ' ' || l.group_id)`)}`,
  entitlements: `
    select ${CUSTOMER}, e.entitlement_id::text as "rowKey", c.domain as "customerDomain", e.entitlement_id as "entitlementId", e.channel, e.offer_id as product,
           o.name as "offerName", e.quantity, e.status, e.held_since as "heldSince", e.held_until as "heldUntil"
      from customer c ${SEEN}
      join entitlement e on e.customer_id = c.customer_id and e.recorded_by = $1
      join offer o on o.offer_id = e.offer_id
     where ${page('e.entitlement_id::text')}`,
  charges: `
    select ${CUSTOMER}, g.charge_id::text as "rowKey", c.company_name as "companyName", g.charge_id as "chargeId", g.subscription_id as "subscriptionId",
           g.offer_id as product, o.name as "offerName", g.event_id as "eventId", g.cause, g.charge_type as "chargeType", g.charged_from as "chargedFrom",
           g.charged_until as "chargedUntil", g.quantity, g.unit_price_minor as "unitPriceMinor", g.amount_minor as "amountMinor", g.currency,
           ${instant('g.charged_at')} as "chargedAt", i.invoice_number as invoice
      from customer c ${SOLD}
      join charge g on g.customer_id = c.customer_id and g.partner_id = $1
      join offer o on o.offer_id = g.offer_id
      left join invoice_line i on i.customer_id = g.customer_id and i.charge_id = g.charge_id
     where ${page('g.charge_id::text')}`,
  upgrades: `
    select ${CUSTOMER}, u.upgrade_id::text as "rowKey", c.company_name as "companyName", u.upgrade_id as "upgradeId",
           u.source_subscription_id as "sourceSubscriptionId", u.target_subscription_id as "targetSubscriptionId",
           coalesce(u.source_offer_id, s.offer_id) as "sourceProduct", coalesce(u.target_offer_id, t.offer_id) as "targetProduct",
           u.upgrade_type as "upgradeType", u.quantity, u.users_moved as "usersMoved", u.users_left_behind as "usersLeftBehind", u.state,
           ${instant('u.submitted_at')} as "submittedAt", ${instant('u.finished_at')} as "finishedAt"
      from customer c ${SOLD}
      join upgrade u on u.customer_id = c.customer_id and u.partner_id = $1
      join subscription s on s.customer_id = u.customer_id and s.subscription_id = u.source_subscription_id
      join subscription t on t.customer_id = u.customer_id and t.subscription_id = u.target_subscription_id
     where ${page('u.upgrade_id::text')}`,
  'left-behind': `
    select ${CUSTOMER}, b.upgrade_id || ' ' || b.user_id as "rowKey", c.company_name as "companyName", b.upgrade_id as "upgradeId", b.user_id as "userId",
           d.user_principal_name as "userPrincipalName", d.display_name as "displayName", b.state,
           (select string_agg(distinct x->>'code', ' ') from jsonb_array_elements(b.reasons) as x) as reasons, b.note,
           ${instant('b.recorded_at')} as "recordedAt", ${instant('b.closed_at')} as "closedAt"
      from customer c ${SOLD}
      join left_behind_user b on b.customer_id = c.customer_id and b.partner_id = $1
      join directory_user d on d.customer_id = b.customer_id and d.user_id = b.user_id
     where ${page(`(b.upgrade_id || ' ' || b.user_id)`)}`,
};
