import { ledgerSql } from '../../billing/store.ts';
import type { Charge } from '../../billing/charge.ts';
import type { RoundingMode } from '../../billing/rounding.ts';
import { aheadSecondsSql } from '../../customers/time/store.ts';
import type { Day } from '../../kit/dates.ts';
import type { CustomerId, PartnerId, SkuId, SubscriptionId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Write } from '../../platform/write.ts';
import type { Subscription } from '../subscription.ts';
import type { Account } from '../tenant/account.ts';
import { accountsSql, heldElsewhereSql, SUBSCRIPTION } from '../tenant/store.ts';

/** Where a search for what is due goes on. */
export type DuePosition = { readonly dueOn: string; readonly customerId: string; readonly subscriptionId: string };

/**
 * Customers with a subscription for which something falls due, or that nobody has looked at since its last change; of all
 * partners. A look over all customers, read off one index.
 */
export async function listDue(
  reader: Reader,
  asked: { readonly today: Day; readonly after: DuePosition | null; readonly limit: number },
): Promise<readonly (DuePosition & { readonly customerId: CustomerId })[]> {
  const { rows } = await reader.query<DuePosition & { readonly customerId: CustomerId }>(
    `/* fanout */ select due_on as "dueOn", customer_id as "customerId", subscription_id as "subscriptionId"
       from subscription
      where status <> 'deleted' and due_on <= $1::date and (due_on, customer_id, subscription_id) > ($2::date, $3::uuid, $4::uuid)
      order by due_on, customer_id, subscription_id
      limit $5`,
    [
      asked.today,
      asked.after?.dueOn ?? '-infinity',
      asked.after?.customerId ?? FIRST_ID,
      asked.after?.subscriptionId ?? FIRST_ID,
      asked.limit,
    ],
  );
  return rows;
}

/** The same for customers who were moved forward in time: few, and in no order. */
export async function listDueAhead(reader: Reader, now: Date): Promise<readonly CustomerId[]> {
  const { rows } = await reader.query<{ customer_id: CustomerId }>(
    `/* fanout */ select distinct s.customer_id
       from customer_clock k
       join subscription s on s.customer_id = k.customer_id
      where s.status <> 'deleted' and s.due_on <= (($1::timestamptz + k.ahead_seconds * interval '1 second') at time zone 'UTC')::date`,
    [now],
  );
  return rows.map((row) => row.customer_id);
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Holds the customer until the transaction ends, unless somebody else holds it: then it is left to them, and to a later run. */
export async function lockCustomerIfFree(tx: Tx, customerId: CustomerId): Promise<boolean> {
  const { rowCount } = await tx.query(`select 1 from customer where customer_id = $1 for no key update skip locked`, [customerId]);
  return rowCount === 1;
}

/** Everything that decides what falls due for one customer, whoever sold it. */
export type LifeFacts = {
  readonly companyName: string;
  readonly country: string;
  /** How far the customer was moved forward in time. */
  readonly aheadSeconds: number;
  readonly catalogRevision: number;
  readonly subscriptions: readonly Subscription[];
  readonly accounts: readonly Account[];
  readonly roundings: readonly { readonly partnerId: PartnerId; readonly rounding: RoundingMode }[];
  readonly ledger: readonly Charge[];
  /** The product of each subscription. */
  readonly products: readonly { readonly subscriptionId: SubscriptionId; readonly skuId: SkuId }[];
  /** Products that the customer holds elsewhere by the notes of any partner: one who noted none takes no licence away (decision 0032). */
  readonly heldElsewhere: readonly SkuId[];
};

/** Reads the facts in one statement. */
export async function gatherLife(tx: Tx, customerId: CustomerId): Promise<LifeFacts | null> {
  const { rows } = await tx.query<LifeFacts>(
    `select c.company_name as "companyName", c.country, ${aheadSecondsSql('$1')} as "aheadSeconds", (select revision from catalog_revision) as "catalogRevision",
            coalesce((select json_agg(${SUBSCRIPTION} order by s.subscription_id) from subscription s
               where s.customer_id = $1 and s.status <> 'deleted'), '[]') as subscriptions,
            ${accountsSql('$1', `s.status <> 'deleted'`)} as accounts,
            coalesce((select json_agg(json_build_object('partnerId', p.partner_id, 'rounding', p.rounding)) from partner p
               where p.partner_id in (select s.partner_id from subscription s where s.customer_id = $1)), '[]') as roundings,
            ${ledgerSql('$1', `s.status <> 'deleted'`)} as ledger,
            coalesce((select json_agg(json_build_object('subscriptionId', s.subscription_id, 'skuId', o.sku_id)) from subscription s
               join offer o on o.offer_id = s.offer_id where s.customer_id = $1 and s.status <> 'deleted'), '[]') as products,
            ${heldElsewhereSql('$1')} as "heldElsewhere"
       from customer c
      where c.customer_id = $1`,
    [customerId],
  );
  return rows[0] ?? null;
}

export type NewLifeEvent = {
  readonly subscriptionId: SubscriptionId;
  readonly kind: string;
  readonly dueOn: Day;
  readonly partnerId: PartnerId;
  readonly eventId: string;
  readonly at: Date;
};

/** Notes what was done. A second time the same fails on the key, and everything that was to be written with it. */
export function recordLifeEvents(events: readonly NewLifeEvent[]): Write {
  return {
    table: 'life_cycle_event',
    sql: `
      insert into life_cycle_event (customer_id, subscription_id, event, due_on, partner_id, event_id, done_at)
      select $customer, r.subscription_id, r.event, r.due_on, r.partner_id, r.event_id, r.done_at
      from jsonb_to_recordset($rows) as r(subscription_id uuid, event text, due_on date, partner_id uuid, event_id uuid, done_at timestamptz)`,
    rows: events.map((event) => ({
      subscription_id: event.subscriptionId,
      event: event.kind,
      due_on: event.dueOn,
      partner_id: event.partnerId,
      event_id: event.eventId,
      done_at: event.at.toISOString(),
    })),
  };
}
