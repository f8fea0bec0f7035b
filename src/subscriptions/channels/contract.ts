import { Type, type Static } from 'typebox';
import { Attributes, Collection } from '../../platform/contract.ts';

const channel = Type.Enum(['other_partner', 'web_direct', 'volume_agreement', 'open_license', 'retail_key', 'advisor']);
const status = Type.Enum(['active', 'suspended', 'cancelled']);

/** What a customer holds through a partner or channel that does not work here. */
export const Entitlement = Type.Object({
  channel,
  offerId: Type.String(),
  offerName: Type.String(),
  quantity: Type.Integer(),
  status,
  heldSince: Type.String({ format: 'date' }),
  heldUntil: Type.Optional(Type.String({ format: 'date', description: 'The first day on which it is no longer held, as far as known.' })),
  attributes: Attributes('Entitlement'),
});
export const Entitlements = Collection(Entitlement);

export const EntitlementsQuery = Type.Object({
  onlyOwn: Type.Optional(Type.Boolean({ description: 'Only what the partner itself recorded: the list that it may replace.' })),
});

const written = Type.Union([Type.String({ maxLength: 200 }), Type.Number()]);

/** The whole list: it replaces what the partner recorded before. As `text/csv` the same with a line of headings. */
export const EntitlementList = Type.Object({
  items: Type.Array(
    Type.Object({
      channel: Type.String({
        maxLength: 200,
        description: 'One of other_partner, web_direct, volume_agreement, open_license, retail_key, advisor.',
      }),
      offerId: Type.Optional(Type.String({ maxLength: 200 })),
      skuPartNumber: Type.Optional(Type.String({ maxLength: 200, description: 'Instead of the offer.' })),
      quantity: written,
      status: Type.Optional(Type.String({ maxLength: 200, description: 'active (when left out), suspended or cancelled.' })),
      heldSince: Type.String({ maxLength: 200 }),
      heldUntil: Type.Optional(Type.String({ maxLength: 200 })),
    }),
  ),
});

export type Entitlement = Static<typeof Entitlement>;
export type EntitlementList = Static<typeof EntitlementList>;
