import type { Catalog, Offer, TermDuration } from '../src/catalog/catalog.ts';
import { addMonths, day } from '../src/kit/dates.ts';
import type { OfferId } from '../src/kit/ids.ts';
import { minor } from '../src/kit/money.ts';
import type { Subscription } from '../src/subscriptions/subscription.ts';
import type { TransitionFacts } from '../src/upgrades/transitions/eligibility.ts';
import { agentOf } from './callers.ts';
import { smallCatalog, smallOffer } from './small-catalog.ts';
import { contoso, subscription, us } from './tenant-facts.ts';

// Basic and Standard of new commerce, at 5.00 and 12.50 a month, by the year or for three.
/** The two offers. */
export const [FROM, TO] = ['P:1:A', 'P:2:A'] as [OfferId, OfferId];
/** An offer of the small catalogue, sold as new commerce. */
export const sold = (key: string, id: OfferId, change: Partial<Offer> = {}): Offer => ({
  ...smallOffer(key),
  id,
  reductionHours: 168,
  newCommerce: {
    productId: 'P',
    productSkuId: '1',
    availabilityId: 'A',
    terms: (['P1Y', 'P3Y'] as const).map((duration) => ({ duration, billingCycles: ['monthly' as const] })),
  },
  ...change,
});
/** A price by the month. */
export const price = (offerId: OfferId, listMinor: number, term: TermDuration) => ({
  offerId,
  currency: contoso.partner.currency,
  billingCycle: 'monthly' as const,
  effectiveFrom: day('2020-04-21'),
  listMinor: minor(listMinor),
  partnerMinor: null,
  source: 'test',
  term,
});
const path = { from: FROM, to: TO, onlyCountries: null, notCountries: [] };
/** The small catalogue with offers of new commerce: one way leads from Basic to Standard. */
export const withOffers = (...offers: Offer[]): Catalog => ({
  ...smallCatalog,
  offers: new Map([...smallCatalog.offers, ...offers.map((each): [OfferId, Offer] => [each.id, each])]),
  transitions: new Map([[FROM, [path]]]),
  prices: [price(FROM, 500, 'P1Y'), price(TO, 1250, 'P1Y'), price(TO, 1000, 'P3Y')],
});
/** Both, at their prices. */
export const catalog = withOffers(sold('basic', FROM), sold('standard', TO));

/** So many months from a day on. */
export const term = (from: string, months = 12) => ({ from: day(from), until: addMonths(day(from), months) });
/** What becomes something else: ten seats of Basic since 1 June. */
export const source = subscription('source', {
  offerId: FROM,
  friendlyName: 'basic',
  term: term('2026-06-01'),
  createdOn: day('2026-06-01'),
});
/** Seven seats of Standard that are there already. */
export const there = subscription('there', { offerId: TO, unitPriceMinor: minor(1250), quantity: 7, term: term('2026-06-05') });

/** What is different in a case; `beside` is what the customer has beside the source. */
export type Given = Partial<TransitionFacts> & { readonly beside?: readonly Subscription[] };

/** Ten seats of Basic since 1 June; on 16 June, with 15 of 30 days left, an admin agent asks. */
export function transitionFacts({ beside = [], ...change }: Given = {}): TransitionFacts {
  return {
    customer: { ...contoso, subscriptions: [source, ...beside] },
    source,
    caller: agentOf(us, 'admin_agent'),
    catalog,
    today: day('2026-06-16'),
    now: new Date('2026-06-16T09:00:00Z'),
    ledger: [],
    ...change,
  };
}
