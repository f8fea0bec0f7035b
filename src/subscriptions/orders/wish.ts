import type { BillingCycle, TermDuration } from '../../catalog/catalog.ts';
import type { OfferId, SubscriptionId } from '../../kit/ids.ts';

/** One line of what somebody wants to buy, as it was asked for. */
export type Wish = {
  /** The number that the client gave it. */
  readonly line: number;
  readonly offerId: OfferId;
  readonly quantity: number;
  /** Null for the cycle of the base, or the offer's usual one. */
  readonly billingCycle: BillingCycle | null;
  /** Null for a year, which is how everything but new commerce is sold. */
  readonly duration?: TermDuration | null;
  /** Null for the offer's name. */
  readonly friendlyName: string | null;
  readonly base: WishedBase;
  /** The MPN id of the indirect reseller of record; null for the customer's own, if it has one. */
  readonly resellerMpnId: string | null;
  /** Null for the partner's own, the only one there is. */
  readonly currency: string | null;
};

/** What an add-on is to hang on: something that is there, or an earlier line of the same purchase. */
export type WishedBase =
  | { readonly kind: 'none' }
  | { readonly kind: 'subscription'; readonly id: SubscriptionId }
  | { readonly kind: 'line'; readonly line: number };
