import { cancelLines, paidPeriod } from '../../billing/advance.ts';
import { advanceCharge, type Cause, type Charge } from '../../billing/charge.ts';
import { periodOf, termAfter } from '../../billing/period.ts';
import { isProductItem, priceOn, type Catalog } from '../../catalog/catalog.ts';
import { unreachable } from '../../kit/brand.ts';
import { addDays, earlier, type Day, type Span } from '../../kit/dates.ts';
import type { PartnerId } from '../../kit/ids.ts';
import { seatsOf, withChange, type Living } from '../living.ts';
import { durationOfTerm, TERM_MONTHS } from '../new-commerce/terms.ts';
import { isSameTerm, type NextTerm } from '../scheduled/next-term.ts';
import type { Subscription } from '../subscription.ts';
import { dueEvent, lifeOf, paidTo, type LifeEvent, type LifeEventKind } from './events.ts';
import type { LifePolicy } from './policy.ts';

/** Something that fell due and was done, with its lines of the bill. */
export type DoneEvent = {
  readonly kind: LifeEventKind | 'follow_base';
  readonly on: Day;
  readonly lines: readonly Charge[];
  /** Of a renewal: the old price was kept, because the price list of that day has none. */
  readonly priceKept: boolean;
  /** Of a renewal of new commerce as another product: what it was and became, and whether with as many seats. */
  readonly converted?: Converted;
};

export type Converted = {
  readonly before: Subscription;
  readonly after: Subscription;
  /** With as many seats the users’ licences follow by themselves; otherwise somebody has to choose. */
  readonly keepsQuantity: boolean;
};

export type Settled = { readonly before: Living; readonly after: Living; readonly done: readonly DoneEvent[] };

/** What it takes: the catalogue of any day as a partner sells it to this customer, the operator's policy, today. */
export type Settling = {
  readonly catalogFor: (on: Day, partnerId: PartnerId) => Catalog;
  readonly policy: LifePolicy;
  readonly today: Day;
};

/**
 * Lets everything happen that fell due for a customer's subscriptions: first the bases, then what hangs on them. Safe to
 * repeat: of what has happened nothing is due any more.
 */
export function settleAll(livings: readonly Living[], ledger: readonly Charge[], settling: Settling): readonly Settled[] {
  const settled = new Map<string, Settled>();
  const settleOne = (living: Living): Settled => {
    const known = settled.get(living.subscription.id);
    if (known !== undefined) return known;
    const parent = livings.find((each) => each.subscription.id === living.subscription.parentId);
    const base = parent === undefined ? null : settleOne(parent);
    const found = followed(settle(living, endOfBase(base, settling)), base, ledger);
    settled.set(living.subscription.id, found);
    return found;
  };
  return livings.map(settleOne);
}

/** Lets happen what fell due for one subscription, in the order of the days. */
export function settle(living: Living, settling: Settling): Settled {
  const done: DoneEvent[] = [];
  let after = living;
  for (;;) {
    const { subscription, account } = after;
    const offer = settling.catalogFor(settling.today, subscription.partnerId).offers.get(subscription.offerId);
    const event = dueEvent(lifeOf(subscription, account, offer), settling.policy, settling.today);
    if (event === null) return { before: living, after, done };
    const step = happen(after, event, settling);
    done.push({ priceKept: false, ...step.done, ...event });
    after = step.after;
  }
}

type Step = { readonly after: Living; readonly done: Pick<DoneEvent, 'lines' | 'converted'> & Partial<Pick<DoneEvent, 'priceKept'>> };

function happen(living: Living, event: LifeEvent, { catalogFor }: Settling): Step {
  const { subscription } = living;
  switch (event.kind) {
    case 'cycle': {
      const period = periodOf(subscription.term, subscription.billingCycle, event.on);
      return { after: withChange(living, {}, { paidUntil: period.until }), done: { lines: advance(living, period, 'cycle') } };
    }
    case 'renew':
      return renewed(living, event.on, catalogFor(event.on, subscription.partnerId));
    case 'expire':
      return {
        after: isProductItem(subscription.offerId)
          ? withChange(living, { status: 'expired' }, { suspensionReasons: ['Expiration'], nextTerm: null })
          : withChange(living, { status: 'suspended' }, { suspendedOn: event.on, suspensionReasons: ['Expiration'] }),
        done: { lines: [] },
      };
    case 'disable':
      return { after: withChange(living, { status: 'disabled' }, { suspendedOn: null }), done: { lines: [] } };
    case 'trial_end':
    case 'remove':
      return { after: withChange(living, { status: 'deleted' }, { suspendedOn: null, suspensionReasons: [] }), done: { lines: [] } };
    default:
      return unreachable(event.kind);
  }
}

/** Another twelve months, at the list price of their first day; at the old price where the list has none. */
function renewed(living: Living, on: Day, catalog: Catalog): Step {
  if (isProductItem(living.subscription.offerId)) return renewedByTerm(living, on, catalog);
  const { offerId, currency, billingCycle, unitPriceMinor } = living.subscription;
  const price = priceOn(catalog, { offerId, currency, billingCycle, on });
  const term = termAfter(living.subscription.term);
  const period = periodOf(term, billingCycle, term.from);
  const after = withChange(living, { term, unitPriceMinor: price?.listMinor ?? unitPriceMinor }, { paidUntil: period.until });
  return { after, done: { lines: advance(after, period, 'renew'), priceKept: price === null } };
}

