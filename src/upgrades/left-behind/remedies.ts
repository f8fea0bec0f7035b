import type { Catalog } from '../../catalog/catalog.ts';
import { unreachable } from '../../kit/brand.ts';
import type { ServicePlanId, SkuId } from '../../kit/ids.ts';
import { inLocale, type Bilingual, type Locale } from '../../kit/locale.ts';
import type { LeftBehindReason } from '../../licenses/transfer-reasons.ts';
import { planName, productName } from '../../licenses/transfer-words.ts';

/** What would let a user move. The console makes a button or a sentence of each. */
export type LeftBehindRemedy =
  | { readonly kind: 'set_usage_location' }
  | { readonly kind: 'remove_license'; readonly skuId: SkuId }
  | { readonly kind: 'disable_service_plan'; readonly skuId: SkuId; readonly servicePlanId: ServicePlanId }
  | { readonly kind: 'assign_license_with'; readonly servicePlanIds: readonly ServicePlanId[] }
  | { readonly kind: 'add_seats' }
  | { readonly kind: 'swap_group_license'; readonly groupIds: readonly string[] }
  | { readonly kind: 'retry' };

/** What would help against a reason, best first. After any of them the move is to be retried. */
export function leftBehindRemedies(reason: LeftBehindReason): readonly LeftBehindRemedy[] {
  switch (reason.code) {
    case 'mutually_exclusive_violation':
      return [
        { kind: 'remove_license', skuId: reason.conflictingSkuId },
        { kind: 'disable_service_plan', skuId: reason.conflictingSkuId, servicePlanId: reason.conflictingServicePlanId },
      ];
    case 'dependency_violation':
      return [
        { kind: 'remove_license', skuId: reason.dependentSkuId },
        { kind: 'disable_service_plan', skuId: reason.dependentSkuId, servicePlanId: reason.servicePlanId },
        { kind: 'assign_license_with', servicePlanIds: reason.requiresAnyOf },
      ];
    case 'prohibited_in_usage_location_violation':
    case 'usage_location_missing':
      return [{ kind: 'set_usage_location' }];
    case 'count_violation':
      return [{ kind: 'add_seats' }];
    case 'license_inherited_from_group':
      return [{ kind: 'swap_group_license', groupIds: reason.groupIds }];
    case 'transfer_not_requested':
      return [{ kind: 'retry' }];
    default:
      return unreachable(reason);
  }
}

/** A remedy in one sentence, for lists that people read. */
export function explainRemedy(remedy: LeftBehindRemedy, catalog: Catalog, locale: Locale): string {
  return inLocale(sentence(remedy, catalog, locale), locale);
}

function sentence(remedy: LeftBehindRemedy, catalog: Catalog, locale: Locale): Bilingual {
  switch (remedy.kind) {
    case 'set_usage_location':
      return { en: 'Set a usage location in which the product may be used.', zhTW: '設定允許使用此產品的使用位置。' };
    case 'remove_license': {
      const product = productName(catalog, remedy.skuId, locale);
      return { en: `Remove the license of ${product}.`, zhTW: `移除 ${product} 的授權。` };
    }
    case 'disable_service_plan': {
      const [plan, product] = [planName(catalog, remedy.servicePlanId, locale), productName(catalog, remedy.skuId, locale)];
      return { en: `Switch off ${plan} in ${product}.`, zhTW: `在 ${product} 中關閉 ${plan}。` };
    }
    case 'assign_license_with': {
      const plans = remedy.servicePlanIds.map((id) => planName(catalog, id, locale));
      return { en: `Assign a license that has ${plans.join(' or ')}.`, zhTW: `指派含有 ${plans.join('或')} 的授權。` };
    }
    case 'add_seats':
      return {
        en: 'Add seats to the new subscription, or take the license from someone.',
        zhTW: '增加新訂閱的授權，或收回其他使用者的授權。',
      };
    case 'swap_group_license':
      return { en: 'Swap the license on the group: it changes all members at once.', zhTW: '在群組上變更授權，所有成員會同時變更。' };
    case 'retry':
      return { en: 'Move the user now.', zhTW: '立即移轉此使用者。' };
    default:
      return unreachable(remedy);
  }
}
