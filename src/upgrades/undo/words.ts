import type { Catalog } from '../../catalog/catalog.ts';
import { unreachable } from '../../kit/brand.ts';
import { inLocale, type Bilingual, type Locale } from '../../kit/locale.ts';
import { offerName } from '../../catalog/names.ts';
import type { UndoReason, UndoRemedy } from './reasons.ts';

/** One sentence that says why an upgrade is not undone. */
export function explainUndo(reason: UndoReason, catalog: Catalog, locale: Locale): string {
  return inLocale(sentence(reason, catalog, locale), locale);
}

/** What would help instead, best first. */
export function undoRemedies(reason: UndoReason): readonly UndoRemedy[] {
  switch (reason.code) {
    case 'undo_target_changed':
    case 'undo_source_changed':
      return [{ kind: 'look_at_subscription', subscriptionId: reason.subscriptionId }, { kind: 'change_back_by_hand' }];
    case 'undo_add_ons_changed':
      return [
        ...reason.subscriptionIds.map((subscriptionId) => ({ kind: 'look_at_subscription' as const, subscriptionId })),
        { kind: 'change_back_by_hand' },
      ];
    case 'undo_window_over':
    case 'undo_not_recorded':
    case 'undo_charged_since':
    case 'undo_licenses_changed':
    case 'undo_source_replaced':
    case 'seat_family_full':
      return [{ kind: 'change_back_by_hand' }];
    case 'undo_done_already':
      return [];
    case 'user_context_required':
      return [{ kind: 'sign_in_as_user' }];
    case 'insufficient_granular_admin_permissions':
      return [{ kind: 'ask_role', roles: reason.roles }];
    case 'delegated_admin_permissions_disabled':
      return [{ kind: 'request_delegated_admin' }];
    default:
      return unreachable(reason);
  }
}

function sentence(reason: UndoReason, catalog: Catalog, locale: Locale): Bilingual {
  switch (reason.code) {
    case 'undo_done_already':
      return { en: 'This upgrade has been undone already.', zhTW: '此升級已經復原。' };
    case 'undo_not_recorded':
      return {
        en: 'This upgrade does not remember what undoing it takes: it ended a suspended add-on, or was made before undoing was possible.',
        zhTW: '此升級結束了已暫停的附加元件，或早於復原功能，因此無法復原。',
      };
    case 'undo_window_over':
      return {
        en: `The upgrade could be undone until ${reason.until.slice(0, 16).replace('T', ' ')} UTC.`,
        zhTW: `此升級的復原期限為 ${reason.until.slice(0, 16).replace('T', ' ')} UTC。`,
      };
    case 'undo_target_changed':
      return { en: 'The new subscription was changed since the upgrade.', zhTW: '升級後新訂閱已有變更。' };
    case 'undo_source_changed':
      return { en: 'The old subscription was changed since the upgrade.', zhTW: '升級後原訂閱已有變更。' };
    case 'undo_add_ons_changed':
      return {
        en: `${reason.subscriptionIds.length} add-ons of these subscriptions were changed or bought since the upgrade.`,
        zhTW: `升級後這兩個訂閱有 ${reason.subscriptionIds.length} 個附加元件有變更或為新購。`,
      };
    case 'undo_charged_since':
      return {
        en: `Since the upgrade ${reason.lines} further charges were made for the two subscriptions.`,
        zhTW: `升級後這兩個訂閱已有 ${reason.lines} 筆其他費用。`,
      };
    case 'undo_licenses_changed':
      return {
        en: `The licenses of ${reason.users} users were changed since the upgrade.`,
        zhTW: `升級後有 ${reason.users} 位使用者的授權有變更。`,
      };
    case 'undo_source_replaced':
      return {
        en: `Since the upgrade the customer bought ${names(reason.offerIds, catalog, locale)}, which cannot stand beside the old subscription.`,
        zhTW: `升級後客戶購買了 ${names(reason.offerIds, catalog, locale)}，無法與原訂閱並存。`,
      };
    case 'seat_family_full':
      return {
        en: `Small-business subscriptions of one customer may have ${reason.seatsMax} seats together; ${reason.seatsHeld} are held elsewhere by now.`,
        zhTW: `同一客戶的商務版訂閱合計最多 ${reason.seatsMax} 個授權；目前其他訂閱已使用 ${reason.seatsHeld} 個。`,
      };
    case 'user_context_required':
      return { en: 'Moving licenses back needs a signed-in person.', zhTW: '移回授權必須由登入的人員執行。' };
    case 'insufficient_granular_admin_permissions':
      return { en: 'Your role has no rights in the customer’s directory.', zhTW: '您的角色沒有客戶目錄的權限。' };
    case 'delegated_admin_permissions_disabled':
      return {
        en: 'The customer has not granted you delegated admin privileges for this service.',
        zhTW: '客戶尚未授與您這項服務的委派管理員權限。',
      };
    default:
      return unreachable(reason);
  }
}

function names(offerIds: Extract<UndoReason, { code: 'undo_source_replaced' }>['offerIds'], catalog: Catalog, locale: Locale): string {
  return offerIds.map((id) => offerName(catalog, id, locale)).join(locale === 'zh-TW' ? '、' : ', ');
}
