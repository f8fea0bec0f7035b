import type { CatalogDocument, OfferEntry, PriceEntry, UpgradePathEntry } from '../src/catalog/document.ts';

/** A small catalogue of nobody's products, for tests of its format. */
export const words = { en: 'Name', zhTW: '名稱' };

export const small: OfferEntry = {
  key: 'small',
  offerId: 'AAAAAAAA-0000-4000-8000-000000000001',
  skuId: 'aaaaaaaa-0000-4000-8000-000000000001',
  skuPartNumber: 'SMALL',
  name: words,
  description: words,
  category: 'Shelf',
  rank: 1,
  quantity: { minimum: 1, maximum: 300 },
  limit: { measure: 'concurrent', count: 2 },
  billingCycles: ['monthly', 'annual'],
  servicePlans: ['MAIL_1'],
  adminService: 'office',
};
export const large: OfferEntry = {
  ...small,
  key: 'large',
  offerId: 'AAAAAAAA-0000-4000-8000-000000000002',
  servicePlans: ['MAIL_2'],
  limit: { measure: 'none', count: 0 },
};
const extra: OfferEntry = {
  ...large,
  key: 'extra',
  offerId: 'AAAAAAAA-0000-4000-8000-000000000003',
  isAddOn: true,
  addOnTo: ['large'],
  servicePlans: ['ARCHIVE'],
};
const trial: OfferEntry = {
  ...large,
  key: 'large-trial',
  offerId: 'AAAAAAAA-0000-4000-8000-000000000004',
  isTrial: true,
  convertsTo: ['large'],
};
export const path: UpgradePathEntry = { source: 'small', target: 'large', basis: 'stated' };
export const price: PriceEntry = {
  offer: 'small',
  currency: 'USD',
  validFrom: '2020-06-01',
  list: { monthly: 5 },
  partner: { monthly: 4 },
  source: 'list',
};
export const family = { name: 'Mail', validFrom: '2020-06-01', plans: ['MAIL_1', 'MAIL_2'] };

/** A whole valid file; each case of a test changes one thing in it. */
export const valid = {
  format: 'upseat-catalog/1',
  edition: { name: 'spring', version: 1, effectiveFrom: '2020-06-01' },
  sources: { list: 'a price list' },
  categories: [{ id: 'Shelf', name: words, rank: 1 }],
  countryLists: [{ name: 'closed', countries: ['KP'], reason: 'export rules' }],
  seatFamilies: [{ name: 'small', seatsMax: 300, policy: 'block' }],
  servicePlans: ['MAIL_1', 'MAIL_2', 'ARCHIVE'].map((name, i) => ({
    name,
    id: `bbbbbbbb-0000-4000-8000-00000000000${i}`,
    displayName: words,
  })),
  offers: [{ ...small, seatFamily: 'small', prohibitedUsageLocations: 'closed' }, large, extra, trial],
  upgradePaths: [path],
  exclusiveFamilies: [family],
  planDependencies: [{ plan: 'ARCHIVE', requiresAnyOf: ['MAIL_2'], basis: 'documented' }],
  prices: [price],
} satisfies CatalogDocument;
