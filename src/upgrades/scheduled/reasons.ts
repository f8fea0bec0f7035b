import type { SubscriptionId } from '../../kit/ids.ts';
import { unreachable } from '../../kit/brand.ts';
import { inLocale, type Bilingual, type Locale } from '../../kit/locale.ts';
import type { ChangeReason } from '../../subscriptions/change/reasons.ts';
import type { Reason } from '../reasons.ts';

/** What stands against a scheduled change as such, beside whatever would stand against the change itself. */
export type ScheduleReason =
  /** Whoever scheduled it is gone, or lacks the right by now. */
  | { readonly code: 'schedule_person_may_not'; readonly name: string }
  | { readonly code: 'schedule_customer_gone' }
  | { readonly code: 'schedule_subscription_replaced'; readonly subscriptionId: SubscriptionId; readonly because: 'upgraded' | 'undone' }
  | { readonly code: 'schedule_no_renewal' }
  | { readonly code: 'schedule_overtaken'; readonly seatsThen: number; readonly seatsNow: number; readonly seatsWanted: number };

/** Everything that can stand against it: its own reasons, and those of the change that it would make. */
export type AgainstSchedule = ScheduleReason | ChangeReason | Reason;

export type ScheduleRemedy =
  | { readonly kind: 'take_over_schedule' }
  | { readonly kind: 'schedule_elsewhere'; readonly subscriptionId: SubscriptionId }
  | { readonly kind: 'choose_another_day' }
  | { readonly kind: 'switch_auto_renewal_on' }
  | { readonly kind: 'change_schedule' }
  | { readonly kind: 'request_relationship' };

/** Whether a reason is one of the schedule itself. */
export function isOwn(reason: AgainstSchedule): reason is ScheduleReason {
  return reason.code.startsWith('schedule_');
}

/** What would help, best first. */
export function remediesFor(reason: ScheduleReason): readonly ScheduleRemedy[] {
  switch (reason.code) {
    case 'schedule_person_may_not':
      return [{ kind: 'take_over_schedule' }];
    case 'schedule_customer_gone':
      return [{ kind: 'request_relationship' }];
    case 'schedule_subscription_replaced':
      return [{ kind: 'schedule_elsewhere', subscriptionId: reason.subscriptionId }];
    case 'schedule_no_renewal':
      return [{ kind: 'switch_auto_renewal_on' }, { kind: 'choose_another_day' }];
    case 'schedule_overtaken':
      return [{ kind: 'change_schedule' }];
    default:
      return unreachable(reason);
  }
}

/** One sentence that says why. */
export function explainOwn(reason: ScheduleReason, locale: Locale): string {
  return inLocale(sentence(reason), locale);
}

function sentence(reason: ScheduleReason): Bilingual {
  switch (reason.code) {
    case 'schedule_person_may_not':
      return {
        en: `${reason.name}, who scheduled this, may no longer do it.`,
        zhTW: `安排此變更的 ${reason.name} 已無權執行。`,
      };
    case 'schedule_customer_gone':
      return { en: 'You no longer look after this customer.', zhTW: '您已不再管理此客戶。' };
    case 'schedule_subscription_replaced':
      return reason.because === 'upgraded'
        ? {
            en: 'The subscription has been upgraded meanwhile; its seats are in another one.',
            zhTW: '此訂閱已在期間內升級，授權現在屬於另一個訂閱。',
          }
        : {
            en: 'The upgrade to this subscription has been undone; its seats are back in the old one.',
            zhTW: '升級至此訂閱的作業已復原，授權已回到原訂閱。',
          };
    case 'schedule_no_renewal':
      return { en: 'The subscription does not renew on that day: its term ends.', zhTW: '此訂閱當天不會續約，期限將會結束。' };
    case 'schedule_overtaken':
      return {
        en: `Scheduled were ${reason.seatsWanted} seats, from ${reason.seatsThen}. There are ${reason.seatsNow} now, so the same number would do the opposite.`,
        zhTW: `已排定由 ${reason.seatsThen} 個授權變更為 ${reason.seatsWanted} 個，但目前為 ${reason.seatsNow} 個，照做會適得其反。`,
      };
    default:
      return unreachable(reason);
  }
}
