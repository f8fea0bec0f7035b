import { Type, type Static } from 'typebox';
import { Attributes, Collection, Guid } from '../../platform/contract.ts';

/** The answer that existing clients know: an address to send to a customer. */
export const RelationshipRequestLink = Type.Object({ url: Type.String(), attributes: Attributes('RelationshipRequest') });

export const RelationshipRequestQuery = Type.Object({
  indirectResellerId: Type.Optional(Guid),
  indirectCloudSolutionProviderId: Type.Optional(Type.String({ description: 'Taken and passed over: a provider asks for itself.' })),
  dualRoleIndirectRelationship: Type.Optional(Type.String()),
});

const instant = Type.String({ format: 'date-time' });
const words = Type.Object({ en: Type.String(), 'zh-TW': Type.String() });

/** What the partner asked a customer for. The link itself is told once, in the answer to its creation. */
export const SentRequest = Type.Object({
  id: Type.String(),
  kind: Type.Enum(['reseller', 'delegated_admin']),
  state: Type.Enum(['open', 'accepted', 'declined', 'revoked', 'expired']),
  withDelegatedAdmin: Type.Boolean(),
  indirectResellerId: Type.Optional(Type.String()),
  note: Type.String(),
  requestedBy: Type.String(),
  requestedAt: instant,
  expiresAt: instant,
  answeredAt: Type.Optional(instant),
  answeredBy: Type.Optional(Type.String()),
  customerId: Type.Optional(Type.String({ description: 'Who answered, or is asked.' })),
  url: Type.Optional(Type.String({ description: 'The personal link. Only in the answer to the creation.' })),
  message: Type.Optional(
    Type.Object({ subject: words, body: words }, { description: 'A draft for your own mail program: nothing is sent from here.' }),
  ),
  attributes: Attributes('SentRelationshipRequest'),
});
export const SentRequests = Collection(SentRequest);

export const NewSentRequest = Type.Object({
  withDelegatedAdmin: Type.Optional(
    Type.Boolean({ description: 'Also ask for delegated admin privileges. Yes, when left out, for those who may.' }),
  ),
  indirectResellerId: Type.Optional(Guid),
  customerId: Type.Optional(Type.Unsafe<string>({ ...Guid, description: 'A customer of yours: nobody else can answer then.' })),
  note: Type.Optional(Type.String({ maxLength: 256, description: 'Whom it is meant for; only the partner sees it.' })),
});

export const SentRequestsQuery = Type.Object({
  size: Type.Optional(Type.Integer()),
  seekOperation: Type.Optional(Type.Enum(['Next', 'First'])),
  customerId: Type.Optional(Type.Unsafe<string>({ ...Guid, description: 'Only what this customer was asked, or answered.' })),
});

export const SentRequestParams = Type.Object({ requestId: Guid });

/** What of a customer can be changed here: it can be let go, and what it granted can be given back. */
export const CustomerChange = Type.Object({
  relationshipToPartner: Type.Optional(Type.Enum(['unknown', 'reseller', 'advisor', 'syndication', 'microsoftSupport', 'none'])),
  allowDelegatedAccess: Type.Optional(Type.Boolean()),
});

export type SentRequest = Static<typeof SentRequest>;
