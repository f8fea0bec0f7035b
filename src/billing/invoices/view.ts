import type { BillingCycle } from '../../catalog/catalog.ts';
import { addDays, type Day } from '../../kit/dates.ts';
import { decimalsOf, divide, minor, toDecimal, type Currency, type Minor } from '../../kit/money.ts';
import { link } from '../../platform/paging.ts';
import type * as wire from './contract.ts';
import { invoiceIdOf, type Balance, type Invoice, type InvoiceLine } from './invoice.ts';

/** An invoice as the wire has it. */
export function invoiceView(invoice: Invoice): wire.Invoice {
  const id = invoiceIdOf(invoice.number);
  const { currency, month } = invoice;
  const lines = `/invoices/${id}/lineitems/Office/BillingLineItems`;
  return {
    id,
    invoiceDate: midnight(month.until),
    billingPeriodStartDate: midnight(month.from),
    billingPeriodEndDate: midnight(addDays(month.until, -1)),
    totalCharges: toDecimal({ amountMinor: invoice.totalMinor, currency }),
    paidAmount: 0,
    currencyCode: currency,
    currencySymbol: symbolOf(currency),
    pdfDownloadLink: `/invoices/${id}/documents/statement`,
    taxReceipts: [],
    invoiceDetails: [
      {
        invoiceLineItemType: 'billing_line_items',
        billingProvider: 'office',
        links: { self: link(lines) },
        attributes: { objectType: 'InvoiceDetail' },
      },
    ],
    amendments: [],
    documentType: 'invoice',
    invoiceType: 'Recurring',
    links: { self: link(`/invoices/${id}`) },
    attributes: { objectType: 'Invoice' },
  };
}

/** Invoices that a run wrote, as the command line tells them. */
export function runView(invoices: readonly Invoice[]): wire.InvoiceRun {
  return {
    invoices: invoices.map(({ partnerId, number, month, totalMinor, currency, lineCount }) => ({
      partnerId,
      id: invoiceIdOf(number),
      month: month.from,
      total: `${currency} ${amountText(totalMinor, currency)}`,
      lines: lineCount,
    })),
  };
}

/** What a partner owes in one currency; a currency without an invoice has a balance of nothing. */
export function summaryView(balance: Balance | { readonly currency: Currency }, now: Date): wire.InvoiceSummary {
  const { currency } = balance;
  const known = 'totalMinor' in balance ? balance : null;
  const part = {
    balanceAmount: toDecimal({ amountMinor: known?.totalMinor ?? minor(0), currency }),
    currencyCode: currency,
    currencySymbol: symbolOf(currency),
    accountingDate: now.toISOString(),
    ...(known === null ? {} : { firstInvoiceCreationDate: midnight(known.first), latestInvoiceDate: midnight(known.latest) }),
    lastPaymentAmount: 0,
    links: { self: link('/invoices/summary') },
    attributes: { objectType: 'InvoiceSummary' as const },
  };
  return { ...part, details: known === null ? [] : [{ invoiceType: 'Recurring', summary: part }] };
}

/** A line of an invoice as the wire has it. */
export function lineItemView(line: InvoiceLine): wire.LicenseBasedLineItem {
  const amount = toDecimal({ amountMinor: line.amountMinor, currency: line.currency });
  return {
    partnerId: line.partnerId,
    customerId: line.customerId,
    customerName: line.customerName,
    domainName: line.domain,
    mpnId: wholeNumber(line.resellerMpnId ?? line.mpnId),
    tier2MpnId: line.resellerMpnId === null ? -1 : wholeNumber(line.resellerMpnId),
    orderId: line.orderId,
    subscriptionId: line.subscriptionId,
    syndicationPartnerSubscriptionNumber: line.subscriptionId,
    offerId: line.offerId,
    durableOfferId: line.offerId,
    offerName: line.offerName,
    subscriptionName: line.subscriptionName,
    subscriptionDescription: line.subscriptionName,
    billingCycleType: CYCLES[line.billingCycle],
    subscriptionStartDate: `${line.subscriptionFrom}T00:00:00`,
    subscriptionEndDate: `${addDays(line.subscriptionUntil, -1)}T00:00:00`,
    chargeStartDate: `${line.span.from}T00:00:00`,
    chargeEndDate: `${lastDay(line)}T00:00:00`,
    chargeType: line.chargeType,
    unitPrice: toDecimal({ amountMinor: unitPriceOf(line), currency: line.currency }),
    quantity: line.quantity,
    amount,
    totalOtherDiscount: 0,
    subtotal: amount,
    tax: 0,
    totalForCustomer: amount,
    currency: line.currency,
    invoiceLineItemType: 'billing_line_items',
    billingProvider: 'office',
    attributes: { objectType: 'LicenseBasedLineItem' },
  };
}

/** One seat's share of the amount, as files and bills show it: rounded, so that only the amount is exact. */
export function unitPriceOf({ amountMinor, quantity }: Pick<InvoiceLine, 'amountMinor' | 'quantity'>): Minor {
  return quantity === 0 ? minor(0) : minor(Number(divide(BigInt(amountMinor), BigInt(quantity), 'half_away_from_zero')));
}

/** The last day of a charge, as bills print it: the day itself is charged. */
function lastDay({ span: { from, until } }: Pick<InvoiceLine, 'span'>): Day {
  return from === until ? until : addDays(until, -1);
}

/** The sign of a currency, or its code where it has none. */
export function symbolOf(currency: Currency): string {
  const parts = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

/** An amount as people read it: thousands apart, every decimal of the currency. */
export function amountText(amountMinor: Minor, currency: Currency): string {
  const decimals = decimalsOf(currency);
  return toDecimal({ amountMinor, currency }).toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

const CYCLES: Readonly<Record<BillingCycle, string>> = { none: 'None', monthly: 'Monthly', annual: 'Annual' };

function midnight(on: Day): string {
  return `${on}T00:00:00Z`;
}

function wholeNumber(mpnId: string): number {
  const number = Number(mpnId);
  return Number.isSafeInteger(number) ? number : -1;
}
