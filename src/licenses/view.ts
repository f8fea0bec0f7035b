import type { Catalog, Offer } from '../catalog/catalog.ts';
import { offerOfSku } from '../catalog/held-products.ts';
import type { CustomerId, ServicePlanId, SkuId } from '../kit/ids.ts';
import { inLocale, type Locale } from '../kit/locale.ts';
import { etagOf } from '../platform/etag.ts';
import { link } from '../platform/paging.ts';
import type * as wire from './contract.ts';
import { productName } from './transfer-words.ts';
import type { LicenseAssignment, SkuUnits, User, UserProduct } from './user.ts';

/** A person as the wire has it. */
export function userView(customerId: CustomerId, user: User): wire.CustomerUser {
  return {
    ...(user.usageLocation === null ? {} : { usageLocation: user.usageLocation }),
    id: user.id,
    userPrincipalName: user.userPrincipalName,
    firstName: user.firstName,
    lastName: user.lastName,
    displayName: user.displayName,
    ...(user.immutableId === null ? {} : { immutableId: user.immutableId }),
    ...(user.phoneNumber === null ? {} : { phoneNumber: user.phoneNumber }),
    userDomainType: 'managed',
    state: user.state,
    ...(user.softDeletedAt === null ? {} : { softDeletionTime: user.softDeletedAt }),
    links: { self: link(`/customers/${customerId}/users/${user.id}`) },
    attributes: { etag: etagOf(user.id, user.version), objectType: 'CustomerUser' },
  };
}

/** What a user holds, for a list. */
export function userProductsView(products: readonly UserProduct[], { catalog, locale }: Names): Pick<wire.CustomerUser, 'products'> {
  return {
    products: products.map(({ skuId, assignedDirectly, assignedByGroup }) => ({
      skuId,
      name: productName(catalog, skuId, locale),
      assignedDirectly,
      assignedByGroup,
    })),
  };
}

/** The language and the catalogue from which products and service plans have their names. */
export type Names = { readonly catalog: Catalog; readonly locale: Locale };

/** The seats of one product as the wire has them. */
export function subscribedSkuView(units: SkuUnits, names: Names): wire.SubscribedSku {
  const offer = offerOfSku(names.catalog, units.skuId);
  return {
    availableUnits: units.activeUnits + units.warningUnits - units.consumedUnits,
    activeUnits: units.activeUnits,
    consumedUnits: units.consumedUnits,
    suspendedUnits: units.suspendedUnits,
    totalUnits: units.activeUnits + units.warningUnits,
    warningUnits: units.warningUnits,
    productSku: productSkuView(units.skuId, offer, names.locale, units),
    servicePlans: (offer?.servicePlanIds ?? []).map((id) => servicePlanView(id, 'Enabled', names)),
    capabilityStatus: units.activeUnits > 0 ? 'Enabled' : units.warningUnits > 0 ? 'Warning' : 'Suspended',
    attributes: { objectType: 'SubscribedSku' },
  };
}

/** What a user holds, one entry for each product, however many ways it was assigned. */
export function licenseViews(assignments: readonly LicenseAssignment[], names: Names): wire.License[] {
  return [...Map.groupBy(assignments, ({ skuId }) => skuId)].map(([skuId, ways]) => licenseView(skuId, ways, names));
}

function licenseView(skuId: SkuId, ways: readonly LicenseAssignment[], names: Names): wire.License {
  const offer = offerOfSku(names.catalog, skuId);
  const groups = ways.flatMap(({ group }) => (group === null ? [] : [group]));
  // A plan works for the user as soon as one of the assignments has it switched on.
  const isOff = (id: ServicePlanId) => ways.every(({ disabledPlanIds }) => disabledPlanIds.includes(id));
  return {
    productSku: productSkuView(skuId, offer, names.locale),
    servicePlans: (offer?.servicePlanIds ?? []).map((id) => servicePlanView(id, isOff(id) ? 'Disabled' : 'Assigned', names)),
    ...(groups.length === 0 ? {} : { assignedByGroups: groups.map(({ id, displayName }) => ({ id, displayName })) }),
    assignedDirectly: ways.some(({ group }) => group === null),
    assignments: ways.map(({ group, disabledPlanIds }) => ({
      ...(group === null ? {} : { group }),
      disabledPlanIds: [...disabledPlanIds],
    })),
    attributes: { objectType: 'License' },
  };
}

/** A product as the wire has it. */
export function productSkuView(
  skuId: SkuId,
  offer: Offer | undefined,
  locale: Locale,
  recorded?: Pick<SkuUnits, 'name' | 'skuPartNumber'>,
): wire.ProductSku {
  return {
    id: skuId,
    name: offer === undefined ? (recorded?.name ?? skuId) : inLocale(offer.name, locale),
    skuPartNumber: offer?.skuPartNumber ?? recorded?.skuPartNumber ?? skuId,
    targetType: 'User',
    licenseGroupId: 'group1',
  };
}

/** A service plan of a product or licence as the wire has it. */
export function servicePlanView(id: ServicePlanId, capabilityStatus: string, { catalog, locale }: Names): wire.ServicePlan {
  const plan = catalog.plans.get(id);
  return {
    displayName: plan === undefined ? id : inLocale(plan.displayName, locale),
    serviceName: plan?.name ?? id,
    id,
    capabilityStatus,
    targetType: 'User',
  };
}
