import type { LicensePlans } from '../../catalog/held-products.ts';
import { recordAudit, type Answer } from '../../audit/store.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { GroupId, ServicePlanId, SkuId, UserId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import { licenseAudit } from '../assignment/audit.ts';
import { adminServices } from '../assignment/commands.ts';
import { decideChange, type Setting } from '../assignment/decision.ts';
import { changesOf, planChanges, type DirectoryUser, type Outcome } from '../assignment/plan.ts';
import type { LicenseRefusal } from '../assignment/reasons.ts';
import { dropLicenses, gatherLicenses, setLicenses } from '../assignment/store.ts';
import { disabledUnasked } from '../assignment/update.ts';
import {
  admit,
  changeOnce,
  notDelegated,
  type Admitted,
  type Answered,
  type Done,
  type NotDelegated,
  type NotReady,
  type Surroundings,
} from '../commands.ts';
import type { DirectoryRequest } from '../request.ts';
import { groupAudit } from './audit.ts';
import { membersChange, planJoining, planMembers, type Joined, type WhoCannot } from './plan.ts';
import { addGroups, addMembers, changeGroupLicenses, gatherGroup, removeGroups, removeMembers, type GroupFacts } from './store.ts';

/** Why a group cannot be changed at all. */
export type GroupRefusal = NotReady | NotDelegated | { readonly kind: 'no_such_group' };

/** Members for whom something is in the way of what the group is to hand on. */
export type MembersCannot = { readonly kind: 'members_cannot'; readonly refused: readonly Extract<Outcome, { kind: 'refused' }>[] };

/** A member who cannot lose what the group gives. */
export type MemberRefusal =
  | { readonly kind: 'no_such_member' }
  | { readonly kind: 'refused'; readonly user: DirectoryUser; readonly refusals: readonly LicenseRefusal[] };

type GroupRequest = DirectoryRequest & { readonly groupId: GroupId };

/** Makes a group without members. */
export function createGroup(
  tx: Tx,
  request: DirectoryRequest & {
    readonly displayName: string;
    readonly answer: (group: { readonly id: GroupId; readonly displayName: string }) => Answer;
  },
  around: Surroundings,
): Promise<GroupRefusal | Answered> {
  return changeOnce(tx, request, around, async (): Promise<GroupRefusal | Done> => {
    const found = await look(tx, request, null, around);
    if (found.kind !== 'admitted') return found;
    const group = { id: found.present.newId() as GroupId, displayName: request.displayName };
    const audit = groupAudit({ before: null, after: group.displayName, groupId: group.id }, auditing(request, found));
    return { kind: 'done', answer: request.answer(group), writes: [addGroups([group]), recordAudit([audit])] };
  });
}

/** Removes a group that has neither members nor licences. */
export function deleteGroup(
  tx: Tx,
  request: GroupRequest & { readonly answer: () => Answer },
  around: Surroundings,
): Promise<GroupRefusal | { readonly kind: 'group_in_use' } | Answered> {
  return changeOnce(tx, request, around, async (): Promise<GroupRefusal | { readonly kind: 'group_in_use' } | Done> => {
    const found = await look(tx, request, request.groupId, around);
    if (found.kind !== 'admitted') return found;
    const { facts } = found;
    if (facts.group === null) return { kind: 'no_such_group' };
    if (facts.memberIds.length + facts.licenses.length > 0) return { kind: 'group_in_use' };
    const audit = groupAudit({ before: facts.group.displayName, after: null, groupId: request.groupId }, auditing(request, found));
    return { kind: 'done', answer: request.answer(), writes: [removeGroups([request.groupId]), recordAudit([audit])] };
  });
}

export type GroupLicensesRequest = GroupRequest & {
  /** Everything the group is to hand on; `disabledPlanIds` null: as it is now, or as it was in the products that go. */
  readonly licenses: readonly { readonly skuId: SkuId; readonly disabledPlanIds: readonly ServicePlanId[] | null }[];
  readonly whoCannot: WhoCannot;
  readonly preview: boolean;
  readonly answer: (outcomes: readonly Outcome[], catalog: Catalog) => Answer;
};

/** Changes what a group hands on, for all members at once: a swap leaves none of them without. */
export function setGroupLicenses(
  tx: Tx,
  request: GroupLicensesRequest,
  around: Surroundings,
): Promise<GroupRefusal | MembersCannot | Answered> {
  return changeOnce(tx, request, around, async (): Promise<GroupRefusal | MembersCannot | Done> => {
    const found = await look(tx, request, request.groupId, around);
    if (found.kind !== 'admitted') return found;
    const { facts, present } = found;
    if (facts.group === null) return { kind: 'no_such_group' };
    const goes = facts.licenses.map(({ skuId }) => skuId).filter((skuId) => !request.licenses.some((license) => license.skuId === skuId));
    const wanted = request.licenses.map(({ skuId, disabledPlanIds }): LicensePlans => ({
      skuId,
      disabledPlanIds: disabledPlanIds ?? disabledUnasked(present.catalog, facts.licenses, goes, skuId),
    }));
    const people = await membersOf(
      tx,
      request,
      found,
      [...wanted, ...facts.licenses].map(({ skuId }) => skuId),
      facts.memberIds,
    );
    if (people.kind !== 'people') return people;

    const { outcomes, kept } = planMembers(people.setting, people.users, membersChange(request.groupId, facts.licenses, wanted));
    const refused = outcomes.filter((outcome) => outcome.kind === 'refused');
    if (refused.length > 0 && request.whoCannot === 'refuse' && !request.preview) return { kind: 'members_cannot', refused };
    const answer = request.answer(outcomes, present.catalog);
    if (request.preview) return { kind: 'done', answer, writes: [] };
    const groupWrites = changeGroupLicenses(request.groupId, { set: wanted, drop: goes }, present.now);
    const products = (licenses: readonly LicensePlans[]) => ({
      name: facts.group?.displayName ?? '',
      skuIds: licenses.map(({ skuId }) => skuId),
    });
    const audit = groupAudit(
      { groupId: request.groupId, before: products(facts.licenses), after: products(wanted) },
      auditing(request, found),
    );
    return {
      kind: 'done',
      answer,
      writes: [...groupWrites, ...memberWrites([...outcomes, ...kept], request, found), recordAudit([audit])],
    };
  });
}

