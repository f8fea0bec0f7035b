import type { Catalog } from '../catalog/catalog.ts';
import { offerName } from '../catalog/names.ts';
import { unreachable } from '../kit/brand.ts';
import type { Bilingual } from '../kit/locale.ts';
import type { BaseReason, LimitReason } from './limits.ts';

/** One sentence for each limit that is not kept, in both languages. */
export function limitSentence(reason: LimitReason, catalog: Catalog): Bilingual {
  switch (reason.code) {
    case 'customer_agreement_missing':
      return { en: 'The Microsoft Customer Agreement is not recorded for this customer.', zhTW: '尚未記錄此客戶接受 Microsoft 客戶合約。' };
    case 'partner_suspended':
      return {
        en: 'Your partner account is suspended: existing subscriptions can be looked after, new ones cannot be bought.',
        zhTW: '您的合作夥伴帳戶已暫停：可以管理現有訂閱，但無法購買新訂閱。',
      };
    case 'offer_does_not_support_billing_cycle':
      return {
        en: `The subscription cannot be billed in this cycle (${reason.billingCycle}), only ${reason.supported.join(', ')}.`,
        zhTW: `此訂閱不支援此計費頻率（${reason.billingCycle}），僅支援 ${reason.supported.join('、')}。`,
      };
    case 'quantity_out_of_range':
      return {
        en: `The subscription takes ${reason.minimum} to ${reason.maximum} seats, not ${reason.quantity}.`,
        zhTW: `此訂閱的授權數量須介於 ${reason.minimum} 與 ${reason.maximum} 之間，不能是 ${reason.quantity}。`,
      };
    case 'seat_family_full':
      return {
        en: `Small-business subscriptions of one customer may have ${reason.seatsMax} seats together; ${reason.seatsHeld} are held elsewhere.`,
        zhTW: `同一客戶的商務版訂閱合計最多 ${reason.seatsMax} 個授權；其他訂閱已使用 ${reason.seatsHeld} 個。`,
      };
    case 'term_not_sold': {
      const terms = (separator: string) =>
        reason.terms.map(({ duration, billingCycles }) => `${duration} (${billingCycles.join('/')})`).join(separator);
      return {
        en: `${offerName(catalog, reason.offerId, 'en')} is not sold by ${reason.duration} with ${reason.billingCycle} billing, but by ${terms(', ')}.`,
        zhTW: `${offerName(catalog, reason.offerId, 'zh-TW')} 沒有 ${reason.duration} 期限搭配 ${reason.billingCycle} 計費的方案，可選：${terms('、')}。`,
      };
    }
    case 'price_missing':
      return {
        en: `There is no ${reason.billingCycle} price of ${offerName(catalog, reason.offerId, 'en')} in ${reason.currency}; import one first.`,
        zhTW: `沒有 ${offerName(catalog, reason.offerId, 'zh-TW')} 以 ${reason.currency} 計價的價格，請先匯入價格。`,
      };
    default:
      return unreachable(reason);
  }
}

/** The same for what holds between an add-on and its base. */
export function baseSentence(reason: BaseReason): Bilingual {
  switch (reason.code) {
    case 'base_not_active':
      return { en: 'The subscription that the add-on hangs on is not active.', zhTW: '附加元件所屬的訂閱不在作用中狀態。' };
    case 'add_on_exceeds_base':
      return {
        en: `The add-on hangs on ${reason.baseQuantity} seats and cannot have ${reason.quantity}.`,
        zhTW: `附加元件所屬的訂閱有 ${reason.baseQuantity} 個授權，附加元件不能有 ${reason.quantity} 個。`,
      };
    default:
      return unreachable(reason);
  }
}
