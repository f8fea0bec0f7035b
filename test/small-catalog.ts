import type { BillingCycle, Catalog, Offer, ServicePlan, UpgradePath } from '../src/catalog/catalog.ts';
import { day } from '../src/kit/dates.ts';
import type { OfferId, ServicePlanId, SkuId } from '../src/kit/ids.ts';
import { minor, type Currency } from '../src/kit/money.ts';

/** Ids of the small catalogue: `basic` and the like. Rules never look inside an id. */
export const offer = (key: string) => key.toUpperCase() as OfferId;
export const sku = (key: string) => `sku-${key}` as SkuId;
export const plan = (name: string) => name as ServicePlanId;

const CYCLES: readonly BillingCycle[] = ['monthly', 'annual'];

function anOffer(key: string, servicePlans: readonly string[], change: Partial<Offer> = {}): Offer {
  return {
    id: offer(key),
    key,
    name: { en: key, zhTW: `${key}（中文）` },
    formerNames: [],
    description: { en: '', zhTW: '' },
    skuId: sku(key),
    skuPartNumber: key.toUpperCase(),
    category: { id: 'Test', name: { en: 'Test', zhTW: '測試' }, rank: 1 },
    rank: 1,
    minimumQuantity: 1,
    maximumQuantity: 300,
    limit: { measure: 'none' },
    supportedBillingCycles: CYCLES,
    isTrial: false,
    isAddOn: false,
    isAutoRenewable: true,
    reductionHours: null,
    newCommerce: null,
    isBeyondSeats: false,
    isAvailableForPurchase: true,
    prerequisiteOfferIds: [],
    conversionTargetOfferIds: [],
    servicePlanIds: servicePlans.map(plan),
    adminService: 'office',
    seatFamily: null,
    onlyCountries: null,
    notCountries: [],
    prohibitedUsageLocations: ['KP'],
    ...change,
  };
}

const everywhere = { onlyCountries: null, notCountries: [] };
const path = (from: string, to: string): UpgradePath => ({ from: offer(from), to: offer(to), ...everywhere });

const OFFERS = [
  anOffer('basic', ['mail-1', 'sites-1', 'helper'], { seatFamily: 'small' }),
  anOffer('standard', ['mail-1', 'sites-1', 'apps', 'bookings', 'helper'], { seatFamily: 'small' }),
  anOffer('standard-trial', ['mail-1', 'sites-1', 'apps', 'bookings', 'helper'], {
    skuId: sku('standard'),
    isTrial: true,
    supportedBillingCycles: ['none'],
  }),
  anOffer('suite', ['mail-2', 'sites-2', 'apps-pro', 'archive'], { maximumQuantity: 10_000_000 }),
  anOffer('yearly', ['apps-pro'], { supportedBillingCycles: ['annual'] }),
  anOffer('big', ['apps-pro'], { minimumQuantity: 50, maximumQuantity: 10_000_000 }),
  anOffer('guarded', ['vault'], { adminService: 'security' }),
  anOffer('unpriced', ['apps-pro']),
  anOffer('apps-only', ['apps']),
  anOffer('sites-plan-2', ['sites-2', 'helper']),
  anOffer('archiving', ['archive']),
  anOffer('analytics', ['mail-analytics']),
  anOffer('project', ['project-site']),
  anOffer('helper-only', ['helper', 'other']),
];

const PLANS = [
  'mail-1',
  'mail-2',
  'sites-1',
  'sites-2',
  'apps',
  'apps-pro',
  'bookings',
  'archive',
  'vault',
  'mail-analytics',
  'project-site',
  'helper',
  'other',
];

/** A catalogue small enough to hold in the head: basic → standard, suite, yearly, big, guarded, unpriced. */
export const smallCatalog: Catalog = {
  revision: 1,
  day: day('2026-06-11'),
  offers: new Map(OFFERS.map((entry) => [entry.id, entry])),
  plans: new Map(
    PLANS.map((name): [ServicePlanId, ServicePlan] => [
      plan(name),
      { id: plan(name), name: name.toUpperCase(), displayName: { en: name, zhTW: name }, isHelper: name === 'helper' },
    ]),
  ),
  paths: new Map([[offer('basic'), ['standard', 'suite', 'yearly', 'big', 'guarded', 'unpriced'].map((to) => path('basic', to))]]),
  transitions: new Map(),
  exclusiveFamilies: [
    { name: 'mail', planIds: new Set([plan('mail-1'), plan('mail-2')]) },
    { name: 'sites', planIds: new Set([plan('sites-1'), plan('sites-2')]) },
  ],
  dependencies: [
    { planId: plan('mail-analytics'), requiresAnyOf: [plan('mail-1'), plan('mail-2')] },
    { planId: plan('project-site'), requiresAnyOf: [plan('sites-1')] },
  ],
  seatFamilies: new Map([['small', { name: 'small', seatsMax: 300, policy: 'block' }]]),
  prices: OFFERS.filter((entry) => entry.key !== 'unpriced').flatMap((entry) =>
    entry.supportedBillingCycles.map((billingCycle) => ({
      offerId: entry.id,
      currency: 'USD' as Currency,
      billingCycle,
      effectiveFrom: day('2020-04-21'),
      listMinor: minor((entry.key === 'basic' ? 500 : 1250) * (billingCycle === 'annual' ? 12 : 1)),
      partnerMinor: null,
      source: 'test',
    })),
  ),
  sellerPrices: [],
};

/** One offer of the small catalogue. */
export function smallOffer(key: string): Offer {
  const found = smallCatalog.offers.get(offer(key));
  if (found === undefined) throw new Error(`the small catalogue has no ${key}`);
  return found;
}
