import type { GroupId, ServicePlanId, SkuId } from '../../kit/ids.ts';
import type { Obstacle } from './rules.ts';

/**
 * Why a user's licences cannot be changed as asked, in order of precedence. Reasons that an upgrade has too are the same
 * ones; each has a page in docs/refusals.
 */
export type LicenseRefusal =
  | { readonly code: 'user_not_found' }
  | { readonly code: 'user_deleted' }
  | { readonly code: 'product_not_held'; readonly skuId: SkuId }
  | { readonly code: 'service_plan_unknown'; readonly skuId: SkuId; readonly servicePlanIds: readonly ServicePlanId[] }
  | { readonly code: 'license_not_assigned'; readonly skuId: SkuId }
  | { readonly code: 'license_inherited_from_group'; readonly skuId: SkuId; readonly groupIds: readonly GroupId[] }
  | Obstacle<'usage_location_missing' | 'prohibited_in_usage_location_violation' | 'mutually_exclusive_violation' | 'dependency_violation'>
  | { readonly code: 'count_violation'; readonly skuId: SkuId; readonly seats: number };

/** The refusals in their order of precedence: a screen with room for one shows the first. */
export function inOrder(refusals: readonly LicenseRefusal[]): readonly LicenseRefusal[] {
  return refusals.toSorted((a, b) => PRECEDENCE[a.code] - PRECEDENCE[b.code]);
}

const PRECEDENCE: Readonly<Record<LicenseRefusal['code'], number>> = {
  user_not_found: 0,
  user_deleted: 1,
  product_not_held: 2,
  service_plan_unknown: 3,
  license_not_assigned: 4,
  license_inherited_from_group: 5,
  usage_location_missing: 6,
  prohibited_in_usage_location_violation: 7,
  mutually_exclusive_violation: 8,
  dependency_violation: 9,
  count_violation: 10,
};
