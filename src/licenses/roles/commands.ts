import type { AuditEntry } from '../../audit/entry.ts';
import { recordAudit, type Answer } from '../../audit/store.ts';
import { mayAdministerRoles } from '../../customers/delegation/reach.ts';
import type { DirectoryRole } from '../../customers/delegation/roles.ts';
import { dayOf } from '../../kit/dates.ts';
import type { UserId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import { changeOnce, presentOf, type Answered, type Done, type NotDelegated, type NotReady, type Surroundings } from '../commands.ts';
import { gatherUser } from '../directory/store.ts';
import type { DirectoryRequest } from '../request.ts';
import type { User } from '../user.ts';
import { addRoleHolder, listRolesOf, removeRoleHolder } from './store.ts';

/** Why somebody's role stays as it is. */
export type RoleRefusal =
  | NotReady
  | NotDelegated
  | { readonly kind: 'no_such_user' }
  /** Already, or not at all: asked for is what is so. */
  | { readonly kind: 'holds_it' }
  | { readonly kind: 'holds_it_not' };

export type RoleRequest = DirectoryRequest & {
  readonly role: DirectoryRole;
  readonly userId: UserId;
  readonly gives: boolean;
  readonly answer: (user: User) => Answer;
};

/** Gives somebody a role of the customer's directory, or takes it. Here it is on record, and decides nothing. */
export function changeRole(tx: Tx, request: RoleRequest, around: Surroundings): Promise<RoleRefusal | Answered> {
  const { scope, role, userId, gives } = request;
  return changeOnce(tx, request, around, async (): Promise<RoleRefusal | Done> => {
    const facts = await gatherUser(tx, scope, { userId, name: null });
    if (facts === null) return { kind: 'no_such_customer' };
    const present = presentOf(facts, around);
    if (present.kind !== 'present') return present;
    if (!mayAdministerRoles(facts, dayOf(present.now))) return { kind: 'not_delegated', missingServices: [] };
    const { user } = facts;
    if (user === null || user.state !== 'active') return { kind: 'no_such_user' };
    const holds = (await listRolesOf(tx, scope.customerId, userId)).includes(role.id);
    if (holds === gives) return { kind: gives ? 'holds_it' : 'holds_it_not' };
    const change = gives ? addRoleHolder(role.id, userId, present.now) : removeRoleHolder(role.id, userId);
    const about = { auditId: present.newId(), actor: request.actor, customerName: facts.companyName, at: present.now };
    return { kind: 'done', answer: request.answer(user), writes: [change, recordAudit([roleAudit(request, user, about)])] };
  });
}

function roleAudit(
  { role, gives }: RoleRequest,
  { id, userPrincipalName }: User,
  about: Pick<AuditEntry, 'auditId' | 'actor' | 'customerName' | 'at'>,
): AuditEntry {
  const member = { RoleId: role.id, RoleName: role.name.en, CustomerUserId: id, UserPrincipalName: userPrincipalName };
  return {
    ...about,
    resourceType: 'customer_directory_role',
    resourceId: role.id,
    operationType: gives ? 'add_user_member' : 'remove_user_member',
    oldValue: gives ? null : member,
    newValue: gives ? member : null,
    customizedData: [{ key: 'CustomerUserId', value: id }],
  };
}
