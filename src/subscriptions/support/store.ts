import type { CustomerId, PartnerId, SkuId, SubscriptionId } from '../../kit/ids.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Write } from '../../platform/write.ts';

/** Who supports a subscription towards the customer. */
export type Contact = { readonly supportTenantId: string; readonly supportMpnId: string; readonly name: string };

/** The contact that was named; where none was, the partner who sold the subscription. */
export async function findContact(reader: Reader, customerId: CustomerId, subscriptionId: SubscriptionId): Promise<Contact | null> {
  const { rows } = await reader.query<Contact>(
    `select coalesce(k.support_tenant_id, p.partner_id) as "supportTenantId", coalesce(k.support_mpn_id, p.mpn_id) as "supportMpnId",
            coalesce(k.name, p.name) as name
       from subscription s
       join partner p on p.partner_id = s.partner_id
       left join support_contact k on k.customer_id = s.customer_id and k.subscription_id = s.subscription_id
      where s.customer_id = $1 and s.subscription_id = $2`,
    [customerId, subscriptionId],
  );
  return rows[0] ?? null;
}

export function saveContact(subscriptionId: SubscriptionId, contact: Contact, at: Date): Write {
  return {
    table: 'support_contact',
    sql: `
      insert into support_contact (customer_id, subscription_id, support_tenant_id, support_mpn_id, name, changed_at)
      select $customer, r.subscription_id, r.support_tenant_id, r.support_mpn_id, r.name, r.changed_at
      from jsonb_to_recordset($rows) as r(subscription_id uuid, support_tenant_id uuid, support_mpn_id text, name text, changed_at timestamptz)
      on conflict (customer_id, subscription_id) do update
        set support_tenant_id = excluded.support_tenant_id, support_mpn_id = excluded.support_mpn_id, name = excluded.name, changed_at = excluded.changed_at`,
    rows: [
      {
        subscription_id: subscriptionId,
        support_tenant_id: contact.supportTenantId,
        support_mpn_id: contact.supportMpnId,
        name: contact.name,
        changed_at: at.toISOString(),
      },
    ],
  };
}

/** The product behind a subscription and whose it is; for a partner who sells to the customer. */
export async function findProduct(
  reader: Reader,
  { customerId, partnerId }: { readonly customerId: CustomerId; readonly partnerId: PartnerId },
  subscriptionId: SubscriptionId,
): Promise<{ readonly skuId: SkuId; readonly companyName: string } | null> {
  const { rows } = await reader.query<{ skuId: SkuId; companyName: string }>(
    `select o.sku_id as "skuId", c.company_name as "companyName"
       from subscription s
       join offer o on o.offer_id = s.offer_id
       join customer c on c.customer_id = s.customer_id
       join relationship r on r.customer_id = s.customer_id and r.partner_id = s.partner_id and r.state = 'active'
      where s.customer_id = $1 and s.partner_id = $2 and s.subscription_id = $3`,
    [customerId, partnerId, subscriptionId],
  );
  return rows[0] ?? null;
}
