import type { BillingCycle } from '../catalog/catalog.ts';
import type { SellingScope } from '../customers/customer.ts';
import { day, toIso, type Day, type Span } from '../kit/dates.ts';
import type { CustomerId, OfferId, PartnerId, SubscriptionId } from '../kit/ids.ts';
import type { Currency, Minor } from '../kit/money.ts';
import type { Reader } from '../platform/reader.ts';
import type { Write } from '../platform/write.ts';
import type { SubscriptionStatus } from './subscription.ts';
import type { ShownSubscription } from './view.ts';

/** All subscriptions of a customer that are in the caller's scope, oldest first; of one order or one reseller where asked. */
export async function listSubscriptions(
  reader: Reader,
  scope: SellingScope,
  only: { readonly orderId?: string; readonly resellerMpnId?: string; readonly parentId?: SubscriptionId } = {},
): Promise<readonly ShownSubscription[]> {
  const { rows } = await reader.query<SubscriptionRow>(
    `${SELECT} and ($4::uuid is null or s.order_id = $4)
       and ($5::text is null or s.reseller_mpn_id = $5)
       and ($6::uuid is null or s.parent_subscription_id = $6)
     order by s.created_at, s.subscription_id`,
    [scope.customerId, scope.sellerIds, scope.resellerMpnId, only.orderId ?? null, only.resellerMpnId ?? null, only.parentId ?? null],
  );
  return rows.map(toSubscription);
}

/** One subscription; null for one that is not the customer's or not in the caller's scope. */
export async function findSubscription(reader: Reader, scope: SellingScope, id: SubscriptionId): Promise<ShownSubscription | null> {
  const { rows } = await reader.query<SubscriptionRow>(`${SELECT} and s.subscription_id = $4`, [
    scope.customerId,
    scope.sellerIds,
    scope.resellerMpnId,
    id,
  ]);
  const [row] = rows;
  return row === undefined ? null : toSubscription(row);
}

const SELECT = `
  select s.customer_id, s.subscription_id, s.partner_id, s.order_id, s.offer_id, s.friendly_name, s.quantity, s.status,
         s.billing_cycle, s.auto_renew, s.parent_subscription_id, s.unit_price_minor, s.currency, s.term_from, s.term_until,
         s.created_at, s.suspension_reasons, s.reseller_mpn_id, s.upgraded_from_id, s.version,
         o.name as offer_name, o.is_trial
    from subscription s
    join offer o on o.offer_id = s.offer_id
   where s.customer_id = $1 and s.partner_id = any($2::uuid[]) and ($3::text is null or s.reseller_mpn_id = $3)`;

type SubscriptionRow = {
  customer_id: string;
  subscription_id: string;
  partner_id: string;
  order_id: string;
  offer_id: string;
  friendly_name: string;
  quantity: number;
  status: SubscriptionStatus;
  billing_cycle: BillingCycle;
  auto_renew: boolean;
  parent_subscription_id: string | null;
  unit_price_minor: number;
  currency: string;
  term_from: string;
  term_until: string;
  created_at: string;
  suspension_reasons: string[];
  reseller_mpn_id: string | null;
  upgraded_from_id: string | null;
  version: number;
  offer_name: string;
  is_trial: boolean;
};

function toSubscription(row: SubscriptionRow): ShownSubscription {
  return {
    customerId: row.customer_id as CustomerId,
    id: row.subscription_id as SubscriptionId,
    partnerId: row.partner_id as PartnerId,
    orderId: row.order_id,
    offerId: row.offer_id as OfferId,
    offerName: row.offer_name,
    friendlyName: row.friendly_name,
    quantity: row.quantity,
    status: row.status,
    billingCycle: row.billing_cycle,
    autoRenew: row.auto_renew,
    isTrial: row.is_trial,
    parentId: row.parent_subscription_id as SubscriptionId | null,
    unitPriceMinor: row.unit_price_minor as Minor,
    currency: row.currency as Currency,
    term: { from: day(row.term_from), until: day(row.term_until) },
    createdOn: day(row.created_at.slice(0, 10)),
    createdAt: toIso(row.created_at),
    suspensionReasons: row.suspension_reasons,
    resellerMpnId: row.reseller_mpn_id,
    upgradedFromId: row.upgraded_from_id as SubscriptionId | null,
    version: row.version,
  };
}

