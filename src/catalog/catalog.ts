import type { Day } from '../kit/dates.ts';
import type { OfferId, PartnerId, ServicePlanId, SkuId } from '../kit/ids.ts';
import type { Currency, Minor } from '../kit/money.ts';

/** The catalogue as it stands on one day, built from the editions in force. Pure data: every rule gets it as a fact. */
export type Catalog = {
  /** Goes up with every import; a cache of anything derived from the catalogue is kept per revision and day. */
  readonly revision: number;
  readonly day: Day;
  readonly offers: ReadonlyMap<OfferId, Offer>;
  readonly plans: ReadonlyMap<ServicePlanId, ServicePlan>;
  /** Upgrade paths by source offer, in the order in which they are shown. Paths that are switched off are not here. */
  readonly paths: ReadonlyMap<OfferId, readonly UpgradePath[]>;
  /** What can become of a subscription of new commerce, by source offer. */
  readonly transitions: ReadonlyMap<OfferId, readonly UpgradePath[]>;
  readonly exclusiveFamilies: readonly ExclusiveFamily[];
  readonly dependencies: readonly PlanDependency[];
  readonly seatFamilies: ReadonlyMap<string, SeatFamily>;
  /** What holds for every partner in every country. */
  readonly prices: readonly Price[];
  /** What was imported for one partner or one country: `catalogSoldBy` lays it over the others for those who ask. */
  readonly sellerPrices: readonly ImportedPrice[];
};

export type BillingCycle = 'none' | 'monthly' | 'annual';

/** Length of a paid term, ISO 8601. */
export const TERM_DURATIONS = ['P1M', 'P1Y', 'P3Y'] as const;
export type TermDuration = (typeof TERM_DURATIONS)[number];

/** Everything of the licence-based catalogue is sold by the year; prices without a term are for it. */
export const USUAL_TERM: TermDuration = 'P1Y';

/** How an offer of new commerce is sold: the parts of its id, and its terms, each with the billing cycles that it has. */
export type NewCommerce = {
  readonly productId: string;
  readonly productSkuId: string;
  readonly availabilityId: string;
  readonly terms: readonly { readonly duration: TermDuration; readonly billingCycles: readonly BillingCycle[] }[];
};

/** A name in the console's two languages. */
export type Words = { readonly en: string; readonly zhTW: string };

export type Offer = {
  readonly id: OfferId;
  /** Our own short name, stable, e.g. `m365-business-basic`. */
  readonly key: string;
  readonly name: Words;
  /** Earlier names, searched too. */
  readonly formerNames: readonly string[];
  readonly description: Words;
  readonly skuId: SkuId;
  readonly skuPartNumber: string;
  readonly category: { readonly id: string; readonly name: Words; readonly rank: number };
  readonly rank: number;
  readonly minimumQuantity: number;
  readonly maximumQuantity: number;
  /** How many of this offer one customer may hold: at a time, or ever. */
  readonly limit: { readonly measure: 'none' } | { readonly measure: 'concurrent' | 'lifetime'; readonly count: number };
  readonly supportedBillingCycles: readonly BillingCycle[];
  readonly isTrial: boolean;
  readonly isAddOn: boolean;
  readonly isAutoRenewable: boolean;
  /** For how many hours seats that were added may be given back (new commerce); null for at any time. */
  readonly reductionHours: number | null;
  /** Null for the licence-based catalogue. */
  readonly newCommerce: NewCommerce | null;
  /** An add-on that is not sold by the user, such as storage: there may be more of it than seats of its base. */
  readonly isBeyondSeats: boolean;
  readonly isAvailableForPurchase: boolean;
  /** Offers an add-on may hang on. */
  readonly prerequisiteOfferIds: readonly OfferId[];
  readonly conversionTargetOfferIds: readonly OfferId[];
  /** Every service plan of the product on the catalogue's day. */
  readonly servicePlanIds: readonly ServicePlanId[];
  /** The service over which delegated admin privileges are asked, e.g. `microsoft365`. */
  readonly adminService: string;
  /** Seats of all offers of one family are counted together in a tenant; null for most. */
  readonly seatFamily: string | null;
  /** Countries where it is sold; null for everywhere not excluded. */
  readonly onlyCountries: readonly string[] | null;
  readonly notCountries: readonly string[];
  /** Countries in which a user may not be given this product. */
  readonly prohibitedUsageLocations: readonly string[];
};

export type ServicePlan = {
  readonly id: ServicePlanId;
  /** The directory's name, e.g. `EXCHANGE_S_STANDARD`. */
  readonly name: string;
  readonly displayName: Words;
  /** A plan that comes along with many products and is no service of its own; it never blocks an upgrade. */
  readonly isHelper: boolean;
};

