import type { CustomerId, PartnerId } from '../../../kit/ids.ts';
import type { Currency } from '../../../kit/money.ts';
import type { Reader } from '../../../platform/reader.ts';
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
