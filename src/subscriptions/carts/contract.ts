import { Type, type Static, type TSchema } from 'typebox';
import { Attributes, Guid, Link, Money } from '../../platform/contract.ts';
import { ChangeLine, ChangeRefusal } from '../change/contract.ts';
import { BillingCycleWord, Order } from '../orders/contract.ts';

const text = Type.Optional(Type.String());

const line = {
  id: Type.Optional(Type.Integer({ description: 'Lines are numbered anew, from 0.' })),
  catalogItemId: Type.Optional(Type.String({ description: 'The offer.' })),
  friendlyName: Type.Optional(Type.String({ maxLength: 200 })),
  quantity: Type.Optional(Type.Integer()),
  currencyCode: text,
  billingCycle: Type.Optional(BillingCycleWord),
  termDuration: text,
  promotionId: text,
  customTermEndDate: text,
  participants: Type.Optional(
    Type.Array(Type.Object({ key: Type.Optional(Type.Unknown()), value: text }), {
      description: '`transaction_reseller`: the MPN id of the indirect reseller.',
    }),
  ),
  provisioningContext: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), { description: '`parentSubscriptionId`: what an add-on is to hang on.' }),
  ),
};
const addOn = Type.Object(line);

export const CartLineItemBody = Type.Object({
  ...line,
  addonItems: Type.Optional(Type.Array(addOn, { maxItems: 50, description: 'Add-ons that hang on what this line buys.' })),
});
export const CartBody = Type.Object({ lineItems: Type.Array(CartLineItemBody, { maxItems: 100 }) });

/** Why a line cannot be bought, as the wire has it. */
export const CartError = Type.Object({
  errorCode: Type.Enum([
    'currency_is_not_supported',
    'catalog_item_id_is_not_valid',
    'participants_is_not_supported_for_partner',
    'unable_to_process_cart_line_item',
    'subscription_is_not_valid',
    'invalid_input',
    'billing_plan_not_supported',
    'invalid_promotion_id',
    'max_allowed_seats_per_subscription_exceeded',
    'invalid_custom_term_end_date',
    'base_offer_seat_quantity_not_met',
    'legacy_offer_not_eligible_for_purchase',
  ]),
  errorDescription: Type.String(),
});

const shownLine = <More extends Record<string, TSchema>>(more: More) =>
  Type.Object({
    id: Type.Integer(),
    catalogItemId: Type.String(),
    friendlyName: text,
    quantity: Type.Integer(),
    currencyCode: Type.String(),
    billingCycle: Type.Enum(['unknown', 'monthly', 'annual', 'none', 'one_time']),
    termDuration: text,
    promotionId: text,
    customTermEndDate: text,
    participants: Type.Array(Type.Object({ key: Type.Literal('transaction_reseller'), value: Type.String() })),
    provisioningContext: Type.Optional(Type.Object({ parentSubscriptionId: Type.String() })),
    orderGroup: Type.Optional(Type.String({ description: 'Lines of one group make one order.' })),
    error: Type.Optional(CartError),
    /** Ours: every reason against the line, with what would help. */
    reasons: Type.Array(ChangeRefusal),
    /** Ours: one seat for a whole billing period, and what the line costs now. */
    unitPrice: Type.Optional(Money),
    amount: Type.Optional(Money),
    /** Ours: the line of the bill, with its days. Absent where nothing is to be paid. */
    bill: Type.Optional(Type.Omit(ChangeLine, ['subscriptionId'])),
    /** Ours: the offer in the asked language. */
    offerName: text,
    ...more,
    attributes: Attributes('CartLineItem'),
  });

export const CartLineItem = shownLine({ addonItems: Type.Array(shownLine({})) });

export const Cart = Type.Object({
  id: Type.String(),
  creationTimestamp: Type.String({ format: 'date-time' }),
  lastModifiedTimestamp: Type.String({ format: 'date-time' }),
  expirationTimestamp: Type.String({ format: 'date-time' }),
  lastModifiedUser: Type.String(),
  status: Type.Enum(['Active', 'Ordered']),
  lineItems: Type.Array(CartLineItem),
  /** Ours: what the checkout would cost now. Absent while a line has an error. */
  total: Type.Optional(Money),
  links: Type.Object({ self: Link }),
  attributes: Attributes('Cart'),
});

export const CartCheckoutResult = Type.Object({
  orders: Type.Array(Order),
  orderErrors: Type.Array(Type.Object({ orderGroupId: Type.String(), code: Type.Integer(), description: Type.String() }), {
    description: 'Always empty: a checkout buys everything or nothing.',
  }),
  attributes: Attributes('CartCheckoutResult'),
});

export const CartParams = Type.Object({ customerId: Guid, cartId: Guid });

export type Cart = Static<typeof Cart>;
export type CartBody = Static<typeof CartBody>;
export type CartLineItem = Static<typeof CartLineItem>;
export type CartError = Static<typeof CartError>;
export type CartCheckoutResult = Static<typeof CartCheckoutResult>;
