import type { SkuId } from '../../kit/ids.ts';
import type { Setting } from '../assignment/decision.ts';
import { freeSeats, grantEach, type Granted } from '../assignment/grant.ts';
import type { DirectoryUser } from '../assignment/plan.ts';
import type { License } from '../assignment/decision.ts';
import type { User } from '../user.ts';

/** How long a deleted user can be restored (the directory's own retention). */
export const RESTORE_DAYS = 30;

const MS_PER_DAY = 86_400_000;

/** The members of a user that can be edited. */
export type UserEdit = Partial<
  Pick<User, 'userPrincipalName' | 'displayName' | 'firstName' | 'lastName' | 'usageLocation' | 'phoneNumber' | 'immutableId'>
>;

/** Whether a deleted user can come back: up to the last moment of the thirtieth day after the deletion. */
export function canRestore(user: User, now: Date): boolean {
  return user.softDeletedAt === null || now.getTime() <= new Date(user.softDeletedAt).getTime() + RESTORE_DAYS * MS_PER_DAY;
}

/** The user with the edits, the version counted up; null where nothing differs. */
export function edited(user: User, edit: UserEdit): User | null {
  const changed = { ...user, ...edit };
  const isSame = (Object.keys(edit) as (keyof UserEdit)[]).every((member) => user[member] === changed[member]);
  return isSame ? null : changed;
}

/** What a deletion remembers: the licences assigned directly. Those of groups come back with the groups. */
export function rememberedLicenses(licenses: readonly License[]): readonly Omit<License, 'groupId'>[] {
  return licenses.filter(({ groupId }) => groupId === null).map(({ skuId, disabledPlanIds }) => ({ skuId, disabledPlanIds }));
}

/** The licences of somebody who comes back: each that can be had again, and why the others cannot. */
export function restoredLicenses(setting: Setting, user: DirectoryUser, wanted: readonly License[]): Granted {
  const comingBack: DirectoryUser = { ...user, state: 'active', licenses: [] };
  return grantEach(setting, freeSeats(setting), comingBack, wanted);
}

/** The products of some licences, each once. */
export function productsOf(licenses: readonly License[]): readonly SkuId[] {
  return [...new Set(licenses.map(({ skuId }) => skuId))];
}
