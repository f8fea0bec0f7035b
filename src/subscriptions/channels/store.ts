import type { CustomerId, PartnerId } from '../../kit/ids.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Write } from '../../platform/write.ts';
import type { Entitlement } from '../subscription.ts';

/** What the customer holds elsewhere, as these partners recorded it and as the operator did; oldest first. */
export async function listEntitlements(
  reader: Reader,
  customerId: CustomerId,
  partnerIds: readonly PartnerId[],
): Promise<readonly Entitlement[]> {
  const { rows } = await reader.query<Entitlement>(
    `select channel, offer_id as "offerId", quantity, status, held_since as since, held_until as until
       from entitlement
      where customer_id = $1 and (recorded_by is null or recorded_by = any($2::uuid[]))
      order by held_since, entitlement_id`,
    [customerId, partnerIds],
  );
  return rows;
}

/** What one partner itself recorded. */
export async function listRecorded(reader: Reader, customerId: CustomerId, partnerId: PartnerId): Promise<readonly Entitlement[]> {
  const { rows } = await reader.query<Entitlement>(
    `select channel, offer_id as "offerId", quantity, status, held_since as since, held_until as until
       from entitlement where customer_id = $1 and recorded_by = $2 order by held_since, entitlement_id`,
    [customerId, partnerId],
  );
  return rows;
}

/** Takes away what a partner recorded before. The statement that follows it in a transaction writes the new list. */
export function dropEntitlements(partnerId: PartnerId): Write {
  return {
    table: 'entitlement',
    sql: `
      delete from entitlement e
       using jsonb_to_recordset($rows) as r(partner_id uuid)
       where e.customer_id = $customer and e.recorded_by = r.partner_id`,
    rows: [{ partner_id: partnerId }],
  };
}

/** Records what a customer holds elsewhere. */
export function addEntitlements(
  entitlements: readonly (Entitlement & { readonly id: string })[],
  about: { readonly partnerId: PartnerId; readonly at: Date },
): Write {
  return {
    table: 'entitlement',
    sql: `
      insert into entitlement (customer_id, entitlement_id, channel, offer_id, quantity, status, held_since, held_until, recorded_at, recorded_by)
      select $customer, r.entitlement_id, r.channel, r.offer_id, r.quantity, r.status, r.held_since, r.held_until, r.recorded_at, r.recorded_by
      from jsonb_to_recordset($rows) as r(entitlement_id uuid, channel text, offer_id text, quantity integer, status text, held_since date,
        held_until date, recorded_at timestamptz, recorded_by uuid)`,
    rows: entitlements.map((entitlement) => ({
      entitlement_id: entitlement.id,
      channel: entitlement.channel,
      offer_id: entitlement.offerId,
      quantity: entitlement.quantity,
      status: entitlement.status,
      held_since: entitlement.since,
      held_until: entitlement.until,
      recorded_at: about.at.toISOString(),
      recorded_by: about.partnerId,
    })),
  };
}
