import type { Charge } from '../../billing/charge.ts';
import { isProductItem, type Catalog } from '../../catalog/catalog.ts';
import type { Day } from '../../kit/dates.ts';
import type { OfferId, SubscriptionId, UpgradeId, UserId } from '../../kit/ids.ts';
import { planTransfer, type Between, type LeftBehind, type Move, type TransferCandidates } from '../../licenses/transfer.ts';
import type { Subscription } from '../../subscriptions/subscription.ts';
import type { TenantFacts } from '../../subscriptions/tenant/facts.ts';
import type { Account } from '../../subscriptions/tenant/account.ts';
import { countUsers, seatsStillNeeded, sourceCredit } from '../plan.ts';

/** An upgrade whose people are worked on. */
export type OpenUpgrade = {
  readonly id: UpgradeId;
  readonly state: 'finishing' | 'done' | 'undone';
  readonly sourceId: SubscriptionId;
  readonly targetId: SubscriptionId;
  readonly sourceOfferId: OfferId;
  readonly targetOfferId: OfferId;
  readonly usersMoved: number;
  /** Tasks that are open, chosen or not. */
  readonly usersOpen: number;
};

/** Open tasks that were chosen, those with alike facts together. */
export type ChosenTasks = {
  readonly userIds: readonly UserId[];
  /** The user is active and still has the source's product, or has the target's by now. */
  readonly hasSource: boolean;
  readonly hasTarget: boolean;
};

/** Everything that decides about the people of one upgrade. */
export type WorkFacts = {
  readonly customer: TenantFacts;
  /** What the source was billed in its current term, and up to when it is paid; null where it is gone. */
  readonly ledger: readonly Charge[];
  readonly account: Pick<Account, 'paidUntil'> | null;
  readonly upgrade: OpenUpgrade;
  readonly chosen: readonly ChosenTasks[];
  /** The chosen who have the source's product, in the order in which they get seats. */
  readonly candidates: readonly TransferCandidates[];
  /** Active users with the product of the source and of the target, whoever they are. */
  readonly sourceHolders: number;
  readonly targetHolders: number;
  /** Active seats of the target's product, whoever sold them. */
  readonly targetSeats: number;
};

/** What becomes of the source when seats of it are not needed any more. Null: it stays as it is. */
export type SourceChange = { readonly source: Subscription; readonly seatsLeft: number; readonly closes: boolean };

/** Everything that working on the people of an upgrade does. */
export type WorkPlan = {
  readonly moves: readonly Move[];
  /** Those who had been moved by hand, and those who no longer have the product at all. */
  readonly movedByHand: readonly UserId[];
  readonly gone: readonly UserId[];
  readonly dismissed: readonly UserId[];
  /** Those who still cannot move, with the reasons of today. */
  readonly leftBehind: readonly LeftBehind[];
  readonly change: SourceChange | null;
  readonly lines: readonly Charge[];
  /** Tasks that stay open, chosen or not. */
  readonly usersOpen: number;
};

type Around = { readonly catalog: Catalog; readonly today: Day };

/** Decides anew, by the law of the upgrade itself, for the people who were chosen: who can move does, the others learn why not. */
export function planRetry(facts: WorkFacts, between: Between, around: Around): WorkPlan {
  const { targetSeats: seats, targetHolders } = facts;
  const { moves, leftBehind } = planTransfer(around.catalog, between, { seats, free: seats - targetHolders }, facts.candidates);
  return planned(facts, { moves, leftBehind, dismissed: [], released: countUsers(moves) }, around);
}

/** Gives up on the people who were chosen: they keep the old product, or, where it was taken from them, the seat goes back. */
export function planDismissal(facts: WorkFacts, removed: readonly UserId[], refused: readonly UserId[], around: Around): WorkPlan {
  const dismissed = facts.chosen
    .filter(({ hasSource }) => hasSource)
    .flatMap(({ userIds }) => userIds)
    .filter((userId) => !refused.includes(userId));
  return planned(facts, { moves: [], leftBehind: [], dismissed, released: removed.length }, around);
}

type Worked = Pick<WorkPlan, 'moves' | 'leftBehind' | 'dismissed'> & { readonly released: number };

function planned(facts: WorkFacts, { moves, leftBehind, dismissed, released }: Worked, around: Around): WorkPlan {
  const without = facts.chosen.filter(({ hasSource }) => !hasSource);
  const movedByHand = without.filter(({ hasTarget }) => hasTarget).flatMap(({ userIds }) => userIds);
  const gone = without.filter(({ hasTarget }) => !hasTarget).flatMap(({ userIds }) => userIds);
  const closed = countUsers(moves) + movedByHand.length + gone.length + dismissed.length;
  const change = sourceChange(facts, { released: released + countUsers(without), holders: facts.sourceHolders - released }, around);
  return {
    moves,
    movedByHand,
    gone,
    dismissed,
    leftBehind,
    change,
    lines: change === null ? [] : creditLines(facts, change, around),
    usersOpen: facts.upgrade.usersOpen - closed,
  };
}

/**
 * Seats follow users: each one who leaves the source gives a seat back, but nobody who still has the product loses one;
 * at none the source is closed.
 */
function sourceChange(
  { customer, upgrade }: WorkFacts,
  { released, holders }: { readonly released: number; readonly holders: number },
  { catalog }: Around,
): SourceChange | null {
  const source = customer.subscriptions.find(({ id }) => id === upgrade.sourceId);
  // In new commerce the seats are gone with the transition: what has the id of the source is the target, or has only other people's seats.
  if (source === undefined || source.status === 'deleted' || isProductItem(upgrade.sourceOfferId)) return null;
  const seatsLeft = Math.max(source.quantity - released, seatsStillNeeded({ customer, catalog, source }, holders));
  return seatsLeft === source.quantity ? null : { source, seatsLeft, closes: seatsLeft === 0 };
}

/** A suspended subscription is not billed: its seats were credited when it was suspended. */
function creditLines({ customer, ledger, account }: WorkFacts, { source, seatsLeft }: SourceChange, { today }: Around): readonly Charge[] {
  return source.status === 'active' ? sourceCredit({ customer, source, today }, source.quantity - seatsLeft, { ledger, account }) : [];
}
