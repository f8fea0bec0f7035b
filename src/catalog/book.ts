import { day, type Day } from '../kit/dates.ts';
import type { OfferId, ServicePlanId, SkuId } from '../kit/ids.ts';
import { minor, parseDecimal, type Currency, type Minor } from '../kit/money.ts';
import type { BillingCycle, Catalog, ImportedPrice, NewCommerce, Offer, Price, ServicePlan, UpgradePath } from './catalog.ts';
import type { CatalogDocument, OfferEntry, PriceEntry } from './document.ts';
import { withImportedPrices } from './prices.ts';
import { mergedOn, type Merged, type Placed } from './merge.ts';

/**
 * The catalogue of one day, from every edition that was ever imported, and the prices that operators imported beside
 * them. The order of importing editions plays no part.
 */
export function catalogOn(
  editions: readonly CatalogDocument[],
  on: Day,
  revision: number,
  imported: readonly ImportedPrice[] = [],
): Catalog {
  const merged = mergedOn(editions, on);
  return {
    revision,
    day: on,
    offers: offersOf(merged),
    plans: plansOf(merged),
    paths: pathsOf(merged, merged.upgradePaths, on),
    transitions: pathsOf(merged, merged.transitions, on),
    exclusiveFamilies: entriesOf(merged.exclusiveFamilies)
      .filter((family) => isValid(family, on))
      .map((family) => ({ name: family.name, planIds: new Set(planIds(family.plans, merged)) })),
    dependencies: entriesOf(merged.planDependencies).map(({ plan, requiresAnyOf }) => ({
      planId: planId(plan, merged),
      requiresAnyOf: planIds(requiresAnyOf, merged),
    })),
    seatFamilies: new Map(entriesOf(merged.seatFamilies).map(({ name, seatsMax, policy }) => [name, { name, seatsMax, policy }])),
    ...withImportedPrices(
      [...merged.prices.values()].flatMap((placed) => pricesOf(placed, merged)),
      imported,
    ),
  };
}

function offersOf(merged: Merged): ReadonlyMap<OfferId, Offer> {
  const offers = entriesOf(merged.offers).map((entry) => offerOf(entry, merged));
  offers.sort((a, b) => a.category.rank - b.category.rank || a.rank - b.rank || (a.key < b.key ? -1 : 1));
  return new Map(offers.map((offer) => [offer.id, offer]));
}

function offerOf(entry: OfferEntry, merged: Merged): Offer {
  const { id, name, rank } = named(merged.categories, entry.category);
  const { measure, count } = entry.limit;
  return {
    id: entry.offerId as OfferId,
    key: entry.key,
    name: entry.name,
    formerNames: entry.formerNames ?? [],
    description: entry.description,
    skuId: entry.skuId as SkuId,
    skuPartNumber: entry.skuPartNumber,
    category: { id, name, rank },
    rank: entry.rank,
    minimumQuantity: entry.quantity.minimum,
    maximumQuantity: entry.quantity.maximum,
    limit: measure === 'none' ? { measure } : { measure, count },
    supportedBillingCycles: entry.billingCycles,
    isTrial: entry.isTrial ?? false,
    isAddOn: entry.isAddOn ?? false,
    isAutoRenewable: entry.isAutoRenewable ?? true,
    reductionHours: entry.reductionHours ?? null,
    newCommerce: newCommerceOf(entry),
    isBeyondSeats: entry.isBeyondSeats ?? false,
    isAvailableForPurchase: entry.isAvailableForPurchase ?? true,
    prerequisiteOfferIds: (entry.addOnTo ?? []).map((key) => offerId(key, merged)),
    conversionTargetOfferIds: (entry.convertsTo ?? []).map((key) => offerId(key, merged)),
    servicePlanIds: planIds(entry.servicePlans, merged),
    adminService: entry.adminService,
    seatFamily: entry.seatFamily ?? null,
    onlyCountries: entry.onlyCountries ?? null,
    notCountries: entry.notCountries ?? [],
    prohibitedUsageLocations:
      entry.prohibitedUsageLocations === undefined ? [] : named(merged.countryLists, entry.prohibitedUsageLocations).countries,
  };
}

