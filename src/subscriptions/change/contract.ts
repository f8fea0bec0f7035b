import { Type, type Static } from 'typebox';
import { billLine } from '../../billing/contract.ts';
import { Resale } from '../../billing/prices/contract.ts';
import { Attributes, Guid, Money } from '../../platform/contract.ts';

const shortText = Type.Optional(Type.String({ maxLength: 64 }));

const Word = (words: string[], description: string) => Type.Optional(Type.Enum(words, { description }));

/** The members that can be changed; all others of a subscription may be sent along and are ignored. */
const changeable = {
  quantity: Type.Optional(Type.Integer({ description: 'Seats, within the limits of the offer.' })),
  status: Word(
    ['none', 'active', 'suspended', 'deleted', 'expired', 'pending', 'disabled'],
    '`suspended` to suspend, `active` to reactivate, `deleted` to cancel. `none` asks for nothing.',
  ),
  friendlyName: Type.Optional(Type.String({ pattern: '\\S', maxLength: 256 })),
  autoRenewEnabled: Type.Optional(Type.Boolean({ description: 'Left out: as it is. Leaving it out does not switch auto-renewal off.' })),
  partnerId: Type.Optional(Type.String({ maxLength: 32, description: 'MPN id of the indirect reseller of record. Empty: as it is.' })),
  billingCycle: Word(
    ['unknown', 'monthly', 'annual', 'none', 'one_time', 'triennial', 'biennial'],
    'Belongs to the order. Another one than the current is refused with 2054.',
  ),
  scheduledNextTermInstructions: Type.Optional(
    Type.Object(
      {
        product: Type.Optional(
          Type.Object({
            productId: shortText,
            skuId: shortText,
            availabilityId: shortText,
            billingCycle: Word(['unknown', 'monthly', 'annual', 'none', 'one_time', 'triennial', 'biennial'], 'Of the next term.'),
            termDuration: shortText,
            promotionId: shortText,
          }),
        ),
        quantity: Type.Optional(Type.Integer()),
        customTermEndDate: shortText,
      },
      {
        description:
          'New commerce: what the next term is to be. Left out or null: as it is; an empty object takes back what was scheduled, and so does switching auto-renewal off.',
      },
    ),
  ),
  unassignUserIds: Type.Optional(
    Type.Array(Guid, {
      maxItems: 10_000,
      description: 'Users who lose the product with the seats that are given back. Not in Partner Center’s own resource.',
    }),
  ),
  acceptLicenseConflict: Type.Optional(
    Type.Boolean({
      description:
        'Give seats back although more users hold a licence: the tenant shows a licence conflict. Not in Partner Center’s own resource.',
    }),
  ),
};

export const ChangeSubscriptionBody = Type.Object({
  ...changeable,
  attributes: Type.Optional(Type.Object({ etag: Type.Optional(Type.String()) })),
  previewId: Type.Optional({
    ...Guid,
    description: 'Do exactly what this preview promised, or refuse with the differences. Alone it suffices.',
  }),
});

export const PreviewChangeBody = Type.Object(changeable);

/** Why a change is refused, with what would help. */
export const ChangeRefusal = Type.Object({
  code: Type.String({ description: 'Stable code; its page is /docs/refusals/{code}.' }),
  description: Type.String(),
  facts: Type.Record(Type.String(), Type.Unknown()),
  remedies: Type.Array(Type.Object({ kind: Type.String() }, { additionalProperties: true })),
});

/** One line of the bill. */
export const ChangeLine = Type.Object({
  subscriptionId: Type.String(),
  chargeType: Type.String({ description: 'Charge type as in the reconciliation file, e.g. `Cycle instance prorate`.' }),
  ...billLine,
});

const ChangedSubscription = Type.Object({
  subscriptionId: Type.String(),
  offerName: Type.String(),
  friendlyName: Type.String(),
  isAddOn: Type.Boolean(),
  quantity: Type.Object({ before: Type.Integer(), after: Type.Integer() }),
  status: Type.Object({ before: Type.String(), after: Type.String() }),
  term: Type.Object({ startDate: Type.String({ format: 'date' }), endDate: Type.String({ format: 'date', description: 'Inclusive.' }) }),
});

export const ChangePreview = Type.Object({
  id: Type.String(),
  promiseHash: Type.String(),
  expiresAt: Type.String({ format: 'date-time' }),
  isPossible: Type.Boolean(),
  reasons: Type.Array(ChangeRefusal, { description: 'Why not; empty where it is possible.' }),
  subscriptions: Type.Array(ChangedSubscription, { description: 'The subscription first, then the add-ons that follow it.' }),
  lines: Type.Array(ChangeLine),
  total: Type.Optional(Money),
  /** What each coming period costs, before and after. */
  nextPeriod: Type.Optional(Type.Object({ before: Money, after: Money, billingCycle: Type.String(), months: Type.Integer() })),
  /** What the customer is asked for the lines with the partner’s margin on them; only for those who may read invoices. */
  resale: Type.Optional(Resale),
  usersAffected: Type.Integer({ description: 'Users who lose a licence, or hold one without a seat that they could use.' }),
  usersUnassigned: Type.Array(Type.Object({ userId: Type.String(), displayName: Type.String(), userPrincipalName: Type.String() })),
  warnings: Type.Array(Type.Object({ code: Type.String(), description: Type.String(), facts: Type.Record(Type.String(), Type.Unknown()) })),
  attributes: Attributes('SubscriptionChangePreview'),
});

export type ChangePreview = Static<typeof ChangePreview>;
export type ChangeRefusal = Static<typeof ChangeRefusal>;
export type ChangeLine = Static<typeof ChangeLine>;
