import { Type, type Static } from 'typebox';
import { Resale } from '../../billing/prices/contract.ts';
import { Attributes, Collection, Guid, Link, Money } from '../../platform/contract.ts';
import { ChangeLine, ChangeRefusal } from '../change/contract.ts';

/** The wire's words for a billing cycle, at their ordinals. `unknown` is what typed clients send where nothing was said. */
export const BillingCycleWord = Type.Enum(['unknown', 'monthly', 'annual', 'none', 'one_time', 'triennial', 'biennial'], {
  description: 'BillingCycleType of the SDKs; offers of this catalogue know none, monthly and annual.',
});

const text = Type.Optional(Type.String());

/** A line as it is asked for. What it needs depends on what is asked: see the order’s own description. */
export const OrderLineItemBody = Type.Object({
  lineItemNumber: Type.Optional(Type.Integer()),
  offerId: text,
  subscriptionId: Type.Optional(Type.String({ description: 'Of a line that is there already: it stays as it is.' })),
  parentSubscriptionId: Type.Optional(Type.String({ description: 'Of an add-on: the subscription that it is to hang on.' })),
  friendlyName: Type.Optional(Type.String({ maxLength: 200 })),
  quantity: Type.Optional(Type.Integer()),
  partnerIdOnRecord: Type.Optional(Type.String({ description: 'MPN id of the indirect reseller, where an indirect provider buys.' })),
  termDuration: text,
  promotionId: text,
  customTermEndDate: text,
  provisioningContext: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});

export const OrderBody = Type.Object({
  id: text,
  referenceCustomerId: Type.Optional(Type.String({ description: 'The customer of the address, or nothing.' })),
  billingCycle: Type.Optional(BillingCycleWord),
  currencyCode: text,
  lineItems: Type.Array(OrderLineItemBody, { maxItems: 100 }),
});

const price = Type.Optional(Type.Number());

export const OrderLineItem = Type.Object({
  lineItemNumber: Type.Integer({ description: 'From 0.' }),
  offerId: Type.String(),
  subscriptionId: Type.String(),
  parentSubscriptionId: text,
  friendlyName: Type.String(),
  quantity: Type.Integer({ description: 'Seats as they were bought.' }),
  termDuration: text,
  transactionType: Type.Literal('New'),
  partnerIdOnRecord: Type.String({ description: 'MPN id of the indirect reseller of record, or empty.' }),
  pricing: Type.Optional(
    Type.Object(
      { listPrice: price, discountedPrice: price, proratedPrice: price, price, extendedPrice: price },
      { title: 'OrderLineItemPricing' },
    ),
  ),
  links: Type.Object({ subscription: Link, provisioningStatus: Link }),
  attributes: Attributes('OrderLineItem'),
});

export const Order = Type.Object({
  id: Type.String(),
  alternateId: Type.String(),
  referenceCustomerId: Type.String(),
  billingCycle: Type.Enum(['unknown', 'monthly', 'annual', 'none', 'one_time']),
  transactionType: Type.Literal('UserPurchase'),
  lineItems: Type.Array(OrderLineItem),
  currencyCode: Type.String(),
  currencySymbol: Type.String(),
  creationDate: Type.String({ format: 'date-time' }),
  status: Type.Enum(['completed', 'pending', 'cancelled', 'suspended']),
  totalPrice: Type.Optional(Type.Number({ description: 'Only with `include_price`. Before tax.' })),
  links: Type.Object({ self: Link, provisioningStatus: Link, patchOperation: Link }),
  attributes: Attributes('Order'),
});
export const Orders = Collection(Order);

export const OrderParams = Type.Object({ customerId: Guid, orderId: Guid });

export const OrderQuery = Type.Object({
  include_price: Type.Optional(Type.Boolean({ description: 'Whether prices and the total are told. Not by default.' })),
});
/** What whoever saw a bill sends along with the purchase. */
export const ExpectedTotalQuery = Type.Object({
  expectedTotal: Type.Optional(
    Type.Number({
      description: 'Do it only if the total is exactly this, as it was shown. Left out: whatever it comes to. Not in Partner Center.',
    }),
  ),
});

export const OrdersQuery = Type.Object({
  ...OrderQuery.properties,
  billingType: Type.Optional(BillingCycleWord),
});

/** How far the set-up of one line is. */
export const OrderLineItemProvisioningStatus = Type.Object({
  lineItemNumber: Type.Integer(),
  status: Type.Enum(['Fulfilled', 'Unfulfilled', 'PrefulfillmentPending']),
  quantityProvisioningInformation: Type.Array(Type.Object({ quantity: Type.Integer(), status: Type.String() })),
  attributes: Attributes('OrderLineItemProvisioningStatus'),
});
export const OrderProvisioningStatuses = Collection(OrderLineItemProvisioningStatus);

/** A change of an order: add-ons that are to be hung on it, or another billing cycle. */
export const AmendOrderBody = Type.Object({
  ...OrderBody.properties,
  lineItems: Type.Optional(OrderBody.properties.lineItems),
  previewId: Type.Optional({
    ...Guid,
    description: 'Change the billing cycle exactly as this preview promised, or refuse with the differences. Alone it suffices.',
  }),
});

const PerPeriod = Type.Object({ total: Money, billingCycle: Type.String(), months: Type.Integer() });

export const CyclePreviewBody = Type.Object({ billingCycle: BillingCycleWord });

/** What another billing cycle of an order would do and cost. */
export const CyclePreview = Type.Object({
  id: Type.String(),
  promiseHash: Type.String(),
  expiresAt: Type.String({ format: 'date-time' }),
  billingCycle: BillingCycleWord,
  isPossible: Type.Boolean(),
  reasons: Type.Array(ChangeRefusal, { description: 'Why not; empty where it is possible.' }),
  subscriptions: Type.Array(
    Type.Object({
      subscriptionId: Type.String(),
      friendlyName: Type.String(),
      isAddOn: Type.Boolean(),
      quantity: Type.Integer(),
      unitPrice: Type.Object({ before: Money, after: Money }, { description: 'One seat for one of its billing periods.' }),
    }),
    { description: 'Everything in the order and all that hangs on it: the cycle is theirs together.' },
  ),
  lines: Type.Array(ChangeLine),
  total: Type.Optional(Money),
  /** What each coming period costs, before and after: of another length. */
  nextPeriod: Type.Optional(Type.Object({ before: PerPeriod, after: PerPeriod })),
  /** What the customer is asked for the lines with the partner’s margin on them; only for those who may read invoices. */
  resale: Type.Optional(Resale),
  term: Type.Optional(
    Type.Object({ startDate: Type.String({ format: 'date' }), endDate: Type.String({ format: 'date', description: 'Inclusive.' }) }),
  ),
  attributes: Attributes('OrderCyclePreview'),
});

export type CyclePreview = Static<typeof CyclePreview>;
export type Order = Static<typeof Order>;
export type OrderBody = Static<typeof OrderBody>;
export type OrderLineItem = Static<typeof OrderLineItem>;
export type OrderLineItemBody = Static<typeof OrderLineItemBody>;
