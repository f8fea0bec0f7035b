import { Type, type Static } from 'typebox';
import { Attributes, Collection } from '../../platform/contract.ts';
import { BillingCycleWord } from '../orders/contract.ts';

/** What a trial can become. */
export const Conversion = Type.Object({
  offerId: Type.String({ description: 'The trial.' }),
  targetOfferId: Type.String({ description: 'The paid offer.' }),
  orderId: Type.String(),
  quantity: Type.Integer({ description: 'The seats of the trial, unless others are asked for.' }),
  billingCycle: Type.Enum(['unknown', 'monthly', 'annual', 'none', 'one_time']),
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

export type Conversion = Static<typeof Conversion>;
export type ConversionResult = Static<typeof ConversionResult>;
