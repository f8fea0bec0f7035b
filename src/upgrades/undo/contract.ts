import { Type, type Static } from 'typebox';
import { Attributes, Guid, Money } from '../../platform/contract.ts';
import { ChargeLine } from '../contract.ts';

/** What undoing an upgrade does, or would do. */
const effect = {
  upgradeId: Type.String(),
  sourceSubscriptionId: Type.String(),
  targetSubscriptionId: Type.String(),
  usersBack: Type.Integer({ description: 'Users whose licences go back to the old product.' }),
  addOns: Type.Array(
    Type.Object({
      subscriptionId: Type.String(),
      offerId: Type.String(),
      offerName: Type.String(),
      quantity: Type.Integer(),
      change: Type.Enum(['returns', 'moves_back'], {
        description: 'An add-on that ended with the upgrade is there again; one that was kept hangs on what it hung on before.',
      }),
    }),
    { description: 'What becomes of the add-ons about which the upgrade decided.' },
  ),
  lines: Type.Array(ChargeLine, { description: 'The opposite of every line of the upgrade.' }),
  total: Type.Optional(Money),
};

export const UpgradeUndo = Type.Object({
  ...effect,
  state: Type.Literal('undone'),
  undoneAt: Type.String({ format: 'date-time' }),
  attributes: Attributes('UpgradeUndo'),
});

export const UpgradeUndoPreview = Type.Object({
  ...effect,
  isPossible: Type.Boolean(),
  undoableUntil: Type.Optional(
    Type.String({ format: 'date-time', description: 'Absent for an upgrade that remembers nothing to undo it by.' }),
  ),
  reasons: Type.Array(
    Type.Object({
      code: Type.String({ description: 'Stable code; its page is /docs/refusals/{code}.' }),
      description: Type.String(),
      facts: Type.Record(Type.String(), Type.Unknown()),
      remedies: Type.Array(Type.Object({ kind: Type.String() }, { additionalProperties: true })),
    }),
    { description: 'Why not; empty where it is possible.' },
  ),
  attributes: Attributes('UpgradeUndoPreview'),
});

export const UpgradeRecordParams = Type.Object({ customerId: Guid, upgradeId: Guid });

export type UpgradeUndo = Static<typeof UpgradeUndo>;
export type UpgradeUndoPreview = Static<typeof UpgradeUndoPreview>;
