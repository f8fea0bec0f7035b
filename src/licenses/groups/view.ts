import { offerOfSku, type LicensePlans } from '../../catalog/held-products.ts';
import type { CustomerId, SkuId } from '../../kit/ids.ts';
import { link } from '../../platform/paging.ts';
import { decideChange, type Setting } from '../assignment/decision.ts';
import { freeSeats } from '../assignment/grant.ts';
import type { DirectoryUser, Outcome } from '../assignment/plan.ts';
import { inOrder, type LicenseRefusal } from '../assignment/reasons.ts';
import { reasonView, type Shown } from '../assignment/view.ts';
import { productName } from '../transfer-words.ts';
import { productSkuView, servicePlanView } from '../view.ts';
import type * as wire from './contract.ts';
import type { Joined } from './plan.ts';
import type { ListedGroup } from './store.ts';
import type { GroupId } from '../../kit/ids.ts';

/** A group with the products that it hands on. */
export function groupView(customerId: CustomerId, group: ListedGroup, shown: Shown): wire.Group {
  return {
    id: group.id,
    displayName: group.displayName,
    memberCount: group.memberCount,
    licenses: group.licenses.map(({ skuId, disabledPlanIds, holders }) => {
      const offer = offerOfSku(shown.catalog, skuId);
      return {
        productSku: productSkuView(skuId, offer, shown.locale),
        servicePlans: (offer?.servicePlanIds ?? []).map((id) =>
          servicePlanView(id, disabledPlanIds.includes(id) ? 'Disabled' : 'Enabled', shown),
        ),
        membersWithLicense: holders,
        membersWithout: Math.max(group.memberCount - holders, 0),
      };
    }),
    links: { self: link(`/customers/${customerId}/groups/${group.id}`) },
    attributes: { objectType: 'Group' },
  };
}

/** A member with each product of the group: whether it is there, and what is in the way where it is not. */
export function memberView(
  member: DirectoryUser,
  { groupId, licenses }: { readonly groupId: GroupId; readonly licenses: readonly LicensePlans[] },
  setting: Setting,
  shown: Shown,
): wire.GroupMember {
  return {
    id: member.userId,
    displayName: member.displayName,
    userPrincipalName: member.userPrincipalName,
    ...(member.usageLocation === null ? {} : { usageLocation: member.usageLocation }),
    licenses: licenses.map((license) => {
      const assigned = member.licenses.some(({ skuId, groupId: by }) => skuId === license.skuId && by === groupId);
      const against = assigned ? [] : inTheWay(setting, member, license, groupId);
      return {
        skuId: license.skuId,
        product: productName(shown.catalog, license.skuId, shown.locale),
        state: assigned ? 'assigned' : 'missing',
        reasons: inOrder(against).map((refusal) => reasonView(refusal, shown)),
      };
    }),
    attributes: { objectType: 'GroupMember' },
  };
}

function inTheWay(setting: Setting, member: DirectoryUser, license: LicensePlans, groupId: GroupId): readonly LicenseRefusal[] {
  const { refusals, takes } = decideChange(setting, member, { set: [{ ...license, groupId }], drop: [] });
  const product = setting.products.get(license.skuId);
  const isFull = takes.length > 0 && product?.isHeld === true && (freeSeats(setting).get(license.skuId) ?? 0) < 1;
  return isFull ? [...refusals, { code: 'count_violation', skuId: license.skuId, seats: product.seats }] : refusals;
}

/** What a change of the group's licences came to; the users for whom something was in the way by name. */
export function groupChangeView(outcomes: readonly Outcome[], preview: boolean, shown: Shown): wire.GroupChange {
  return changeView(
    outcomes.map((outcome) => ({ outcome, refusals: outcome.kind === 'refused' ? outcome.refusals : [] })),
    preview,
    shown,
  );
}

/** What those got who joined; those for whom a product was in the way by name. */
export function joinedView(joined: readonly Joined[], unknown: readonly string[], shown: Shown): wire.GroupChange {
  const known = joined.map(({ outcome, notGranted }) => ({
    outcome,
    refusals: outcome.kind === 'refused' ? outcome.refusals : notGranted.flatMap(({ refusals }) => refusals),
  }));
  const view = changeView(known, false, shown);
  const missing = unknown.map((userId): wire.GroupChange['results'][number] => ({
    userId,
    userPrincipalName: '',
    displayName: '',
    outcome: 'refused',
    reasons: [reasonView({ code: 'user_not_found' }, shown)],
    servicesLost: [],
  }));
  return { ...view, usersRefused: view.usersRefused + missing.length, results: [...view.results, ...missing] };
}

function changeView(
  each: readonly { readonly outcome: Outcome; readonly refusals: readonly LicenseRefusal[] }[],
  preview: boolean,
  shown: Shown,
): wire.GroupChange {
  const count = (kind: Outcome['kind']) => each.filter(({ outcome }) => outcome.kind === kind).length;
  const troubled = each.filter(({ refusals }) => refusals.length > 0);
  return {
    preview,
    usersChanged: count('changed'),
    usersUnchanged: count('unchanged'),
    usersRefused: count('refused'),
    results: troubled.map(({ outcome, refusals }) => ({
      userId: outcome.user.userId,
      userPrincipalName: outcome.user.userPrincipalName,
      displayName: outcome.user.displayName,
      outcome: outcome.kind,
      reasons: inOrder(refusals).map((refusal) => reasonView(refusal, shown)),
      servicesLost: [],
    })),
    attributes: { objectType: 'GroupChange' },
  };
}

/** A new group, as the list would show it. */
export function newGroup(id: GroupId, displayName: string): ListedGroup {
  return { id, displayName, memberCount: 0, licenses: [] as readonly { skuId: SkuId; disabledPlanIds: never[]; holders: number }[] };
}
