import { isProductItem, type BillingCycle } from '../../../catalog/catalog.ts';
import { addDays, daysBetween, type Day } from '../../../kit/dates.ts';
import { toDecimal } from '../../../kit/money.ts';
import { invoiceIdOf, type Invoice, type InvoiceLine } from '../invoice.ts';
import { unitPriceOf } from '../view.ts';
import type * as wire from './contract.ts';

/** A line of an invoice as the wire has it: what is of new commerce in its own form. */
export function lineItemView(line: InvoiceLine, invoice: Pick<Invoice, 'number'>): wire.LicenseBasedLineItem | wire.OneTimeInvoiceLineItem {
  return isProductItem(line.offerId) ? oneTimeView(line, invoice) : licenseBasedView(line);
}

/** A line in the form of the licence-based ones, which is also that of the files. */
export function licenseBasedView(line: InvoiceLine): wire.LicenseBasedLineItem {
  const amount = toDecimal(line);
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

function oneTimeView(line: InvoiceLine, { number }: Pick<Invoice, 'number'>): wire.OneTimeInvoiceLineItem {
  const { currency } = line;
  const amount = toDecimal(line);
  const [productId = '', skuId = '', availabilityId = ''] = line.offerId.split(':');
  return {
    partnerId: line.partnerId,
    customerId: line.customerId,
    customerName: line.customerName,
    customerDomainName: line.domain,
    customerCountry: line.country,
    invoiceNumber: invoiceIdOf(number),
    mpnId: line.mpnId,
    resellerMpnId: line.resellerMpnId === null ? 0 : wholeNumber(line.resellerMpnId),
    orderId: line.orderId,
    orderDate: line.orderedAt,
    productId,
    skuId,
    availabilityId,
    productName: line.offerName,
    skuName: line.offerName,
    productQualifiers: [],
    chargeType: line.chargeType,
    unitPrice: toDecimal({ amountMinor: line.unitPriceMinor, currency }),
    effectiveUnitPrice: toDecimal({ amountMinor: unitPriceOf(line), currency }),
    unitType: 'Licenses',
    quantity: line.quantity,
    billableQuantity: line.quantity,
    subtotal: amount,
    taxTotal: 0,
    totalForCustomer: amount,
    currency,
    pricingCurrency: currency,
    pcToBCExchangeRate: 1,
    subscriptionDescription: line.subscriptionName,
    subscriptionId: line.subscriptionId,
    subscriptionStartDate: midnight(line.subscriptionFrom),
    subscriptionEndDate: midnight(addDays(line.subscriptionUntil, -1)),
    chargeStartDate: midnight(line.span.from),
    chargeEndDate: midnight(lastDay(line)),
    termAndBillingCycle: `${commitmentOf(line)} commitment for ${line.billingCycle === 'annual' ? 'yearly' : 'monthly'} billing`,
    referenceId: line.eventId,
    invoiceLineItemType: 'billing_line_items',
    billingProvider: 'one_time',
    attributes: { objectType: 'OneTimeInvoiceLineItem' },
  };
}

/** The term in the words of the public files, by its days. */
function commitmentOf({ subscriptionFrom, subscriptionUntil }: InvoiceLine): 'One-Month' | 'One-Year' | 'Three-Year' {
  const days = daysBetween(subscriptionFrom, subscriptionUntil);
  if (days <= MONTH_DAYS_MAX) return 'One-Month';
  return days <= YEAR_DAYS_MAX ? 'One-Year' : 'Three-Year';
}

const MONTH_DAYS_MAX = 31;
const YEAR_DAYS_MAX = 366;

/** The last day of a charge, as bills print it: the day itself is charged. */
function lastDay({ span: { from, until } }: Pick<InvoiceLine, 'span'>): Day {
  return from === until ? until : addDays(until, -1);
}

const CYCLES: Readonly<Record<BillingCycle, string>> = { none: 'None', monthly: 'Monthly', annual: 'Annual' };

function midnight(on: Day): string {
  return `${on}T00:00:00Z`;
}

function wholeNumber(mpnId: string): number {
  const number = Number(mpnId);
  return Number.isSafeInteger(number) ? number : -1;
}
