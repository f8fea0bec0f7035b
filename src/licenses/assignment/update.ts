import type { Catalog } from '../../catalog/catalog.ts';
import { heldProducts, offerOfSku, type LicensePlans } from '../../catalog/held-products.ts';
import type { ServicePlanId, SkuId } from '../../kit/ids.ts';
import { decideChange, type Decision, type License, type Person, type Setting } from './decision.ts';
import { inOrder, type LicenseRefusal } from './reasons.ts';
import { keptDisabled } from './rules.ts';

/**
 * What is asked for a user: products to assign and products to take away, in one operation, so that a swap leaves nobody
 * without. `disabledPlanIds` null: as it is now, or as it was in the product that goes.
 */
export type LicenseUpdate = {
  readonly assign: readonly { readonly skuId: SkuId; readonly disabledPlanIds: readonly ServicePlanId[] | null }[];
  readonly remove: readonly SkuId[];
};

/** Decides on an update of the licences that are assigned to a user directly. Those of groups change with the groups. */
export function decideUpdate(setting: Setting, person: Person, update: LicenseUpdate): Decision {
  const removals = update.remove.map((skuId) => ({ skuId, groupId: null }));
  const impossible = update.remove.map((skuId) => removalRefusal(person, skuId)).filter((refusal) => refusal !== null);
  const set = update.assign.map(({ skuId, disabledPlanIds }): License => {
    const direct = person.licenses.filter(({ groupId }) => groupId === null);
    return {
      skuId,
      groupId: null,
      disabledPlanIds: disabledPlanIds?.toSorted() ?? disabledUnasked(setting.catalog, direct, update.remove, skuId),
    };
  });
  const decision = decideChange(setting, person, { set, drop: removals });
  return { ...decision, refusals: inOrder([...decision.refusals, ...impossible]) };
}

/** A product can be taken from a user only where it was assigned directly. */
function removalRefusal(person: Person, skuId: SkuId): LicenseRefusal | null {
  const ways = person.licenses.filter((license) => license.skuId === skuId);
  if (ways.some(({ groupId }) => groupId === null)) return null;
  const groupIds = ways.map(({ groupId }) => groupId).filter((groupId) => groupId !== null);
  return groupIds.length === 0 ? { code: 'license_not_assigned', skuId } : { code: 'license_inherited_from_group', skuId, groupIds };
}

/**
 * Nobody said what to switch off in a product: what is off stays off, in the licence itself or coming from those that go
 * in the same operation.
 */
export function disabledUnasked(
  catalog: Catalog,
  current: readonly LicensePlans[],
  goes: readonly SkuId[],
  skuId: SkuId,
): readonly ServicePlanId[] {
  const own = current.find((license) => license.skuId === skuId);
  if (own !== undefined) return own.disabledPlanIds;
  const going = current.filter((license) => goes.includes(license.skuId));
  // Switched off by one of the products that go and on in another was on for the user.
  const on = new Set(heldProducts(catalog, going).flatMap(({ planIds }) => planIds));
  const off = new Set(going.flatMap(({ disabledPlanIds }) => disabledPlanIds).filter((id) => !on.has(id)));
  return keptDisabled([...off], offerOfSku(catalog, skuId));
}
