import { advanceCharge, cancelCredit, purchaseCharge, type Charge, type Seats } from '../billing/charge.ts';
import { periodOf, termFor } from '../billing/period.ts';
import { DEFAULT_ROUNDING } from '../billing/rounding.ts';
import type { BillingCycle, Offer } from '../catalog/catalog.ts';
import { addDays, addMonths, daysBetween, type Day, type Span } from '../kit/dates.ts';
import type { OfferId, SubscriptionId } from '../kit/ids.ts';
import type { Currency, Minor } from '../kit/money.ts';
import { ASSIGNING_SECOND } from './directory.ts';
import type { Draft } from './draft.ts';
import { partnerIdOf, partnerOf, type PartnerKey } from './partners.ts';
import type { EntitlementRow, SubscriptionRow } from './rows.ts';
import { at, type Setting } from './setting.ts';

/** A subscription to sell. What is left out: one seat, active, monthly, bought long ago, from the customer's seller. */
export type Sale = {
  readonly offer: string;
  /** Tells its ids; the offer's key where none is given. */
  readonly name?: string;
  readonly quantity?: number;
  readonly status?: SubscriptionRow['status'];
  readonly cycle?: BillingCycle;
  readonly boughtOn?: Day;
  readonly parent?: SubscriptionRow;
  readonly partner?: PartnerKey;
  readonly friendlyName?: string;
  readonly upgradedFrom?: string;
  readonly autoRenew?: boolean;
  /** A price that was agreed apart from the lists. */
  readonly unitPriceMinor?: number;
};

/** Days between the cancellation of a subscription and its end (domain rules 5.1). */
const RETENTION_DAYS = 90;
const LONG_AGO_DAYS = 200;
/** Seconds of the day: things are bought before the hour at which their licences are assigned. */
const BEFORE_ASSIGNING = ASSIGNING_SECOND - 1;

/** Sells a subscription: its row with the term of today and the locked price, and the ledger's lines of its period. */
export function sell(draft: Draft, sale: Sale): SubscriptionRow {
  const { setting, rows } = draft;
  const offer = setting.offer(sale.offer);
  const name = sale.name ?? sale.offer;
  const seller = partnerOf(sale.partner ?? draft.seller.key);
  const cycle = sale.cycle ?? sale.parent?.billing_cycle ?? (offer.isTrial ? 'none' : 'monthly');
  const boughtOn = sale.boughtOn ?? addDays(setting.today, -LONG_AGO_DAYS);
  const status = sale.status ?? 'active';
  const stoppedOn = stopDay(draft, status, boughtOn);
  const term = offer.isTrial ? trialTerm(boughtOn) : termOn(boughtOn, stoppedOn ?? setting.today);
  const createdAt = at(boughtOn, draft.random.whole(0, BEFORE_ASSIGNING));
  const subscription: SubscriptionRow = {
    customer_id: draft.customerId,
    subscription_id: draft.id(name),
    partner_id: partnerIdOf(setting.seed, seller.key),
    order_id: sale.parent?.order_id ?? draft.id(`order of ${name}`),
    offer_id: offer.id,
    friendly_name: sale.friendlyName ?? offer.name.en,
    quantity: sale.quantity ?? 1,
    status,
    billing_cycle: cycle,
    auto_renew: sale.autoRenew ?? offer.isAutoRenewable,
    parent_subscription_id: sale.parent?.subscription_id ?? null,
    unit_price_minor: sale.unitPriceMinor ?? lockedPrice(setting, offer, { currency: seller.currency, cycle, boughtOn, term }),
    currency: seller.currency,
    term_from: term.from,
    term_until: term.until,
    created_at: createdAt,
    suspended_at: stoppedOn === null ? null : at(stoppedOn, 36_000),
    deleted_at: status === 'deleted' ? at(addDays(setting.today, -1), 3_600) : null,
    suspension_reasons: stoppedOn === null ? [] : ['customer_request'],
    reseller_mpn_id: seller.key === draft.seller.key ? (draft.reseller?.mpnId ?? null) : null,
    upgraded_from_id: sale.upgradedFrom ?? null,
    version: stoppedOn === null ? 1 : 2,
  };
  rows.subscription.push(subscription);
  charge(draft, subscription, { boughtOn, stoppedOn, term, cycle });
  return subscription;
}

/** Whether a partner has a price for an offer at all; without one it cannot sell it. */
export function canSell(setting: Setting, partner: PartnerKey, offer: string, cycle: BillingCycle): boolean {
  return setting.price(setting.offer(offer), partnerOf(partner).currency, cycle, setting.today) !== null;
}

/** The last day of the month, 29th to 31st, on which something was bought lately: its term began on the 1st after. */
export function lastMonthEnd(setting: Setting): Day {
  let day = addDays(setting.today, -FULL_CREDIT_OVER_DAYS);
  while (Number(day.slice(8)) < 29) day = addDays(day, -1);
  return day;
}

const FULL_CREDIT_OVER_DAYS = 45;

/** Suspended ones were stopped weeks ago; a deleted one is gone since yesterday, after its retention ran out. */
function stopDay(draft: Draft, status: SubscriptionRow['status'], boughtOn: Day): Day | null {
  if (status !== 'suspended' && status !== 'deleted') return null;
  const { random, setting } = draft;
  const daysAgo = status === 'deleted' ? RETENTION_DAYS + 1 : random.whole(3, RETENTION_DAYS - 10);
  return addDays(setting.today, -Math.min(daysAgo, Math.max(daysBetween(boughtOn, setting.today) - 1, 0)));
}

