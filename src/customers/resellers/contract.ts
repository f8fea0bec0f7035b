import { Type, type Static } from 'typebox';
import { Attributes, Collection } from '../../platform/contract.ts';

const RelationshipType = Type.Enum(['none', 'is_indirect_reseller_of', 'is_indirect_cloud_solution_provider_of'], {
  description: 'What the caller’s partner is to the one named.',
});

/** An indirect provider or reseller that a partner works with. */
export const PartnerRelationship = Type.Object({
  id: Type.String(),
  name: Type.String(),
  relationshipType: RelationshipType,
  state: Type.Literal('active'),
  mpnId: Type.String(),
  location: Type.String({ description: 'ISO country.' }),
  attributes: Attributes('PartnerRelationship'),
});
export const PartnerRelationships = Collection(PartnerRelationship);

export const RelationshipsQuery = Type.Object({ relationship_type: Type.Optional(RelationshipType) });

export const NewPartnerRelationship = Type.Object({
  mpnId: Type.String({ minLength: 1, maxLength: 20, description: 'Of the indirect reseller.' }),
});

export type PartnerRelationship = Static<typeof PartnerRelationship>;
