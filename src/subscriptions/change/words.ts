import type { Catalog } from '../../catalog/catalog.ts';
import { offerOfSku } from '../../catalog/held-products.ts';
import { offerName } from '../../catalog/names.ts';
import { unreachable } from '../../kit/brand.ts';
import type { OfferId } from '../../kit/ids.ts';
import { inLocale, type Bilingual, type Locale } from '../../kit/locale.ts';
import { baseSentence, limitSentence } from '../limit-words.ts';
import type { ChangeReason } from './reasons.ts';

/** One sentence that says why a change is refused, for clients that show the description as it is. */
export function explain(reason: ChangeReason, catalog: Catalog, locale: Locale): string {
  return inLocale(sentence(reason, catalog, locale), locale);
}

/** The most people whom a sentence names. */
const NAMED_MOST = 5;

/** A status in the words of the console. */
function statusWord(status: string, locale: Locale): string {
  const word = STATUSES[status];
  return word === undefined ? status : inLocale(word, locale);
}

const STATUSES: Readonly<Record<string, Bilingual>> = {
  active: { en: 'active', zhTW: '作用中' },
  suspended: { en: 'suspended', zhTW: '已暫停' },
  deleted: { en: 'cancelled', zhTW: '已取消' },
  pending: { en: 'pending', zhTW: '擱置中' },
  expired: { en: 'expired', zhTW: '已到期' },
  disabled: { en: 'disabled', zhTW: '已停用' },
};

function sentence(reason: ChangeReason, catalog: Catalog, locale: Locale): Bilingual {
  const named = (id: OfferId) => offerName(catalog, id, locale);
  switch (reason.code) {
    case 'quantity_out_of_range':
    case 'seat_family_full':
    case 'customer_agreement_missing':
    case 'partner_suspended':
    case 'term_not_sold':
    case 'price_missing':
      return limitSentence(reason, catalog);
    case 'base_not_active':
    case 'add_on_exceeds_base':
      return baseSentence(reason);
    case 'subscription_deleted':
      return { en: 'The subscription is cancelled and gone; it cannot be changed any more.', zhTW: '訂閱已取消並刪除，無法再變更。' };
    case 'subscription_not_provisioned':
      return { en: 'The subscription is still being set up; try again in a few minutes.', zhTW: '訂閱仍在佈建中，請稍後再試。' };
    case 'term_over':
      return {
        en: 'The term is over: the subscription can be read, and not changed any more.',
        zhTW: '期限已結束：只能檢視此訂閱，無法再變更。',
      };
    case 'not_new_commerce':
      return {
        en: `${named(reason.offerId)} is not sold by terms of new commerce; what its next term is to be cannot be scheduled.`,
        zhTW: `${named(reason.offerId)} 不是新商務供應項目，無法排定下一期限的內容。`,
      };
    case 'cancellation_window_over':
      return {
        en: `It can be cancelled within ${reason.hours} hours after it was bought or renewed; later it ends with its term.`,
        zhTW: `只能在購買或續約後 ${reason.hours} 小時內取消；之後會在期限結束時終止。`,
      };
    case 'next_term_needs_renewal':
      return {
        en: 'Only an active subscription with auto-renewal has a next term.',
        zhTW: '只有作用中且已開啟自動續約的訂閱才有下一個期限。',
      };
    case 'next_term_product_impossible':
      return {
        en: `The next term cannot be ${named(reason.offerId)}, but ${reason.pathsTo.map(named).join(', ')}.`,
        zhTW: `下一個期限不能是 ${named(reason.offerId)}，可以是：${reason.pathsTo.map(named).join('、')}。`,
      };
    case 'billing_cycle_by_order':
      return { en: 'The billing cycle belongs to the order; change it there.', zhTW: '計費頻率屬於訂單，請在訂單中變更。' };
    case 'status_change_impossible':
      return {
        en: `A subscription that is ${statusWord(reason.from, locale)} cannot become ${statusWord(reason.to, locale)}.`,
        zhTW: `狀態為「${statusWord(reason.from, locale)}」的訂閱無法變更為「${statusWord(reason.to, locale)}」。`,
      };
    case 'upgrade_unfinished':
      return {
        en: `An upgrade of or to this subscription left ${reason.usersLeftBehind} users behind; finish that first.`,
        zhTW: `此訂閱的升級仍有 ${reason.usersLeftBehind} 位使用者未移轉，請先完成。`,
      };
    case 'seats_while_suspended':
      return { en: 'The number of seats cannot be changed while the subscription is suspended.', zhTW: '訂閱暫停期間無法變更授權數量。' };
    case 'seats_reduction_closed':
      return {
        en: `Seats can be given back within ${reason.hours} hours after they were added: ${reason.reducible} now, not ${reason.wanted}.`,
        zhTW: `授權只能在新增後 ${reason.hours} 小時內減少：目前可減少 ${reason.reducible} 個，不能是 ${reason.wanted} 個。`,
      };
    case 'seats_still_assigned':
      return {
        en: `${reason.usersAssigned} users hold a license of ${named(reason.offerId)}, and only ${reason.seatsLeft} seats would be left: say which users lose theirs, or accept the license conflict.`,
        zhTW: `${reason.usersAssigned} 位使用者擁有 ${named(reason.offerId)} 的授權，但只會剩下 ${reason.seatsLeft} 個授權：請指定要撤銷授權的使用者，或接受授權衝突。`,
      };
    case 'delegated_admin_permissions_disabled':
      return {
        en: 'The customer has not granted you delegated admin privileges, so no license can be taken from its users.',
        zhTW: '客戶尚未授與您委派管理員權限，因此無法撤銷其使用者的授權。',
      };
    case 'unassign_without_license':
      return {
        en: 'Some of the users who were named hold no license of this subscription’s product.',
        zhTW: '部分指定的使用者沒有此訂閱產品的授權。',
      };
    case 'unassign_inherited_from_group':
      return {
        en: 'Some of the users who were named have their license through a group; it is taken away in the group.',
        zhTW: '部分指定的使用者透過群組取得授權，必須在群組中撤銷。',
      };
    case 'unassign_breaks_dependency': {
      const names = reason.names.slice(0, NAMED_MOST).join(locale === 'en' ? ', ' : '、');
      const products = reason.dependentSkuIds
        .map((skuId) => inLocale(offerOfSku(catalog, skuId)?.name ?? { en: skuId, zhTW: skuId }, locale))
        .join(locale === 'en' ? ', ' : '、');
      const more = reason.names.length > NAMED_MOST;
      return {
        en: `${names}${more ? ' and others' : ''} also hold ${products}, which builds on this product; take that away first, or together with it.`,
        zhTW: `${names}${more ? '等使用者' : ''}另有 ${products}，它需要此產品才能運作；請先撤銷該授權，或一併撤銷。`,
      };
    }
    case 'auto_renew_impossible':
      return { en: `${named(reason.offerId)} cannot be renewed automatically.`, zhTW: `${named(reason.offerId)} 無法自動續約。` };
    case 'reseller_unknown':
      return { en: `${reason.mpnId} is no indirect reseller of yours.`, zhTW: `${reason.mpnId} 不是您的間接轉銷商。` };
    case 'reseller_is_partner':
      return {
        en: `${reason.mpnId} is your own id; the reseller of record is somebody else.`,
        zhTW: `${reason.mpnId} 是您自己的識別碼；記錄的轉銷商必須是其他合作夥伴。`,
      };
    default:
      return unreachable(reason);
  }
}