/** The next term of new commerce: what was scheduled, or the same once more. */
function renewedByTerm(living: Living, on: Day, catalog: Catalog): Step {
  const { subscription, account, rounding } = living;
  const { offerId, quantity } = subscription;
  const { wanted, price } = nextChoice(living, on, catalog);
  const term = termAfter(subscription.term, TERM_MONTHS[wanted.duration]);
  const period = periodOf(term, wanted.billingCycle, term.from);
  const after: Living = {
    rounding,
    subscription: {
      ...subscription,
      ...{ offerId: wanted.offerId, billingCycle: wanted.billingCycle, quantity: wanted.quantity },
      term,
      unitPriceMinor: price?.listMinor ?? subscription.unitPriceMinor,
    },
    account: {
      ...account,
      nextTerm: null,
      paidUntil: period.until,
      offerName: catalog.offers.get(wanted.offerId)?.name.en ?? account.offerName,
    },
  };
  const isOther = wanted.offerId !== offerId;
  const converted = { before: subscription, after: after.subscription, keepsQuantity: wanted.quantity === quantity };
  return { after, done: { lines: advance(after, period, 'renew'), priceKept: price === null, ...(isOther ? { converted } : {}) } };
}

/**
 * What the next term is, and its price on that day. Where the list has none for what was scheduled, it stays as it is, if need be
 * at its old price: a customer must not lose the service over that. Other seats alone need no other price.
 */
function nextChoice({ subscription, account }: Living, on: Day, catalog: Catalog) {
  const { offerId, billingCycle, quantity, currency } = subscription;
  const same: NextTerm = { offerId, billingCycle, quantity, duration: durationOfTerm(subscription.term) };
  const scheduled = account.nextTerm ?? same;
  const unpriced = isSameTerm({ ...scheduled, quantity }, same) ? scheduled : same;
  const priced = [scheduled, unpriced].map((wanted) => ({
    wanted,
    price: priceOn(catalog, { ...wanted, currency, term: wanted.duration, on }),
  }));
  return priced.find(({ price }) => price !== null) ?? { wanted: unpriced, price: null };
}

function advance(living: Living, period: Span, cause: 'cycle' | 'renew'): readonly Charge[] {
  const charge = advanceCharge(seatsOf(living), period, cause);
  return charge.amountMinor === 0 ? [] : [charge];
}

/** An add-on is settled up to the day before its base ended; from then on it follows the base. */
function endOfBase(base: Settled | null, settling: Settling): Settling {
  const [ended] = endingsOf(base);
  return ended === undefined ? settling : { ...settling, today: earlier(addDays(ended.on, -1), settling.today) };
}

/** A day on which a base stopped, and whether it was gone from then on. */
type Ending = { readonly on: Day; readonly isGone: boolean };

/** How a base ended, step by step: one that nobody looked at for long may have ended and be removed in a single run. */
function endingsOf(base: Settled | null): readonly Ending[] {
  if (base === null || base.after.subscription.status === 'active') return [];
  const endings = base.done.filter(({ kind }) => kind !== 'cycle' && kind !== 'renew');
  return endings.map(({ on }, i) => ({ on, isGone: i === endings.length - 1 && base.after.subscription.status === 'deleted' }));
}

/** What hangs on a base ends when that ends and goes when that goes. */
function followed(settled: Settled, base: Settled | null, ledger: readonly Charge[]): Settled {
  return endingsOf(base).reduce((following, ending) => endedWith(following, ending, ledger), settled);
}

/** Suspended with its base, or removed with it; what was paid beyond that day comes back. */
function endedWith(settled: Settled, { on, isGone }: Ending, ledger: readonly Charge[]): Settled {
  const { after, done } = settled;
  const { status } = after.subscription;
  if (status === 'deleted' || (status !== 'active' && !isGone)) return settled;
  const lines = status === 'active' ? creditOfRest(after, [...ledger, ...done.flatMap((each) => each.lines)], on, 'cancel') : [];
  const ended = isGone
    ? withChange(after, { status: 'deleted' }, { suspendedOn: null, suspensionReasons: [] })
    : withChange(after, { status: 'suspended' }, { suspendedOn: on, suspensionReasons: ['BaseSuspended'] });
  return { ...settled, after: ended, done: [...done, { kind: 'follow_base', on, lines, priceKept: false }] };
}

/** The credit for all seats from a day on; nothing where the day is not paid for. */
export function creditOfRest(living: Living, ledger: readonly Charge[], on: Day, cause: Cause): readonly Charge[] {
  const { subscription, account } = living;
  const { term, billingCycle, createdOn: purchasedOn, quantity } = subscription;
  if (paidTo({ term, billingCycle, paidUntil: account.paidUntil }, on) <= on) return [];
  const seats = seatsOf(living);
  return cancelLines(paidPeriod(seats, periodOf(term, billingCycle, on), ledger), seats, quantity, { purchasedOn, today: on }, cause);
}
