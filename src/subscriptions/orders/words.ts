import type { Catalog } from '../../catalog/catalog.ts';
import { offerName } from '../../catalog/names.ts';
import type { OfferId } from '../../kit/ids.ts';
import { inLocale, type Bilingual, type Locale } from '../../kit/locale.ts';
import { baseSentence, limitSentence } from '../limit-words.ts';
import type { PurchaseReason } from './reasons.ts';

/** One sentence that says why something cannot be bought. */
export function explainPurchase(reason: PurchaseReason, catalog: Catalog, locale: Locale): string {
  return inLocale(sentence(reason, catalog), locale);
}

function sentence(reason: PurchaseReason, catalog: Catalog): Bilingual {
  const en = (id: OfferId) => offerName(catalog, id, 'en');
  const zhTW = (id: OfferId) => offerName(catalog, id, 'zh-TW');
  switch (reason.code) {
    case 'offer_not_sold_in_country':
      return {
        en: `${en(reason.offerId)} is not sold in ${reason.country}.`,
        zhTW: `${zhTW(reason.offerId)} 不在 ${reason.country} 銷售。`,
      };
    case 'offer_not_available':
      return { en: `${en(reason.offerId)} is no longer sold.`, zhTW: `${zhTW(reason.offerId)} 已停止銷售。` };
    case 'trial_of_held_product':
      return {
        en: 'The customer already has this product; a trial is for those who do not.',
        zhTW: '客戶已擁有此產品；試用版僅供尚未擁有的客戶使用。',
      };
    case 'offer_limit_reached':
      return reason.measure === 'concurrent'
        ? {
            en: `A customer can have ${reason.most} of these subscriptions at a time, and has ${reason.held}; suspended ones count until they are removed.`,
            zhTW: `每位客戶同時最多可有 ${reason.most} 個此訂閱，目前有 ${reason.held} 個；已暫停的訂閱在移除前仍計入。`,
          }
        : {
            en: `A customer can have this offer ${timesInEnglish(reason.most)}, and has had it.`,
            zhTW: `每位客戶只能使用此供應項目 ${reason.most} 次，此客戶已使用過。`,
          };
    case 'add_on_needs_base':
      return {
        en: `${en(reason.offerId)} is an add-on; name the subscription that it hangs on: ${reason.baseOfferIds.map(en).join(', ')}.`,
        zhTW: `${zhTW(reason.offerId)} 是附加元件，請指定所屬的訂閱：${reason.baseOfferIds.map(zhTW).join('、')}。`,
      };
    case 'base_not_found':
      return { en: 'The customer has no such subscription for the add-on to hang on.', zhTW: '客戶沒有附加元件所屬的訂閱。' };
    case 'not_an_add_on':
      return {
        en: `${en(reason.offerId)} is no add-on and hangs on nothing.`,
        zhTW: `${zhTW(reason.offerId)} 不是附加元件，不能附加於其他訂閱。`,
      };
    case 'add_on_not_for_base':
      return {
        en: `${en(reason.offerId)} cannot hang on ${en(reason.baseOfferId)}; it can on ${reason.baseOfferIds.map(en).join(', ')}.`,
        zhTW: `${zhTW(reason.offerId)} 不能附加於 ${zhTW(reason.baseOfferId)}；可附加於 ${reason.baseOfferIds.map(zhTW).join('、')}。`,
      };
    case 'base_billing_cycle_differs':
      return {
        en: `An add-on is billed like its subscription (${reason.baseBillingCycle}), not ${reason.billingCycle}.`,
        zhTW: `附加元件的計費頻率須與所屬訂閱相同（${reason.baseBillingCycle}），不能是 ${reason.billingCycle}。`,
      };
    case 'subscription_suspended_already':
      return {
        en: `The customer has a suspended subscription of ${en(reason.offerId)}; reactivate that instead.`,
        zhTW: `客戶已有暫停的 ${zhTW(reason.offerId)} 訂閱，請改為重新啟用。`,
      };
    case 'currency_not_supported':
      return {
        en: `You buy in ${reason.supported}, not in ${reason.currency}.`,
        zhTW: `您以 ${reason.supported} 計價購買，不能使用 ${reason.currency}。`,
      };
    case 'reseller_unknown':
      return { en: `${reason.mpnId} is no indirect reseller that works with you.`, zhTW: `${reason.mpnId} 不是與您合作的間接經銷商。` };
    case 'base_not_active':
    case 'add_on_exceeds_base':
      return baseSentence(reason);
    default:
      return limitSentence(reason, catalog);
  }
}

function timesInEnglish(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
