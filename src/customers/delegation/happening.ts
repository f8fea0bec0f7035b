import { happening, type About, type Happening } from '../relationships/happening.ts';
import type { DelegatedAdmin } from './delegation.ts';

/** What can happen to a relationship of delegated administration, in the words of the audit API. */
export type AdminEvent = 'created' | 'approved' | 'activated' | 'terminated' | 'expired' | 'updated';

/** What is recorded and announced of it. */
export function adminHappening(about: About, event: AdminEvent, before: DelegatedAdmin | null, after: DelegatedAdmin): Happening {
  return happening(about, {
    resourceType: 'granular_admin_relationship',
    operationType: `granular_admin_relationship_${event}`,
    eventName: `granular-admin-relationship-${event}`,
    resourceName: 'granular-admin-relationship',
    resource: { id: after.id, path: `/delegatedadminrelationships/${after.id}` },
    oldValue: before === null ? null : valueOf(before),
    newValue: valueOf(after),
    customizedData: after.termination === null ? [] : [{ key: 'TerminatedBy', value: after.termination.by }],
  });
}

function valueOf(admin: DelegatedAdmin): object {
  return {
    Id: admin.id,
    DisplayName: admin.displayName,
    Roles: admin.roles,
    Duration: admin.duration,
    AutoExtendDays: admin.autoExtendDays,
    ActivatedAt: admin.approval?.at.toISOString(),
    EndsOn: admin.approval?.endsOn,
    TerminatedAt: admin.termination?.at.toISOString(),
  };
}
