import { Type, type Static } from 'typebox';
import { Attributes, Collection, Guid, Link } from '../platform/contract.ts';

/**
 * The states. One that still waits for its provisioning is `none`, with `provisioningStatus`; of new commerce what is
 * expired or disabled is `suspended`. The words for these stop some client libraries, so only programs that are set to the
 * newest generation get them.
 */
export const SubscriptionStatus = Type.Enum(['none', 'active', 'suspended', 'deleted', 'expired', 'pending', 'disabled']);

/** What the next term is to be: product, term, billing cycle, seats. */
export const NextTermInstructions = Type.Object({
  product: Type.Object({
    productId: Type.String(),
    skuId: Type.String(),
    availabilityId: Type.String(),
    title: Type.Optional(Type.String({ description: 'Its name. Not in Partner Center’s own resource.' })),
    billingCycle: Type.Enum(['none', 'monthly', 'annual']),
    termDuration: Type.Enum(['P1M', 'P1Y', 'P3Y']),
  }),
  quantity: Type.Integer(),
});

const instant = (description: string) => Type.String({ format: 'date-time', description });

export const Subscription = Type.Object({
  id: Type.String(),
  offerId: Type.String({ description: 'Upper case; compared in any case.' }),
  offerName: Type.String(),
  entitlementId: Type.Optional(Type.String({ description: 'The subscription in the customer’s directory, once it is there.' })),
  friendlyName: Type.String({ description: 'The name that the partner gave it.' }),
  quantity: Type.Integer({ description: 'Seats.' }),
  unitType: Type.Literal('Licenses'),
  parentSubscriptionId: Type.Optional(Type.String({ description: 'Of an add-on: what it hangs on.' })),
  creationDate: instant('When it was bought.'),
  effectiveStartDate: instant('First day of the term, at midnight.'),
  commitmentEndDate: instant('Last day of the term, at midnight: the day itself is paid.'),
  commitmentEndDateTime: instant('Last second of the term.'),
  status: SubscriptionStatus,
  provisioningStatus: Type.Optional(
    Type.Literal('pending', { description: 'Only while the subscription is being set up. Not in Partner Center’s own resource.' }),
  ),
  autoRenewEnabled: Type.Boolean(),
  isTrial: Type.Boolean(),
  billingType: Type.Literal('license'),
  billingCycle: Type.Enum(['unknown', 'monthly', 'annual', 'none', 'one_time']),
  termDuration: Type.String({ description: 'ISO 8601, e.g. `P1Y`.' }),
  hasPurchasableAddons: Type.Boolean(),
  actions: Type.Array(Type.Enum(['edit', 'cancel']), { description: 'What can be done with it in this state.' }),
  partnerId: Type.String({ description: 'MPN id of the indirect reseller of record, or empty.' }),
  attentionNeeded: Type.Boolean(),
  actionTaken: Type.Boolean(),
  suspensionReasons: Type.Array(Type.String()),
  contractType: Type.Literal('subscription'),
  orderId: Type.String(),
  upgradedFromSubscriptionId: Type.Optional(
    Type.String({ description: 'The subscription that this one replaced. Not in Partner Center’s own resource.' }),
  ),
  productType: Type.Optional(
    Type.Object({ id: Type.String(), displayName: Type.String() }, { description: 'Only of new commerce: `OnlineServicesNCE`.' }),
  ),
  isMicrosoftProduct: Type.Optional(Type.Boolean()),
  publisherName: Type.Optional(Type.String()),
  cancellationAllowedUntilDate: Type.Optional(instant('Only of new commerce. Absent: it cannot be cancelled before the end of its term.')),
  refundOptions: Type.Optional(Type.Array(Type.Object({ type: Type.Enum(['Full', 'Partial']), expiresAt: instant('End of the window.') }))),
  refundableQuantity: Type.Optional(
    Type.Object(
      {
        totalQuantity: Type.Integer(),
        details: Type.Array(Type.Object({ quantity: Type.Integer(), allowedUntilDateTime: instant('End of the window of these seats.') })),
      },
      { description: 'Seats that can be given back now, batch by batch.' },
    ),
  ),
  scheduledNextTermInstructions: Type.Optional(NextTermInstructions),
  termState: Type.Optional(
    Type.Enum(['expired', 'disabled'], {
      description:
        'After the end of a term of new commerce, for clients to which `status` does not tell it. Not in Partner Center’s own resource.',
    }),
  ),
  links: Type.Object({
    offer: Type.Optional(Link),
    product: Type.Optional(Link),
    sku: Type.Optional(Link),
    availability: Type.Optional(Link),
    self: Link,
    parentSubscription: Type.Optional(Link),
  }),
  attributes: Attributes('Subscription'),
});
export const Subscriptions = Collection(Subscription);

export const SubscriptionParams = Type.Object({ customerId: Guid, subscriptionId: Guid });

export const SubscriptionsQuery = Type.Object({
  order_id: Type.Optional(Type.String({ description: 'Only what was bought with this order.' })),
  mpn_id: Type.Optional(Type.String({ description: 'Only what this reseller of record sold.' })),
});

export type Subscription = Static<typeof Subscription>;
