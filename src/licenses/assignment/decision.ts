import type { Catalog } from '../../catalog/catalog.ts';
import type { GroupId, ServicePlanId, SkuId } from '../../kit/ids.ts';
import type { LicenseRefusal } from './reasons.ts';
import { brokenDependencies, exclusions, heldProducts, locationObstacle, offerOfSku, type HeldProduct } from './rules.ts';

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
    ...newExclusions(catalog, set, had, has),
    ...newBreaks(catalog, had, has),
  ];
  const [before, afterwards] = [skusOf(had), skusOf(has)];
  return {
    refusals: refusals.filter((refusal) => refusal !== null),
    after,
    takes: missingIn(before, afterwards),
    frees: missingIn(afterwards, before),
    lost: missingIn(plansOf(has), plansOf(had)),
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

/** Conflicts that the change brings; one that was there before is nobody's fault now. Each pair of plans is told once. */
function newExclusions(
  catalog: Catalog,
  set: readonly SkuId[],
  had: readonly HeldProduct[],
  has: readonly HeldProduct[],
): readonly LicenseRefusal[] {
  const worked = (skuId: SkuId, planId: ServicePlanId) => had.some((held) => held.skuId === skuId && held.planIds.includes(planId));
  return set.flatMap((skuId, i) => {
    const added = has.find((held) => held.skuId === skuId);
    const others = has.filter((held) => held.skuId !== skuId && !set.slice(0, i).includes(held.skuId));
    const found = added === undefined ? [] : exclusions(catalog, added, others);
    return found.filter(
      (conflict) => !(worked(skuId, conflict.servicePlanId) && worked(conflict.conflictingSkuId, conflict.conflictingServicePlanId)),
    );
  });
}

/** Plans that lose, or never find, what they build on; those that were broken before do not count. */
function newBreaks(catalog: Catalog, had: readonly HeldProduct[], has: readonly HeldProduct[]): readonly LicenseRefusal[] {
  const key = (refusal: object) => JSON.stringify(refusal);
  const before = new Set(brokenDependencies(catalog, had).map(key));
  return brokenDependencies(catalog, has).filter((broken) => !before.has(key(broken)));
}

function skusOf(held: readonly HeldProduct[]): ReadonlySet<SkuId> {
  return new Set(held.map(({ skuId }) => skuId));
}

function plansOf(held: readonly HeldProduct[]): ReadonlySet<ServicePlanId> {
  return new Set(held.flatMap(({ planIds }) => planIds));
}

/** What of `these` is not among `those`. */
function missingIn<Id>(those: ReadonlySet<Id>, these: ReadonlySet<Id>): readonly Id[] {
  return [...these].filter((id) => !those.has(id));
}
