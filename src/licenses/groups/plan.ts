import type { LicensePlans } from '../../catalog/held-products.ts';
import type { GroupId } from '../../kit/ids.ts';
import { changed, decideChange, isSameWay, type License, type LicenseChange, type Setting } from '../assignment/decision.ts';
import { freeSeats, grantEach, type NotGranted } from '../assignment/grant.ts';
import { planChanges, remembered, type DirectoryUser, type Outcome } from '../assignment/plan.ts';

/** What happens to a member for whom the new licences are in the way of something. */
export type WhoCannot = 'refuse' | 'keep_old';

/** The change of every member when a group hands on other products than before. */
export function membersChange(groupId: GroupId, before: readonly LicensePlans[], after: readonly LicensePlans[]): LicenseChange {
  const gone = before.filter(({ skuId }) => !after.some((license) => license.skuId === skuId));
  return { set: after.map((license) => ({ ...license, groupId })), drop: gone.map(({ skuId }) => ({ skuId, groupId })) };
}

/** What the change does to each member; those who cannot follow are told apart, and may keep what they have. */
export type MembersPlan = { readonly outcomes: readonly Outcome[]; readonly kept: readonly Outcome[] };

/** Decides for all members. Who cannot follow and keeps the old products has them assigned directly from then on. */
export function planMembers(setting: Setting, members: readonly DirectoryUser[], change: LicenseChange): MembersPlan {
  const decide = remembered((person) => decideChange(setting, person, change));
  const outcomes = planChanges(
    setting,
    members.map((user) => ({ user, decide })),
  );
  const cannot = outcomes.filter((outcome) => outcome.kind === 'refused');
  return { outcomes, kept: cannot.map(({ user }) => ({ user, kind: 'changed', after: keepingOld(user, change), lost: [] })) };
}

function keepingOld(user: DirectoryUser, { drop }: LicenseChange): readonly License[] {
  const losing = user.licenses.filter((license) =>
    drop.some(({ skuId, groupId }) => license.skuId === skuId && license.groupId === groupId),
  );
  const direct = losing.filter(({ skuId }) => !user.licenses.some((license) => license.skuId === skuId && license.groupId === null));
  return changed(user.licenses, { set: direct.map((license) => ({ ...license, groupId: null })), drop });
}

/** What somebody gets from a group that they join. */
export type Joined = { readonly outcome: Outcome; readonly notGranted: readonly NotGranted[] };

/** Gives newcomers what the group hands on, product by product: one that is in the way does not keep the others back. */
export function planJoining(
  setting: Setting,
  users: readonly DirectoryUser[],
  groupId: GroupId,
  licenses: readonly LicensePlans[],
): readonly Joined[] {
  const free = freeSeats(setting);
  return users.map((user) => {
    if (user.state === 'inactive') return { outcome: { user, kind: 'refused', refusals: [{ code: 'user_deleted' }] }, notGranted: [] };
    const lacking = licenses.filter(({ skuId }) => !user.licenses.some((license) => isSameWay(license, { skuId, groupId })));
    const wanted = lacking.map((license) => ({ ...license, groupId }));
    const { after, refused } = grantEach(setting, free, user, wanted);
    return {
      outcome: after === user.licenses ? { user, kind: 'unchanged' } : { user, kind: 'changed', after, lost: [] },
      notGranted: refused,
    };
  });
}