/** A subscription that begins now, in the words of the table. */
export type NewSubscription = {
  readonly id: SubscriptionId;
  readonly partnerId: PartnerId;
  readonly orderId: string;
  readonly offerId: OfferId;
  readonly friendlyName: string;
  readonly quantity: number;
  readonly billingCycle: BillingCycle;
  readonly unitPriceMinor: Minor;
  readonly currency: Currency;
  readonly term: Span;
  readonly resellerMpnId: string | null;
  readonly upgradedFromId: SubscriptionId | null;
  /** Of an add-on: what it hangs on, which may be opened along with it. */
  readonly parentId?: SubscriptionId | null;
  /** On, unless said otherwise. */
  readonly autoRenew?: boolean;
  readonly at: Date;
};

/** Opens subscriptions, active at once. */
export function openSubscriptions(opened: readonly NewSubscription[]): Write {
  return {
    table: 'subscription',
    sql: `
      insert into subscription (customer_id, subscription_id, partner_id, order_id, offer_id, friendly_name, quantity, status, billing_cycle,
        unit_price_minor, currency, term_from, term_until, created_at, reseller_mpn_id, upgraded_from_id, parent_subscription_id, auto_renew)
      select $customer, r.subscription_id, r.partner_id, r.order_id, r.offer_id, r.friendly_name, r.quantity, 'active', r.billing_cycle,
        r.unit_price_minor, r.currency, r.term_from, r.term_until, r.created_at, r.reseller_mpn_id, r.upgraded_from_id, r.parent_id, r.auto_renew
      from jsonb_to_recordset($rows) as r(subscription_id uuid, partner_id uuid, order_id uuid, offer_id text, friendly_name text,
        quantity integer, billing_cycle text, unit_price_minor bigint, currency text, term_from date, term_until date,
        created_at timestamptz, reseller_mpn_id text, upgraded_from_id uuid, parent_id uuid, auto_renew boolean)`,
    rows: opened.map((subscription) => ({
      subscription_id: subscription.id,
      partner_id: subscription.partnerId,
      order_id: subscription.orderId,
      offer_id: subscription.offerId,
      friendly_name: subscription.friendlyName,
      quantity: subscription.quantity,
      billing_cycle: subscription.billingCycle,
      unit_price_minor: subscription.unitPriceMinor,
      currency: subscription.currency,
      term_from: subscription.term.from,
      term_until: subscription.term.until,
      created_at: subscription.at.toISOString(),
      reseller_mpn_id: subscription.resellerMpnId,
      upgraded_from_id: subscription.upgradedFromId,
      parent_id: subscription.parentId ?? null,
      auto_renew: subscription.autoRenew ?? true,
    })),
  };
}

/** New seats and status of a subscription; deleted and suspended ones remember since when. */
export type SubscriptionChange = {
  readonly id: SubscriptionId;
  readonly quantity: number;
  readonly status: SubscriptionStatus;
  readonly at: Date;
};

/** Changes seats and status, and counts the version up. */
export function changeSubscriptions(changes: readonly SubscriptionChange[]): Write {
  return {
    table: 'subscription',
    sql: `
      update subscription s
         set quantity = r.quantity, status = r.status, version = s.version + 1,
             due_on = '-infinity', deleted_at = case when r.status = 'deleted' then coalesce(s.deleted_at, r.changed_at) end,
             suspended_at = case when r.status = 'suspended' then coalesce(s.suspended_at, r.changed_at) end
        from jsonb_to_recordset($rows) as r(subscription_id uuid, quantity integer, status text, changed_at timestamptz)
       where s.customer_id = $customer and s.subscription_id = r.subscription_id`,
    rows: changes.map((change) => ({
      subscription_id: change.id,
      quantity: change.quantity,
      status: change.status,
      changed_at: change.at.toISOString(),
    })),
  };
}

/** All of a subscription that can change after its purchase. */
export type SavedSubscription = SubscriptionChange & {
  readonly friendlyName: string;
  readonly autoRenew: boolean;
  readonly resellerMpnId: string | null;
  readonly unitPriceMinor: Minor;
  readonly term: Span;
  readonly suspensionReasons: readonly string[];
  readonly paidUntil: Day | null;
  /** When something falls due next; null for never. */
  readonly dueOn: Day | null;
};

