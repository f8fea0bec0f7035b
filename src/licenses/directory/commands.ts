import { recordAudit, type Answer } from '../../audit/store.ts';
import type { UserId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import type { NotGranted } from '../assignment/grant.ts';
import { changesOf, type DirectoryUser } from '../assignment/plan.ts';
import { dropLicenses, gatherLicenses, setLicenses } from '../assignment/store.ts';
import {
  admit,
  changeOnce,
  type Answered,
  type Done,
  type NotDelegated,
  type NotReady,
  type Present,
  type Surroundings,
} from '../commands.ts';
import type { DirectoryRequest } from '../request.ts';
import type { User } from '../user.ts';
import { userAudit, type UserOperation } from './audit.ts';
import { canRestore, edited, productsOf, rememberedLicenses, restoredLicenses, type UserEdit } from './rules.ts';
import { addUsers, changeUsers, gatherUser, type UserFacts } from './store.ts';

/** Why a user cannot be created, edited, deleted or restored. */
export type UserRefusal =
  | NotReady
  | NotDelegated
  | { readonly kind: 'no_such_user' }
  | { readonly kind: 'user_name_taken'; readonly userPrincipalName: string }
  | { readonly kind: 'stale' }
  | { readonly kind: 'user_deleted' }
  | { readonly kind: 'restore_window_over' };

/** Puts a new person into the customer's directory. */
export function createUser(
  tx: Tx,
  request: DirectoryRequest & {
    readonly draft: Omit<User, 'id' | 'state' | 'softDeletedAt' | 'version'>;
    readonly answer: (user: User) => Answer;
  },
  around: Surroundings,
): Promise<UserRefusal | Answered> {
  const { draft } = request;
  return changeOnce(tx, request, around, async (): Promise<UserRefusal | Done> => {
    const admitted = admit(await gatherUser(tx, request.scope, { userId: null, name: draft.userPrincipalName }), around);
    if (admitted.kind !== 'admitted') return admitted;
    const { facts, present } = admitted;
    if (facts.nameTaken) return { kind: 'user_name_taken', userPrincipalName: draft.userPrincipalName };
    const user: User = { ...draft, id: present.newId() as UserId, state: 'active', softDeletedAt: null, version: 1 };
    const audit = userAudit('create_customer_user', null, user, auditing(request, facts, present));
    return { kind: 'done', answer: request.answer(user), writes: [addUsers([user], present.now), recordAudit([audit])] };
  });
}

/** What is to be changed about a user. `version` null where any will do. */
export type EditRequest = DirectoryRequest & {
  readonly userId: UserId;
  readonly edit: UserEdit;
  readonly setsPassword: boolean;
  /** Whether a deleted user is to come back. */
  readonly restores: boolean;
  readonly version: number | null;
  readonly answer: (user: User, notRestored: readonly NotGranted[]) => Answer;
};

/** Edits a user, sets the password, or brings a deleted user back with the licences that can be had again. */
export function editUser(tx: Tx, request: EditRequest, around: Surroundings): Promise<UserRefusal | Answered> {
  return changeOnce(tx, request, around, async (): Promise<UserRefusal | Done> => {
    const found = await find(tx, request, request.edit.userPrincipalName ?? null, around);
    if (found.kind !== 'found') return found;
    const { user, facts } = found;
    if (request.version !== null && request.version !== user.version) return { kind: 'stale' };
    if (user.state === 'inactive' && !request.restores) return { kind: 'user_deleted' };
    if (user.state === 'inactive' && !canRestore(user, found.present.now)) return { kind: 'restore_window_over' };
    const name = request.edit.userPrincipalName ?? user.userPrincipalName;
    if (facts.nameTaken) return { kind: 'user_name_taken', userPrincipalName: name };
    return user.state === 'active' ? edit(request, found) : restore(tx, request, found);
  });
}

/** Deletes a user: the licences are free at once, and for thirty days the user can be restored. */
export function deleteUser(
  tx: Tx,
  request: DirectoryRequest & { readonly userId: UserId; readonly answer: () => Answer },
  around: Surroundings,
): Promise<UserRefusal | Answered> {
  return changeOnce(tx, request, around, async (): Promise<UserRefusal | Done> => {
    const found = await find(tx, request, null, around);
    if (found.kind !== 'found') return found;
    const { user, facts, present } = found;
    if (user.state === 'inactive') return { kind: 'no_such_user' };
    const after: User = { ...user, state: 'inactive', softDeletedAt: present.now.toISOString(), version: user.version + 1 };
    const change = { user: after, passwordChanged: false, licensesAtDeletion: rememberedLicenses(facts.licenses), at: present.now };
    const audit = userAudit('delete_customer_user', { ...user, licenses: facts.licenses }, after, auditing(request, facts, present));
    const gone = facts.licenses.map((license) => ({ ...license, userIds: [user.id] }));
    return { kind: 'done', answer: request.answer(), writes: [changeUsers([change]), dropLicenses(gone), recordAudit([audit])] };
  });
}

type Found = { readonly kind: 'found'; readonly facts: UserFacts; readonly user: User; readonly present: Present };

async function find(
  tx: Tx,
  { scope, userId }: DirectoryRequest & { readonly userId: UserId },
  name: string | null,
  around: Surroundings,
): Promise<UserRefusal | Found> {
  const admitted = admit(await gatherUser(tx, scope, { userId, name }), around);
  if (admitted.kind !== 'admitted') return admitted;
  const { facts, present } = admitted;
  return facts.user === null ? { kind: 'no_such_user' } : { kind: 'found', facts, user: facts.user, present };
}

function edit(request: EditRequest, { user, facts, present }: Found): Done {
  const changed = edited(user, request.edit);
  if (changed === null && !request.setsPassword) return { kind: 'done', answer: request.answer(user, []), writes: [] };
  const after: User = { ...(changed ?? user), version: user.version + 1 };
  const operations: UserOperation[] = request.setsPassword ? ['reset_customer_user_password'] : [];
  if (after.userPrincipalName !== user.userPrincipalName) operations.push('update_customer_user_principal_name');
  if (edited({ ...user, userPrincipalName: after.userPrincipalName }, request.edit) !== null) operations.push('update_customer_user');
  const audit = operations.map((operation) => userAudit(operation, user, after, auditing(request, facts, present)));
  const change = { user: after, passwordChanged: request.setsPassword, licensesAtDeletion: [], at: present.now };
  return { kind: 'done', answer: request.answer(after, []), writes: [changeUsers([change]), recordAudit(audit)] };
}

async function restore(tx: Tx, request: EditRequest, { user, facts, present }: Found): Promise<UserRefusal | Done> {
  const { now, catalog } = present;
  const remembered = facts.licensesAtDeletion.map((license) => ({ ...license, groupId: null }));
  // Older rows may still hang on a deleted user: they are asked for like the others.
  const wanted = [...remembered, ...facts.groupLicenses, ...facts.licenses].filter(
    (license, i, all) => i === all.findIndex((same) => same.skuId === license.skuId && same.groupId === license.groupId),
  );
  const gathered = await gatherLicenses(tx, request.scope, { skuIds: productsOf(wanted), userIds: [user.id] });
  if (gathered === null) return { kind: 'no_such_customer' };
  const after: User = { ...user, ...request.edit, state: 'active', softDeletedAt: null, version: user.version + 1 };
  const person: DirectoryUser = { ...after, userId: user.id, licenses: facts.licenses };
  const setting = { catalog, products: new Map(gathered.products.map((product) => [product.skuId, product])) };
  const granted = restoredLicenses(setting, person, wanted);
  const { set, drop } = changesOf([{ user: person, kind: 'changed', after: granted.after, lost: [] }]);
  const audit = userAudit('restore_customer_user', user, { ...after, licenses: granted.after }, auditing(request, facts, present));
  const change = { user: after, passwordChanged: request.setsPassword, licensesAtDeletion: [], at: now };
  return {
    kind: 'done',
    answer: request.answer(after, granted.refused),
    writes: [changeUsers([change]), setLicenses(set, now), dropLicenses(drop), recordAudit([audit])],
  };
}

function auditing({ actor }: DirectoryRequest, { companyName }: UserFacts, { now, newId }: Present) {
  return { auditId: newId(), actor, customerName: companyName, at: now };
}
