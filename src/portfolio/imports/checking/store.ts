import type { CustomerId, PartnerId, UserId } from '../../../kit/ids.ts';
import type { Currency } from '../../../kit/money.ts';
import type { Reader } from '../../../platform/reader.ts';
import { activeUserOf } from '../../../subscriptions/tenant/store.ts';
import type { Mistake } from '../cells.ts';
import { userPlace, type LicensesKnown } from '../rows/license.ts';
import type { CustomersKnown } from '../rows/customer.ts';
import type { CustomersOf } from '../rows/references.ts';

/** The currency in which a partner bills. */
export async function currencyOf(reader: Reader, partnerId: PartnerId): Promise<Currency> {
  const { rows } = await reader.query<{ currency: Currency }>('select currency from partner where partner_id = $1', [partnerId]);
  return rows[0]?.currency ?? ('USD' as Currency);
}

/** Tenants with these ids or domains, whoever looks after them. */
export async function findTenants(
  reader: Reader,
  partnerId: PartnerId,
  { ids, domains }: { readonly ids: readonly string[]; readonly domains: readonly string[] },
): Promise<CustomersKnown['tenants']> {
  const { rows } = await reader.query<{ customerId: string; domain: string; isOurs: boolean }>(
    `/* fanout */ select c.customer_id as "customerId", c.domain,
            exists (select 1 from relationship r where r.customer_id = c.customer_id and r.partner_id = $1 and r.state = 'active') as "isOurs"
       from customer c
      where c.customer_id = any($2::uuid[]) or c.domain = any($3::text[])`,
    [partnerId, ids, domains],
  );
  return rows;
}

/** The indirect resellers that work with a partner, by their number. */
export async function listResellers(reader: Reader, partnerId: PartnerId): Promise<CustomersKnown['resellers']> {
  const { rows } = await reader.query<{ mpnId: string; partnerId: PartnerId }>(
    `select p.mpn_id as "mpnId", p.partner_id as "partnerId"
       from partner_relationship t join partner p on p.partner_id = t.reseller_partner_id
      where t.provider_partner_id = $1`,
    [partnerId],
  );
  return new Map(rows.map((row) => [row.mpnId, row.partnerId]));
}

/** The partner's customers among these ids and domains, by both. */
export async function findOwnCustomers(
  reader: Reader,
  partnerId: PartnerId,
  { ids, domains }: { readonly ids: readonly string[]; readonly domains: readonly string[] },
): Promise<CustomersOf> {
  const { rows } = await reader.query<{ customerId: CustomerId; domain: string; country: string }>(
    `/* fanout */ select c.customer_id as "customerId", c.domain, c.country
       from customer c
       join relationship r on r.customer_id = c.customer_id and r.partner_id = $1 and r.state = 'active'
      where c.customer_id = any($2::uuid[]) or c.domain = any($3::text[])`,
    [partnerId, ids, domains],
  );
  return new Map(rows.flatMap((row) => [row.domain, row.customerId].map((name) => [name, row] as const)));
}

/** Active users by their ids and sign-in names. */
export async function findUsers(
  reader: Reader,
  asked: readonly { readonly customerId: string; readonly user: string }[],
): Promise<LicensesKnown['users']> {
  const { rows } = await reader.query<{ customerId: string; userId: UserId; userPrincipalName: string }>(
    `/* fanout */ with asked as materialized (select * from unnest($1::uuid[], $2::text[]) as a(customer_id, name))
     select u.customer_id as "customerId", u.user_id as "userId", u.user_principal_name as "userPrincipalName"
       from asked a
       join directory_user u on u.customer_id = a.customer_id and lower(u.user_principal_name) = a.name and u.state = 'active'
     union
     select u.customer_id, u.user_id, u.user_principal_name
       from asked a
       join directory_user u on u.customer_id = a.customer_id and u.user_id = case when a.name ~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then a.name::uuid end
        and u.state = 'active'`,
    [asked.map(({ customerId }) => customerId), asked.map(({ user }) => user.toLowerCase())],
  );
  return new Map(rows.flatMap((row) => [row.userId, row.userPrincipalName].map((name) => [userPlace(row.customerId, name), row] as const)));
}

/** Add-ons of a file whose base is neither in it nor at the customer. */
export async function findMissingBases(reader: Reader, importId: string, limit: number): Promise<readonly Mistake[]> {
  const { rows } = await reader.query<Mistake>(
    `/* fanout */ select r.line, 'baseSubscriptionId' as "column", r.content->>'parentId' as found, '{"what": "base_there_or_in_file"}'::jsonb as wanted
       from portfolio_import_row r
      where r.import_id = $1 and r.content->>'parentId' is not null
        and not exists (select 1 from portfolio_import_row b where b.import_id = $1 and b.row_key = (r.content->>'parentId')::uuid and b.tenant_id = r.tenant_id)
        and not exists (select 1 from subscription s where s.customer_id = r.tenant_id and s.subscription_id = (r.content->>'parentId')::uuid)
      order by r.line limit $2`,
    [importId, limit],
  );
  return rows;
}

/** Products of which a file assigns more licences than the customer has seats; told at the last of their lines. */
export async function findMissingSeats(reader: Reader, importId: string, partnerId: PartnerId, limit: number): Promise<readonly Mistake[]> {
  const { rows } = await reader.query<Mistake>(
    `/* fanout */ with wanted as (
       select r.tenant_id as customer_id, (r.content->>'skuId')::uuid as sku_id, max(r.line) as line,
              count(*) filter (where not exists (select 1 from license l where l.customer_id = r.tenant_id and l.user_id = (r.content->>'userId')::uuid
                                                    and l.sku_id = (r.content->>'skuId')::uuid)) as users
         from portfolio_import_row r where r.import_id = $1 group by 1, 2
     ), counted as (
       select w.*, (select count(distinct l.user_id) from license l ${activeUserOf('l', 'w.customer_id')}
                     where l.customer_id = w.customer_id and l.sku_id = w.sku_id) as consumed,
              (select coalesce(sum(h.quantity), 0) from (
                  select s.offer_id, s.quantity from subscription s where s.customer_id = w.customer_id and s.status in ('active', 'expired')
                  union all
                  select e.offer_id, e.quantity from entitlement e
                   where e.customer_id = w.customer_id and e.status = 'active' and (e.recorded_by is null or e.recorded_by = $2)) h
                 join offer o on o.offer_id = h.offer_id where o.sku_id = w.sku_id) as seats
         from wanted w
     )
     select line, 'product' as "column", (users + consumed)::text as found,
            case when seats = 0 then '{"what": "product_with_subscription"}'::jsonb else jsonb_build_object('what', 'users_at_most', 'seats', seats) end as wanted
       from counted where users > 0 and users + consumed > seats order by line limit $3`,
    [importId, partnerId, limit],
  );
  return rows;
}
