import { dayOf, daysBetween } from '../../kit/dates.ts';
import { inLocale, type Locale } from '../../kit/locale.ts';
import { etagOf } from '../../platform/etag.ts';
import type { DraftedMessage } from '../relationships/message.ts';
import { messageView } from '../relationships/view.ts';
import { customerNow } from '../time/clock.ts';
import type * as wire from './contract.ts';
import { endOf, stateOf, type DelegatedAdmin } from './delegation.ts';
import { directoryRole, levelOf, type DirectoryRole } from './roles.ts';

/** A role as the wire has it. */
export function roleView(role: DirectoryRole, locale: Locale): wire.DelegatedAdminRole {
  return { id: role.id, displayName: inLocale(role.name, locale), directoryLevel: role.level, attributes: { objectType: 'DirectoryRole' } };
}

/** A relationship as the wire has it; right after it was made, with the link to send. */
export function delegatedAdminView(
  admin: DelegatedAdmin,
  { now: real, locale }: { readonly now: Date; readonly locale: Locale },
  fresh: { readonly url: string; readonly message: DraftedMessage } | null = null,
): wire.DelegatedAdminRelationship {
  const { approval, termination } = admin;
  const now = customerNow(admin, real);
  const [status, today] = [stateOf(admin, now), dayOf(now)];
  const end = approval === null ? null : endOf(approval.endsOn, admin.autoExtendDays, today);
  const changed = [admin.requestedAt, approval?.at, termination?.at]
    .filter((at) => at !== undefined)
    .toSorted((a, b) => b.getTime() - a.getTime());
  const etag = etagOf(admin.id, admin.version);
  return {
    id: admin.id,
    displayName: admin.displayName,
    duration: admin.duration,
    autoExtendDuration: admin.autoExtendDays === 0 ? 'PT0S' : `P${admin.autoExtendDays}D`,
    customer: { tenantId: admin.customerId, displayName: admin.customerName },
    accessDetails: {
      unifiedRoles: admin.roles.map((id) => ({
        roleDefinitionId: id,
        displayName: inLocale(directoryRole(id)?.name ?? { en: id, zhTW: id }, locale),
      })),
    },
    status,
    createdDateTime: admin.requestedAt.toISOString(),
    lastModifiedDateTime: (changed[0] ?? admin.requestedAt).toISOString(),
    ...(approval === null ? {} : { activatedDateTime: approval.at.toISOString(), approvedBy: approval.by }),
    ...(end === null ? {} : { endDateTime: `${end}T00:00:00Z` }),
    '@odata.etag': etag,
    requestExpiresDateTime: admin.requestExpiresAt.toISOString(),
    createdBy: admin.requestedBy,
    ...(termination === null ? {} : { terminatedBy: termination.by }),
    ...(end !== null && (status === 'active' || status === 'expiring') ? { daysLeft: daysBetween(today, end) } : {}),
    directoryLevel: levelOf(admin.roles),
    ...(fresh === null ? {} : { request: { url: fresh.url, message: messageView(fresh.message) } }),
    attributes: { objectType: 'DelegatedAdminRelationship', etag },
  };
}