/** Takes people into a group; each gets what the group hands on, as far as nothing is in the way. */
export function joinGroup(
  tx: Tx,
  request: GroupRequest & { readonly userIds: readonly UserId[]; readonly answer: (joined: readonly Joined[], catalog: Catalog) => Answer },
  around: Surroundings,
): Promise<GroupRefusal | Answered> {
  return changeOnce(tx, request, around, async (): Promise<GroupRefusal | Done> => {
    const found = await look(tx, request, request.groupId, around);
    if (found.kind !== 'admitted') return found;
    const { facts, present } = found;
    if (facts.group === null) return { kind: 'no_such_group' };
    const people = await membersOf(
      tx,
      request,
      found,
      facts.licenses.map(({ skuId }) => skuId),
      request.userIds,
    );
    if (people.kind !== 'people') return people;
    const joined = planJoining(people.setting, people.users, request.groupId, facts.licenses);
    const newcomers = joined
      .filter(({ outcome }) => outcome.kind !== 'refused')
      .map(({ outcome }) => outcome.user.userId)
      .filter((userId) => !facts.memberIds.includes(userId));
    const writes = [
      addMembers(request.groupId, newcomers, present.now),
      ...memberWrites(
        joined.map(({ outcome }) => outcome),
        request,
        found,
      ),
    ];
    return {
      kind: 'done',
      answer: request.answer(joined, present.catalog),
      writes: newcomers.length === 0 && joined.every(({ outcome }) => outcome.kind !== 'changed') ? [] : writes,
    };
  });
}

/** Takes somebody out of a group, with the licences that came from it. */
export function leaveGroup(
  tx: Tx,
  request: GroupRequest & { readonly userId: UserId; readonly answer: () => Answer },
  around: Surroundings,
): Promise<GroupRefusal | MemberRefusal | Answered> {
  return changeOnce(tx, request, around, async (): Promise<GroupRefusal | MemberRefusal | Done> => {
    const found = await look(tx, request, request.groupId, around);
    if (found.kind !== 'admitted') return found;
    const { facts } = found;
    if (facts.group === null) return { kind: 'no_such_group' };
    if (!facts.memberIds.includes(request.userId)) return { kind: 'no_such_member' };
    const people = await membersOf(
      tx,
      request,
      found,
      facts.licenses.map(({ skuId }) => skuId),
      [request.userId],
    );
    if (people.kind !== 'people') return people;
    const change = membersChange(request.groupId, facts.licenses, []);
    const [outcome] = planChanges(
      people.setting,
      people.users.map((user) => ({ user, decide: (person) => decideChange(people.setting, person, change) })),
    );
    if (outcome?.kind === 'refused') return { kind: 'refused', user: outcome.user, refusals: outcome.refusals };
    const writes = outcome === undefined ? [] : memberWrites([outcome], request, found);
    return { kind: 'done', answer: request.answer(), writes: [removeMembers(request.groupId, [request.userId]), ...writes] };
  });
}

type Found = Admitted<GroupFacts>;

async function look(
  tx: Tx,
  { scope }: DirectoryRequest,
  groupId: GroupId | null,
  around: Surroundings,
): Promise<NotReady | NotDelegated | Found> {
  return admit(await gatherGroup(tx, scope, groupId), around);
}

type People = { readonly kind: 'people'; readonly setting: Setting; readonly users: readonly DirectoryUser[] };

/** The users with the seats of the products concerned, in the order of their ids as given. */
async function membersOf(
  tx: Tx,
  { scope }: DirectoryRequest,
  { facts, present: { catalog, now } }: Found,
  skuIds: readonly SkuId[],
  userIds: readonly UserId[],
): Promise<NotReady | NotDelegated | People> {
  const barrier = notDelegated(facts, adminServices(catalog, skuIds), now);
  if (barrier !== null) return barrier;
  const gathered = await gatherLicenses(tx, scope, { skuIds: [...new Set(skuIds)], userIds });
  if (gathered === null) return { kind: 'no_such_customer' };
  const byId = new Map(gathered.users.map((user) => [user.userId, user]));
  const users = userIds.map((userId) => byId.get(userId)).filter((user) => user !== undefined);
  return { kind: 'people', users, setting: { catalog, products: new Map(gathered.products.map((product) => [product.skuId, product])) } };
}

function memberWrites(outcomes: readonly Outcome[], request: DirectoryRequest, { facts, present: { now, newId } }: Found) {
  const { set, drop } = changesOf(outcomes);
  const audit = licenseAudit(outcomes, { actor: request.actor, companyName: facts.companyName, at: now, newId });
  return [setLicenses(set, now), dropLicenses(drop), recordAudit(audit)];
}

function auditing({ actor }: DirectoryRequest, { facts, present: { now, newId } }: Found) {
  return { auditId: newId(), actor, customerName: facts.companyName, at: now };
}
