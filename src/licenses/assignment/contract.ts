import { Type, type Static } from 'typebox';
import { Attributes, Guid } from '../../platform/contract.ts';

const AssignLicense = Type.Object({
  skuId: Guid,
  excludedPlans: Type.Optional(
    Type.Array(Guid, {
      description: 'Service plans to switch off. Left out: as they are now; in a swap, as they were in the product that goes.',
    }),
  ),
});

/** What is to change; the same for one user and for many. */
const change = {
  licensesToAssign: Type.Optional(Type.Array(AssignLicense)),
  licensesToRemove: Type.Optional(Type.Array(Guid, { description: 'SKU ids. Assigned and removed in one operation: nobody is without.' })),
};

export const LicenseUpdateBody = Type.Object(change);

export const LicenseWarning = Type.Object({ code: Type.String(), message: Type.String(), servicePlans: Type.Array(Type.String()) });

/** The answer to an update of one user’s licences, as the SDKs read it. */
export const LicenseUpdate = Type.Object({
  licensesToAssign: Type.Array(Type.Object({ skuId: Type.String(), excludedPlans: Type.Array(Type.String()) })),
  licensesToRemove: Type.Array(Type.String()),
  licenseWarnings: Type.Array(LicenseWarning, { description: 'What the user loses by it. Never a refusal.' }),
  attributes: Attributes('LicenseUpdate'),
});

/** The most users in one request. */
export const BULK_USERS_MAX = 10_000;

export const LicenseUpdatesBody = Type.Object({
  ...change,
  userIds: Type.Array(Guid, { minItems: 1, maxItems: BULK_USERS_MAX }),
  preview: Type.Optional(Type.Boolean({ description: 'Only work it out: the same answer, and nothing changes.' })),
});

/** Why one user cannot be changed so. */
export const LicenseReason = Type.Object({
  code: Type.String({ description: 'Stable code; its page is /docs/refusals/{code}.' }),
  description: Type.String(),
  services: Type.Array(Type.String(), { description: 'Names of the service plans concerned.' }),
  facts: Type.Record(Type.String(), Type.Unknown()),
});

export const LicenseUpdateResult = Type.Object({
  userId: Type.String(),
  userPrincipalName: Type.String(),
  displayName: Type.String(),
  line: Type.Optional(Type.Integer({ description: 'Of the file; the headings are line 1.' })),
  outcome: Type.Enum(['changed', 'unchanged', 'refused']),
  reasons: Type.Array(LicenseReason),
  servicesLost: Type.Array(Type.String()),
});

/** What happened to each user. Each stands alone: one who is refused does not keep the others back. */
export const LicenseUpdates = Type.Object({
  preview: Type.Boolean(),
  usersChanged: Type.Integer(),
  usersUnchanged: Type.Integer(),
  usersRefused: Type.Integer(),
  results: Type.Array(LicenseUpdateResult),
  attributes: Attributes('LicenseUpdates'),
});

export const LicenseFileQuery = Type.Object({
  preview: Type.Optional(Type.Boolean({ description: 'Only work it out; nothing changes.' })),
});

export type LicenseUpdate = Static<typeof LicenseUpdate>;
export type LicenseUpdateBody = Static<typeof LicenseUpdateBody>;
export type LicenseUpdateResult = Static<typeof LicenseUpdateResult>;
export type LicenseUpdates = Static<typeof LicenseUpdates>;
export type LicenseReason = Static<typeof LicenseReason>;
export type LicenseWarning = Static<typeof LicenseWarning>;
