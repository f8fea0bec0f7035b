import type { ScheduleReason } from './reasons.ts';
import { isOvertaken, type Ground, type Schedule } from './schedule.ts';

/** What stands against it before the change itself is looked at, the weightiest first. */
export function ownReasons(schedule: Schedule, ground: Ground): readonly ScheduleReason[] {
  if (ground.status === 'deleted') {
    const { replacedBy } = ground;
    return replacedBy === null ? [] : [{ code: 'schedule_subscription_replaced', ...replacedBy }];
  }
  const endsThen = schedule.dueOn === ground.term.until;
  const { wish, baseQuantity: seatsThen, atRenewal } = schedule;
  const { quantity: seatsNow } = ground;
  return [
    ...(atRenewal && endsThen && (!ground.autoRenew || ground.isTrial) ? [{ code: 'schedule_no_renewal' } as const] : []),
    ...(wish.kind === 'seats' && isOvertaken(schedule, seatsNow)
      ? [{ code: 'schedule_overtaken', seatsThen, seatsNow, seatsWanted: wish.seats } as const]
      : []),
  ];
}
