import { addDays, daysBetween, earlier, later, type Day, type Span } from '../kit/dates.ts';
import { minor, type Currency, type Minor } from '../kit/money.ts';
import { isProductItem } from '../catalog/catalog.ts';
import type { OfferId, SubscriptionId } from '../kit/ids.ts';
import { prorate, type LineRounding, type RoundingMode } from './rounding.ts';

export type Cause =
  | 'purchase'
  | 'cycle'
  | 'seat_change'
  | 'cancel'
  | 'reactivate'
  | 'cycle_change'
  | 'renew'
  | 'upgrade_cancel'
  | 'upgrade_purchase'
  | 'transition_cancel'
  | 'transition_purchase'
  | 'undo'
  | 'correction';

/** One line of the ledger before it has an id. A credit is negative. */
export type Charge = {
  readonly subscriptionId: SubscriptionId;
  readonly offerId: OfferId;
  readonly cause: Cause;
  /** The word of the reconciliation file. */
  readonly chargeType: string;
  readonly span: Span;
  readonly periodDays: number;
  readonly quantity: number;
  /** One seat for a whole period. */
  readonly unitPriceMinor: Minor;
  readonly amountMinor: Minor;
  readonly currency: Currency;
  readonly rounding: LineRounding;
};

/** What a purchase or a credit is about. */
export type Seats = {
  readonly subscriptionId: SubscriptionId;
  readonly offerId: OfferId;
  readonly quantity: number;
  readonly unitPriceMinor: Minor;
  readonly currency: Currency;
  /** How the billing account rounds: the selling partner's setting. */
  readonly rounding: RoundingMode;
};

/** Why a line is written, in our word and in that of the reconciliation file. */
export type Said = { readonly cause: Cause; readonly chargeType: string };

/** A cancellation within so many days of the purchase gives the whole period back (domain rules 8.2). */
const FULL_CREDIT_DAYS = 30;

/** Whether a cancellation on a day still gives everything back, and a reactivation takes everything again. */
export function isInFull(purchasedOn: Day, today: Day): boolean {
  return today < addDays(purchasedOn, FULL_CREDIT_DAYS);
}

/** Seats for a part of a period, rounded once, on the line. */
export function chargeFor(seats: Seats, span: Span, period: Span, said: Said): Charge {
  const periodDays = daysBetween(period.from, period.until);
  const part = { unitPriceMinor: seats.unitPriceMinor, quantity: seats.quantity, days: daysBetween(span.from, span.until), periodDays };
  return { ...seats, ...said, span, periodDays, amountMinor: prorate(part, seats.rounding) };
}

/** Seats given back for a part of a period: the same line, negative. */
export function creditFor(seats: Seats, span: Span, period: Span, said: Said): Charge {
  const charge = chargeFor(seats, span, period, said);
  return { ...charge, amountMinor: minor(-charge.amountMinor) };
}

/** A credit of so much, in minor units: as it is, or as much as was charged. */
export function creditOf(credit: Charge, wanted: number): Charge {
  return -credit.amountMinor === wanted ? credit : { ...credit, amountMinor: minor(-wanted), rounding: 'as_charged' };
}

/** The line that undoes another to the last minor unit. */
export function takenBack(line: Charge, said: Said): Charge {
  return { ...line, ...said, amountMinor: minor(-line.amountMinor) };
}

/** The first period of something new, paid in advance. */
export function purchaseCharge(seats: Seats, period: Span, cause: Cause): Charge {
  return chargeFor(seats, period, period, { cause, chargeType: isProductItem(seats.offerId) ? 'new' : 'Prorate fees when purchase' });
}

/** Another period, paid in advance: the next of a running term, or the first of a renewed one. */
export function advanceCharge(seats: Seats, period: Span, cause: 'cycle' | 'renew'): Charge {
  const isProduct = isProductItem(seats.offerId);
  const chargeType = cause === 'cycle' ? (isProduct ? 'cycleCharge' : 'Cycle fee') : isProduct ? 'renew' : 'Renew fee';
  return chargeFor(seats, period, period, { cause, chargeType });
}

/**
 * The credit for seats given back in the middle of a period that was paid as a whole: all of it within 30 days of the
 * purchase, else the days from today on (today belongs to the credit). Where seats changed in the period, see advance.ts.
 */
export function cancelCredit(
  seats: Seats,
  paid: { readonly period: Span; readonly purchasedOn: Day; readonly today: Day },
  cause: Cause,
): Charge {
  const { period, purchasedOn, today } = paid;
  const from = isInFull(purchasedOn, today) ? period.from : earlier(later(today, period.from), period.until);
  return creditFor(seats, { from, until: period.until }, period, { cause, chargeType: 'Cancel fee' });
}
