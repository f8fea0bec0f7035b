import { unreachable } from '../../kit/brand.ts';
import { daysBetween } from '../../kit/dates.ts';
import { inLocale, type Bilingual, type Locale } from '../../kit/locale.ts';
import { toDecimalText } from '../../kit/money.ts';
import type { Cause, Charge } from '../charge.ts';

/** An amount in one sentence: why, how many of how many days, seats and price. */
export function explainCharge(charge: Charge, locale: Locale): string {
  const { quantity, periodDays, unitPriceMinor, currency } = charge;
  const days = daysBetween(charge.span.from, charge.span.until);
  const amount = toDecimalText({ amountMinor: unitPriceMinor, currency });
  const price = { en: `${currency} ${amount}`, zhTW: `${amount} ${currency}` };
  const because = causeWords(charge.cause);
  const isCredit = charge.amountMinor < 0;
  const whole = days === periodDays;
  return inLocale(
    {
      en: `${because.en}: ${isCredit ? 'credit' : 'charge'} for ${whole ? `the whole period of ${periodDays} days` : `${days} of ${periodDays} days`}, ${quantity} ${quantity === 1 ? 'seat' : 'seats'} at ${price.en}.`,
      zhTW: `${because.zhTW}：${isCredit ? '退還' : '收取'}${whole ? `整個週期（${periodDays} 天）` : ` ${days} 天（週期共 ${periodDays} 天）`}的費用，${quantity} 個授權，單價 ${price.zhTW}。`,
    },
    locale,
  );
}

function causeWords(cause: Cause): Bilingual {
  switch (cause) {
    case 'purchase':
      return { en: 'Purchase', zhTW: '購買' };
    case 'cycle':
      return { en: 'Next billing period', zhTW: '下一個計費週期' };
    case 'seat_change':
      return { en: 'Change of seats', zhTW: '授權數量變更' };
    case 'cancel':
      return { en: 'Suspension or cancellation', zhTW: '暫停或取消' };
    case 'reactivate':
      return { en: 'Reactivation', zhTW: '重新啟用' };
    case 'cycle_change':
      return { en: 'Change of the billing cycle', zhTW: '計費頻率變更' };
    case 'renew':
      return { en: 'Renewal', zhTW: '續約' };
    case 'upgrade_cancel':
      return { en: 'Upgrade, old subscription', zhTW: '升級（原訂閱）' };
    case 'transition_cancel':
    case 'transition_purchase':
      return { en: 'transition', zhTW: '轉換' };
    case 'upgrade_purchase':
      return { en: 'Upgrade, new subscription', zhTW: '升級（新訂閱）' };
    case 'undo':
      return { en: 'Upgrade undone', zhTW: '復原升級' };
    case 'correction':
      return { en: 'Correction', zhTW: '更正' };
    default:
      return unreachable(cause);
  }
}
