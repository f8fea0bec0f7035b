import type { AuditEntry } from '../../audit/entry.ts';
import type { GroupId, SkuId } from '../../kit/ids.ts';

/** A group before or after: its name, and what it hands on. */
export type ShownGroup = string | { readonly name: string; readonly skuIds: readonly SkuId[] } | null;

/** The audit entry of a change to a group. The audit API has no word for groups; its word for users comes nearest. */
export function groupAudit(
  change: { readonly groupId: GroupId; readonly before: ShownGroup; readonly after: ShownGroup },
  done: Pick<AuditEntry, 'auditId' | 'actor' | 'customerName' | 'at'>,
): AuditEntry {
  return {
    ...done,
    resourceType: 'customer_user',
    resourceId: change.groupId,
    operationType: 'update_customer_user',
    oldValue: shown(change.before),
    newValue: shown(change.after),
    customizedData: [{ key: 'GroupId', value: change.groupId }],
  };
}

function shown(group: ShownGroup): object | null {
  if (group === null) return null;
  return typeof group === 'string' ? { Group: group } : { Group: group.name, SkuIds: group.skuIds };
}
