import { USUAL_TERM, type BillingCycle, type Offer, type TermDuration } from '../../catalog/catalog.ts';
import { monthsInto, type Term } from '../../billing/period.ts';
import { addMonths, type Day, type Span } from '../../kit/dates.ts';

/** The months of each term. */
export const TERM_MONTHS: Readonly<Record<TermDuration, number>> = { P1M: 1, P1Y: 12, P3Y: 36 };

/** The paid term that begins on a day. Of new commerce every day of the month can begin one, and it ends on the same day. */
export function termFrom(from: Day, duration: TermDuration): Span {
  return { from, until: addMonths(from, TERM_MONTHS[duration]) };
}

/** Which term a span is: the nearest in length, where an odd day cut it short. */
export function durationOfTerm(term: Term): TermDuration {
  if (term.until <= monthsInto(term, TERM_MONTHS.P1M)) return 'P1M';
  return term.until <= monthsInto(term, TERM_MONTHS.P1Y) ? 'P1Y' : 'P3Y';
}

/** For which term a subscription of an offer is priced. */
export function pricedTerm(offer: Pick<Offer, 'newCommerce'> | undefined, term: Term): TermDuration {
  return offer === undefined || offer.newCommerce === null ? USUAL_TERM : durationOfTerm(term);
}

/** Why an offer is not sold by a term with a billing cycle; null where it is. What is not of new commerce has no terms to choose. */
export function termNotSold(
  offer: Pick<Offer, 'id' | 'newCommerce'>,
  wanted: { readonly duration: TermDuration; readonly billingCycle: BillingCycle },
): TermReason | null {
  const terms = offer.newCommerce?.terms ?? [{ duration: USUAL_TERM, billingCycles: [wanted.billingCycle] }];
  const sold = terms.find((term) => term.duration === wanted.duration);
  return sold?.billingCycles.includes(wanted.billingCycle) === true ? null : { code: 'term_not_sold', offerId: offer.id, ...wanted, terms };
}

/** The fault with which the public API tells that: the term is none of the offer's, its billing cycle is longer, or not sold with it. */
export function termFault({ duration, billingCycle, terms }: TermReason): 900268 | 900269 | 900270 {
  if (!terms.some((term) => term.duration === duration)) return 900268;
  return duration === 'P1M' && billingCycle === 'annual' ? 900270 : 900269;
}

/** The term is not among those of the offer, or has not this billing cycle. */
export type TermReason = {
  readonly code: 'term_not_sold';
  readonly offerId: Offer['id'];
  readonly duration: TermDuration;
  readonly billingCycle: BillingCycle;
  readonly terms: readonly { readonly duration: TermDuration; readonly billingCycles: readonly BillingCycle[] }[];
};
