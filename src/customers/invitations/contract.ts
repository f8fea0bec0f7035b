import { Type, type Static } from 'typebox';
import { Attributes, Guid } from '../../platform/contract.ts';
import { Contact } from '../agreements/contract.ts';

const secret = Type.String({ minLength: 20, maxLength: 100, description: 'What stands behind the # of the link.' });
const instant = Type.String({ format: 'date-time' });
const RoleView = Type.Object({ id: Type.String(), name: Type.String() });

export const InvitationLookup = Type.Object({ token: secret });

/** Who of a customer is signed in on the page of invitations. */
export const TenantPersonView = Type.Object({
  tenantId: Type.String(),
  userPrincipalName: Type.String(),
  displayName: Type.String(),
  isGlobalAdmin: Type.Boolean({ description: 'Only a global administrator answers.' }),
});

/** What a link asks for, and by whom. */
export const Invitation = Type.Object({
  kind: Type.Enum(['reseller', 'delegated_admin']),
  state: Type.Enum(['open', 'accepted', 'declined', 'revoked', 'expired']),
  partner: Type.Object({ id: Type.String(), name: Type.String(), country: Type.String(), domain: Type.String(), mpnId: Type.String() }),
  reseller: Type.Optional(Type.Object({ name: Type.String() })),
  withDelegatedAdmin: Type.Boolean({ description: 'Whether delegated admin privileges are asked along. They can be left out.' }),
  delegatedAdmin: Type.Optional(
    Type.Object({ displayName: Type.String(), roles: Type.Array(RoleView), duration: Type.String(), autoExtendDuration: Type.String() }),
  ),
  market: Type.Array(Type.String(), { description: 'The countries in which the partner may begin to sell.' }),
  isForAnotherOrganization: Type.Optional(
    Type.Boolean({ description: 'Known once somebody is signed in: the link was made for another organization than theirs.' }),
  ),
  requestedBy: Type.String(),
  requestedAt: instant,
  expiresAt: instant,
  agreement: Type.Object({
    agreementLink: Type.String(),
    isRecorded: Type.Optional(Type.Boolean({ description: 'Known once somebody of the customer is signed in.' })),
  }),
  person: Type.Optional(TenantPersonView),
  company: Type.Optional(
    Type.Object(
      { companyName: Type.String(), domain: Type.String(), country: Type.String() },
      { description: 'The tenant of who is signed in, where it is known here.' },
    ),
  ),
  attributes: Attributes('Invitation'),
});

export const InvitationAnswer = Type.Object({
  token: secret,
  grantDelegatedAdmin: Type.Optional(Type.Boolean({ description: 'Also grant the privileges that are asked for. No, when left out.' })),
  acceptAgreement: Type.Optional(Type.Boolean({ description: 'Accept the Microsoft Customer Agreement.' })),
  contact: Type.Optional(Contact),
  company: Type.Optional(
    Type.Object({
      companyName: Type.String({ minLength: 1, maxLength: 256 }),
      domain: Type.Optional(
        Type.String({ pattern: '^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$', maxLength: 253 }),
      ),
      country: Type.String({ pattern: '^[A-Za-z]{2}$' }),
      language: Type.Optional(Type.Enum(['en', 'zh-TW'])),
    }),
  ),
});

/** What came of an answer. */
export const InvitationOutcome = Type.Object({
  state: Type.Enum(['accepted', 'declined']),
  partner: Type.Object({ id: Type.String(), name: Type.String() }),
  customerId: Type.Optional(Type.String()),
  allowDelegatedAccess: Type.Optional(Type.Boolean()),
  attributes: Attributes('InvitationOutcome'),
});
export type InvitationOutcome = Static<typeof InvitationOutcome>;

/** What a customer sees of the partners it has to do with. */
export const TenantRelationships = Type.Object({
  person: TenantPersonView,
  relationships: Type.Array(
    Type.Object({
      partner: Type.Object({ id: Type.String(), name: Type.String(), country: Type.String(), domain: Type.String() }),
      reseller: Type.Optional(Type.Object({ name: Type.String() })),
      since: instant,
      allowDelegatedAccess: Type.Boolean(),
      delegatedAccessSince: Type.Optional(instant),
    }),
  ),
  delegatedAdminRelationships: Type.Array(
    Type.Object({
      id: Type.String(),
      partnerId: Type.String(),
      displayName: Type.String(),
      status: Type.String(),
      roles: Type.Array(RoleView),
      endDateTime: Type.Optional(instant),
    }),
  ),
  attributes: Attributes('TenantRelationships'),
});

export const TenantPartnerParams = Type.Object({ partnerId: Guid });
export const TenantDelegationParams = Type.Object({ relationshipId: Guid });

export type Invitation = Static<typeof Invitation>;
export type InvitationAnswer = Static<typeof InvitationAnswer>;
export type TenantRelationships = Static<typeof TenantRelationships>;
