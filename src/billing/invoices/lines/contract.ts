import { Type, type Static } from 'typebox';
import { Attributes, Collection } from '../../../platform/contract.ts';
import { InvoiceParams, PAGING } from '../contract.ts';

const local = (description: string) => Type.String({ description: `${description} No time zone, as on the wire of Partner Center.` });
const instant = (description: string) => Type.String({ format: 'date-time', description });

/** A line of provider `office`. The SDKs find the type by `invoiceLineItemType` and `billingProvider`. */
export const LicenseBasedLineItem = Type.Object({
  partnerId: Type.String(),
  customerId: Type.String(),
  customerName: Type.String(),
  domainName: Type.String(),
  mpnId: Type.Integer({ description: 'The reseller’s; the partner’s where there is none.' }),
  tier2MpnId: Type.Integer(),
  orderId: Type.String(),
  subscriptionId: Type.String(),
  syndicationPartnerSubscriptionNumber: Type.String({ description: 'The subscription’s id in this API.' }),
  offerId: Type.String(),
  durableOfferId: Type.String({ description: 'The offer’s id in this API.' }),
  offerName: Type.String(),
  subscriptionName: Type.String(),
  subscriptionDescription: Type.String(),
  billingCycleType: Type.String(),
  subscriptionStartDate: local('First day of the term.'),
  subscriptionEndDate: local('Last day of the term.'),
  chargeStartDate: local('First day of the charge.'),
  chargeEndDate: local('Last day of the charge.'),
  chargeType: Type.String(),
  unitPrice: Type.Number({ description: 'Of one seat for the charged days; rounded, so the amount counts.' }),
  quantity: Type.Integer(),
  amount: Type.Number(),
  totalOtherDiscount: Type.Number(),
  subtotal: Type.Number(),
  tax: Type.Number(),
  totalForCustomer: Type.Number(),
  currency: Type.String(),
  invoiceLineItemType: Type.Literal('billing_line_items'),
  billingProvider: Type.Literal('office'),
  attributes: Attributes('LicenseBasedLineItem'),
});

/** A line of provider `one_time`: what is of new commerce. */
export const OneTimeInvoiceLineItem = Type.Object({
  partnerId: Type.String(),
  customerId: Type.String(),
  customerName: Type.String(),
  customerDomainName: Type.String(),
  customerCountry: Type.String(),
  invoiceNumber: Type.String(),
  mpnId: Type.String({ description: 'The partner’s.' }),
  resellerMpnId: Type.Integer({ description: '0 where there is no reseller.' }),
  orderId: Type.String(),
  orderDate: instant('When the subscription was bought.'),
  productId: Type.String(),
  skuId: Type.String(),
  availabilityId: Type.String(),
  productName: Type.String(),
  skuName: Type.String(),
  productQualifiers: Type.Array(Type.String()),
  chargeType: Type.String(),
  unitPrice: Type.Number({ description: 'Of one seat for a whole billing period.' }),
  effectiveUnitPrice: Type.Number({ description: 'Of one seat for the charged days; rounded, so the subtotal counts.' }),
  unitType: Type.String(),
  quantity: Type.Integer(),
  billableQuantity: Type.Number(),
  subtotal: Type.Number(),
  taxTotal: Type.Number(),
  totalForCustomer: Type.Number(),
  currency: Type.String(),
  pricingCurrency: Type.String(),
  pcToBCExchangeRate: Type.Number({ description: 'Always 1: priced and billed in one currency.' }),
  subscriptionDescription: Type.String(),
  subscriptionId: Type.String(),
  subscriptionStartDate: instant('First day of the term.'),
  subscriptionEndDate: instant('Last day of the term.'),
  chargeStartDate: instant('First day of the charge.'),
  chargeEndDate: instant('Last day of the charge.'),
  termAndBillingCycle: Type.String(),
  referenceId: Type.String({ description: 'The same on all lines of one change or transition.' }),
  invoiceLineItemType: Type.Literal('billing_line_items'),
  billingProvider: Type.Literal('one_time'),
  attributes: Attributes('OneTimeInvoiceLineItem'),
});

export const LineItems = Collection(Type.Union([LicenseBasedLineItem, OneTimeInvoiceLineItem]));

export const LineItemParams = Type.Object({ ...InvoiceParams.properties, provider: Type.String(), lineItemType: Type.String() });

const seeking = {
  seekOperation: Type.Optional(Type.String({ description: '`Next` with the header MS-ContinuationToken, or `First`.' })),
};
export const PageQuery = Type.Object({ ...PAGING, ...seeking });
export const LineItemQuery = Type.Object({
  ...PAGING,
  ...seeking,
  provider: Type.String(),
  invoiceLineItemType: Type.String(),
  currencyCode: Type.Optional(Type.String({ description: 'Lines in this currency only. An invoice has one.' })),
  period: Type.Optional(Type.String({ description: '`current` or `previous`. Of an invoice that is written both mean the same.' })),
});

export type LicenseBasedLineItem = Static<typeof LicenseBasedLineItem>;
export type OneTimeInvoiceLineItem = Static<typeof OneTimeInvoiceLineItem>;