const TRIAL_DAYS = 30;

function trialTerm(boughtOn: Day): Span {
  return { from: boughtOn, until: addDays(boughtOn, TRIAL_DAYS) };
}

/** The twelve months that a day falls into, of something renewed year after year. */
export function termOn(boughtOn: Day, on: Day): Span {
  const first = termFor(boughtOn);
  let years = 0;
  while (addMonths(first.from, 12 * (years + 1)) <= on) years += 1;
  return { from: addMonths(first.from, 12 * years), until: addMonths(first.from, 12 * (years + 1)) };
}

/** The list price on the day of the purchase or of the last renewal, kept for the whole term. */
function lockedPrice(
  setting: Setting,
  offer: Offer,
  { currency, cycle, boughtOn, term }: { currency: string; cycle: BillingCycle; boughtOn: Day; term: Span },
): Minor {
  const isFirst = termFor(boughtOn).from === term.from;
  const price = setting.price(offer, currency, cycle, isFirst ? boughtOn : term.from);
  if (price === null) throw new Error(`the demo world sells ${offer.key} in ${currency}, and the catalogue has no price for it`);
  return price;
}

type Story = { readonly boughtOn: Day; readonly stoppedOn: Day | null; readonly term: Span; readonly cycle: BillingCycle };

/** The charge of the current period, and where it was cancelled since, the credit for the rest of it. Trials cost nothing. */
function charge(draft: Draft, subscription: SubscriptionRow, { boughtOn, stoppedOn, term, cycle }: Story): void {
  if (subscription.unit_price_minor === 0) return;
  const { today } = draft.setting;
  const period = periodOf(term, cycle, stoppedOn ?? today);
  const seats = seatsOf(subscription, subscription.quantity);
  if (period.from === termFor(boughtOn).from) {
    const cause = subscription.upgraded_from_id === null ? 'purchase' : 'upgrade_purchase';
    record(draft, subscription, purchaseCharge(seats, period, cause), subscription.created_at, upgradeEvent(subscription));
  } else {
    record(draft, subscription, advanceCharge(seats, period, 'cycle'), at(period.from, 300));
  }
  if (stoppedOn === null) return;
  const credit = cancelCredit(seats, { period, purchasedOn: boughtOn, today: stoppedOn }, 'cancel');
  record(draft, subscription, credit, subscription.suspended_at ?? subscription.created_at);
}

/** Seats of a subscription, as the ledger's arithmetic takes them. */
export function seatsOf(subscription: SubscriptionRow, quantity: number): Seats {
  return {
    subscriptionId: subscription.subscription_id as SubscriptionId,
    offerId: subscription.offer_id as OfferId,
    quantity,
    unitPriceMinor: subscription.unit_price_minor as Minor,
    currency: subscription.currency as Currency,
    rounding: DEFAULT_ROUNDING,
  };
}

/** The name of the event that opened a subscription by an upgrade; nothing for any other. */
export function upgradeEvent(opened: SubscriptionRow): string | null {
  return opened.upgraded_from_id === null ? null : `upgrade to ${opened.subscription_id}`;
}

/** Writes one line of the ledger. Lines of one event share its name. */
export function record(draft: Draft, subscription: SubscriptionRow, line: Charge, chargedAt: string, event: string | null = null): void {
  const name = `${line.cause} of ${subscription.subscription_id}`;
  draft.rows.charge.push({
    customer_id: draft.customerId,
    charge_id: draft.id(`charge ${name}`),
    partner_id: subscription.partner_id,
    subscription_id: subscription.subscription_id,
    offer_id: subscription.offer_id,
    event_id: draft.id(event ?? `event ${name}`),
    cause: line.cause,
    charge_type: line.chargeType,
    charged_from: line.span.from,
    charged_until: line.span.until,
    quantity: line.quantity,
    unit_price_minor: line.unitPriceMinor,
    period_days: line.periodDays,
    amount_minor: line.amountMinor,
    currency: line.currency,
    rounding: line.rounding,
    charged_at: chargedAt,
  });
}

/** Something that the customer holds through a partner or channel that does not work here. */
export function holdElsewhere(
  draft: Draft,
  held: Pick<EntitlementRow, 'channel' | 'quantity'> & {
    readonly offer: string;
    readonly status?: EntitlementRow['status'];
    readonly sinceDays?: number;
  },
): EntitlementRow {
  const { setting } = draft;
  const since = addDays(setting.today, -(held.sinceDays ?? LONG_AGO_DAYS));
  const entitlement: EntitlementRow = {
    customer_id: draft.customerId,
    entitlement_id: draft.id(`${held.offer} by ${held.channel}`),
    channel: held.channel,
    offer_id: setting.offer(held.offer).id,
    quantity: held.quantity,
    status: held.status ?? 'active',
    held_since: since,
    held_until: held.channel === 'other_partner' ? null : addMonths(since, held.channel === 'volume_agreement' ? 36 : 12),
    recorded_at: at(since, 43_200),
    recorded_by: partnerIdOf(setting.seed, draft.seller.key),
  };
  draft.rows.entitlement.push(entitlement);
  return entitlement;
}
