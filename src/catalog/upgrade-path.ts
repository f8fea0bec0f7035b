import type { OfferId, ServicePlanId } from '../kit/ids.ts';
import { openIn, type Catalog, type Offer, type UpgradePath } from './catalog.ts';

/** The paths that lead away from an offer in one country, to what is still sold there, in the order in which they are shown. */
export function pathsFrom(catalog: Catalog, from: OfferId, country: string): readonly UpgradePath[] {
  return openPaths(catalog, catalog.paths.get(from), country);
}

/** The same for transitions of new commerce. */
export function transitionsFrom(catalog: Catalog, from: OfferId, country: string): readonly UpgradePath[] {
  return openPaths(catalog, catalog.transitions.get(from), country);
}

function openPaths(catalog: Catalog, paths: readonly UpgradePath[] = [], country: string): readonly UpgradePath[] {
  return paths.filter((path) => {
    const target = catalog.offers.get(path.to);
    return openIn(country, path) && target?.isAvailableForPurchase === true && openIn(country, target);
  });
}

/** What users gain and lose between two products, by service plan. */
export type ServiceChange = { readonly gained: ReadonlySet<ServicePlanId>; readonly lost: ReadonlySet<ServicePlanId> };

const changes = new WeakMap<Offer, WeakMap<Offer, ServiceChange>>();

/**
 * The services that one offer has and the other has not. An upgrade is no strict superset: Business Standard to E3
 * loses Bookings. Helper plans are left out: they come along with many products and are no service of their own.
 */
export function serviceChange(catalog: Catalog, from: Offer, to: Offer): ServiceChange {
  const known = changes.get(from)?.get(to);
  if (known !== undefined) return known;
  const before = new Set(from.servicePlanIds);
  const after = new Set(to.servicePlanIds);
  const isService = (id: ServicePlanId) => catalog.plans.get(id)?.isHelper !== true;
  const change: ServiceChange = {
    gained: new Set(to.servicePlanIds.filter((id) => !before.has(id) && isService(id))),
    lost: new Set(from.servicePlanIds.filter((id) => !after.has(id) && isService(id))),
  };
  const ofFrom = changes.get(from) ?? new WeakMap<Offer, ServiceChange>();
  ofFrom.set(to, change);
  changes.set(from, ofFrom);
  return change;
}