/** The three parts of the id, and the terms. */
function newCommerceOf({ offerId: id, newCommerce }: OfferEntry): NewCommerce | null {
  const [productId = '', productSkuId = '', availabilityId = ''] = id.split(':');
  return newCommerce === undefined ? null : { productId, productSkuId, availabilityId, terms: newCommerce.terms };
}

function plansOf(merged: Merged): ReadonlyMap<ServicePlanId, ServicePlan> {
  return new Map(
    entriesOf(merged.servicePlans).map(({ id, name, displayName, helper }) => [
      id as ServicePlanId,
      { id: id as ServicePlanId, name, displayName, isHelper: helper ?? false },
    ]),
  );
}

function pathsOf(merged: Merged, paths: Merged['upgradePaths'], on: Day): ReadonlyMap<OfferId, readonly UpgradePath[]> {
  const open = entriesOf(paths).filter((path) => path.enabled !== false && isValid(path, on));
  return Map.groupBy(
    open.map(({ source, target, onlyCountries, notCountries }) => ({
      from: offerId(source, merged),
      to: offerId(target, merged),
      onlyCountries: onlyCountries ?? null,
      notCountries: notCountries ?? [],
    })),
    (path) => path.from,
  );
}

/** A price for each billing cycle of the offer; a year that is not priced by itself costs twelve months. */
function pricesOf({ entry, document }: Placed<PriceEntry>, merged: Merged): readonly Price[] {
  const offer = named(merged.offers, entry.offer);
  const currency = entry.currency as Currency;
  return offer.billingCycles.flatMap((billingCycle) => {
    const listMinor = amountOf(entry.list, billingCycle, currency);
    if (listMinor === null) return [];
    return [
      {
        offerId: offer.offerId as OfferId,
        currency,
        billingCycle,
        ...(entry.term === undefined ? {} : { term: entry.term }),
        effectiveFrom: day(entry.validFrom),
        listMinor,
        partnerMinor: amountOf(entry.partner ?? {}, billingCycle, currency),
        source: document.sources?.[entry.source] ?? entry.source,
      },
    ];
  });
}

const MONTHS_OF_YEAR = 12;

function amountOf(amounts: PriceEntry['list'], cycle: BillingCycle, currency: Currency): Minor | null {
  const own = amounts[cycle];
  if (own !== undefined) return parseDecimal(String(own), currency);
  if (cycle !== 'annual' || amounts.monthly === undefined) return null;
  const month = parseDecimal(String(amounts.monthly), currency);
  return month === null ? null : minor(month * MONTHS_OF_YEAR);
}

function entriesOf<Entry>(section: ReadonlyMap<string, Placed<Entry>>): Entry[] {
  return [...section.values()].map(({ entry }) => entry);
}

/** An entry that the checks of the import have seen to be there. */
function named<Entry>(section: ReadonlyMap<string, Placed<Entry>>, key: string): Entry {
  const found = section.get(key);
  if (found === undefined) throw new Error(`the catalogue names ${key} and does not have it`);
  return found.entry;
}

function offerId(key: string, merged: Merged): OfferId {
  return named(merged.offers, key).offerId as OfferId;
}

function planId(name: string, merged: Merged): ServicePlanId {
  return named(merged.servicePlans, name).id as ServicePlanId;
}

function planIds(names: readonly string[], merged: Merged): readonly ServicePlanId[] {
  return names.map((name) => planId(name, merged));
}

function isValid(span: { readonly validFrom?: string; readonly validUntil?: string }, on: Day): boolean {
  return (span.validFrom ?? '') <= on && on < (span.validUntil ?? '9999');
}
