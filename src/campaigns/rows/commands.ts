import type { Caller } from '../../access/caller.ts';
import type { Answer } from '../../audit/store.ts';
import type { Outdated } from '../../catalog/freshness.ts';
import { monthsPerPeriod } from '../../billing/period.ts';
import { unreachable } from '../../kit/brand.ts';
import { divide, minor, sum, ZERO, type Minor } from '../../kit/money.ts';
import type { Tx } from '../../platform/db.ts';
import { hashOf } from '../../platform/hash.ts';
import { previewUpgrade, submitUpgrade, type DoneUpgrade, type Surroundings, type SubmitOutcome } from '../../upgrades/commands.ts';
import type { UpgradeFacts } from '../../upgrades/facts.ts';
import { countUsers, type UpgradePlan } from '../../upgrades/plan.ts';
import { undoUpgrade } from '../../upgrades/undo/commands.ts';
import type { Campaign } from '../campaign.ts';
import type { RowReason } from '../reasons.ts';
import { foundAddOns } from './deciding/found.ts';
import { isOnlyLater } from './later-day.ts';
import type { ClaimedRow, PlannedAddOn } from './row.ts';
import { askWithRules } from './with-rules.ts';
import { endRow, isInHand, writeEnded, writeRehearsed, writeUndone, type Ended, type Rehearsed } from './store.ts';

/** For so many days a dry run can be carried out. */
export const PREVIEW_DAYS = 30;

/** Who acts, for which campaign. */
export type Doing = { readonly campaign: Campaign; readonly caller: Caller; readonly around: Surroundings };

/** The row was dealt with, or everything is to be repeated with a newer catalogue. */
export type RowOutcome = Outdated | { readonly kind: 'done' };

/** Works a row out without doing it, and keeps what that promises: the bill, and who would be left behind. */
export async function rehearseRow(tx: Tx, row: ClaimedRow, { campaign, caller, around }: Doing): Promise<RowOutcome> {
  const asked = { ...orderOf(row), caller, hash: hashOf, minutesKept: PREVIEW_DAYS * 24 * 60 };
  const preview = await askWithRules(
    { decided: row.decided, rules: campaign.addOns },
    (addOns) => previewUpgrade(tx, { ...asked, addOns }, around),
    (found) => (found.kind === 'previewed' && found.planning.kind === 'refused' ? found.planning.reasons : []),
  );
  switch (preview.kind) {
    case 'catalog_outdated':
      return preview;
    case 'no_such_customer':
    case 'no_such_subscription':
    case 'no_such_offer':
      writeRehearsed(tx, row, { ...NOTHING, state: 'refused', reasons: [missing(preview.kind, row)], at: around.now });
      return { kind: 'done' };
    case 'previewed': {
      const { planning, facts } = preview;
      const addOns = foundAddOns(planning.addOns);
      if (planning.kind === 'refused')
        writeRehearsed(tx, row, { ...NOTHING, addOns, state: 'refused', reasons: planning.reasons, at: around.now });
      else
        writeRehearsed(tx, row, {
          ...promised(facts, planning.plan),
          previewId: preview.id,
          promiseHash: preview.promiseHash,
          dueOn: null,
          at: around.now,
        });
      return { kind: 'done' };
    }
    default:
      return unreachable(preview);
  }
}

/** Thrown so that nothing is written by a worker whose row somebody else has. */
export class TakenAway extends Error {}

/** What is kept of a row that cannot be upgraded. */
export const NOTHING = {
  previewId: null,
  promiseHash: null,
  plan: null,
  addOns: null,
  currency: null,
  totalMinor: null,
  monthMoreMinor: null,
  usersMoved: null,
  usersLeftBehind: null,
  dueOn: null,
} as const;

/** What a plan promises, as a row keeps it. */
export function promised({ source }: UpgradeFacts, plan: UpgradePlan): Omit<Rehearsed, 'previewId' | 'promiseHash' | 'dueOn' | 'at'> {
  const { target, sourceSeatsLeft, addOns, lines, leftBehind, upgradeType } = plan;
  const addOnCost = (kept: UpgradePlan['addOns']): Minor =>
    sum(kept.map(({ addOn }) => (addOn.status === 'active' ? minor(addOn.unitPriceMinor * addOn.quantity) : ZERO)));
  const before = minor(source.unitPriceMinor * source.quantity + addOnCost(addOns));
  const kept = addOnCost(addOns.filter(({ chosen }) => chosen === 'keep'));
  const after = minor(target.unitPriceMinor * target.quantity + source.unitPriceMinor * sourceSeatsLeft + kept);
  const months = monthsPerPeriod(source.billingCycle);
  return {
    state: 'possible',
    plan: { upgradeType, quantity: target.quantity, lines, before, after, months, leftBehind, addOns: plannedAddOns(addOns) },
    addOns: foundAddOns(addOns),
    currency: target.currency,
    totalMinor: plan.total,
    monthMoreMinor: minor(Number(divide(BigInt(after - before), BigInt(months), 'half_away_from_zero'))),
    usersMoved: countUsers(plan.moves),
    usersLeftBehind: countUsers(leftBehind),
    reasons: [],
  };
}

function plannedAddOns(addOns: UpgradePlan['addOns']): readonly PlannedAddOn[] {
  return addOns.flatMap(({ subscriptionId, offerId, quantity, chosen }) =>
    chosen === null ? [] : [{ subscriptionId, offerId, quantity, choice: chosen }],
  );
}

/** What is kept as the answer of a row's upgrade, so that a repeat reads what came of it. */
type Kept = Omit<Extract<Ended, { state: 'upgraded' }>, 'state' | 'at'>;

