import type { ServicePlanId, SkuId } from '../kit/ids.ts';

/** Why one user's licence cannot move by itself. The first four are the directory's own errors, in our spelling. */
export type LeftBehindReason =
  | {
      readonly code: 'mutually_exclusive_violation';
      /** The plan of the new product, and the plan it may not stand beside, with the product that brings the latter. */
      readonly servicePlanId: ServicePlanId;
      readonly conflictingServicePlanId: ServicePlanId;
      readonly conflictingSkuId: SkuId;
    }
  | {
      readonly code: 'dependency_violation';
      /** The plan that would lose what it builds on, with the product that brings it. */
      readonly servicePlanId: ServicePlanId;
      readonly dependentSkuId: SkuId;
      readonly requiresAnyOf: readonly ServicePlanId[];
    }
  | { readonly code: 'prohibited_in_usage_location_violation'; readonly usageLocation: string }
  | { readonly code: 'count_violation'; readonly seats: number }
  | { readonly code: 'usage_location_missing' }
  | { readonly code: 'license_inherited_from_group'; readonly groupIds: readonly string[] }
  /** The upgrade was submitted without moving users, by choice or because the agent has no rights in the directory. */
  | { readonly code: 'transfer_not_requested' };

export type LeftBehindCode = LeftBehindReason['code'];
