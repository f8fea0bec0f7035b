import { Type, type Static } from 'typebox';
import { billLine } from '../billing/contract.ts';
import { Attributes, Collection, Guid, Money } from '../platform/contract.ts';
import { Resale } from '../billing/prices/contract.ts';
import { Offer } from '../catalog/contract.ts';

/** The wire's words for the two ways to upgrade; ordinals 0, 1, 2 are accepted too. */
export const UpgradeType = Type.Enum(['none', 'upgrade_only', 'upgrade_with_license_transfer'], {
  description: 'Whether the users’ licences move too.',
});

/** A refusal as our own clients see it: code, facts, and what would help. Other clients ignore the member. */
export const ReasonView = Type.Object({
  code: Type.String({ description: 'Stable code; its page is /docs/refusals/{code}.' }),
  facts: Type.Record(Type.String(), Type.Unknown()),
  remedies: Type.Array(Type.Object({ kind: Type.String() }, { additionalProperties: true })),
});

export const UpgradeError = Type.Object({
  code: Type.Integer({ minimum: 0, maximum: 11, description: 'UpgradeErrorCode of the SDKs.' }),
  description: Type.String(),
  additionalDetails: Type.Optional(Type.String()),
  reason: ReasonView,
  attributes: Attributes('UpgradeError'),
});

export const Upgrade = Type.Object({
  targetOffer: Offer,
  upgradeType: UpgradeType,
  isEligible: Type.Boolean(),
  quantity: Type.Integer(),
  upgradeErrors: Type.Array(UpgradeError),
  /** One seat of the target for one billing period of the source's cycle. Absent where there is no price. */
  unitPrice: Type.Optional(Money),
  attributes: Attributes('Upgrade'),
});
export const Upgrades = Collection(Upgrade);

/** All of a customer's subscriptions at once: what the list needs for its icons. */
export const SubscriptionUpgrades = Type.Object({
  subscriptionId: Type.String(),
  upgrades: Type.Array(Upgrade),
  /** Why there is nothing to choose from: filled exactly when `upgrades` is empty. */
  reasons: Type.Array(ReasonView),
});

/** An add-on goes along with the upgrade, or ends with credit because the new product brings its services. */
export const AddOnChoice = Type.Enum(['keep', 'drop']);

export const SubmitUpgradeBody = Type.Object({
  targetOffer: Type.Object({ id: Type.String({ minLength: 1, description: 'The id of the offer to upgrade to.' }) }),
  quantity: Type.Optional(Type.Integer({ description: 'Seats of the target; all seats of the source when left out.' })),
  upgradeType: Type.Optional(UpgradeType),
  addOns: Type.Optional(
    Type.Array(Type.Object({ subscriptionId: Guid, choice: AddOnChoice }), {
      maxItems: 100,
      description: 'What becomes of the add-ons. Not in Partner Center’s own resource.',
    }),
  ),
  previewId: Type.Optional({ ...Guid, description: 'Do exactly what this preview promised, or refuse with the differences.' }),
});

export const PreviewUpgradeBody = Type.Omit(SubmitUpgradeBody, ['previewId']);

/** One line of the bill, for the source or an add-on (a credit) or the target (a charge). */
export const ChargeLine = Type.Object({
  subscription: Type.Enum(['source', 'target', 'add_on']),
  chargeType: Type.String({ description: 'Charge type as in the reconciliation file, e.g. `Cancel fee`.' }),
  ...billLine,
});

export const LeftBehindUser = Type.Object({
  userId: Type.String(),
  displayName: Type.String(),
  userPrincipalName: Type.String(),
  reasons: Type.Array(
    Type.Object({
      code: Type.String(),
      description: Type.String(),
      /** Names of the services concerned, in the asked language. */
      services: Type.Array(Type.String()),
      facts: Type.Record(Type.String(), Type.Unknown()),
      remedies: Type.Array(Type.Object({ kind: Type.String() }, { additionalProperties: true }), {
        description: 'What would help, best first.',
      }),
    }),
  ),
});

/** What cannot become of an add-on, and why not. */
export const ImpossibleChoice = Type.Object({
  choice: AddOnChoice,
  why: Type.Enum(['services_twice', 'no_base', 'too_many_seats', 'services_missing', 'no_services', 'not_provisioned', 'offer_unknown']),
  description: Type.String({ description: 'A sentence in the asked language.' }),
});

