import type { Catalog } from '../../catalog/catalog.ts';
import { unreachable } from '../../kit/brand.ts';
import { inLocale, type Bilingual, type Locale } from '../../kit/locale.ts';
import { limitSentence } from '../../subscriptions/limit-words.ts';
import { offerName } from '../../catalog/names.ts';
import { termFault } from '../../subscriptions/new-commerce/terms.ts';
import type { Reason, ReasonCode } from '../reasons.ts';
import { explain } from '../words.ts';
import type { OrderReason } from './reasons.ts';
import type { TransitionError } from './transition.ts';

/** TransitionErrorCode of the SDK of 2023; reasons that it does not know travel as 0. */
const CODES: Partial<Readonly<Record<ReasonCode, number>>> = {
  delegated_admin_permissions_disabled: 1,
  subscription_status_not_active: 2,
  conflicting_service_types: 3,
  concurrency_conflicts: 4,
  user_context_required: 5,
  subscription_add_ons_present: 6,
  subscription_does_not_have_any_upgrade_paths: 7,
  subscription_target_offer_not_found: 8,
  subscription_not_provisioned: 9,
  offer_does_not_support_billing_cycle: 10,
  term_not_sold: 10,
  insufficient_granular_admin_permissions: 13,
};

/** Users whose licences did not follow. */
const USER_LICENSE_ERROR = 12;

/** A reason as the wire has it. */
export function errorOf(reason: Reason, catalog: Catalog, locale: Locale): TransitionError {
  return { code: CODES[reason.code] ?? 0, description: explain(reason, catalog, locale) };
}

/** That some users still have their old licence, and wait as tasks. */
export function usersLeftError(users: number, locale: Locale): TransitionError {
  const said: Bilingual = {
    en: `${users} users were left behind; their licenses are moved by hand.`,
    zhTW: `${users} 位使用者未移轉，須手動移轉其授權。`,
  };
  return { code: USER_LICENSE_ERROR, description: inLocale(said, locale) };
}

/** The fault with which the public API refuses an order, and one sentence about it. */
export function faultOf(
  reason: OrderReason,
  catalog: Catalog,
  locale: Locale,
): { readonly status: 400 | 403; readonly code: number; readonly description: string } {
  return { ...statusOf(reason), description: inLocale(sentence(reason, catalog, locale), locale) };
}

function statusOf(reason: OrderReason): { readonly status: 400 | 403; readonly code: number } {
  switch (reason.code) {
    case 'not_new_commerce':
      return { status: 403, code: 900263 };
    case 'transition_quantity':
      return { status: 400, code: 900275 };
    case 'destination_is_source':
      return { status: 400, code: 900259 };
    case 'destination_other_product':
      return { status: 400, code: 900260 };
    case 'destination_not_active':
      return { status: 400, code: 900258 };
    case 'destination_in_window':
      return { status: 400, code: 900261 };
    case 'destination_ends_earlier':
      return { status: 400, code: 900236 };
    case 'destination_term_shorter':
    case 'transition_term_shorter':
      return { status: 400, code: 900267 };
    case 'term_not_sold':
      return { status: 400, code: termFault(reason) };
    default:
      return unreachable(reason);
  }
}

/** TargetSubscription error code of a destination in the list of eligibilities; 0 for what is never in it. */
export function destinationCode(reason: OrderReason): number {
  switch (reason.code) {
    case 'destination_not_active':
      return 1;
    case 'destination_in_window':
      return 2;
    case 'destination_term_shorter':
      return 3;
    case 'destination_ends_earlier':
      return 4;
    default:
      return 0;
  }
}

function sentence(reason: OrderReason, catalog: Catalog, locale: Locale): Bilingual {
  switch (reason.code) {
    case 'not_new_commerce':
      return {
        en: `${offerName(catalog, reason.offerId, locale)} is not of new commerce; its upgrades are at another address.`,
        zhTW: `${offerName(catalog, reason.offerId, locale)} 不是新商務供應項目，請使用升級功能。`,
      };
    case 'transition_quantity':
      return {
        en: `From 1 to ${reason.most} seats can become another product, not ${reason.quantity}; seats are added afterwards.`,
        zhTW: `可轉換 1 到 ${reason.most} 個授權，不能是 ${reason.quantity} 個；之後可再新增授權。`,
      };
    case 'destination_is_source':
      return { en: 'The destination is the subscription itself.', zhTW: '目的地訂閱不能是來源訂閱本身。' };
    case 'destination_other_product':
      return { en: 'The destination is a subscription of another product.', zhTW: '目的地訂閱是其他產品。' };
    case 'destination_not_active':
      return { en: 'The destination is not active.', zhTW: '目的地訂閱不在作用中狀態。' };
    case 'destination_in_window':
      return {
        en: `The destination could still be cancelled until ${reason.cancellableUntil}; until then it takes in no seats.`,
        zhTW: `目的地訂閱在 ${reason.cancellableUntil} 前仍可取消，在此之前無法移入授權。`,
      };
    case 'destination_term_shorter':
      return {
        en: `The destination has a shorter term (${reason.duration}) than the source (${reason.sourceDuration}).`,
        zhTW: `目的地訂閱的期限 (${reason.duration}) 短於來源訂閱 (${reason.sourceDuration})。`,
      };
    case 'destination_ends_earlier':
      return {
        en: 'The term of the destination ends before that of the source.',
        zhTW: '目的地訂閱的期限早於來源訂閱結束。',
      };
    case 'transition_term_shorter':
      return {
        en: `The new term (${reason.duration}) is shorter than that of the source (${reason.sourceDuration}).`,
        zhTW: `新期限 (${reason.duration}) 短於來源訂閱的期限 (${reason.sourceDuration})。`,
      };
    case 'term_not_sold':
      return limitSentence(reason, catalog);
    default:
      return unreachable(reason);
  }
}

/** One sentence about a destination's problem, for the list of eligibilities. */
export function destinationSentence(reason: OrderReason, catalog: Catalog, locale: Locale): string {
  return inLocale(sentence(reason, catalog, locale), locale);
}
