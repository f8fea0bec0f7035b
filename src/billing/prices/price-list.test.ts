import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { priceOn, type ImportedPrice } from '../../catalog/catalog.ts';
import { catalogSoldBy, withImportedPrices } from '../../catalog/prices.ts';
import { day } from '../../kit/dates.ts';
import type { OfferId, PartnerId } from '../../kit/ids.ts';
import { minor, type Currency } from '../../kit/money.ts';
import { readCsv } from '../../platform/csv.ts';
import { offer, smallCatalog, smallOffer } from '../../../test/small-catalog.ts';
import { resaleOf } from './margin.ts';
import { readPriceList } from './price-list.ts';

const HEADINGS = 'offerId,currency,billingCycle,market,effectiveFrom,listPrice,partnerPrice';
const BASIC = offer('basic');
const read = (...lines: string[]) => readPriceList(readCsv(lines.join('\n')), smallCatalog);
const told = (...lines: string[]) => {
  const outcome = read(...lines);
  return outcome.kind === 'invalid' ? outcome.errors.map(({ line, column, problem }) => `${line} ${column}: ${problem}`) : [];
};

describe('a price list', () => {
  test('is read with every member', () => {
    assert.deepEqual(read(HEADINGS, `${BASIC},USD,monthly,US,2026-07-01,5.50,4.4`, `${BASIC.toLowerCase()},USD,Monthly,,2026-08-01,6,`), {
      kind: 'prices',
      currency: 'USD',
      prices: [
        { offerId: BASIC, billingCycle: 'monthly', market: 'US', effectiveFrom: '2026-07-01', listMinor: 550, partnerMinor: 440 },
        { offerId: BASIC, billingCycle: 'monthly', market: null, effectiveFrom: '2026-08-01', listMinor: 600, partnerMinor: null },
      ],
    });
  });

  test('may leave the market out, and have its columns in any order', () => {
    const outcome = read('partnerPrice;listPrice;effectiveFrom;billingCycle;currency;offerId', `1;2;2026-07-01;monthly;USD;${BASIC}`);
    assert.equal(outcome.kind === 'prices' && outcome.prices[0]?.listMinor, 200);
  });

  describe('with terms', () => {
    const item = 'P:1:A' as OfferId;
    const terms = [
      { duration: 'P1M', billingCycles: ['monthly'] },
      { duration: 'P1Y', billingCycles: ['monthly', 'annual'] },
    ] as const;
    const newCommerce = { productId: 'P', productSkuId: '1', availabilityId: 'A', terms };
    const sold = { ...smallOffer('basic'), id: item, newCommerce, supportedBillingCycles: ['monthly', 'annual'] as const };
    const catalog = { ...smallCatalog, offers: new Map([...smallCatalog.offers, [item, sold]]) };
    const readTerms = (...lines: string[]) =>
      readPriceList(readCsv(['offerId,currency,billingCycle,term,effectiveFrom,listPrice,partnerPrice', ...lines].join('\n')), catalog);
    const line = (term: string, cycle = 'monthly', id: string = item) => `${id},USD,${cycle},${term},2026-07-01,5,`;
    test('each has its own price, and none means a year', () => {
      const outcome = readTerms(line('p1m'), line(''), line('P1Y', 'annual'), line('P1Y', 'monthly', BASIC));
      assert.deepEqual(
        outcome.kind === 'prices' && outcome.prices.map(({ offerId, billingCycle, term }) => [offerId, billingCycle, term]),
        [
          [item, 'monthly', 'P1M'],
          [item, 'monthly', undefined],
          [item, 'annual', undefined],
          [BASIC, 'monthly', undefined],
        ],
      );
    });
    const refused: [name: string, lines: string[], error: RegExp][] = [
      ['a term that is none', [line('P2Y')], /^term: "P2Y" is not P1M, P1Y, P3Y/],
      ['a term by which it is not sold', [line('P3Y')], /^term: .* is not sold by the term P3Y with the billing cycle monthly/],
      ['a cycle that the term has not', [line('P1M', 'annual')], /^term: .* is not sold by the term P1M with the billing cycle annual/],
      ['a month of the licence-based catalogue', [line('P1M', 'monthly', BASIC)], /^term: .* is not sold by the term P1M/],
      ['the same term twice', [line('P1Y'), line('')], /^: says the same offer, cycle, term, market and day as line 2/],
    ];
    for (const [name, lines, error] of refused) {
      test(`${name} is refused`, () => {
        const outcome = readTerms(...lines);
        assert.equal(outcome.kind, 'invalid');
        const found = outcome.kind === 'invalid' ? outcome.errors.map(({ column, problem }) => `${column}: ${problem}`) : [];
        assert.equal(found.length, 1);
        assert.match(found[0] ?? '', error);
      });
    }
  });

  const good = `${BASIC},USD,monthly,,2026-07-01,5,4`;
  const wrong: [name: string, lines: string[], errors: RegExp[]][] = [
    ['an empty file', [''], [/^1 : the file is empty/]],
    ['headings alone', [HEADINGS], [/^1 : no price follows/]],
    ['a wrong heading', [HEADINGS.replace('listPrice', 'price'), good], [/^1 listPrice: is missing/, /^1 price: is no column/]],
    ['a heading twice', [`${HEADINGS},currency`, `${good},USD`], [/^1 currency: stands there twice/]],
    ['a duplicate key', [HEADINGS, good, good], [/^3 : says the same offer, cycle, term, market and day as line 2/]],
    ['a negative price', [HEADINGS, good.replace(',5,', ',-5,')], [/^2 listPrice: -5 is negative/]],
    ['a negative partner price', [HEADINGS, good.replace(/,4$/, ',-0.01')], [/^2 partnerPrice: -0.01 is negative/]],
    [
      'mixed currencies',
      [HEADINGS, good, good.replace('USD', 'EUR').replace('07-01', '08-01')],
      [/^3 currency: is EUR, but line 2 is in USD/],
    ],
    ['no currency', [HEADINGS, good.replace('USD', 'usd')], [/^2 currency: "usd" is no currency/]],
    ['too many decimals', [HEADINGS, good.replace(',5,', ',5.005,')], [/^2 listPrice: 5.005 has more decimals than USD has/]],
    [
      'decimals where there are none',
      [HEADINGS, good.replace('USD', 'JPY').replace(',5,', ',5.5,')],
      [/^2 listPrice: 5.5 has more decimals than JPY/],
    ],
    ['no amount', [HEADINGS, good.replace(',5,', ',five,')], [/^2 listPrice: "five" is no amount/]],
    ['no list price', [HEADINGS, good.replace(',5,', ',,')], [/^2 listPrice: "" is no amount/]],
    ['an unknown offer', [HEADINGS, good.replace(BASIC, 'XYZ')], [/^2 offerId: "XYZ" is no offer/]],
    ['an unknown cycle', [HEADINGS, good.replace('monthly', 'weekly')], [/^2 billingCycle: "weekly" is not/]],
    ['a cycle that is not sold', [HEADINGS, good.replace('monthly', 'none')], [/^2 billingCycle: .* is not sold with/]],
    ['an unknown market', [HEADINGS, good.replace(',,', ',XX,')], [/^2 market: "XX" is no country/]],
    ['a day that no calendar has', [HEADINGS, good.replace('2026-07-01', '2026-02-30')], [/^2 effectiveFrom: "2026-02-30" is no day/]],
    ['a cell too many', [HEADINGS, `${good},x`], [/^2 : has 1 cell more/]],
    ['a broken line in the middle', [HEADINGS, good, 'a"b",USD', good.replace('07-01', '09-01')], [/^3 : has quotes that do not fit/]],
    [
      'a short line in the middle, and everything else that is wrong',
      [HEADINGS, good, BASIC, good.replace('07-01', '09-01').replace(',5,', ',-1,')],
      [/^3 billingCycle/, /^3 currency/, /^3 effectiveFrom/, /^3 listPrice/, /^4 listPrice: -1 is negative/],
    ],
  ];
  for (const [name, lines, errors] of wrong) {
    test(`${name} is refused, with the line`, () => {
      const found = told(...lines).toSorted();
      assert.equal(found.length, errors.length, found.join('\n'));
      errors.forEach((error, i) => assert.match(found[i] ?? '', error));
    });
  }
});