export type UpgradePath = {
  readonly from: OfferId;
  readonly to: OfferId;
  /** Countries where the path is open; null for everywhere. */
  readonly onlyCountries: readonly string[] | null;
  readonly notCountries: readonly string[];
};

/** At most one of these plans may be switched on for one user. */
export type ExclusiveFamily = { readonly name: string; readonly planIds: ReadonlySet<ServicePlanId> };

/** The plan works for a user only while one of the others is switched on for the same user. */
export type PlanDependency = { readonly planId: ServicePlanId; readonly requiresAnyOf: readonly ServicePlanId[] };

export type SeatFamily = {
  readonly name: string;
  /** Seats of all offers of the family together, in one tenant. */
  readonly seatsMax: number;
  readonly policy: 'block' | 'warn' | 'off';
};

/** What one seat costs for one billing period. */
export type Price = {
  readonly offerId: OfferId;
  readonly currency: Currency;
  readonly billingCycle: BillingCycle;
  /** The term for which it holds; a year where left out. */
  readonly term?: TermDuration;
  readonly effectiveFrom: Day;
  readonly listMinor: Minor;
  /** What the partner pays, where that is known. */
  readonly partnerMinor: Minor | null;
  readonly source: string;
};

/** A price that an operator imported: for one partner or all, in one country or everywhere. */
export type ImportedPrice = Price & { readonly partnerId: PartnerId | null; readonly market: string | null };

/** The price in force on a day; null where none was ever imported. Never a guess. */
export function priceOn(
  catalog: Catalog,
  asked: { offerId: OfferId; currency: Currency; billingCycle: BillingCycle; term?: TermDuration; on: Day },
): Price | null {
  let found: Price | null = null;
  for (const price of pricesOf(catalog.prices, asked.offerId)) {
    if (price.currency !== asked.currency || price.billingCycle !== asked.billingCycle) continue;
    if ((price.term ?? USUAL_TERM) !== (asked.term ?? USUAL_TERM)) continue;
    if (price.effectiveFrom > asked.on) continue;
    if (found === null || price.effectiveFrom > found.effectiveFrom) found = price;
  }
  return found;
}

const byOffer = new WeakMap<readonly Price[], ReadonlyMap<OfferId, readonly Price[]>>();

/** An operator's list can have thousands of prices, and one list of upgrades asks for dozens of them. */
function pricesOf(prices: readonly Price[], offerId: OfferId): readonly Price[] {
  let index = byOffer.get(prices);
  if (index === undefined) {
    index = Map.groupBy(prices, (price) => price.offerId);
    byOffer.set(prices, index);
  }
  return index.get(offerId) ?? [];
}

/** Whether an offer's id is that of a product of new commerce: product, SKU and availability. */
export function isProductItem(id: OfferId): boolean {
  return id.includes(':');
}

/** Whether something that is open to some countries and closed to others is open to this one. */
export function openIn(
  country: string,
  rule: { readonly onlyCountries: readonly string[] | null; readonly notCountries: readonly string[] },
): boolean {
  return (rule.onlyCountries === null || rule.onlyCountries.includes(country)) && !rule.notCountries.includes(country);
}

/** Offers of different groups need separate orders: each trial is a group of its own. */
export function salesGroupOf(offer: Pick<Offer, 'id' | 'isTrial'>): string {
  return offer.isTrial ? `Trial-${offer.id}` : 'Default';
}

/** The billing cycle in which an offer is bought when nobody says one: monthly where that exists. */
export function usualBillingCycle({ supportedBillingCycles }: Pick<Offer, 'supportedBillingCycles'>): BillingCycle {
  return supportedBillingCycles.includes('monthly') ? 'monthly' : (supportedBillingCycles[0] ?? 'none');
}

/** The offers that give this product to a user; several where a trial and a paid offer share a SKU. */
export function offersOfSku(catalog: Catalog, skuId: SkuId): readonly Offer[] {
  return [...catalog.offers.values()].filter((offer) => offer.skuId === skuId);
}

/** Where the parts of the program get the catalogue from. Nobody keeps one: it changes with the day and with imports. */
export type CatalogSource = {
  /** The catalogue of today. */
  current(): Catalog;
  /** The catalogue as it stood, or will stand, on another day. */
  on(day: Day): Catalog;
  /** Reads again what was imported meanwhile, by whichever process. */
  refresh(): Promise<void>;
  close(): void;
};
