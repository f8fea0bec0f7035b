import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { smallCatalog } from '../../test/small-catalog.ts';
import { day } from '../kit/dates.ts';
import type { PartnerId } from '../kit/ids.ts';
import { minor, type Currency } from '../kit/money.ts';
import { priceOn, type Catalog, type ImportedPrice } from './catalog.ts';
import { catalogSoldBy, withImportedPrices } from './prices.ts';

// Basic is listed at 5.00 a month since 2020; what is imported stands over that.
const basic = smallCatalog.prices.find((price) => price.listMinor === 500) ?? assert.fail();
const [us, them] = ['us', 'them'] as [PartnerId, PartnerId];
const imported = (listMinor: number, from: string, change: Partial<ImportedPrice> = {}): ImportedPrice => ({
  ...basic,
  listMinor: minor(listMinor),
  effectiveFrom: day(from),
  partnerId: null,
  market: null,
  ...change,
});
const of = { offerId: basic.offerId, currency: 'USD' as Currency, billingCycle: 'monthly' as const };
const on = (catalog: Catalog, date: string) => priceOn(catalog, { ...of, on: day(date) })?.listMinor ?? null;

describe('prices that were imported for everyone', () => {
  const sold = (...prices: ImportedPrice[]) => ({ ...smallCatalog, ...withImportedPrices(smallCatalog.prices, prices) });
  test('hold from their first day on', () => {
    const catalog = sold(imported(700, '2026-07-01'));
    assert.deepEqual([on(catalog, '2026-06-30'), on(catalog, '2026-07-01')], [500, 700]);
  });
  test('stand over those of the catalogue that begin on the same day, or later', () => {
    assert.equal(on(sold(imported(700, basic.effectiveFrom)), basic.effectiveFrom), 700);
    const younger = { ...basic, listMinor: minor(600), effectiveFrom: day('2026-07-15') };
    const catalog = { ...smallCatalog, ...withImportedPrices([basic, younger], [imported(700, '2026-07-01')]) };
    assert.equal(on(catalog, '2026-08-01'), 700);
  });
  test('begin with the first of them, in whichever order they come', () => {
    const later = { ...basic, listMinor: minor(600), effectiveFrom: day('2026-07-15') };
    for (const prices of [
      [imported(700, '2026-07-01'), imported(800, '2026-08-01')],
      [imported(800, '2026-08-01'), imported(700, '2026-07-01')],
    ]) {
      const catalog = { ...smallCatalog, ...withImportedPrices([basic, later], prices) };
      assert.deepEqual(
        ['2026-06-30', '2026-07-01', '2026-07-20', '2026-08-01'].map((date) => on(catalog, date)),
        [500, 700, 700, 800],
      );
    }
  });
  test('leave another cycle, currency and term alone', () => {
    const catalog = sold(
      imported(700, '2020-01-01', { billingCycle: 'annual' }),
      imported(800, '2020-01-01', { currency: 'EUR' as Currency }),
    );
    assert.equal(on(catalog, '2026-07-01'), 500);
    assert.equal(on(sold(imported(900, '2020-01-01', { term: 'P3Y' })), '2026-07-01'), 500);
    assert.equal(on(sold(imported(900, '2020-01-01', { term: 'P1Y' })), '2026-07-01'), 900);
  });
});

describe('prices for some', () => {
  const prices = [
    imported(600, '2026-01-01', { market: 'DE' }),
    imported(550, '2026-01-01', { partnerId: us }),
    imported(520, '2026-01-01', { partnerId: us, market: 'FR' }),
  ];
  const catalog: Catalog = { ...smallCatalog, ...withImportedPrices(smallCatalog.prices, prices) };
  const sold = (partnerId: PartnerId, country: string) => on(catalogSoldBy(catalog, { partnerId, country }), '2026-06-11');

  test('are nobody’s but theirs', () => {
    assert.deepEqual([on(catalog, '2026-06-11'), sold(them, 'US'), sold(them, 'FR')], [500, 500, 500]);
    assert.deepEqual([sold(them, 'DE'), sold(us, 'US')], [600, 550]);
  });
  test('of the partner stand over those of the country, and those of the partner there over both', () => {
    assert.deepEqual([sold(us, 'DE'), sold(us, 'FR')], [550, 520]);
  });
  test('one alone counts too, and holds beside those for all', () => {
    const one = { ...smallCatalog, ...withImportedPrices(smallCatalog.prices, [imported(700, '2026-01-01'), ...prices.slice(1, 2)]) };
    assert.deepEqual([on(catalogSoldBy(one, { partnerId: us, country: 'US' }), '2026-06-11'), on(one, '2026-06-11')], [550, 700]);
  });
  test('whom none concern sells the very same catalogue, and each the same one every time', () => {
    assert.equal(catalogSoldBy(catalog, { partnerId: them, country: 'US' }), catalog);
    const mine = catalogSoldBy(catalog, { partnerId: us, country: 'DE' });
    assert.notEqual(mine, catalog);
    assert.equal(catalogSoldBy(catalog, { partnerId: us, country: 'DE' }), mine);
  });
});
