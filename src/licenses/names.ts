import type { Catalog } from '../catalog/catalog.ts';
import type { ServicePlanId, SkuId } from '../kit/ids.ts';
import type { Locale } from '../kit/locale.ts';
import { planName, productName } from './transfer-words.ts';

/** The names to put beside a member of a reason's facts that holds ids of products or service plans. */
export function licenseNamesOf(
  key: string,
  member: unknown,
  { catalog, locale }: { readonly catalog: Catalog; readonly locale: Locale },
): [string, unknown][] {
  const plan = (id: unknown) => planName(catalog, id as ServicePlanId, locale);
  switch (key) {
    case 'servicePlanIds':
      return [['services', (member as unknown[]).map(plan)]];
    case 'requiresAnyOf':
      return [['requiredServices', (member as unknown[]).map(plan)]];
    case 'servicePlanId':
    case 'conflictingServicePlanId':
      return [[key.replace('PlanId', ''), plan(member)]];
    case 'skuId':
    case 'conflictingSkuId':
    case 'dependentSkuId':
      return [[key === 'skuId' ? 'product' : key.replace('SkuId', 'Product'), productName(catalog, member as SkuId, locale)]];
    default:
      return [];
  }
}

/** The facts of a reason with the names beside the ids, so that no client must look them up. */
export function namedFacts(facts: object, names: { readonly catalog: Catalog; readonly locale: Locale }): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).flatMap(([key, member]) => [[key, member], ...licenseNamesOf(key, member, names)]));
}
