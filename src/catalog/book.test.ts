import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { large as otherLarge, small, words } from '../../test/catalog-document.ts';
import { addDays, day } from '../kit/dates.ts';
import { catalogOn } from './book.ts';
import { priceOn, type Catalog } from './catalog.ts';
import type { CatalogDocument } from './document.ts';

const large = { ...otherLarge, rank: 2, servicePlans: ['MAIL_1'] };

const spring: CatalogDocument = {
  format: 'upseat-catalog/1',
  edition: { name: 'spring', version: 1, effectiveFrom: '2020-06-01' },
  sources: { list: 'a price list' },
  categories: [{ id: 'Shelf', name: words, rank: 1 }],
  servicePlans: [{ name: 'MAIL_1', id: 'bbbbbbbb-0000-4000-8000-000000000001', displayName: words }],
  offers: [small, large],
  upgradePaths: [{ source: 'small', target: 'large', basis: 'stated' }],
  prices: [{ offer: 'small', currency: 'USD', validFrom: '2020-06-01', list: { monthly: 8.25 }, source: 'list' }],
};
const autumn: CatalogDocument = {
  format: 'upseat-catalog/1',
  edition: { name: 'autumn', version: 1, effectiveFrom: '2020-10-01' },
  sources: { list: 'another price list' },
  offers: [{ ...small, quantity: { minimum: 1, maximum: 500 } }],
  upgradePaths: [{ source: 'small', target: 'large', basis: 'stated', enabled: false, reason: 'withdrawn' }],
  prices: [{ offer: 'small', currency: 'USD', validFrom: '2020-06-01', list: { monthly: 8, annual: 90 }, source: 'list' }],
};

const on = (text: string, ...editions: CatalogDocument[]): Catalog => catalogOn(editions, day(text), 7);
const offersOf = (catalog: Catalog) => [...catalog.offers.values()];

describe('the catalogue of a day', () => {
  test('is empty before the first edition', () => {
    const catalog = on('2020-05-31', spring, autumn);
    assert.deepEqual([catalog.offers.size, catalog.plans.size, catalog.paths.size, catalog.prices.length], [0, 0, 0, 0]);
    assert.deepEqual([catalog.revision, catalog.day], [7, '2020-05-31']);
  });

  const DAYS: readonly [text: string, maximum: number, paths: number, monthly: number, annual: number][] = [
    ['2020-06-01', 300, 1, 825, 9900],
    ['2020-09-30', 300, 1, 825, 9900],
    ['2020-10-01', 500, 0, 800, 9000],
  ];
  for (const [text, maximum, paths, monthly, annual] of DAYS) {
    test(`on ${text} has the entries of the latest edition in force`, () => {
      const catalog = on(text, spring, autumn);
      const { id, maximumQuantity } = offersOf(catalog)[0] ?? assert.fail();
      const price = (billingCycle: 'monthly' | 'annual') =>
        priceOn(catalog, { offerId: id, currency: 'USD' as never, billingCycle, on: catalog.day })?.listMinor;
      assert.deepEqual(
        [maximumQuantity, catalog.paths.get(id)?.length ?? 0, price('monthly'), price('annual')],
        [maximum, paths, monthly, annual],
      );
      assert.equal(catalog.offers.size, 2);
    });
  }

  test('says where a price is from', () => {
    assert.deepEqual(
      on('2020-06-01', spring).prices.map((price) => price.source),
      ['a price list', 'a price list'],
    );
  });

  test('has paths and families only on their days, the last not included', () => {
    const dated: CatalogDocument = {
      ...spring,
      servicePlans: [...(spring.servicePlans ?? []), { name: 'MAIL_2', id: 'bbbbbbbb-0000-4000-8000-000000000002', displayName: words }],
      upgradePaths: [{ source: 'small', target: 'large', basis: 'stated', validFrom: '2020-07-01', validUntil: '2020-08-01' }],
      exclusiveFamilies: [{ name: 'Mail', plans: ['MAIL_1', 'MAIL_2'], validFrom: '2020-07-01', validUntil: '2020-08-01' }],
    };
    for (const [text, count] of [
      ['2020-06-30', 0],
      ['2020-07-01', 1],
      ['2020-07-31', 1],
      ['2020-08-01', 0],
    ] as const) {
      const catalog = on(text, dated);
      assert.deepEqual([catalog.paths.size, catalog.exclusiveFamilies.length], [count, count], text);
    }
  });

  test('has of an edition only its highest version', () => {
    const second: CatalogDocument = { ...spring, edition: { ...spring.edition, version: 2 }, upgradePaths: [] };
    for (const editions of [
      [spring, second],
      [second, spring],
    ])
      assert.equal(on('2020-06-01', ...editions).paths.size, 0);
  });

  test('shows offers by category, then by rank', () => {
    const shuffled: CatalogDocument = {
      ...spring,
      categories: [
        { id: 'Shelf', name: words, rank: 2 },
        { id: 'Window', name: words, rank: 1 },
      ],
      offers: [large, { ...small, rank: 9, key: 'front', category: 'Window', offerId: 'AAAAAAAA-0000-4000-8000-000000000003' }, small],
    };
    assert.deepEqual(
      offersOf(on('2020-06-01', shuffled)).map((offer) => offer.key),
      ['front', 'small', 'large'],
    );
  });
});

/** Editions that define the same few things again and again, each with a day and a version. */
const edition = fc
  .record({
    name: fc.constantFrom('a', 'b', 'c', 'd'),
    version: fc.integer({ min: 1, max: 3 }),
    day: fc.integer({ min: 1, max: 20 }),
    rank: fc.integer({ min: 0, max: 5 }),
    enabled: fc.boolean(),
    amount: fc.integer({ min: 0, max: 99 }),
    validFrom: fc.integer({ min: 0, max: 2 }),
    both: fc.boolean(),
  })
  .map(({ name, version, day: after, rank, enabled, amount, validFrom, both }): CatalogDocument => ({
    ...spring,
    edition: { name, version, effectiveFrom: addDays(day('2020-06-01'), after) },
    offers: both ? [{ ...large, rank }, small] : [{ ...small, rank }],
    upgradePaths: both ? [{ source: 'small', target: 'large', basis: 'stated', enabled, reason: 'x' }] : [],
    prices: [
      { offer: 'small', currency: 'USD', validFrom: addDays(day('2020-06-01'), validFrom), list: { monthly: amount }, source: 'list' },
    ],
  }));
const editionSets = fc.uniqueArray(edition, {
  minLength: 1,
  maxLength: 8,
  selector: (each) => `${each.edition.name} ${each.edition.version}`,
});

test('editions imported in any order give the same catalogue, in the same order', () => {
  const shuffles = editionSets.chain((editions) =>
    fc.tuple(fc.constant(editions), fc.shuffledSubarray(editions, { minLength: editions.length, maxLength: editions.length })),
  );
  const written = (catalog: Catalog) =>
    JSON.stringify(catalog, (_name, value: unknown) => (value instanceof Map || value instanceof Set ? [...value] : value));
  fc.assert(
    fc.property(shuffles, fc.integer({ min: 0, max: 25 }), ([editions, shuffled], after) => {
      const at = addDays(day('2020-06-01'), after);
      assert.equal(written(catalogOn([spring, ...shuffled], at, 1)), written(catalogOn([...editions, spring], at, 1)));
    }),
  );
});
