import { Type, type Static } from 'typebox';
import { Attributes } from '../../platform/contract.ts';

const day = Type.String({ format: 'date' });

/** Who gives the customer something. Of another partner nothing is told but that, and since when. */
export const HolderView = Type.Object({
  kind: Type.Enum(['own', 'other_partner', 'other_channel']),
  channel: Type.Optional(Type.String()),
  subscriptionId: Type.Optional(Type.String()),
  offerId: Type.String(),
  offerName: Type.String(),
  quantity: Type.Optional(Type.Integer({ description: 'Not of another partner’s.' })),
  heldSince: day,
  heldUntil: Type.Optional(day),
});

/** When an upgrade becomes possible as far as what is held elsewhere goes. */
export const TargetView = Type.Object({
  targetOfferId: Type.String(),
  targetOfferName: Type.String(),
  when: Type.Enum(['now', 'on', 'unknown']),
  firstPossibleOn: Type.Optional(Type.String({ format: 'date', description: 'If what is recorded is right and nothing is renewed.' })),
  waitsFor: Type.Array(HolderView, { description: 'What is in the way today.' }),
  otherReasons: Type.Array(Type.String({ description: 'Codes of reasons that waiting does not change.' })),
});

/** What a customer holds, through whom, and what that means for upgrades. */
export const Channels = Type.Object({
  customerId: Type.String(),
  holdings: Type.Array(HolderView),
  services: Type.Array(Type.Object({ servicePlanId: Type.String(), name: Type.String(), holders: Type.Array(HolderView) })),
  upgrades: Type.Array(Type.Object({ subscriptionId: Type.String(), offerName: Type.String(), targets: Type.Array(TargetView) })),
  attributes: Attributes('CustomerChannels'),
});

export type HolderView = Static<typeof HolderView>;
export type TargetView = Static<typeof TargetView>;
export type Channels = Static<typeof Channels>;
