import { Type, type Static } from 'typebox';
import { Guid } from '../../platform/contract.ts';
import { RoleWord } from '../staff/contract.ts';

const Kind = Type.Enum(['direct', 'indirect_provider', 'indirect_reseller']);
const Text = Type.String({ minLength: 1, maxLength: 256 });
/** The partner's id or domain; left out where there is only one. */
const PartnerName = Type.Optional(Type.String());

/** What an operator orders at the command line, where nobody is signed in yet. */
export const SetUpOrder = Type.Union([
  Type.Object({
    kind: Type.Literal('create_partner'),
    partner: Type.Object({
      id: Type.Optional(Guid),
      name: Text,
      kind: Kind,
      country: Type.String({ pattern: '^[A-Z]{2}$' }),
      currency: Type.String({ pattern: '^[A-Z]{3}$' }),
      domain: Type.String({ pattern: '^[a-z0-9-]+(\\.[a-z0-9-]+)+$' }),
      mpnId: Type.String({ pattern: '^\\d{1,12}$' }),
    }),
  }),
  Type.Object({ kind: Type.Literal('list_partners') }),
  Type.Object({
    kind: Type.Literal('add_staff'),
    partner: PartnerName,
    person: Type.Object({ id: Guid, userPrincipalName: Text, displayName: Text, roles: Type.Array(RoleWord) }),
    /** Whether somebody whose access was taken gets it back. */
    givesAccessBack: Type.Boolean(),
  }),
  Type.Object({ kind: Type.Literal('list_staff'), partner: PartnerName }),
  Type.Object({
    kind: Type.Literal('add_program'),
    partner: PartnerName,
    program: Type.Object({ id: Guid, displayName: Text, redirectUris: Type.Array(Type.String()) }),
  }),
  Type.Object({ kind: Type.Literal('list_programs'), partner: PartnerName }),
  Type.Object({
    kind: Type.Literal('add_issuer'),
    partner: PartnerName,
    issuer: Type.Object({
      address: Type.String(),
      audiences: Type.Array(Text),
      jwksUri: Type.Optional(Type.String()),
      consoleClientId: Type.Optional(Text),
    }),
    /** Whether it is asked for its discovery document and its keys first. */
    isAsked: Type.Boolean(),
  }),
  Type.Object({ kind: Type.Literal('list_issuers') }),
  Type.Object({ kind: Type.Literal('remove_issuer'), address: Type.String() }),
]);

export const PartnerRow = Type.Object({
  id: Type.String(),
  name: Type.String(),
  kind: Kind,
  country: Type.String(),
  currency: Type.String(),
  domain: Type.String(),
  mpnId: Type.String(),
});
export const StaffRow = Type.Object({
  id: Type.String(),
  userPrincipalName: Type.String(),
  displayName: Type.String(),
  roles: Type.Array(RoleWord),
  state: Type.Enum(['active', 'disabled']),
});
export const ProgramRow = Type.Object({
  id: Type.String(),
  displayName: Type.String(),
  redirectUris: Type.Array(Type.String()),
  state: Type.Enum(['active', 'disabled']),
});
export const IssuerRow = Type.Object({
  issuer: Type.String(),
  partnerId: Type.Optional(Type.String()),
  audiences: Type.Array(Type.String()),
  jwksUri: Type.Optional(Type.String()),
  consoleClientId: Type.Optional(Type.String()),
  /** Where it is written down: in the environment of the server, or in the database. */
  source: Type.Enum(['environment', 'database']),
});

/** What is there by now, so that whoever set something up learns what is missing still. */
export const SetUpState = Type.Object({
  partners: Type.Integer(),
  partnersWithoutAdmin: Type.Array(PartnerRow),
  hasConsoleIssuer: Type.Boolean(),
  issuers: Type.Integer(),
});

/** What came of an order. `done` with `isChanged: false` found everything as ordered. */
export const SetUpAnswer = Type.Union([
  Type.Object({
    kind: Type.Literal('done'),
    isChanged: Type.Boolean(),
    partners: Type.Optional(Type.Array(PartnerRow)),
    staff: Type.Optional(Type.Array(StaffRow)),
    programs: Type.Optional(Type.Array(ProgramRow)),
    issuers: Type.Optional(Type.Array(IssuerRow)),
    state: SetUpState,
  }),
  Type.Object({ kind: Type.Literal('refused'), problems: Type.Array(Type.String()) }),
]);

export type SetUpOrder = Static<typeof SetUpOrder>;
export type SetUpAnswer = Static<typeof SetUpAnswer>;
export type SetUpState = Static<typeof SetUpState>;
export type PartnerRow = Static<typeof PartnerRow>;
export type StaffRow = Static<typeof StaffRow>;
export type ProgramRow = Static<typeof ProgramRow>;
export type IssuerRow = Static<typeof IssuerRow>;
