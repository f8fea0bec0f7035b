import type { Catalog } from '../catalog/catalog.ts';
import { offerOfSku } from '../catalog/held-products.ts';
import { unreachable } from '../kit/brand.ts';
import type { ServicePlanId, SkuId } from '../kit/ids.ts';
import { inLocale, type Bilingual, type Locale } from '../kit/locale.ts';
import type { LeftBehindReason } from './transfer-reasons.ts';

/** One sentence that says why a user's licence did not move. */
export function explainLeftBehind(reason: LeftBehindReason, catalog: Catalog, locale: Locale): string {
  return inLocale(sentence(reason, catalog, locale), locale);
}

/** The services concerned, by name. */
export function servicesConcerned(reason: LeftBehindReason, catalog: Catalog, locale: Locale): readonly string[] {
  const names = (ids: readonly ServicePlanId[]) => ids.map((id) => planName(catalog, id, locale));
  switch (reason.code) {
    case 'mutually_exclusive_violation':
      return names([reason.servicePlanId, reason.conflictingServicePlanId]);
    case 'dependency_violation':
      return names([reason.servicePlanId]);
    case 'prohibited_in_usage_location_violation':
    case 'count_violation':
    case 'usage_location_missing':
    case 'license_inherited_from_group':
    case 'transfer_not_requested':
      return [];
    default:
      return unreachable(reason);
  }
}

/** A product's name by its SKU. */
export function productName(catalog: Catalog, skuId: SkuId, locale: Locale): string {
  const offer = offerOfSku(catalog, skuId);
  return offer === undefined ? skuId : inLocale(offer.name, locale);
}

/** A service plan’s name; its id where the catalogue of today no longer has it. */
export function planName(catalog: Catalog, id: ServicePlanId, locale: Locale): string {
  const plan = catalog.plans.get(id);
  return plan === undefined ? id : inLocale(plan.displayName, locale);
}

function sentence(reason: LeftBehindReason, catalog: Catalog, locale: Locale): Bilingual {
  switch (reason.code) {
    case 'mutually_exclusive_violation': {
      const [added, held] = servicesConcerned(reason, catalog, locale);
      const product = productName(catalog, reason.conflictingSkuId, locale);
      return {
        en: `${added} cannot stand beside ${held}, which the user has through ${product}.`,
        zhTW: `${added} 無法與使用者透過 ${product} 擁有的 ${held} 並存。`,
      };
    }
    case 'dependency_violation': {
      const [dependent] = servicesConcerned(reason, catalog, locale);
      const product = productName(catalog, reason.dependentSkuId, locale);
      return {
        en: `${dependent} (${product}) builds on a service that the user would no longer have.`,
        zhTW: `${dependent}（${product}）所相依的服務，使用者將不再擁有。`,
      };
    }
    case 'prohibited_in_usage_location_violation':
      return {
        en: `The product may not be used in the user’s usage location (${reason.usageLocation}).`,
        zhTW: `此產品無法在使用者的使用位置（${reason.usageLocation}）使用。`,
      };
    case 'count_violation':
      return {
        en: `The new subscription has ${reason.seats} seats, fewer than users.`,
        zhTW: `新訂閱只有 ${reason.seats} 個授權，少於使用者人數。`,
      };
    case 'usage_location_missing':
      return {
        en: 'The user has no usage location; without it no license can be assigned.',
        zhTW: '使用者沒有設定使用位置，因此無法指派授權。',
      };
    case 'license_inherited_from_group':
      return { en: 'The license comes from a group; swap it on the group.', zhTW: '授權由群組指派，請在群組上變更。' };
    case 'transfer_not_requested':
      return { en: 'The upgrade was submitted without moving users.', zhTW: '此次升級未移轉使用者。' };
    default:
      return unreachable(reason);
  }
}
