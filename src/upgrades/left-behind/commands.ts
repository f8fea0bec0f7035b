import { hasDirectoryRights } from '../../access/permissions.ts';
import { announce, recordAudit, type Answer } from '../../audit/store.ts';
import { appendCharges } from '../../billing/store.ts';
import type { Catalog, Offer } from '../../catalog/catalog.ts';
import { dayOf } from '../../kit/dates.ts';
import type { PartnerUserId, UpgradeId, UserId } from '../../kit/ids.ts';
import { licenseAudit } from '../../licenses/assignment/audit.ts';
import { changesOf, planChanges, remembered, type Outcome } from '../../licenses/assignment/plan.ts';
import { dropLicenses, dropProducts, gatherLicenses, moveLicenses } from '../../licenses/assignment/store.ts';
import { decideUpdate } from '../../licenses/assignment/update.ts';
import {
  changeOnce,
  notDelegated,
  presentOf,
  type Answered,
  type Done,
  type NotDelegated,
  type NotReady,
  type Present,
  type Surroundings,
} from '../../licenses/commands.ts';
import type { DirectoryRequest } from '../../licenses/request.ts';
import type { LeftBehind } from '../../licenses/transfer.ts';
import type { Tx } from '../../platform/db.ts';
import type { Write } from '../../platform/write.ts';
import { subscriptionUpdated } from '../../subscriptions/announcement.ts';
import { settleCustomer } from '../../subscriptions/renewal/commands.ts';
import { dueEvent, lifeOf } from '../../subscriptions/renewal/events.ts';
import { LIFE_POLICY } from '../../subscriptions/renewal/policy.ts';
import { changeSubscriptions } from '../../subscriptions/store.ts';
import { countUsers } from '../plan.ts';
import { progressUpgrades, readPeople, type DirectoryPerson } from '../store.ts';
import { ownerAudit, workAudit } from './audit.ts';
import { planDismissal, planRetry, type WorkFacts, type WorkPlan } from './plan.ts';
import { asLeftBehind } from './refused.ts';
import { groupsIn } from './task.ts';
import { closeTasks, countByOwner, gatherWork, ownTasks, readGroupNames, renewReasons, type GatheredWork } from './store.ts';

/** Why nothing can be done about the people of an upgrade. */
export type WorkRefusal =
  | NotReady
  | NotDelegated
  | { readonly kind: 'no_such_upgrade' }
  | { readonly kind: 'upgrade_finished'; readonly state: 'done' | 'undone' }
  /** The caller has no rights in the customer's directory. */
  | { readonly kind: 'no_directory_rights' }
  | { readonly kind: 'offer_unknown' };

/** What was done, for the answer. */
export type DoneWork = {
  readonly facts: WorkFacts;
  readonly plan: WorkPlan;
  /** The chosen for whom something is in the way, and who they are. */
  readonly leftBehind: readonly LeftBehind[];
  readonly people: ReadonlyMap<UserId, DirectoryPerson>;
  /** Names of the groups that reasons speak of. */
  readonly groups: ReadonlyMap<string, string>;
  readonly catalog: Catalog;
};

export type WorkRequest = DirectoryRequest & {
  readonly upgradeId: UpgradeId;
  /** Whom it is about; null: everyone who is left behind. */
  readonly userIds: readonly UserId[] | null;
  readonly answer: (done: DoneWork) => Answer;
};

/**
 * Tries again to move people whom an upgrade left behind: decides anew under the customer's lock, moves exactly those of
 * the chosen who can, and gives their seats of the source back. With the last one the source is closed.
 */
export function retryLeftBehind(tx: Tx, request: WorkRequest, around: Surroundings): Promise<WorkRefusal | Answered> {
  return changeOnce(tx, request, around, async (): Promise<WorkRefusal | Done> => {
    const ready = await prepare(tx, request, around);
    if (ready.kind !== 'ready') return ready;
    const { facts, present, source, target } = ready;
    const plan = planRetry(facts, { source, target }, { catalog: present.catalog, today: dayOf(present.now) });
    const moving = moveLicenses(plan.moves, { from: source.skuId, to: target.skuId, at: present.now });
    return finish(tx, request, ready, { plan, leftBehind: plan.leftBehind, note: null, writes: moving });
  });
}

export type DismissalRequest = WorkRequest & { readonly note: string; readonly license: 'keep' | 'remove' };

/**
 * Gives up on people whom an upgrade left behind. They keep the old product, and the source keeps their seats; or the
 * licence is taken from them, and the seats are given back.
 */
