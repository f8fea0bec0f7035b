import { addDays, type Day } from '../../kit/dates.ts';
import { decimalsOf, divide, minor, toDecimal, type Currency, type Minor } from '../../kit/money.ts';
import { link } from '../../platform/paging.ts';
import type * as wire from './contract.ts';
import { invoiceIdOf, type Balance, type Invoice, type InvoiceLine } from './invoice.ts';

/** An invoice as the wire has it. */
export function invoiceView(invoice: Invoice): wire.Invoice {
  const id = invoiceIdOf(invoice.number);
  const { currency, month } = invoice;
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
    invoiceDetails: detailsOf(invoice),
    amendments: [],
    documentType: 'invoice',
    invoiceType: 'Recurring',
    links: { self: link(`/invoices/${id}`) },
    attributes: { objectType: 'Invoice' },
  };
}

/** Where its lines are read: under each provider of which it has any. */
function detailsOf({ number, lineCount, oneTimeLineCount }: Invoice): wire.Invoice['invoiceDetails'] {
  const providers = [
    ...(lineCount > oneTimeLineCount ? ([['office', 'Office']] as const) : []),
    ...(oneTimeLineCount > 0 ? ([['one_time', 'OneTime']] as const) : []),
  ];
  return providers.map(([billingProvider, name]) => ({
    invoiceLineItemType: 'billing_line_items',
    billingProvider,
    links: { self: link(`/invoices/${invoiceIdOf(number)}/lineitems/${name}/BillingLineItems`) },
    attributes: { objectType: 'InvoiceDetail' },
  }));
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

/** One seat's share of the amount, as files and bills show it: rounded, so that only the amount is exact. */
export function unitPriceOf({ amountMinor, quantity }: Pick<InvoiceLine, 'amountMinor' | 'quantity'>): Minor {
  return quantity === 0 ? minor(0) : minor(Number(divide(BigInt(amountMinor), BigInt(quantity), 'half_away_from_zero')));
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

function midnight(on: Day): string {
  return `${on}T00:00:00Z`;
}
