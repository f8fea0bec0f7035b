import { Type, type Static } from 'typebox';
import { BULK_USERS_MAX } from '../../licenses/assignment/contract.ts';
import { Attributes, Collection, Guid, Money } from '../../platform/contract.ts';
import { ChargeLine, LeftBehindUser } from '../contract.ts';

export const TASK_STATES = ['open', 'moved', 'dismissed', 'gone'] as const;

/** The codes for which people stay behind; each has its page in docs/refusals. */
export const LEFT_BEHIND_CODES = [
  'mutually_exclusive_violation',
  'dependency_violation',
  'prohibited_in_usage_location_violation',
  'count_violation',
  'usage_location_missing',
  'license_inherited_from_group',
  'transfer_not_requested',
] as const;

const Named = Type.Object({ id: Type.String(), name: Type.String() });

/** A person whom an upgrade left behind, as work that somebody takes on and ends. */
export const LeftBehindTask = Type.Object({
  ...LeftBehindUser.properties,
  customer: Named,
  upgradeId: Type.String(),
  sourceSubscriptionId: Type.String(),
  targetSubscriptionId: Type.String(),
  sourceOffer: Named,
  targetOffer: Named,
  state: Type.Enum([...TASK_STATES], { description: '`gone`: without the old licence when it was looked at again.' }),
  hasSourceLicense: Type.Boolean({ description: 'False while the task is open: somebody changed it by hand, and a retry closes it.' }),
  owner: Type.Optional(Named),
  note: Type.Optional(Type.String()),
  recordedAt: Type.String({ format: 'date-time' }),
  retriedAt: Type.Optional(Type.String({ format: 'date-time' })),
  closedAt: Type.Optional(Type.String({ format: 'date-time' })),
  attributes: Attributes('LeftBehindTask'),
});
export const LeftBehindTasks = Collection(LeftBehindTask);

export const UpgradeParams = Type.Object({ customerId: Guid, upgradeId: Guid });

const filters = {
  state: Type.Optional(Type.Enum([...TASK_STATES, 'all'], { description: '`open` when left out.' })),
  reason: Type.Optional(Type.Enum([...LEFT_BEHIND_CODES])),
  customerId: Type.Optional(Guid),
  owner: Type.Optional(Type.String({ description: 'The id of a person of the partner, `me`, or `none`.' })),
};
const size = Type.Optional(Type.Integer({ description: '1 to 500; 0 or none: 100.' }));

export const TaskFilters = Type.Object(filters);
export const TasksQuery = Type.Object({ ...filters, size });
export const CustomerTasksQuery = Type.Object({ ...Type.Omit(TaskFilters, ['customerId']).properties, size });

const userIds = Type.Optional(
  Type.Array(Guid, {
    minItems: 1,
    maxItems: BULK_USERS_MAX,
    description: 'Whom it is about; everyone who is still left behind when left out.',
  }),
);

export const RetryBody = Type.Object({ userIds });

export const DismissalBody = Type.Object({
  userIds,
  note: Type.String({ minLength: 1, maxLength: 1000, description: 'Why nobody moves them.' }),
  license: Type.Optional(
    Type.Enum(['keep', 'remove'], {
      description:
        '`keep` (default): they keep the old product, and the old subscription their seats. `remove`: both go, and the seats are credited.',
    }),
  ),
});

export const OwnerBody = Type.Object({
  userIds,
  ownerId: Type.Optional(Type.String({ description: 'Who takes it on: a person of the partner, or `me`. Nobody when left out.' })),
});

/** What working on the people of an upgrade came to. */
export const LeftBehindWork = Type.Object({
  upgradeId: Type.String(),
  state: Type.Enum(['finishing', 'done']),
  usersMoved: Type.Integer({ description: 'Now.' }),
  usersMovedByHand: Type.Integer({ description: 'Found to have been moved by hand meanwhile.' }),
  usersGone: Type.Integer({ description: 'Found without the old licence, or deleted.' }),
  usersDismissed: Type.Integer(),
  usersOpen: Type.Integer({ description: 'Still left behind, chosen or not.' }),
  usersLeftBehind: Type.Array(LeftBehindUser, { description: 'The chosen for whom something is in the way, with the reasons of today.' }),
  sourceSubscription: Type.Object({ id: Type.String(), quantity: Type.Integer(), status: Type.String() }),
  lines: Type.Array(ChargeLine),
  total: Money,
  attributes: Attributes('LeftBehindWork'),
});

/** Somebody of the partner who can take on people left behind. */
export const Colleague = Type.Object({
  id: Type.String(),
  name: Type.String(),
  openTasks: Type.Integer({ description: 'People whom they have taken on and who are still left behind.' }),
});
export const Colleagues = Collection(Colleague);

export const Ownership = Type.Object({
  upgradeId: Type.String(),
  users: Type.Integer({ description: 'Tasks that changed hands.' }),
  owner: Type.Optional(Named),
  attributes: Attributes('Ownership'),
});

export type LeftBehindTask = Static<typeof LeftBehindTask>;
export type LeftBehindWork = Static<typeof LeftBehindWork>;
export type Colleague = Static<typeof Colleague>;
export type Ownership = Static<typeof Ownership>;
