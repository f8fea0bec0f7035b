import type { InvoiceLine } from '../invoices/invoice.ts';
import { licenseBasedView } from '../invoices/lines/view.ts';
import { unitPriceOf } from '../invoices/view.ts';
import { toDecimalText, ZERO, type Minor } from '../../kit/money.ts';
import { writeCsv } from '../../platform/csv.ts';

/** The published columns of a reconciliation file of licence-based lines, in their order. */
export const RECONCILIATION_COLUMNS = [
  'PartnerId',
  'CustomerId',
  'CustomerName',
  'MPNID',
  'ResellerMPNID',
  'OrderId',
  'SubscriptionId',
  'SyndicationPartnerSubscriptionNumber',
  'OfferId',
  'DurableOfferId',
  'OfferName',
  'SubscriptionStartDate',
  'SubscriptionEndDate',
  'ChargeStartDate',
  'ChargeEndDate',
  'ChargeType',
  'UnitPrice',
  'Quantity',
  'Amount',
  'TotalOtherDiscount',
  'Subtotal',
  'Tax',
  'TotalForCustomer',
  'Currency',
  'DomainName',
  'SubscriptionName',
  'SubscriptionDescription',
  'BillingCycleType',
] as const;
export type ReconciliationColumn = (typeof RECONCILIATION_COLUMNS)[number];

/** The first line of a file. */
export function reconciliationHeadings(): string {
  return writeCsv([RECONCILIATION_COLUMNS]);
}

/** Lines of an invoice as lines of a file. */
export function reconciliationRows(lines: readonly InvoiceLine[]): string {
  return writeCsv(
    lines.map((line) => {
      const cells = cellsOf(line);
      return RECONCILIATION_COLUMNS.map((column) => cells[column]);
    }),
  );
}

function cellsOf(line: InvoiceLine): Readonly<Record<ReconciliationColumn, string>> {
  const view = licenseBasedView(line);
  const money = (amountMinor: Minor) => toDecimalText({ amountMinor, currency: line.currency });
  const nothing = money(ZERO);
  const amount = money(line.amountMinor);
  return {
    PartnerId: view.partnerId,
    CustomerId: view.customerId,
    CustomerName: view.customerName,
    MPNID: line.mpnId,
    ResellerMPNID: line.resellerMpnId ?? '',
    OrderId: view.orderId,
    SubscriptionId: view.subscriptionId,
    SyndicationPartnerSubscriptionNumber: view.syndicationPartnerSubscriptionNumber,
    OfferId: view.offerId,
    DurableOfferId: view.durableOfferId,
    OfferName: view.offerName,
    SubscriptionStartDate: view.subscriptionStartDate.slice(0, 10),
    SubscriptionEndDate: view.subscriptionEndDate.slice(0, 10),
    ChargeStartDate: view.chargeStartDate.slice(0, 10),
    ChargeEndDate: view.chargeEndDate.slice(0, 10),
    ChargeType: view.chargeType,
    UnitPrice: money(unitPriceOf(line)),
    Quantity: String(line.quantity),
    Amount: amount,
    TotalOtherDiscount: nothing,
    Subtotal: amount,
    Tax: nothing,
    TotalForCustomer: amount,
    Currency: line.currency,
    DomainName: view.domainName,
    SubscriptionName: view.subscriptionName,
    SubscriptionDescription: view.subscriptionDescription,
    BillingCycleType: view.billingCycleType,
  };
}
