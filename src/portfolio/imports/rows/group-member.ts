import type { Day } from '../../../kit/dates.ts';
import type { GroupId, UserId } from '../../../kit/ids.ts';
import type { Cells } from '../cells.ts';
import { keyOf } from '../keys.ts';
import type { Placed } from './customer.ts';
import { customerIn, groupIn, userIn, type CustomersOf, type GroupsOf, type UsersOf } from './references.ts';

/** Somebody in a group, as a file has it. */
export type GroupMemberRow = {
  readonly groupId: GroupId;
  readonly groupName: string;
  readonly userId: UserId;
  readonly userPrincipalName: string;
  readonly since: Day | null;
};

/** What there is to know before a row of members can be judged. */
export type GroupMembersKnown = { readonly customers: CustomersOf; readonly groups: GroupsOf; readonly users: UsersOf };

/** Reads a row of a file of the members of groups. */
export function readGroupMember(cells: Cells, known: GroupMembersKnown): Placed<GroupMemberRow> | null {
  const customer = customerIn(cells, known.customers);
  const since = cells.day('since');
  const written = { group: cells.needed('group', 256), user: cells.needed('user') };
  if (customer === null || written.group === null || written.user === null) return null;
  const group = groupIn(cells, customer.customerId, known.groups);
  const user = userIn(cells, customer.customerId, known.users);
  if (group === null || user === null) return null;
  const { groupId, displayName: groupName } = group;
  const { userId, userPrincipalName } = user;
  return {
    tenantId: customer.customerId,
    key: keyOf('group member', customer.customerId, groupId, userId),
    alsoKey: null,
    content: {
      keys: [`${groupId} ${userId}`],
      needs: [userId, `group ${groupId}`],
      groupId,
      groupName,
      userId,
      userPrincipalName,
      since,
    },
  };
}
