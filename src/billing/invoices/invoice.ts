import type { Cause } from '../charge.ts';
import type { Day, Span } from '../../kit/dates.ts';
import type { BillingCycle } from '../../catalog/catalog.ts';
import type { OfferId, PartnerId, SubscriptionId } from '../../kit/ids.ts';
import type { Currency, Minor } from '../../kit/money.ts';

/** An invoice of a partner for one currency and month. */
export type Invoice = {
  readonly partnerId: PartnerId;
  readonly number: number;
  readonly currency: Currency;
  readonly month: Span;
  readonly totalMinor: Minor;
  readonly lineCount: number;
  /** Of them those of new commerce. */
  readonly oneTimeLineCount: number;
  readonly partnerName: string;
};

/** One line of an invoice: the ledger's, with the names and numbers that files and bills print beside it. */
export type InvoiceLine = {
  readonly customerId: string;
  readonly customerName: string;
  readonly domain: string;
  readonly country: string;
  readonly chargeId: string;
  readonly partnerId: PartnerId;
  readonly mpnId: string;
  readonly resellerMpnId: string | null;
  readonly orderId: string;
  /** An instant of the wire. */
  readonly orderedAt: string;
  /** What caused the line: the same on all lines of one change. */
  readonly eventId: string;
  readonly subscriptionId: SubscriptionId;
  readonly subscriptionName: string;
  readonly offerId: OfferId;
  readonly offerName: string;
  readonly billingCycle: BillingCycle;
  readonly subscriptionFrom: Day;
  readonly subscriptionUntil: Day;
  readonly cause: Cause;
  readonly chargeType: string;
  readonly span: Span;
  readonly quantity: number;
  /** One seat for a whole period. */
  readonly unitPriceMinor: Minor;
  readonly amountMinor: Minor;
  readonly currency: Currency;
};

/** What a partner owes in one currency, over all its invoices. */
export type Balance = {
  readonly currency: Currency;
  readonly totalMinor: Minor;
  readonly first: Day;
  readonly latest: Day;
};

/** An invoice's id on the wire. Numbers count per partner, so the id says nothing of others. */
export function invoiceIdOf(number: number): string {
  return `G${String(number).padStart(9, '0')}`;
}

/** The fault for an invoice that the partner does not have. */
export const NO_INVOICE = { code: 1000, description: 'There is no such invoice.' };

/** The number behind an id; null for what is none. */
export function numberOf(invoiceId: string): number | null {
  const match = /^G(\d{9})$/i.exec(invoiceId);
  return match === null ? null : Number(match[1]);
}
