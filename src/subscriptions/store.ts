import type { Term } from '../billing/period.ts';
import type { BillingCycle } from '../catalog/catalog.ts';
import type { Day } from '../kit/dates.ts';
import type { OfferId, PartnerId, SubscriptionId } from '../kit/ids.ts';
import type { Currency, Minor } from '../kit/money.ts';
import type { Write } from '../platform/write.ts';
import { broughtColumns, type Brought } from './brought.ts';
import type { NextTerm } from './scheduled/next-term.ts';
import type { SubscriptionStatus } from './subscription.ts';

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
  readonly term: Term;
  readonly resellerMpnId: string | null;
  readonly upgradedFromId: SubscriptionId | null;
  /** Of an add-on: what it hangs on, which may be opened along with it. */
  readonly parentId?: SubscriptionId | null;
  /** On, unless said otherwise. */
  readonly autoRenew?: boolean;
  readonly brought?: Brought;
  readonly at: Date;
};

/** Opens subscriptions. */
export function openSubscriptions(opened: readonly NewSubscription[]): Write {
  return {
    table: 'subscription',
    sql: `
      insert into subscription (customer_id, subscription_id, partner_id, order_id, offer_id, friendly_name, quantity, status, billing_cycle,
        unit_price_minor, currency, term_from, term_until, anchor_day, created_at, reseller_mpn_id, upgraded_from_id, parent_subscription_id, auto_renew, paid_until, suspended_at, deleted_at)
      select $customer, r.subscription_id, r.partner_id, r.order_id, r.offer_id, r.friendly_name, r.quantity, r.status, r.billing_cycle,
        r.unit_price_minor, r.currency, r.term_from, r.term_until, r.anchor_day, r.created_at, r.reseller_mpn_id, r.upgraded_from_id, r.parent_id, r.auto_renew, r.paid_until, case when r.status = 'suspended' then r.status_since end, case when r.status = 'deleted' then r.status_since end
      from jsonb_to_recordset($rows) as r(subscription_id uuid, partner_id uuid, order_id uuid, offer_id text, friendly_name text,
        quantity integer, status text, billing_cycle text, unit_price_minor bigint, currency text, term_from date, term_until date, anchor_day smallint, created_at timestamptz,
        reseller_mpn_id text, upgraded_from_id uuid, parent_id uuid, auto_renew boolean, paid_until date, status_since timestamptz)`,
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
      anchor_day: subscription.term.anchorDay ?? null,
      created_at: subscription.at.toISOString(),
      reseller_mpn_id: subscription.resellerMpnId,
      upgraded_from_id: subscription.upgradedFromId,
      parent_id: subscription.parentId ?? null,
      auto_renew: subscription.autoRenew ?? true,
      ...broughtColumns(subscription.brought),
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
  /** Of new commerce these change at a renewal; all others keep what they were sold as. */
  readonly offerId: OfferId;
  readonly billingCycle: BillingCycle;
  readonly nextTerm: NextTerm | null;
  readonly friendlyName: string;
  readonly autoRenew: boolean;
  readonly resellerMpnId: string | null;
  readonly unitPriceMinor: Minor;
  readonly term: Term;
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
             offer_id = r.offer_id, billing_cycle = r.billing_cycle, next_term = r.next_term,
             reseller_mpn_id = r.reseller_mpn_id, unit_price_minor = r.unit_price_minor, term_from = r.term_from, term_until = r.term_until, anchor_day = r.anchor_day,
             suspension_reasons = r.suspension_reasons, paid_until = coalesce(r.paid_until, s.paid_until), due_on = r.due_on,
             deleted_at = case when r.status = 'deleted' then coalesce(s.deleted_at, r.changed_at) end,
             suspended_at = case when r.status = 'suspended' then coalesce(s.suspended_at, r.changed_at) end
        from jsonb_to_recordset($rows) as r(subscription_id uuid, quantity integer, status text, changed_at timestamptz, friendly_name text,
          auto_renew boolean, reseller_mpn_id text, unit_price_minor bigint, term_from date, term_until date, anchor_day smallint, suspension_reasons text[],
          paid_until date, due_on date, offer_id text, billing_cycle text, next_term jsonb)
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
      anchor_day: each.term.anchorDay ?? null,
      suspension_reasons: each.suspensionReasons,
      offer_id: each.offerId,
      billing_cycle: each.billingCycle,
      next_term: each.nextTerm,
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
             unit_price_minor = r.unit_price_minor, currency = r.currency, term_from = r.term_from, term_until = r.term_until, anchor_day = r.anchor_day,
             auto_renew = r.auto_renew, paid_until = r.paid_until, due_on = '-infinity'
        from jsonb_to_recordset($rows) as r(subscription_id uuid, order_id uuid, offer_id text, quantity integer, billing_cycle text,
          unit_price_minor bigint, currency text, term_from date, term_until date, anchor_day smallint, auto_renew boolean, paid_until date)
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
      anchor_day: each.term.anchorDay ?? null,
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
