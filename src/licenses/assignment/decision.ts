import type { Catalog } from '../../catalog/catalog.ts';
import { heldProducts, offerOfSku, plansOn, type HeldProduct } from '../../catalog/held-products.ts';
import type { GroupId, ServicePlanId, SkuId } from '../../kit/ids.ts';
import type { LicenseRefusal } from './reasons.ts';
import { addedBreaks, addedExclusions, locationObstacle } from './rules.ts';

/** One way in which a user has a product: directly (group null) or through a group. */
export type License = { readonly skuId: SkuId; readonly groupId: GroupId | null; readonly disabledPlanIds: readonly ServicePlanId[] };

/** What decides about the licences of a user. */
export type Person = {
  readonly usageLocation: string | null;
  readonly state: 'active' | 'inactive';
  readonly licenses: readonly License[];
};

/** The seats of one product in the tenant. `isHeld`: there is a subscription or entitlement of it, active or not. */
export type ProductSeats = { readonly skuId: SkuId; readonly isHeld: boolean; readonly seats: number; readonly consumed: number };

export type Setting = { readonly catalog: Catalog; readonly products: ReadonlyMap<SkuId, ProductSeats> };

/** Licences to set, each with what is switched off in it, and ways of having a product to take away; all at once. */
export type LicenseChange = { readonly set: readonly License[]; readonly drop: readonly Pick<License, 'skuId' | 'groupId'>[] };

/** What a change would come to. Whether a seat is free is asked by the caller, who counts over many users. */
export type Decision = {
  readonly refusals: readonly LicenseRefusal[];
  readonly after: readonly License[];
  /** Products that the user has afterwards and not before, and the other way round: each is one seat. */
  readonly takes: readonly SkuId[];
  readonly frees: readonly SkuId[];
  /** Service plans that worked before and do not afterwards. */
  readonly lost: readonly ServicePlanId[];
};

/** Decides whether a user's licences may be changed so: every reason against it, seats aside. */
export function decideChange({ catalog, products }: Setting, person: Person, change: LicenseChange): Decision {
  const after = changed(person.licenses, change);
  const [had, has] = [heldProducts(catalog, person.licenses), heldProducts(catalog, after)];
  const set = [...new Set(change.set.map(({ skuId }) => skuId))];
  const refusals: (LicenseRefusal | null)[] = [
    person.state === 'active' ? null : { code: 'user_deleted' },
    ...set.map((skuId): LicenseRefusal | null => (products.get(skuId)?.isHeld === true ? null : { code: 'product_not_held', skuId })),
    ...change.set.map((license) => unknownPlans(catalog, license)),
    ...locations(catalog, set, person.usageLocation),
    ...addedExclusions(catalog, set, { had, has }),
    ...addedBreaks(catalog, { had, has }),
  ];
  const [before, afterwards] = [skusOf(had), skusOf(has)];
  return {
    refusals: refusals.filter((refusal) => refusal !== null),
    after,
    takes: missingIn(before, afterwards),
    frees: missingIn(afterwards, before),
    lost: missingIn(plansOn(has), plansOn(had)),
  };
}

/** Whether two licences are the same way of having a product. */
export function isSameWay(a: Pick<License, 'skuId' | 'groupId'>, b: Pick<License, 'skuId' | 'groupId'>): boolean {
  return a.skuId === b.skuId && a.groupId === b.groupId;
}

/** The licences as a change leaves them. */
export function changed(licenses: readonly License[], { set, drop }: LicenseChange): readonly License[] {
  return [...licenses.filter((license) => ![...set, ...drop].some((other) => isSameWay(license, other))), ...set];
}

function unknownPlans(catalog: Catalog, { skuId, disabledPlanIds }: License): LicenseRefusal | null {
  const known = offerOfSku(catalog, skuId)?.servicePlanIds ?? [];
  const servicePlanIds = disabledPlanIds.filter((id) => !known.includes(id));
  return servicePlanIds.length === 0 ? null : { code: 'service_plan_unknown', skuId, servicePlanIds };
}

/** The user is in one place: a missing location is told once, a closed one once for all products. */
function locations(catalog: Catalog, skuIds: readonly SkuId[], usageLocation: string | null): readonly (LicenseRefusal | null)[] {
  const found = skuIds.map((skuId) => locationObstacle(offerOfSku(catalog, skuId), usageLocation)).filter((obstacle) => obstacle !== null);
  return found.slice(0, 1);
}

function skusOf(held: readonly HeldProduct[]): ReadonlySet<SkuId> {
  return new Set(held.map(({ skuId }) => skuId));
}

/** What of `these` is not among `those`. */
function missingIn<Id>(those: ReadonlySet<Id>, these: ReadonlySet<Id>): readonly Id[] {
  return [...these].filter((id) => !those.has(id));
}
