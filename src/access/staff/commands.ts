import { violatedConstraint, type Tx } from '../../platform/db.ts';
import type { PartnerUserId } from '../../kit/ids.ts';
import type { Caller, Role } from '../caller.ts';
import type { JournalEntry } from '../journal/entry.ts';
import { recordInJournal } from '../journal/store.ts';
import type { PartnerUser } from '../people.ts';
import { changePartnerUser, disablePartnerUser, savePartnerUser } from '../store.ts';
import { decideNewStaff, decideStaffChange, rolesChanged, type StaffChange, type StaffRefusal } from './staff.ts';
import { countGlobalAdmins, findStaffMember, isTaken, lockStaff } from './store.ts';

/** Who asks, and how it reached us. */
export type StaffRequest = {
  readonly caller: Extract<Caller, { kind: 'user' }>;
  readonly correlationId: string;
  readonly remoteAddress: string | null;
  readonly at: Date;
  readonly newId: () => string;
};

export type StaffOutcome =
  | { readonly kind: 'done'; readonly user: PartnerUser }
  | { readonly kind: 'refused'; readonly refusal: StaffRefusal }
  | { readonly kind: 'taken' }
  | { readonly kind: 'no_such_user' };

/** A person to be added. `passwordHash` only where the embedded provider signs people in. */
export type NewStaffMember = {
  readonly userId: PartnerUserId;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly passwordHash: string | null;
};

/** Adds a person to the caller's partner. */
export async function addStaffMember(tx: Tx, request: StaffRequest, person: NewStaffMember): Promise<StaffOutcome> {
  const { partnerId } = request.caller;
  await lockStaff(tx, partnerId);
  const refusal = decideNewStaff(person.roles, request.caller);
  if (refusal !== null) return { kind: 'refused', refusal };
  if (await isTaken(tx, person.userId, person.userPrincipalName)) return { kind: 'taken' };

  const user: PartnerUser = { ...person, partnerId, roles: [...new Set(person.roles)].toSorted(), disabled: false };
  savePartnerUser(tx, user, person.passwordHash, request.at);
  recordInJournal(tx, [entry(request, user, 'create_partner_user', null, valueOf(user))]);
  return { kind: 'done', user };
}

/** Changes a person of the caller's partner: name, roles, or whether they may sign in. */
export async function changeStaffMember(tx: Tx, request: StaffRequest, userId: PartnerUserId, change: StaffChange): Promise<StaffOutcome> {
  const { partnerId } = request.caller;
  await lockStaff(tx, partnerId);
  const before = await findStaffMember(tx, partnerId, userId);
  if (before === null) return { kind: 'no_such_user' };
  const decision = decideStaffChange(before, change, { actor: request.caller, activeGlobalAdmins: await countGlobalAdmins(tx, partnerId) });
  if (decision.kind === 'refused') return decision;
  const { user, isChanged } = decision;
  if (!isChanged) return { kind: 'done', user };

  changePartnerUser(tx, user);
  if (user.disabled && !before.disabled) disablePartnerUser(tx, userId, request.at);
  recordInJournal(tx, changeEntries(request, before, user));
  return { kind: 'done', user };
}

/** Whether an error means that somebody else took the id or the name at the same moment. */
export function isTakenError(error: unknown): boolean {
  const constraint = violatedConstraint(error);
  return constraint === 'partner_user_pkey' || constraint === 'partner_user_name';
}

/** One entry for each role that comes or goes, as the audit API has them, and one for everything else. */
function changeEntries(request: StaffRequest, before: PartnerUser, after: PartnerUser): readonly JournalEntry[] {
  const { added, removed } = rolesChanged(before.roles, after.roles);
  const [old, now] = [valueOf(before), valueOf(after)];
  const isOtherwiseChanged = before.displayName !== after.displayName || before.disabled !== after.disabled;
  return [
    ...added.map((role) => entry(request, after, 'add_user_member', old, now, role)),
    ...removed.map((role) => entry(request, after, 'remove_user_member', old, now, role)),
    ...(isOtherwiseChanged ? [entry(request, after, 'update_partner_user', old, now)] : []),
  ];
}

function valueOf(user: PartnerUser): object {
  return {
    Id: user.userId,
    UserPrincipalName: user.userPrincipalName,
    DisplayName: user.displayName,
    Roles: user.roles,
    State: user.disabled ? 'disabled' : 'active',
  };
}

function entry(
  request: StaffRequest,
  user: PartnerUser,
  operationType: string,
  oldValue: object | null,
  newValue: object,
  role: Role | null = null,
): JournalEntry {
  return {
    auditId: request.newId(),
    partnerId: request.caller.partnerId,
    doer: { kind: 'caller', caller: request.caller },
    remoteAddress: request.remoteAddress,
    correlationId: request.correlationId,
    resourceType: 'partner_user',
    resourceId: user.userId,
    operationType,
    status: 'succeeded',
    oldValue,
    newValue,
    customizedData: role === null ? [] : [{ key: 'Role', value: role }],
    at: request.at,
  };
}
