import type { Catalog, Offer } from '../../catalog/catalog.ts';
import { transitionsFrom } from '../../catalog/upgrade-path.ts';
import type { OfferId } from '../../kit/ids.ts';
import type { Change } from '../change/change.ts';
import type { ChangeFacts } from '../change/facts.ts';
import type { ChangeReason } from '../change/reasons.ts';
import { priceMissing, quantityOutOfRange, seatFamilyFull } from '../limits.ts';
import type { NextTerm } from '../scheduled/next-term.ts';
import { termNotSold } from './terms.ts';
import { windowsOf } from './windows.ts';

/** What holds for changes of new commerce alone, in order of precedence; its words mean nothing for what is sold otherwise. */
export function newCommerceReasons(facts: ChangeFacts, change: Change): readonly (ChangeReason | null)[] {
  const { target, catalog } = facts;
  const offer = catalog.offers.get(target.subscription.offerId);
  if (offer === undefined || offer.newCommerce === null) {
    return change.nextTerm === null ? [] : [{ code: 'not_new_commerce', offerId: target.subscription.offerId }];
  }
  return [
    change.status === 'deleted' ? windowOver(facts, offer) : null,
    ...(change.nextTerm === null || change.nextTerm === 'none' ? [] : nextTermReasons(facts, change, change.nextTerm)),
  ];
}

/** Cancelled can be what was bought or renewed a few days ago, as a whole. */
function windowOver({ target, ledger, now }: ChangeFacts, offer: Offer): ChangeReason | null {
  const { cancellableUntil } = windowsOf(target.subscription, offer, ledger, now);
  return cancellableUntil === null ? { code: 'cancellation_window_over', hours: offer.reductionHours ?? 0 } : null;
}

/** What can be scheduled: more or fewer seats, another term or billing cycle, and the products that it could become anyway. */
function nextTermReasons(facts: ChangeFacts, change: Change, wanted: NextTerm): readonly (ChangeReason | null)[] {
  const { target, catalog, customer } = facts;
  const { subscription, account } = target;
  const renews = (change.status ?? subscription.status) === 'active' && (change.autoRenew ?? account.autoRenew);
  const needed = renews ? null : ({ code: 'next_term_needs_renewal', status: subscription.status } as const);
  const pathsTo = nextOffers(catalog, subscription.offerId, customer.country);
  const offer = pathsTo.includes(wanted.offerId) ? catalog.offers.get(wanted.offerId) : undefined;
  if (offer === undefined) return [needed, { code: 'next_term_product_impossible', offerId: wanted.offerId, pathsTo }];
  const { quantity, billingCycle, duration } = wanted;
  return [
    needed,
    termNotSold(offer, wanted),
    quantityOutOfRange(offer, quantity),
    seatFamilyFull(customer, catalog, { offer, quantity, besideId: subscription.id }),
    termNotSold(offer, wanted) === null
      ? priceMissing(customer, catalog, { offer, billingCycle, term: duration, on: subscription.term.until })
      : null,
  ];
}

/** The offers that a next term can be of: the same, and those that lead on from it. */
export function nextOffers(catalog: Catalog, from: OfferId, country: string): readonly OfferId[] {
  return [from, ...transitionsFrom(catalog, from, country).map((path) => path.to)];
}
