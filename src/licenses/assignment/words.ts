import type { Catalog } from '../../catalog/catalog.ts';
import { unreachable } from '../../kit/brand.ts';
import type { ServicePlanId } from '../../kit/ids.ts';
import { inLocale, type Bilingual, type Locale } from '../../kit/locale.ts';
import { explainLeftBehind, planName, productName, servicesConcerned } from '../transfer-words.ts';
import type { LicenseRefusal } from './reasons.ts';

/** One sentence that says why a user's licences cannot be changed so. */
export function explainRefusal(refusal: LicenseRefusal, catalog: Catalog, locale: Locale): string {
  switch (refusal.code) {
    case 'usage_location_missing':
    case 'prohibited_in_usage_location_violation':
    case 'mutually_exclusive_violation':
    case 'dependency_violation':
    case 'license_inherited_from_group':
      return explainLeftBehind(refusal, catalog, locale);
    default:
      return inLocale(sentence(refusal, catalog, locale), locale);
  }
}

/** The names of the service plans that a refusal is about. */
export function servicesRefused(refusal: LicenseRefusal, catalog: Catalog, locale: Locale): readonly string[] {
  switch (refusal.code) {
    case 'mutually_exclusive_violation':
    case 'dependency_violation':
      return servicesConcerned(refusal, catalog, locale);
    case 'service_plan_unknown':
      return names(refusal.servicePlanIds, catalog, locale);
    default:
      return [];
  }
}

type OwnSentence = Extract<
  LicenseRefusal,
  { code: 'user_not_found' | 'user_deleted' | 'product_not_held' | 'service_plan_unknown' | 'license_not_assigned' | 'count_violation' }
>;

function sentence(refusal: OwnSentence, catalog: Catalog, locale: Locale): Bilingual {
  const product = 'skuId' in refusal ? productName(catalog, refusal.skuId, locale) : '';
  switch (refusal.code) {
    case 'user_not_found':
      return { en: 'The customer has no such user.', zhTW: '此客戶沒有這位使用者。' };
    case 'user_deleted':
      return { en: 'The user is deleted; restore the account first.', zhTW: '使用者已刪除，請先還原帳戶。' };
    case 'product_not_held':
      return { en: `The customer has no subscription of ${product}.`, zhTW: `客戶沒有 ${product} 的訂閱。` };
    case 'service_plan_unknown': {
      const plans = names(refusal.servicePlanIds, catalog, locale);
      return { en: `${product} has no service plan ${plans.join(', ')}.`, zhTW: `${product} 沒有服務方案 ${plans.join('、')}。` };
    }
    case 'license_not_assigned':
      return { en: `The user has no license of ${product}.`, zhTW: `使用者沒有 ${product} 的授權。` };
    case 'count_violation':
      return { en: `All ${refusal.seats} licenses of ${product} are assigned.`, zhTW: `${product} 的 ${refusal.seats} 個授權已全部指派。` };
    default:
      return unreachable(refusal);
  }
}

function names(ids: readonly ServicePlanId[], catalog: Catalog, locale: Locale): readonly string[] {
  return ids.map((id) => planName(catalog, id, locale));
}