describe('imported prices', () => {
  const us = 'us' as PartnerId;
  const price = (listMinor: number, effectiveFrom: string, scope: Partial<ImportedPrice> = {}): ImportedPrice => ({
    offerId: BASIC,
    currency: 'USD' as Currency,
    billingCycle: 'monthly',
    effectiveFrom: day(effectiveFrom),
    listMinor: minor(listMinor),
    partnerMinor: null,
    source: 'list',
    partnerId: null,
    market: null,
    ...scope,
  });
  const imported = [
    price(600, '2026-05-01'),
    price(700, '2026-07-01'),
    price(610, '2026-04-01', { market: 'DE' }),
    price(480, '2026-05-20', { partnerId: us }),
    price(470, '2026-06-01', { partnerId: us, market: 'DE' }),
    price(1, '2020-01-01', { partnerId: 'them' as PartnerId }),
  ];
  const catalog = { ...smallCatalog, ...withImportedPrices(smallCatalog.prices, imported) };
  const cases: [name: string, partner: string, country: string, on: string, listMinor: number][] = [
    ['before the first import the catalogue holds', 'other', 'US', '2026-04-30', 500],
    ['from its day on the imported one', 'other', 'US', '2026-05-01', 600],
    ['a country has its own', 'other', 'DE', '2026-05-01', 610],
    ['and keeps it when the general one changes', 'other', 'DE', '2026-08-01', 610],
    ['the general one changes with its next day', 'other', 'US', '2026-07-01', 700],
    ['a partner has its own from its day on', 'us', 'US', '2026-05-20', 480],
    ['and before that what all have', 'us', 'US', '2026-05-19', 600],
    ['the partner’s own goes before the country’s', 'us', 'DE', '2026-05-20', 480],
    ['and the partner’s own of the country before both', 'us', 'DE', '2026-06-01', 470],
  ];
  for (const [name, partner, country, on, listMinor] of cases) {
    test(name, () => {
      const sold = catalogSoldBy(catalog, { partnerId: partner as PartnerId, country });
      assert.equal(
        priceOn(sold, { offerId: BASIC, currency: 'USD' as Currency, billingCycle: 'monthly', on: day(on) })?.listMinor,
        listMinor,
      );
    });
  }
  test('without any the catalogue is the same value', () =>
    assert.equal(catalogSoldBy(smallCatalog, { partnerId: us, country: 'US' }), smallCatalog));
  test('the same seller gets the same value again', () =>
    assert.equal(catalogSoldBy(catalog, { partnerId: us, country: 'DE' }), catalogSoldBy(catalog, { partnerId: us, country: 'DE' })));
});

describe('a margin', () => {
  const cases: [amount: number, basisPoints: number, resale: number][] = [
    [1000, 0, 1000],
    [1000, 1250, 1125],
    [333, 1000, 366],
    [335, 1000, 369],
    [-335, 1000, -369],
    [1000, -10_000, 0],
    [1, 4999, 1],
    [1, 5000, 2],
  ];
  for (const [amount, basisPoints, resale] of cases)
    test(`${amount} with ${basisPoints / 100} %`, () => assert.equal(resaleOf(minor(amount), basisPoints), resale));
});
