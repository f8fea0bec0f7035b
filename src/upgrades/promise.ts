import { among, one, promisedLines, type Promised } from '../subscriptions/promise.ts';
import type { UpgradePlan } from './plan.ts';

/** What a preview of an upgrade promises: everything but the ids that are made at Submit. */
export function promiseOf(plan: UpgradePlan): Promised {
  const { target } = plan;
  return [
    one('upgradeType', plan.upgradeType),
    one('targetOffer', target.offerId),
    one('quantity', target.quantity),
    one('unitPrice', `${target.unitPriceMinor} ${target.currency}`),
    one('targetTerm', `${target.term.from} ${target.term.until}`),
    one('sourceSeatsLeft', plan.sourceSeatsLeft),
    promisedLines(plan.lines),
    one('total', plan.total),
    among(
      'addOns',
      plan.addOns.map(({ subscriptionId, quantity, chosen }) => `${subscriptionId} ${quantity} ${chosen}`),
    ),
    among('releasedProducts', plan.releasedSkuIds),
    among(
      'usersMoved',
      plan.moves.flatMap((move) => move.userIds.map((id) => `${id} ${move.disabledPlanIds.join(',')}`)),
    ),
    among(
      'usersLeftBehind',
      plan.leftBehind.flatMap((group) => group.userIds.map((id) => `${id} ${group.reasons.map((reason) => reason.code).join(',')}`)),
    ),
  ];
}
