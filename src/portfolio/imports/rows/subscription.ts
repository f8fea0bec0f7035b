import { monthsPerPeriod, periodOf, termFor, type Term } from '../../../billing/period.ts';
import { priceOn, usualBillingCycle, USUAL_TERM, type BillingCycle, type Catalog, type Offer } from '../../../catalog/catalog.ts';
import { addDays, addMonths, dayOfMonth, later, type Day } from '../../../kit/dates.ts';
import type { OfferId, PartnerId, SubscriptionId } from '../../../kit/ids.ts';
import { parseDecimal, ZERO, type Currency, type Minor } from '../../../kit/money.ts';
import { durationOfTerm, pricedTerm } from '../../../subscriptions/new-commerce/terms.ts';
import type { Cells } from '../cells.ts';
import { keyOf } from '../keys.ts';
import type { Placed } from './customer.ts';
import { offerIn, type CustomersOf, customerIn } from './references.ts';

export const IMPORTED_STATES = ['active', 'pending', 'suspended', 'expired', 'disabled', 'deleted'] as const;
export type ImportedState = (typeof IMPORTED_STATES)[number];

/** A subscription as a file has it, with what the file leaves out filled in. */
export type SubscriptionRow = {
  readonly id: SubscriptionId;
  readonly orderId: string;
  readonly offerId: OfferId;
  readonly friendlyName: string;
  readonly quantity: number;
  readonly status: ImportedState;
  readonly statusSince: Day;
  readonly billingCycle: BillingCycle;
  readonly unitPriceMinor: Minor;
  readonly currency: Currency;
  readonly term: Term;
  /** The billing period that runs on the day of the import was billed before, elsewhere. */
  readonly paidUntil: Day;
  readonly autoRenew: boolean;
  readonly parentId: SubscriptionId | null;
  readonly resellerMpnId: string | null;
  readonly createdOn: Day;
};

/** What there is to know before a row of subscriptions can be judged. */
export type SubscriptionsKnown = {
  readonly partnerId: PartnerId;
  readonly currency: Currency;
  readonly today: Day;
  readonly catalogFor: (country: string) => Catalog;
  readonly customers: CustomersOf;
};

/** Reads a row of a file of subscriptions. */
export function readSubscription(cells: Cells, known: SubscriptionsKnown): Placed<SubscriptionRow> | null {
  const customer = customerIn(cells, known.customers);
  const catalog = known.catalogFor(customer?.country ?? '');
  const offer = offerIn(cells, catalog);
  const quantity = cells.seats('quantity');
  const from = cells.day('termStart') ?? (cells.text('termStart') === null ? cells.refuse('termStart', { what: 'day' }) : null);
  const status = cells.word('status', IMPORTED_STATES, 'active') ?? 'active';
  const id = cells.guid('subscriptionId');
  const orderId = cells.guid('orderId');
  const parentId = cells.guid('baseSubscriptionId');
  const autoRenew = cells.word('autoRenew', ['yes', 'no', 'true', 'false'], 'yes');
  const named = cells.text('friendlyName');
  const currency = cells.text('currency')?.toUpperCase() ?? known.currency;
  if (currency !== known.currency) cells.refuse('currency', { what: 'own_currency', currency: known.currency });
  const written = {
    statusSince: cells.day('statusSince'),
    createdOn: cells.day('createdOn'),
    resellerMpnId: cells.text('resellerMpnId', 64),
  };
  if (offer === null) return null;
  const billingCycle = cells.word(
    'billingCycle',
    [...new Set<BillingCycle>([...offer.supportedBillingCycles, 'none'])],
    usualBillingCycle(offer),
  );
  if (offer.isAddOn && parentId === null) cells.refuse('baseSubscriptionId', { what: 'base_of_add_on' });
  if (from === null || quantity === null || billingCycle === null) return null;
  const term = termIn(cells, { from, offer, status, today: known.today });
  if (term === null) return null;
  const price = priceIn(cells, { catalog, offer, billingCycle, term, currency: known.currency, today: known.today });
  if (customer === null || price === null) return null;
  const friendlyName = named ?? offer.name.en;
  const key = (id ?? keyOf('subscription', known.partnerId, customer.customerId, offer.id, friendlyName, from)) as SubscriptionId;
  const content: SubscriptionRow = {
    id: key,
    orderId: orderId ?? key,
    offerId: offer.id,
    friendlyName,
    quantity,
    status,
    statusSince: written.statusSince ?? known.today,
    billingCycle,
    unitPriceMinor: price,
    currency: known.currency,
    term,
    paidUntil: periodOf(term, billingCycle, later(known.today, from)).until,
    autoRenew: autoRenew !== 'no' && autoRenew !== 'false',
    parentId: parentId as SubscriptionId | null,
    resellerMpnId: written.resellerMpnId,
    createdOn: written.createdOn ?? from,
  };
  return { tenantId: customer.customerId, key, alsoKey: null, content: { keys: [key], ...content } };
}