/**
 * Carries a row out by the command of the single upgrade, exactly as promised or not at all. The row is also the request
 * id: whoever comes again after a crash is answered what came of it the first time. What came of it is written in the
 * statement of the upgrade itself.
 */
export async function runRow(tx: Tx, row: ClaimedRow, { campaign, caller, around }: Doing): Promise<RowOutcome> {
  const keptOf = ({ id, plan }: DoneUpgrade): Kept => ({
    upgradeId: id,
    totalMinor: plan.total,
    usersMoved: countUsers(plan.moves),
    usersLeftBehind: countUsers(plan.leftBehind),
    lines: campaign.acceptsLaterDay ? plan.lines : null,
  });
  const submitting = submitUpgrade(
    tx,
    {
      ...orderOf(row),
      addOns: row.addOns,
      actor: actorOf(campaign, caller),
      question: questionOf(row, 'upgrade'),
      previewId: row.previewId,
      ...(campaign.acceptsLaterDay ? { accepts: isOnlyLater } : {}),
      answer: (done): Answer => ({ status: 200, body: keptOf(done) }),
      besides: (done) => [endRow(row, { state: 'upgraded', ...keptOf(done), at: around.now })],
    },
    around,
  );
  // Behind the wait for the customer, and with what that reads: one round trip for all of it. Awaited together, since both fail with the connection.
  const [outcome, isOurs] = await Promise.all([submitting, isInHand(tx, row, 'possible')]);
  if (!isOurs) throw new TakenAway();
  if (outcome.kind === 'catalog_outdated') return outcome;
  if (outcome.kind !== 'upgraded') writeEnded(tx, row, { ...endOf(row, outcome), at: around.now });
  return { kind: 'done' };
}

function endOf(row: ClaimedRow, outcome: Exclude<SubmitOutcome, { kind: 'catalog_outdated' | 'upgraded' }>): EndedNow {
  switch (outcome.kind) {
    case 'answered':
      return { state: 'upgraded', ...(outcome.answer.body as Kept) };
    case 'promise_broken':
      return { state: 'changed', differences: outcome.differences, reasons: [] };
    case 'refused':
      return { state: 'changed', differences: [], reasons: outcome.planning.reasons };
    case 'no_such_preview':
      return { state: 'changed', differences: [], reasons: [{ code: 'campaign_preview_expired' }] };
    case 'no_such_customer':
    case 'no_such_subscription':
    case 'no_such_offer':
      return { state: 'changed', differences: [], reasons: [missing(outcome.kind, row)] };
    default:
      return unreachable(outcome);
  }
}

type EndedNow = Ended extends infer One ? (One extends Ended ? Omit<One, 'at'> : never) : never;

/** Takes a row's upgrade back by the command of the single undo, or keeps every reason why not. */
export async function undoRow(tx: Tx, row: ClaimedRow, { campaign, caller, around }: Doing): Promise<RowOutcome> {
  if (row.upgradeId === null) throw new Error(`a row without an upgrade was to be taken back: ${row.id}`);
  const undoing = undoUpgrade(
    tx,
    {
      address: { partnerId: row.partnerId, customerId: row.customerId, upgradeId: row.upgradeId },
      actor: actorOf(campaign, caller),
      question: questionOf(row, 'undo'),
      answer: (): Answer => ({ status: 200, body: {} }),
    },
    around,
  );
  const [outcome, isOurs] = await Promise.all([undoing, isInHand(tx, row, 'undoing')]);
  if (!isOurs) throw new TakenAway();
  switch (outcome.kind) {
    case 'catalog_outdated':
      return outcome;
    case 'answered':
      writeUndone(tx, row, [], around.now);
      return { kind: 'done' };
    case 'decided': {
      const { reasons } = outcome.planning;
      // Somebody took it back one by one meanwhile: that is what was asked for.
      const isBack = reasons.every(({ code }) => code === 'undo_done_already');
      writeUndone(tx, row, isBack ? [] : reasons, around.now);
      return { kind: 'done' };
    }
    case 'no_such_customer':
    case 'no_such_upgrade':
      writeUndone(tx, row, [{ code: 'undo_not_recorded' }], around.now);
      return { kind: 'done' };
    default:
      return unreachable(outcome);
  }
}

/** All entries of a campaign in the audit log are found by its id. */
export function actorOf({ id }: Campaign, caller: Caller) {
  return { caller, correlationId: id, remoteAddress: null };
}

/** The campaign asks, not whoever stands behind it at the moment: another person's repeat is the same question. */
export function questionOf({ campaignId, id }: Pick<ClaimedRow, 'campaignId' | 'id'>, what: 'upgrade' | 'schedule' | 'take back' | 'undo') {
  return { callerId: campaignId, requestId: id, question: hashOf(`${what} of a campaign's row`) };
}

function orderOf({ partnerId, customerId, subscriptionId, targetOfferId, quantity, upgradeType }: ClaimedRow) {
  return { scope: { partnerId, customerId }, sourceId: subscriptionId, targetOfferId, quantity, upgradeType };
}

function missing(kind: 'no_such_customer' | 'no_such_subscription' | 'no_such_offer', { targetOfferId }: ClaimedRow): RowReason {
  switch (kind) {
    case 'no_such_customer':
      return { code: 'campaign_customer_gone' };
    case 'no_such_subscription':
      return { code: 'subscription_status_not_active', status: 'deleted' };
    case 'no_such_offer':
      return { code: 'subscription_target_offer_not_found', targetOfferId, pathsTo: [] };
    default:
      return unreachable(kind);
  }
}
