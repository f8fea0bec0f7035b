import type { AuditEntry } from '../../../../audit/entry.ts';
import { isoOf, type Day } from '../../../../kit/dates.ts';
import { setLicenses } from '../../../../licenses/assignment/store.ts';
import { userAudit } from '../../../../licenses/directory/audit.ts';
import { addUsers } from '../../../../licenses/directory/store.ts';
import { groupAudit } from '../../../../licenses/groups/audit.ts';
import { addGroups, addMemberships, handOn } from '../../../../licenses/groups/store.ts';
import type { User } from '../../../../licenses/user.ts';
import type { GroupLicenseRow } from '../../rows/group-license.ts';
import type { GroupMemberRow } from '../../rows/group-member.ts';
import type { GroupRow } from '../../rows/group.ts';
import type { LicenseRow } from '../../rows/license.ts';
import type { Around, Parts } from '../parts.ts';

/** Users who come into the directory. */
export function userParts(rows: readonly User[], { actor, companyName, now, newId }: Around): Parts {
  return {
    writes: [addUsers(rows, now)],
    audits: rows.map((user) =>
      userAudit('create_customer_user', null, user, { auditId: newId(), actor, customerName: companyName, at: now }),
    ),
    announcements: [],
  };
}

/** Licences, directly or through groups. */
export function licenseParts(rows: readonly LicenseRow[], { actor, companyName, now, newId }: Around): Parts {
  const alike = Map.groupBy(rows, (row) => JSON.stringify([row.skuId, row.groupId, row.disabledPlanIds, row.assignedOn]));
  const shared = [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { skuId, groupId, disabledPlanIds, assignedOn } = first;
    const userIds = group.map(({ userId }) => userId);
    return [{ userIds, skuId, groupId, disabledPlanIds, ...(assignedOn === null ? {} : { assignedAt: instantOf(assignedOn, now) }) }];
  });
  const audits = [...Map.groupBy(rows, ({ userId }) => userId)].map(([userId, added]): AuditEntry => ({
    auditId: newId(),
    actor,
    customerName: companyName,
    resourceType: 'license',
    resourceId: userId,
    operationType: 'update_customer_user_licenses',
    oldValue: null,
    newValue: {
      UserPrincipalName: added[0]?.userPrincipalName ?? '',
      Licenses: added.map(({ skuId, disabledPlanIds }) => ({ SkuId: skuId, DisabledPlans: disabledPlanIds })),
    },
    customizedData: [{ key: 'CustomerUserId', value: userId }, ...added.map(({ skuId }) => ({ key: 'AddedLicenseSkuId', value: skuId }))],
    at: now,
  }));
  return { writes: [setLicenses(shared, now)], audits, announcements: [] };
}

/** Groups without members, which hand nothing on yet. */
export function groupParts(rows: readonly GroupRow[], { actor, companyName, now, newId }: Around): Parts {
  return {
    writes: [addGroups(rows.map(({ groupId: id, displayName }) => ({ id, displayName })))],
    audits: rows.map(({ groupId, displayName }) =>
      groupAudit({ groupId, before: null, after: displayName }, { auditId: newId(), actor, customerName: companyName, at: now }),
    ),
    announcements: [],
  };
}

/** What groups hand on. What members have through a group comes with their licences. */
export function groupLicenseParts(rows: readonly GroupLicenseRow[], { actor, companyName, now, newId }: Around): Parts {
  return {
    writes: [handOn(rows.map((row) => ({ ...row, assignedAt: instantOf(row.assignedOn, now) })))],
    audits: byGroup(rows).map(({ groupId, groupName, own }) =>
      groupAudit(
        { groupId, before: groupName, after: { name: groupName, skuIds: own.map(({ skuId }) => skuId) } },
        { auditId: newId(), actor, customerName: companyName, at: now },
      ),
    ),
    announcements: [],
  };
}

/** Who is in which group. */
export function groupMemberParts(rows: readonly GroupMemberRow[], { actor, companyName, now, newId }: Around): Parts {
  const joined = [...Map.groupBy(rows, ({ groupId, since }) => `${groupId} ${since}`).values()];
  const audits = byGroup(rows).map(({ groupId, groupName, own }): AuditEntry => ({
    auditId: newId(),
    actor,
    customerName: companyName,
    resourceType: 'customer_user',
    resourceId: groupId,
    operationType: 'update_customer_user',
    oldValue: null,
    newValue: { Group: groupName, AddedMembers: own.map(({ userPrincipalName }) => userPrincipalName) },
    customizedData: [{ key: 'GroupId', value: groupId }],
    at: now,
  }));
  return {
    writes: [
      addMemberships(
        joined.flatMap((members) => {
          const [first] = members;
          if (first === undefined) return [];
          return [{ groupId: first.groupId, userIds: members.map(({ userId }) => userId), since: instantOf(first.since, now) }];
        }),
      ),
    ],
    audits,
    announcements: [],
  };
}

function byGroup<Row extends Pick<GroupRow, 'groupId'> & { readonly groupName: string }>(rows: readonly Row[]) {
  return [...Map.groupBy(rows, ({ groupId }) => groupId)].map(([groupId, own]) => ({ groupId, groupName: own[0]?.groupName ?? '', own }));
}

function instantOf(day: Day | null, now: Date): string {
  return day === null ? isoOf(now) : `${day}T00:00:00Z`;
}