/** The running term. One that is over cannot be active: it would be renewed, and billed, at once. */
function termIn(cells: Cells, { from, offer, status, today }: { from: Day; offer: Offer; status: ImportedState; today: Day }): Term | null {
  const anchorDay = anchorDayIn(cells, from);
  const usual = offer.isTrial
    ? addDays(from, TRIAL_DAYS)
    : offer.newCommerce === null
      ? termFor(from).until
      : addMonths(from, 12, anchorDay ?? dayOfMonth(from));
  const until = cells.day('termEnd') ?? (cells.text('termEnd') === null ? usual : null);
  if (until === null) return null;
  if (until <= from) return cells.refuse('termEnd', { what: 'day_after', column: 'termStart' });
  if (from > addDays(today, MONTH_DAYS_MAX)) return cells.refuse('termStart', { what: 'term_begun' });
  if (status === 'active' && until <= today) return cells.refuse('termEnd', { what: 'running_term', today });
  return { from, until, ...(anchorDay === null ? {} : { anchorDay }) };
}

/** The day of the month that the term keeps, where the month in which it begins is too short to have it. */
function anchorDayIn(cells: Cells, from: Day): number | null {
  const written = cells.text('anchorDay');
  if (written === null) return null;
  const anchorDay = /^(29|30|31)$/.test(written) ? Number(written) : 0;
  const isCutShort = anchorDay > dayOfMonth(from) && dayOfMonth(addDays(from, 1)) === 1;
  return isCutShort ? anchorDay : cells.refuse('anchorDay', { what: 'anchor_day' });
}

const TRIAL_DAYS = 30;
const MONTH_DAYS_MAX = 31;

type Priced = {
  readonly catalog: Catalog;
  readonly offer: Offer;
  readonly billingCycle: BillingCycle;
  readonly term: Term;
  readonly currency: Currency;
  readonly today: Day;
};

/** One seat for one billing period: as the file says, or as the price list had it when the term began. */
function priceIn(cells: Cells, { catalog, offer, billingCycle, term, currency, today }: Priced): Minor | null {
  const written = cells.text('price');
  if (written !== null) {
    const given = parseDecimal(written, currency);
    return given !== null && given >= 0 ? given : cells.refuse('price', { what: 'amount', currency });
  }
  if (offer.isTrial) return ZERO;
  const asked = { offerId: offer.id, currency, billingCycle, term: offer.newCommerce === null ? USUAL_TERM : pricedTerm(offer, term) };
  const found = priceOn(catalog, { ...asked, on: term.from }) ?? priceOn(catalog, { ...asked, on: today });
  const per = monthsPerPeriod(billingCycle) === 1 ? 'month' : 'year';
  return found?.listMinor ?? cells.refuse('price', { what: 'price_not_listed', per, currency, term: durationOfTerm(term) });
}