export function dismissLeftBehind(tx: Tx, request: DismissalRequest, around: Surroundings): Promise<WorkRefusal | Answered> {
  return changeOnce(tx, request, around, async (): Promise<WorkRefusal | Done> => {
    const ready = await prepare(tx, request, around);
    if (ready.kind !== 'ready') return ready;
    const { facts, present } = ready;
    const outcomes = request.license === 'remove' ? await takeAway(tx, request, ready) : [];
    const idsOf = (kind: Outcome['kind']) => outcomes.filter((outcome) => outcome.kind === kind).map(({ user }) => user.userId);
    const plan = planDismissal(facts, idsOf('changed'), idsOf('refused'), { catalog: present.catalog, today: dayOf(present.now) });
    const audit = licenseAudit(outcomes, {
      actor: request.actor,
      companyName: facts.customer.companyName,
      at: present.now,
      newId: present.newId,
    });
    const writes = [dropLicenses(changesOf(outcomes).drop), recordAudit(audit)];
    return finish(tx, request, ready, { plan, leftBehind: asLeftBehind(outcomes), note: request.note, writes });
  });
}

export type OwnerRequest = Omit<WorkRequest, 'answer'> & {
  readonly owner: { readonly id: PartnerUserId; readonly name: string } | null;
  readonly answer: (users: number) => Answer;
};

/** Gives the work on some people to somebody of the partner, or to nobody. */
export function ownLeftBehind(tx: Tx, request: OwnerRequest, around: Surroundings): Promise<WorkRefusal | Answered> {
  return changeOnce(tx, request, around, async (): Promise<WorkRefusal | Done> => {
    const facts = await gatherWork(tx, request.scope, request);
    if (facts === null) return { kind: 'no_such_customer' };
    const { upgrade } = facts;
    if (upgrade === null) return { kind: 'no_such_upgrade' };
    if (upgrade.state !== 'finishing') return { kind: 'upgrade_finished', state: upgrade.state };
    const present = presentOf(facts.customer, around);
    if (present.kind !== 'present') return present;
    const userIds = facts.chosen.flatMap((group) => group.userIds);
    const answer = request.answer(userIds.length);
    if (userIds.length === 0) return { kind: 'done', answer, writes: [] };
    const before = await countByOwner(tx, request.scope.customerId, request);
    const audit = ownerAudit(
      { ...facts, upgrade },
      { before, after: [{ owner: request.owner?.name ?? null, users: userIds.length }], userIds },
      { auditId: present.newId(), actor: request.actor, at: present.now },
    );
    return { kind: 'done', answer, writes: [ownTasks(userIds, request.owner?.id ?? null, upgrade.id), recordAudit([audit])] };
  });
}

type Ready = {
  readonly kind: 'ready';
  readonly facts: WorkFacts;
  readonly present: Present;
  readonly source: Offer;
  readonly target: Offer;
};

async function prepare(tx: Tx, request: WorkRequest, around: Surroundings): Promise<WorkRefusal | Ready> {
  if (!hasDirectoryRights(request.actor.caller)) return { kind: 'no_directory_rights' };
  const gathered = await settledWork(tx, request, around);
  if (gathered === null) return { kind: 'no_such_customer' };
  const present = presentOf(gathered.customer, around);
  if (present.kind !== 'present') return present;
  const { upgrade } = gathered;
  if (upgrade === null) return { kind: 'no_such_upgrade' };
  if (upgrade.state !== 'finishing') return { kind: 'upgrade_finished', state: upgrade.state };
  const source = present.catalog.offers.get(upgrade.sourceOfferId);
  const target = present.catalog.offers.get(upgrade.targetOfferId);
  if (source === undefined || target === undefined) return { kind: 'offer_unknown' };
  const barrier = notDelegated(gathered.customer, [source.adminService, target.adminService], present.now);
  return barrier ?? { kind: 'ready', facts: { ...gathered, upgrade }, present, source, target };
}

/** The facts; where something fell due for the source and was not done yet, it happens first: else days of its seats would never be charged. */
async function settledWork(tx: Tx, request: WorkRequest, around: Surroundings): Promise<GatheredWork | null> {
  const first = await gatherWork(tx, request.scope, request);
  if (first === null || !isOverdue(first, around)) return first;
  await settleCustomer(tx, request.scope.customerId, { ...around, policy: LIFE_POLICY, dropProducts });
  return gatherWork(tx, request.scope, request);
}

