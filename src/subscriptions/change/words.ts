import type { Catalog } from '../../catalog/catalog.ts';
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
      return limitSentence(reason, catalog);
    case 'base_not_active':
    case 'add_on_exceeds_base':
      return baseSentence(reason);
    case 'subscription_deleted':
      return { en: 'The subscription is cancelled and gone; it cannot be changed any more.', zhTW: '訂閱已取消並刪除，無法再變更。' };
    case 'subscription_not_provisioned':
      return { en: 'The subscription is still being set up; try again in a few minutes.', zhTW: '訂閱仍在佈建中，請稍後再試。' };
    case 'billing_cycle_by_order':
      return { en: 'The billing cycle belongs to the order; change it there.', zhTW: '計費頻率屬於訂單，請在訂單中變更。' };
    case 'status_change_impossible':
      return {
        en: `A subscription that is ${statusWord(reason.from, locale)} cannot become ${statusWord(reason.to, locale)}.`,
        zhTW: `狀態為「${statusWord(reason.from, locale)}」的訂閱無法變更為「${statusWord(reason.to, locale)}」。`,
      };
    case 'upgrade_unfinished':
      return {
        en: `An upgrade left ${reason.usersLeftBehind} users on this subscription; finish that first.`,
        zhTW: `先前的升級仍有 ${reason.usersLeftBehind} 位使用者留在此訂閱，請先完成。`,
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
