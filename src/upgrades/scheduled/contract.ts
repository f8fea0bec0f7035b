import { Type, type Static } from 'typebox';
import { Attributes, Collection, Guid, Link, Money } from '../../platform/contract.ts';
import { ChangePreview, ChangeRefusal } from '../../subscriptions/change/contract.ts';
import { AddOnChoice, UpgradePreview, UpgradeType } from '../contract.ts';

const wish = {
  when: Type.Optional(Type.Enum(['date', 'renewal'], { description: '`renewal`: on the day on which the next term begins.' })),
  date: Type.Optional(Type.String({ description: 'With `when: date`: the day, after today.' })),
  quantity: Type.Optional(Type.Integer({ minimum: 1, description: 'Seats that there are to be, however many there are then.' })),
  quantityChange: Type.Optional(Type.Integer({ description: 'So many more, or, negative, fewer than there are then.' })),
  acceptLicenseConflict: Type.Optional(Type.Boolean({ description: 'Give seats back although more users hold a licence.' })),
  targetOffer: Type.Optional(Type.Object({ id: Type.String({ minLength: 1 }) })),
  upgradeType: Type.Optional(UpgradeType),
  addOns: Type.Optional(Type.Array(Type.Object({ subscriptionId: Guid, choice: AddOnChoice }), { maxItems: 100 })),
};

/** What is to happen on a later day: seats, or an upgrade of all seats that there are then. */
export const ScheduleBody = Type.Object({ kind: Type.Enum(['seats', 'upgrade']), ...wish });
export const SchedulePreviewBody = Type.Object({
  kind: Type.Enum(['seats', 'upgrade']),
  ...wish,
  scheduleId: Type.Optional({ ...Guid, description: 'Where it is to change one that is scheduled already.' }),
});
/** What is to be different about it; what is left out stays. Whoever changes it stands behind it from then on. */
export const RescheduleBody = Type.Object(wish);

export const Rebased = Type.Object({
  date: Type.String({ format: 'date-time' }),
  because: Type.Enum(['seats_changed', 'term_changed']),
  seats: Type.Optional(Type.Object({ was: Type.Integer(), became: Type.Integer() }, { description: 'The seats it was based on.' })),
  result: Type.Optional(Type.Object({ was: Type.Integer(), became: Type.Integer() }, { description: 'The seats that come of it.' })),
  day: Type.Optional(Type.Object({ was: Type.String({ format: 'date' }), became: Type.String({ format: 'date' }) })),
});

const Expected = Type.Object({
  quantity: Type.Integer(),
  total: Money,
  usersLeftBehind: Type.Integer(),
  upgradeId: Type.Optional(Type.String({ description: 'Of an upgrade that was carried out.' })),
});

/** A change of a subscription that was decided and happens on a later day. */
export const ScheduledChange = Type.Object({
  id: Type.String(),
  customerId: Type.String(),
  customerName: Type.String(),
  subscriptionId: Type.String(),
  friendlyName: Type.String(),
  offerName: Type.String(),
  kind: Type.Enum(['seats', 'upgrade']),
  when: Type.Enum(['date', 'renewal']),
  date: Type.String({ format: 'date' }),
  state: Type.Enum(['pending', 'done', 'failed', 'cancelled']),
  quantity: Type.Optional(Type.Integer()),
  quantityChange: Type.Optional(Type.Integer()),
  acceptLicenseConflict: Type.Optional(Type.Boolean()),
  targetOffer: Type.Optional(Type.Object({ id: Type.String(), name: Type.String() })),
  upgradeType: Type.Optional(UpgradeType),
  addOns: Type.Optional(Type.Array(Type.Object({ subscriptionId: Type.String(), choice: AddOnChoice }))),
  seatsNow: Type.Integer(),
  seatsAfter: Type.Integer({ description: 'On the seats of this moment.' }),
  wouldFail: Type.Boolean({ description: 'As things stand it could not be carried out on its day; `reasons` say why.' }),
  reasons: Type.Array(ChangeRefusal, { description: 'Of a failed one: why it failed.' }),
  checkedDate: Type.Optional(Type.String({ format: 'date-time', description: 'When it was last worked out for its day.' })),
  expected: Type.Optional(Expected),
  rebased: Type.Array(Rebased, { description: 'How later edits changed what it is based on, the oldest first.' }),
  scheduledBy: Type.String(),
  createdDate: Type.String({ format: 'date-time' }),
  finishedDate: Type.Optional(Type.String({ format: 'date-time' })),
  links: Type.Object({ self: Link, subscription: Link }),
  attributes: Attributes('ScheduledChange'),
});
export const ScheduledChanges = Collection(ScheduledChange);

/** What a scheduled change would do on its day, with the money as of that day. Nothing of it is kept. */
export const ScheduledChangePreview = Type.Object({
  date: Type.String({ format: 'date' }),
  isPossible: Type.Boolean(),
  reasons: Type.Array(ChangeRefusal),
  seats: Type.Optional(ChangePreview),
  upgrade: Type.Optional(UpgradePreview),
  attributes: Attributes('ScheduledChangePreview'),
});

export const ScheduledChangesQuery = Type.Object({
  state: Type.Optional(Type.Enum(['pending', 'done', 'failed', 'cancelled', 'all'], { description: 'Pending where nothing is said.' })),
  onlyTroubled: Type.Optional(Type.Boolean({ description: 'Only those that would fail or failed.' })),
  size: Type.Optional(Type.Integer({ description: '1 to 500; 0 or none: 100.' })),
});

export type ScheduleBody = Static<typeof ScheduleBody>;
export type RescheduleBody = Static<typeof RescheduleBody>;
export type ScheduledChange = Static<typeof ScheduledChange>;
export type ScheduledChangePreview = Static<typeof ScheduledChangePreview>;
