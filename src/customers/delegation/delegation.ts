import { addDays, addMonths, dayOf, daysBetween, type Day } from '../../kit/dates.ts';
import type { CustomerId, DelegatedAdminId, PartnerId } from '../../kit/ids.ts';
import { directoryRole, GLOBAL_ADMINISTRATOR } from './roles.ts';

/** Delegated administration of one customer by one partner, limited to roles and a time. */
export type DelegatedAdmin = {
  readonly id: DelegatedAdminId;
  readonly customerId: CustomerId;
  readonly customerName: string;
  readonly partnerId: PartnerId;
  readonly displayName: string;
  /** Ids of directory roles. */
  readonly roles: readonly string[];
  /** ISO 8601, e.g. `P180D` or `P2Y`. */
  readonly duration: string;
  readonly autoExtendDays: 0 | 180;
  readonly requestedAt: Date;
  readonly requestedBy: string;
  /** Unless it is approved before, the request lapses. */
  readonly requestExpiresAt: Date;
  readonly approval: { readonly at: Date; readonly by: string; readonly endsOn: Day } | null;
  readonly termination: { readonly at: Date; readonly by: TerminatedBy } | null;
  readonly version: number;
  /** How far the customer lives ahead of the real time: in a demo only. */
  readonly aheadSeconds: number;
};

/** Who ended it: a side, the customer by declining, or the end of the reseller relationship. */
export type TerminatedBy = 'partner' | 'customer' | 'rejected' | 'relationship_ended';

export type DelegationState = 'approvalPending' | 'active' | 'expiring' | 'expired' | 'terminated';

/** In its last days a relationship is told to be expiring; it counts as long as it is. */
export const EXPIRING_DAYS = 30;
const EXTENSION_DAYS = 180;
const MONTHS_MAX = 24;

/** The state at a moment. What happened counts, not what was written down about it. */
export function stateOf(
  admin: Pick<DelegatedAdmin, 'approval' | 'termination' | 'requestExpiresAt' | 'autoExtendDays'>,
  now: Date,
): DelegationState {
  if (admin.termination !== null) return 'terminated';
  if (admin.approval === null) return now < admin.requestExpiresAt ? 'approvalPending' : 'expired';
  const today = dayOf(now);
  const end = endOf(admin.approval.endsOn, admin.autoExtendDays, today);
  if (end <= today) return 'expired';
  return admin.autoExtendDays === 0 && end <= addDays(today, EXPIRING_DAYS) ? 'expiring' : 'active';
}

/** The first day on which it no longer counts, with the extensions that have come by themselves until today. */
export function endOf(endsOn: Day, autoExtendDays: number, today: Day): Day {
  if (autoExtendDays === 0 || today < endsOn) return endsOn;
  const extensions = Math.floor(daysBetween(endsOn, today) / EXTENSION_DAYS) + 1;
  return addDays(endsOn, extensions * EXTENSION_DAYS);
}

/** A duration in months and days; null for what is none, or no time at all, or longer than two years. */
export function readDuration(text: string): { readonly months: number; readonly days: number } | null {
  const match = /^P(?:(\d{1,2})Y)?(?:(\d{1,2})M)?(?:(\d{1,3})D)?(?:T0S)?$/.exec(text.trim().toUpperCase());
  if (match === null) return null;
  const months = Number(match[1] ?? 0) * 12 + Number(match[2] ?? 0);
  const days = Number(match[3] ?? 0);
  const start = '2024-01-01' as Day;
  const end = addDays(addMonths(start, months), days);
  return end > start && end <= addMonths(start, MONTHS_MAX) ? { months, days } : null;
}

/** The day on which a relationship of this duration ends when it begins on this day; its own day counts. */
export function endAfter(duration: string, begunOn: Day): Day {
  const read = readDuration(duration);
  if (read === null) throw new RangeError(`not a duration of delegated administration: ${duration}`);
  return addDays(addMonths(begunOn, read.months), read.days);
}

/** What a partner asks for. */
export type DelegatedAdminWish = {
  readonly displayName: string;
  readonly roles: readonly string[];
  readonly duration: string;
  readonly autoExtendDays: 0 | 180;
};

export type WishRefusal =
  | { readonly code: 'role_unknown'; readonly roleId: string }
  | { readonly code: 'duration_out_of_range' }
  | { readonly code: 'global_admin_is_not_extended' }
  | { readonly code: 'name_taken' };

/** Decides whether a partner may ask for this. `names` are those of its other relationships with the customer. */
export function decideWish(wish: DelegatedAdminWish, names: readonly string[]): WishRefusal | null {
  const unknown = wish.roles.find((id) => directoryRole(id) === undefined);
  if (unknown !== undefined) return { code: 'role_unknown', roleId: unknown };
  if (readDuration(wish.duration) === null) return { code: 'duration_out_of_range' };
  if (wish.autoExtendDays > 0 && wish.roles.some((id) => id.toLowerCase() === GLOBAL_ADMINISTRATOR))
    return { code: 'global_admin_is_not_extended' };
  const name = wish.displayName.trim().toLowerCase();
  return names.some((known) => known.toLowerCase() === name) ? { code: 'name_taken' } : null;
}