/** An add-on of the source, what can become of it, and what that means in money. */
export const UpgradeAddOn = Type.Object({
  subscriptionId: Type.String(),
  offerId: Type.String(),
  offerName: Type.String(),
  quantity: Type.Integer(),
  chosen: Type.Optional(AddOnChoice),
  choices: Type.Array(
    Type.Object({
      choice: AddOnChoice,
      total: Money,
      /** What it costs in each coming period. */
      nextPeriod: Money,
    }),
    { description: 'What can be chosen; empty where the add-on must be cancelled first.' },
  ),
  impossible: Type.Array(ImpossibleChoice, { description: 'What cannot be chosen, and why not.' }),
});

export const UpgradePreview = Type.Object({
  id: Type.String(),
  promiseHash: Type.String(),
  expiresAt: Type.String({ format: 'date-time' }),
  targetOffer: Offer,
  upgradeType: UpgradeType,
  quantity: Type.Integer(),
  isEligible: Type.Boolean(),
  upgradeErrors: Type.Array(UpgradeError),
  lines: Type.Array(ChargeLine),
  total: Type.Optional(Money),
  /** What each coming period costs, before and after. */
  nextPeriod: Type.Optional(Type.Object({ before: Money, after: Money, billingCycle: Type.String(), months: Type.Integer() })),
  targetTerm: Type.Optional(Type.Object({ startDate: Type.String({ format: 'date' }), endDate: Type.String({ format: 'date' }) })),
  undoableUntil: Type.Optional(Type.String({ format: 'date-time', description: 'Submitted now, the upgrade can be undone until then.' })),
  /** What the customer is asked for the lines with the partner’s margin on them; only for those who may read invoices. */
  resale: Type.Optional(Resale),
  addOns: Type.Array(UpgradeAddOn),
  usersToMove: Type.Integer(),
  usersLeftBehind: Type.Array(LeftBehindUser),
  /** Service plans that users have today and will not have afterwards. */
  servicesLost: Type.Array(Type.String()),
  servicesGained: Type.Array(Type.String()),
  attributes: Attributes('UpgradePreview'),
});

export const UserLicenseError = Type.Object({
  userObjectId: Type.String(),
  name: Type.String(),
  email: Type.String(),
  errors: Type.Array(
    Type.Object({
      code: Type.Integer(),
      description: Type.String(),
      data: Type.Array(Type.String()),
      attributes: Attributes('ServiceFault'),
    }),
  ),
  attributes: Attributes('UserLicenseError'),
});

export const UpgradeResult = Type.Object({
  sourceSubscriptionId: Type.String(),
  targetSubscriptionId: Type.Optional(Type.String()),
  upgradeType: UpgradeType,
  upgradeErrors: Type.Array(UpgradeError),
  licenseErrors: Type.Array(UserLicenseError),
  /** Ours: where to read the upgrade again. Absent when it was refused. */
  upgradeId: Type.Optional(Type.String()),
  attributes: Attributes('UpgradeResult'),
});

/** An upgrade that happened, as the console shows it after Submit and at any later time. */
export const UpgradeRecord = Type.Object({
  id: Type.String(),
  sourceSubscriptionId: Type.String(),
  targetSubscriptionId: Type.String(),
  sourceOffer: Type.Object({ id: Type.String(), name: Type.String() }),
  targetOffer: Type.Object({ id: Type.String(), name: Type.String() }),
  upgradeType: UpgradeType,
  quantity: Type.Integer(),
  state: Type.Enum(['finishing', 'done', 'undone']),
  usersMoved: Type.Integer(),
  usersLeftBehind: Type.Array(LeftBehindUser),
  lines: Type.Array(ChargeLine),
  total: Money,
  submittedAt: Type.String({ format: 'date-time' }),
  submittedBy: Type.Optional(Type.String()),
  undoableUntil: Type.Optional(Type.String({ format: 'date-time', description: 'Absent once it is undone, and where it cannot be.' })),
  undoneAt: Type.Optional(Type.String({ format: 'date-time' })),
  attributes: Attributes('UpgradeRecord'),
});

export type Upgrade = Static<typeof Upgrade>;
export type UpgradeError = Static<typeof UpgradeError>;
export type ImpossibleChoice = Static<typeof ImpossibleChoice>;
export type UpgradePreview = Static<typeof UpgradePreview>;
export type UpgradeResult = Static<typeof UpgradeResult>;
export type UpgradeRecord = Static<typeof UpgradeRecord>;
export type LeftBehindUser = Static<typeof LeftBehindUser>;
export type ChargeLine = Static<typeof ChargeLine>;
export type ReasonView = Static<typeof ReasonView>;
