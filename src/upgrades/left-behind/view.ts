import { moneyView } from '../../billing/view.ts';
import { offerName } from '../../catalog/names.ts';
import { toIso } from '../../kit/dates.ts';
import type { Locale } from '../../kit/locale.ts';
import { sum } from '../../kit/money.ts';
import { leftBehindViews, lineView, type Shown } from '../view.ts';
import { countUsers } from '../plan.ts';
import type { DoneWork } from './commands.ts';
import type * as wire from './contract.ts';
import type { LeftBehindTask } from './task.ts';

/** A task as lists show it. */
export function taskView(task: LeftBehindTask, shown: Shown): wire.LeftBehindTask {
  const { catalog, locale } = shown;
  const [person] = leftBehindViews([{ userIds: [task.userId], reasons: task.reasons }], new Map([[task.userId, task]]), shown);
  return {
    userId: task.userId,
    displayName: task.displayName,
    userPrincipalName: task.userPrincipalName,
    reasons: person?.reasons ?? [],
    customer: { id: task.customerId, name: task.customerName },
    upgradeId: task.upgradeId,
    sourceSubscriptionId: task.sourceId,
    targetSubscriptionId: task.targetId,
    sourceOffer: { id: task.sourceOfferId, name: offerName(catalog, task.sourceOfferId, locale) },
    targetOffer: { id: task.targetOfferId, name: offerName(catalog, task.targetOfferId, locale) },
    state: task.state,
    hasSourceLicense: task.hasSourceLicense,
    ...(task.owner === null ? {} : { owner: task.owner }),
    ...(task.note === null ? {} : { note: task.note }),
    recordedAt: toIso(task.recordedAt),
    ...(task.retriedAt === null ? {} : { retriedAt: toIso(task.retriedAt) }),
    ...(task.closedAt === null ? {} : { closedAt: toIso(task.closedAt) }),
    attributes: { objectType: 'LeftBehindTask' },
  };
}

/** What working on the people of an upgrade came to. */
export function workView({ facts, plan, leftBehind, people, groups, catalog }: DoneWork, locale: Locale): wire.LeftBehindWork {
  const shown = { catalog, locale, groups };
  const { upgrade, customer } = facts;
  const source = customer.subscriptions.find(({ id }) => id === upgrade.sourceId);
  const closed = source === undefined || plan.change?.closes === true;
  return {
    upgradeId: upgrade.id,
    state: plan.usersOpen === 0 ? 'done' : 'finishing',
    usersMoved: countUsers(plan.moves),
    usersMovedByHand: plan.movedByHand.length,
    usersGone: plan.gone.length,
    usersDismissed: plan.dismissed.length,
    usersOpen: plan.usersOpen,
    usersLeftBehind: leftBehindViews(leftBehind, people, shown),
    sourceSubscription: {
      id: upgrade.sourceId,
      quantity: closed ? 0 : (plan.change?.seatsLeft ?? source.quantity),
      status: closed ? 'deleted' : source.status,
    },
    lines: plan.lines.map((line) => lineView(line, upgrade.sourceId, shown)),
    total: moneyView(sum(plan.lines.map(({ amountMinor }) => amountMinor)), source?.currency ?? customer.partner.currency),
    attributes: { objectType: 'LeftBehindWork' },
  };
}
