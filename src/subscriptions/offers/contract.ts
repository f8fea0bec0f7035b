import { Type, type Static } from 'typebox';
import { BillingCycle, OfferCategory } from '../../catalog/contract.ts';
import { Attributes, Collection, Guid, Money } from '../../platform/contract.ts';
import { ChangeRefusal } from '../change/contract.ts';

/** What an add-on could hang on. */
const Base = Type.Object({
  subscriptionId: Type.String(),
  friendlyName: Type.String(),
  quantity: Type.Integer(),
  billingCycle: BillingCycle,
});

/** An offer as it could be bought for one customer: its prices there today, and what stands against it. */
export const PurchaseOption = Type.Object({
  offerId: Type.String(),
  name: Type.String(),
  description: Type.String(),
  category: OfferCategory,
  isAddOn: Type.Boolean(),
  isTrial: Type.Boolean(),
  minimumQuantity: Type.Integer(),
  maximumQuantity: Type.Integer(),
  prices: Type.Array(
    Type.Object({
      billingCycle: BillingCycle,
      unitPrice: Type.Optional({ ...Money, description: 'One seat for one billing period. Absent where there is no price.' }),
    }),
    { description: 'One for each billing cycle in which it is sold.' },
  ),
  prerequisites: Type.Array(Type.Object({ offerId: Type.String(), name: Type.String() }), {
    description: 'Of an add-on: what it may hang on.',
  }),
  bases: Type.Array(Base, { description: 'Of an add-on: active subscriptions of this customer that it may hang on.' }),
  isPossible: Type.Boolean({ description: 'Whether the least number of seats could be bought now.' }),
  reasons: Type.Array(ChangeRefusal, { description: 'Why not; empty where it is possible.' }),
  attributes: Attributes('PurchaseOption'),
});
export const PurchaseOptions = Collection(PurchaseOption);

export const PurchaseOptionsQuery = Type.Object({
  search: Type.Optional(Type.String({ description: 'A part of the name, of today or former, in either language.' })),
  offer_category_id: Type.Optional(Type.String()),
  base_subscription_id: Type.Optional({ ...Guid, description: 'Only add-ons that may hang on this subscription.' }),
});

export type PurchaseOption = Static<typeof PurchaseOption>;
