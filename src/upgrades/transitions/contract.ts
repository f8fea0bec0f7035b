import { Type, type Static } from 'typebox';
import { Attributes, Collection, Guid, Money } from '../../platform/contract.ts';
import { ChargeLine, LeftBehindUser, ReasonView } from '../contract.ts';

/** The ways in which seats become another product; ordinals are accepted too. */
export const TransitionType = Type.Enum(['none', 'transition_only', 'transition_with_license_transfer'], {
  description: 'Whether the users’ licences move too.',
});

/** Spelled like an error of an upgrade, with an integer code of its own list. */
export const TransitionError = Type.Object({
  code: Type.Integer({ minimum: 0, maximum: 13, description: 'TransitionErrorCode of the SDK of 2023.' }),
  description: Type.String(),
});

/** A step of an operation. */
export const TransitionEvent = Type.Object({
  name: Type.Enum(['Conversion', 'LicenseReassignment']),
  status: Type.Enum(['Started', 'Completed', 'Failed']),
  timestamp: Type.String({ format: 'date-time' }),
  errors: Type.Array(TransitionError),
  attributes: Attributes('TransitionEvent'),
});

const text = Type.Optional(Type.String({ maxLength: 64 }));

/** What a client sends; what only answers have is ignored. */
export const TransitionBody = Type.Object({
  toCatalogItemId: Type.String({ minLength: 1, maxLength: 64, description: 'Product, SKU and availability of the new product.' }),
  quantity: Type.Optional(Type.Integer({ description: 'Seats; all of them when left out.' })),
  transitionType: Type.Optional(TransitionType),
  toSubscriptionId: Type.Optional(Type.String({ description: 'An existing subscription that takes the seats in.' })),
  termDuration: text,
  billingCycle: text,
  promotionId: text,
});

export const Transition = Type.Object({
  operationId: Type.String(),
  fromCatalogItemId: Type.String(),
  fromSubscriptionId: Type.String(),
  toCatalogItemId: Type.String(),
  toSubscriptionId: Type.String({ description: 'The same id as before where all seats became the new product.' }),
  quantity: Type.Integer(),
  transitionType: TransitionType,
  termDuration: Type.String(),
  billingCycle: Type.String({ description: 'Taken in any case; answered as everywhere, `monthly`.' }),
  events: Type.Array(TransitionEvent),
  attributes: Attributes('Transition'),
});
export const Transitions = Collection(Transition);

/** Whether one product can be reached, in which ways, and through which subscriptions that are there. */
export const TransitionEligibility = Type.Object({
  catalogItemId: Type.String(),
  title: Type.String(),
  description: Type.String(),
  quantity: Type.Integer(),
  eligibilities: Type.Array(
    Type.Object({
      isEligible: Type.Boolean(),
      transitionType: TransitionType,
      errors: Type.Array(TransitionError),
      /** Ours: the same reasons with their codes, facts and what would help. */
      reasons: Type.Array(ReasonView),
    }),
  ),
  subscriptionEligibilities: Type.Array(
    Type.Object({
      isEligible: Type.Boolean(),
      subscriptionId: Type.String(),
      subscriptionFriendlyName: Type.String(),
      subscriptionTermDuration: Type.String(),
      subscriptionBillingCycle: Type.String(),
      errors: Type.Array(Type.Object({ code: Type.Integer(), description: Type.String() })),
    }),
    { description: 'Subscriptions of the product that could take the seats in; none for what is scheduled.' },
  ),
  attributes: Attributes('TransitionEligibility'),
});
export const TransitionEligibilities = Collection(TransitionEligibility);

/** Ours: what an operation would do, worked out and not done. */
export const TransitionPreview = Type.Object({
  isPossible: Type.Boolean(),
  errors: Type.Array(TransitionError),
  reasons: Type.Array(ReasonView),
  toSubscription: Type.Optional(
    Type.Object({
      way: Type.Enum(['in_place', 'partial', 'into_existing']),
      quantity: Type.Integer(),
      termDuration: Type.String(),
      startDate: Type.String({ format: 'date' }),
      endDate: Type.String({ format: 'date', description: 'Inclusive.' }),
      unitPrice: Money,
    }),
  ),
  seatsLeft: Type.Optional(Type.Integer({ description: 'Seats that the subscription keeps.' })),
  lines: Type.Array(ChargeLine),
  total: Type.Optional(Money),
  usersToMove: Type.Integer(),
  usersLeftBehind: Type.Array(LeftBehindUser),
  attributes: Attributes('TransitionPreview'),
});

export const TransitionsQuery = Type.Object({ operationId: Type.Optional(Type.String()) });
export const EligibilityQuery = Type.Object({
  eligibilityType: Type.Optional(Type.Enum(['none', 'immediate', 'scheduled'], { description: '`immediate` when left out.' })),
});
export const TransitionParams = Type.Object({ customerId: Guid, subscriptionId: Guid });

export type TransitionBody = Static<typeof TransitionBody>;
export type Transition = Static<typeof Transition>;
export type TransitionEligibility = Static<typeof TransitionEligibility>;
export type TransitionPreview = Static<typeof TransitionPreview>;