/** Writes what became of subscriptions, and counts the version up. */
export function saveSubscriptions(saved: readonly SavedSubscription[]): Write {
  return {
    table: 'subscription',
    sql: `
      update subscription s
         set quantity = r.quantity, status = r.status, version = s.version + 1, friendly_name = r.friendly_name, auto_renew = r.auto_renew,
             reseller_mpn_id = r.reseller_mpn_id, unit_price_minor = r.unit_price_minor, term_from = r.term_from, term_until = r.term_until,
             suspension_reasons = r.suspension_reasons, paid_until = coalesce(r.paid_until, s.paid_until), due_on = r.due_on,
             deleted_at = case when r.status = 'deleted' then coalesce(s.deleted_at, r.changed_at) end,
             suspended_at = case when r.status = 'suspended' then coalesce(s.suspended_at, r.changed_at) end
        from jsonb_to_recordset($rows) as r(subscription_id uuid, quantity integer, status text, changed_at timestamptz, friendly_name text,
          auto_renew boolean, reseller_mpn_id text, unit_price_minor bigint, term_from date, term_until date, suspension_reasons text[],
          paid_until date, due_on date)
       where s.customer_id = $customer and s.subscription_id = r.subscription_id`,
    rows: saved.map((each) => ({
      subscription_id: each.id,
      quantity: each.quantity,
      status: each.status,
      changed_at: each.at.toISOString(),
      friendly_name: each.friendlyName,
      auto_renew: each.autoRenew,
      reseller_mpn_id: each.resellerMpnId,
      unit_price_minor: each.unitPriceMinor,
      term_from: each.term.from,
      term_until: each.term.until,
      suspension_reasons: each.suspensionReasons,
      paid_until: each.paidUntil,
      due_on: each.dueOn ?? 'infinity',
    })),
  };
}

/** Notes when something falls due next, and up to when is paid; to those who edit the subscription nothing has changed. */
export function noteDue(noted: readonly Pick<SavedSubscription, 'id' | 'paidUntil' | 'dueOn'>[]): Write {
  return {
    table: 'subscription',
    sql: `
      update subscription s
         set paid_until = coalesce(r.paid_until, s.paid_until), due_on = r.due_on
        from jsonb_to_recordset($rows) as r(subscription_id uuid, paid_until date, due_on date)
       where s.customer_id = $customer and s.subscription_id = r.subscription_id`,
    rows: noted.map((each) => ({ subscription_id: each.id, paid_until: each.paidUntil, due_on: each.dueOn ?? 'infinity' })),
  };
}

/** A subscription that begins a new term as something else or in another billing cycle. It keeps its id and its history. */
export type RestartedSubscription = Pick<
  NewSubscription,
  'id' | 'orderId' | 'offerId' | 'quantity' | 'billingCycle' | 'unitPriceMinor' | 'currency' | 'term'
> & { readonly autoRenew: boolean; readonly paidUntil: Day };

/** Begins new terms, and counts the version up. */
export function restartSubscriptions(restarted: readonly RestartedSubscription[]): Write {
  return {
    table: 'subscription',
    sql: `
      update subscription s
         set order_id = r.order_id, offer_id = r.offer_id, quantity = r.quantity, billing_cycle = r.billing_cycle, version = s.version + 1,
             unit_price_minor = r.unit_price_minor, currency = r.currency, term_from = r.term_from, term_until = r.term_until,
             auto_renew = r.auto_renew, paid_until = r.paid_until, due_on = '-infinity'
        from jsonb_to_recordset($rows) as r(subscription_id uuid, order_id uuid, offer_id text, quantity integer, billing_cycle text,
          unit_price_minor bigint, currency text, term_from date, term_until date, auto_renew boolean, paid_until date)
       where s.customer_id = $customer and s.subscription_id = r.subscription_id`,
    rows: restarted.map((each) => ({
      subscription_id: each.id,
      order_id: each.orderId,
      offer_id: each.offerId,
      quantity: each.quantity,
      billing_cycle: each.billingCycle,
      unit_price_minor: each.unitPriceMinor,
      currency: each.currency,
      term_from: each.term.from,
      term_until: each.term.until,
      auto_renew: each.autoRenew,
      paid_until: each.paidUntil,
    })),
  };
}

/** Hangs add-ons on another base, and counts the version up. */
export function hangSubscriptions(hung: readonly { readonly id: SubscriptionId; readonly parentId: SubscriptionId }[]): Write {
  return {
    table: 'subscription',
    sql: `
      update subscription s
         set parent_subscription_id = r.parent_id, version = s.version + 1
        from jsonb_to_recordset($rows) as r(subscription_id uuid, parent_id uuid)
       where s.customer_id = $customer and s.subscription_id = r.subscription_id`,
    rows: hung.map(({ id, parentId }) => ({ subscription_id: id, parent_id: parentId })),
  };
}