function isOverdue({ customer, upgrade, account }: GatheredWork, around: Surroundings): boolean {
  const present = presentOf(customer, around);
  const source = customer.subscriptions.find(({ id }) => id === upgrade?.sourceId);
  // With an outdated catalogue all is read again, and of what is finished nothing hangs on it.
  if (present.kind !== 'present' || upgrade?.state !== 'finishing' || source === undefined || account === null) return false;
  return dueEvent(lifeOf(source, account, present.catalog.offers.get(source.offerId)), LIFE_POLICY, dayOf(present.now)) !== null;
}

/** Takes the source's licence from the chosen who have it, as far as nothing is in the way. */
async function takeAway(tx: Tx, request: WorkRequest, { facts, present: { catalog }, source }: Ready): Promise<readonly Outcome[]> {
  const userIds = facts.chosen.filter(({ hasSource }) => hasSource).flatMap((group) => group.userIds);
  const gathered = await gatherLicenses(tx, request.scope, { skuIds: [source.skuId], userIds });
  const setting = { catalog, products: new Map((gathered?.products ?? []).map((product) => [product.skuId, product])) };
  const decide = remembered((person) => {
    const groupIds = person.licenses.filter(({ skuId }) => skuId === source.skuId).flatMap(({ groupId }) => groupId ?? []);
    const decision = decideUpdate(setting, person, { assign: [], remove: [source.skuId] });
    // What a group gives too would stay, and the seat with it.
    return groupIds.length === 0
      ? decision
      : { ...decision, refusals: [{ code: 'license_inherited_from_group', skuId: source.skuId, groupIds }] };
  });
  return planChanges(
    setting,
    (gathered?.users ?? []).map((user) => ({ user, decide })),
  );
}

type Working = {
  readonly plan: WorkPlan;
  readonly leftBehind: readonly LeftBehind[];
  readonly note: string | null;
  readonly writes: readonly Write[];
};

async function finish(tx: Tx, request: WorkRequest, { facts, present }: Ready, { plan, leftBehind, note, writes }: Working): Promise<Done> {
  const { upgrade } = facts;
  const { partnerId, customerId } = request.scope;
  const { caller } = request.actor;
  const { now, newId, catalog } = present;
  const userIds = leftBehind.flatMap((group) => group.userIds);
  const people = userIds.length === 0 ? new Map<UserId, DirectoryPerson>() : await readPeople(tx, customerId, userIds);
  const groups = await readGroupNames(
    tx,
    groupsIn(leftBehind).map((groupId) => ({ customerId, groupId })),
  );
  const answer = request.answer({ facts, plan, leftBehind, people, groups, catalog });
  const ended = countUsers(plan.moves) + plan.movedByHand.length + plan.gone.length + plan.dismissed.length;
  if (ended + plan.leftBehind.length === 0) return { kind: 'done', answer, writes: [] };

  const worker = { id: upgrade.id, by: caller.kind === 'user' ? caller.userId : null, at: now };
  const audit = workAudit(facts, plan, { auditId: newId(), actor: request.actor, at: now, note });
  const moved = [...plan.moves.flatMap((move) => move.userIds), ...plan.movedByHand];
  const progress = { id: upgrade.id, usersMoved: upgrade.usersMoved + moved.length, usersLeftBehind: plan.usersOpen, at: now };
  return {
    kind: 'done',
    answer,
    writes: [
      ...writes,
      closeTasks(
        [
          { userIds: moved, state: 'moved', note: null },
          { userIds: plan.gone, state: 'gone', note: null },
          { userIds: plan.dismissed, state: 'dismissed', note },
        ],
        worker,
      ),
      renewReasons(plan.leftBehind, worker),
      ...sourceWrites(plan, { audit: audit.auditId, at: now, newId }),
      // The lines belong to the event of the upgrade: its bill adds up to the end.
      appendCharges(
        plan.lines.map((charge) => ({ chargeId: newId(), charge })),
        { eventId: upgrade.id, partnerId, at: now },
      ),
      progressUpgrades([progress]),
      recordAudit([audit]),
    ],
  };
}

function sourceWrites(
  { change }: WorkPlan,
  told: { readonly audit: string; readonly at: Date; readonly newId: () => string },
): readonly Write[] {
  if (change === null) return [];
  const { source, seatsLeft, closes } = change;
  return [
    changeSubscriptions([
      { id: source.id, quantity: closes ? source.quantity : seatsLeft, status: closes ? 'deleted' : source.status, at: told.at },
    ]),
    announce([subscriptionUpdated(source, { eventId: told.newId(), auditId: told.audit, at: told.at })]),
  ];
}
