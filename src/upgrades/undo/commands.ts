import type { Caller } from '../../access/caller.ts';
import type { Actor, AuditEntry } from '../../audit/entry.ts';
import { announce, readAnswer, recordAudit, rememberAnswer, type Answer, type Question } from '../../audit/store.ts';
import { appendCharges } from '../../billing/store.ts';
import type { Outdated } from '../../catalog/freshness.ts';
import { setLicenses, moveLicenses } from '../../licenses/assignment/store.ts';
import { presentOf, type Present, type Surroundings } from '../../licenses/commands.ts';
import type { Tx } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import { writeAll, type Write } from '../../platform/write.ts';
import { subscriptionUpdated } from '../../subscriptions/announcement.ts';
import { changeSubscriptions, hangSubscriptions } from '../../subscriptions/store.ts';
import { lockCustomer } from '../../subscriptions/tenant/store.ts';
import { closeAllTasks } from '../left-behind/store.ts';
import { markUndone } from '../store.ts';
import { gatherUndo, noteUndone, type GatheredUndo, type UpgradeAddress } from './store.ts';
import { planUndo, type UndoFacts, type UndoPlan, type UndoPlanning } from './undo.ts';

type NotFound = { readonly kind: 'no_such_customer' } | { readonly kind: 'no_such_upgrade' };

/** An undo worked out: what it would do, or every reason against it. */
export type Decided = {
  readonly kind: 'decided';
  readonly facts: UndoFacts;
  readonly planning: UndoPlanning;
  readonly offerNames: GatheredUndo['offerNames'];
};

/** Works out what undoing an upgrade would do, without doing it. */
export async function previewUndo(
  reader: Reader,
  address: UpgradeAddress,
  caller: Caller,
  around: Surroundings,
): Promise<NotFound | Outdated | Decided> {
  return decide(await gatherUndo(reader, address), caller, around);
}

export type UndoRequest = {
  readonly address: UpgradeAddress;
  readonly actor: Actor;
  readonly question: Question;
  /** Words the answer; it is kept with the effect, so that a repeat reads the same. */
  readonly answer: (facts: UndoFacts, plan: UndoPlan) => Answer;
};

export type UndoOutcome =
  | NotFound
  | Outdated
  | { readonly kind: 'answered'; readonly answer: Answer }
  | (Decided & { readonly planning: Extract<UndoPlanning, { kind: 'refused' }> });

/**
 * Undoes an upgrade, all of it in this transaction and under the customer's lock: the source has its seats again, the
 * target is gone, every licence is as it was, and every line of the bill has its opposite.
 */
export async function undoUpgrade(tx: Tx, request: UndoRequest, around: Surroundings): Promise<UndoOutcome> {
  const { address, question, actor } = request;
  const locked = lockCustomer(tx, address);
  const [answered, gathered] = await Promise.all([readAnswer(tx, address.customerId, question), gatherUndo(tx, address)]);
  await locked;
  if (answered !== null) return { kind: 'answered', answer: answered };
  const decided = decide(gathered, actor.caller, around);
  if (decided.kind !== 'decided') return decided;
  const { planning } = decided;
  if (planning.kind === 'refused') return { ...decided, planning };
  const answer = request.answer(decided.facts, planning.plan);
  const present = { ...around, now: decided.facts.now };
  writeAll(tx, address.customerId, [
    ...writesOf(decided, planning.plan, actor, present),
    rememberAnswer(question, answer, decided.facts.now),
  ]);
  return { kind: 'answered', answer };
}

function decide(gathered: Awaited<ReturnType<typeof gatherUndo>>, caller: Caller, around: Surroundings): NotFound | Outdated | Decided {
  if (gathered === null) return { kind: 'no_such_customer' };
  if (gathered.undo === null) return { kind: 'no_such_upgrade' };
  const present = presentOf(gathered.customer, around);
  if (present.kind === 'catalog_outdated') return present;
  const { offerNames, ...read } = gathered.undo;
  const facts: UndoFacts = { ...read, caller, catalog: present.catalog, now: present.now };
  return { kind: 'decided', facts, planning: planUndo(facts), offerNames };
}

