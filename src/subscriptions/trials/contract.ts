import { Type, type Static } from 'typebox';
import { BillingCycle } from '../../catalog/contract.ts';
import { Attributes, Collection, Money } from '../../platform/contract.ts';
import { ChangeLine, ChangeRefusal } from '../change/contract.ts';
import { BillingCycleWord } from '../orders/contract.ts';

/** What a conversion costs in one billing cycle, or why it cannot be made in it. */
export const ConversionQuote = Type.Object({
  billingCycle: BillingCycle,
  isPossible: Type.Boolean(),
  reasons: Type.Array(ChangeRefusal),
  unitPrice: Type.Optional(Money),
  total: Type.Optional(Money),
  lines: Type.Array(ChangeLine),
});

export const ConversionsQuery = Type.Object({
  quantity: Type.Optional(
    Type.Integer({ description: 'Seats of the paid offer; those of the trial when left out. Not in Partner Center.' }),
  ),
});

/** What a trial can become. */
export const Conversion = Type.Object({
  offerId: Type.String({ description: 'The trial.' }),
  targetOfferId: Type.String({ description: 'The paid offer.' }),
  orderId: Type.String(),
  quantity: Type.Integer({ description: 'The seats of the trial, unless others are asked for.' }),
  billingCycle: Type.Enum(['unknown', 'monthly', 'annual', 'none', 'one_time']),
  targetOfferName: Type.String({ description: 'Not in Partner Center.' }),
  minimumQuantity: Type.Integer({ description: 'Of the paid offer. Not in Partner Center.' }),
  maximumQuantity: Type.Integer({ description: 'Of the paid offer. Not in Partner Center.' }),
  quotes: Type.Array(ConversionQuote, { description: 'What it would cost, by billing cycle. Not in Partner Center.' }),
  attributes: Attributes('Conversion'),
});
export const Conversions = Collection(Conversion);

export const ConversionBody = Type.Object({
  offerId: Type.Optional(Type.String()),
  targetOfferId: Type.String({ minLength: 1 }),
  quantity: Type.Optional(Type.Integer()),
  billingCycle: Type.Optional(BillingCycleWord),
});

export const ConversionResult = Type.Object({
  subscriptionId: Type.String(),
  offerId: Type.String(),
  targetOfferId: Type.String(),
  error: Type.Optional(
    Type.Object({
      code: Type.Integer({ minimum: 0, maximum: 1, description: 'ConversionErrorCode of the SDKs: 0 Other, 1 ConversionsNotFound.' }),
      description: Type.String(),
      attributes: Attributes('ConversionError'),
    }),
  ),
  attributes: Attributes('ConversionResult'),
});

export type ConversionQuote = Static<typeof ConversionQuote>;
export type Conversion = Static<typeof Conversion>;
export type ConversionResult = Static<typeof ConversionResult>;