function writesOf(decided: Decided, plan: UndoPlan, actor: Actor, { now, newId }: Pick<Present, 'now' | 'newId'>): readonly Write[] {
  const { facts } = decided;
  const { upgrade, source, target, catalog } = facts;
  const caller = actor.caller.kind === 'user' ? actor.caller.userId : null;
  const audit = undoAudit(decided, plan, { auditId: newId(), actor, at: now });
  const between = { from: catalog.offers.get(target.offerId)?.skuId, to: catalog.offers.get(source.offerId)?.skuId, at: now };
  const told = { auditId: audit.auditId, at: now };
  const kept = plan.addOns.filter(({ chosen }) => chosen === 'keep');
  const ended = plan.addOns.filter(({ chosen }) => chosen === 'drop');
  return [
    changeSubscriptions([
      { id: source.id, quantity: plan.source.quantity, status: 'active', at: now },
      { id: target.id, quantity: plan.target.quantity, status: 'deleted', at: now },
      ...ended.map(({ id, now: { quantity } }) => ({ id, quantity, status: 'active' as const, at: now })),
    ]),
    hangSubscriptions(kept.map(({ id, parentId }) => ({ id, parentId }))),
    ...licensesBack(plan, between),
    appendCharges(
      plan.lines.map((charge) => ({ chargeId: newId(), charge })),
      { eventId: newId(), partnerId: source.partnerId, at: now },
    ),
    markUndone(upgrade.id, now),
    noteUndone(upgrade.id, caller, now),
    closeAllTasks({ id: upgrade.id, by: caller, at: now }),
    recordAudit([audit]),
    announce(
      [source, target, ...plan.addOns.map((addOn) => addOn.now)].map((each) => subscriptionUpdated(each, { ...told, eventId: newId() })),
    ),
  ];
}

/** Who moved moves back; who only lost the source's licence gets it again beside the target's. */
function licensesBack(plan: UndoPlan, between: Parameters<typeof moveLicenses>[1]): readonly Write[] {
  const { to: skuId, at } = between;
  const moved = plan.moved.filter((group) => !group.hadTarget);
  const kept = plan.moved.filter((group) => group.hadTarget);
  const back = moved.map(({ userIds, disabledBefore, assignedBefore }) => ({
    userIds,
    disabledPlanIds: disabledBefore,
    assignedAt: assignedBefore,
    // Somebody may have given it to them again meanwhile.
    isSeated: true,
  }));
  if (skuId === undefined) return [];
  return [
    ...moveLicenses(back, between),
    setLicenses(
      kept.map(({ userIds, disabledBefore, assignedBefore }) => ({
        userIds,
        skuId,
        groupId: null,
        disabledPlanIds: disabledBefore,
        assignedAt: assignedBefore,
      })),
      at,
    ),
    setLicenses(plan.released, at),
  ];
}

/** The entry of an undo. Inside, names are PascalCase as in the audit API. */
function undoAudit(
  { facts, offerNames }: Decided,
  plan: UndoPlan,
  done: { readonly auditId: string; readonly actor: Actor; readonly at: Date },
): AuditEntry {
  const { customer, source, target, upgrade } = facts;
  const told = (each: typeof source, name: string, quantity: number, status: string) => ({
    Id: each.id,
    OfferId: each.offerId,
    OfferName: name,
    Quantity: quantity,
    Status: status,
  });
  return {
    ...done,
    customerName: customer.companyName,
    resourceType: 'subscription',
    resourceId: source.id,
    operationType: 'update_subscription',
    oldValue: {
      SourceSubscription: told(source, offerNames.source, source.quantity, source.status),
      TargetSubscription: told(target, offerNames.target, target.quantity, target.status),
    },
    newValue: {
      SourceSubscription: told(source, offerNames.source, plan.source.quantity, 'active'),
      TargetSubscription: told(target, offerNames.target, plan.target.quantity, 'deleted'),
    },
    customizedData: [
      { key: 'UndoneUpgradeId', value: upgrade.id },
      { key: 'UsersMovedBack', value: String(plan.usersBack) },
      ...(plan.addOns.length === 0 ? [] : [{ key: 'AddOnsBack', value: plan.addOns.map(({ id }) => id).join(' ') }]),
    ],
  };
}
