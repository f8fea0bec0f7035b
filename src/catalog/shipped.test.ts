import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, test } from 'node:test';
import { day } from '../kit/dates.ts';
import type { OfferId } from '../kit/ids.ts';
import type { Currency } from '../kit/money.ts';
import { catalogOn } from './book.ts';
import { openIn, priceOn, type Catalog, type Offer } from './catalog.ts';
import { pathsFrom } from './upgrade-path.ts';
import { describeError, validateCatalog } from './validate.ts';
import { shippedFiles } from './worker.ts';

const files = shippedFiles().map((path) => ({ name: basename(path), text: readFileSync(path, 'utf8') }));
const validation = validateCatalog(files, []);
if (validation.kind === 'invalid') throw new Error(validation.errors.map(describeError).join('\n'));
const editions = validation.files.map((file) => file.document);

const book = (on: string): Catalog => catalogOn(editions, day(on), 1);
const june2020 = book('2020-06-18');
const today = book('2026-11-22');

function offer(key: string, catalog: Catalog = june2020): Offer {
  const found = [...catalog.offers.values()].find((each) => each.key === key);
  assert.ok(found, key);
  return found;
}

function keyOf(id: OfferId): string {
  return june2020.offers.get(id)?.key ?? id;
}

/** The published table, with its footnote for India; the India rows without ¹ are implied. */
const OUTSIDE_INDIA: Readonly<Record<string, readonly string[]>> = {
  'm365-apps-for-business': ['m365-business-premium', 'm365-apps-for-enterprise', 'o365-e3', 'o365-e5'],
  'm365-business-standard': ['o365-e3', 'o365-e5'],
  'm365-business-basic': ['m365-business-standard', 'o365-e1', 'o365-e3', 'o365-e5'],
};
const IN_INDIA: Readonly<Record<string, readonly string[]>> = {
  // Row 2 has no footnote: whoever brought a plain Business Standard to India has its paths.
  'm365-business-standard': ['o365-e3', 'o365-e5'],
  'm365-apps-for-business-india': ['m365-business-standard-india', 'm365-apps-for-enterprise', 'o365-e3', 'o365-e5'],
  'm365-business-standard-india': ['o365-e3', 'o365-e5'],
  'm365-business-basic-india': ['m365-business-standard-india', 'o365-e1', 'o365-e3', 'o365-e5'],
};

describe('the table of upgrades', () => {
  for (const [countries, table] of [
    [['US', 'TW', 'DE', 'GB', 'JP', 'CA'], OUTSIDE_INDIA],
    [['IN'], IN_INDIA],
  ] as const) {
    for (const country of countries) {
      test(`in ${country} has exactly its edges`, () => {
        for (const source of june2020.offers.values()) {
          const targets = pathsFrom(june2020, source.id, country).map((path) => keyOf(path.to));
          assert.deepEqual(targets, table[source.key] ?? [], source.key);
        }
      });
      test(`in ${country} leads only to offers that are sold there`, () => {
        for (const key of Object.keys(table)) {
          for (const path of pathsFrom(june2020, offer(key).id, country))
            assert.ok(openIn(country, june2020.offers.get(path.to) as Offer), keyOf(path.to));
        }
      });
    }
  }

  test('is the same today', () => {
    assert.deepEqual([...today.paths], [...june2020.paths]);
  });

  test('carries the other reading of its first row, switched off and with the reason', () => {
    const paths = editions.flatMap((edition) => edition.upgradePaths ?? []);
    const other = paths.filter((path) => path.source === 'm365-apps-for-business' && path.target === 'm365-business-standard');
    assert.deepEqual(
      other.map(({ enabled, basis, notCountries }) => ({ enabled, basis, notCountries })),
      [{ enabled: false, basis: 'alternative', notCountries: ['IN'] }],
    );
    assert.match(other[0]?.reason ?? '', /footnote/);
    assert.equal(paths.filter((path) => path.enabled === false).length, 1);
  });

  test('marks what the footnote says and what it only implies', () => {
    const india = editions.flatMap((edition) => edition.upgradePaths ?? []).filter((path) => path.onlyCountries?.includes('IN'));
    const basis = Object.fromEntries(india.map((path) => [`${path.source} ${path.target}`, path.basis]));
    assert.equal(basis['m365-business-basic-india m365-business-standard-india'], 'stated');
    assert.equal(basis['m365-business-basic-india o365-e1'], 'implied');
    assert.deepEqual(Object.values(basis).toSorted(), [...Array<string>(8).fill('implied'), 'stated', 'stated']);
  });
});

describe('offers', () => {
  const SOLD: readonly [key: string, offerId: string, skuId: string, partNumber: string, maximum: number][] = [
    ['m365-apps-for-business', '5C9FD4CC-EDCE-44A8-8E91-07DF09744609', 'cdd28e44-67e3-425e-be4c-737fab2899d3', 'O365_BUSINESS', 300],
    [
      'm365-business-basic',
      'BD938F12-058F-4927-BBA3-AE36B1D2501C',
      '3b555118-da6a-4418-894f-7df1e2096870',
      'O365_BUSINESS_ESSENTIALS',
      300,
    ],
    [
      'm365-business-standard',
      '031C9E47-4802-4248-838E-778FB1D2CC05',
      'f245ecc8-75af-4f8e-b61f-27d8114de5f3',
      'O365_BUSINESS_PREMIUM',
      300,
    ],
    ['m365-business-premium', '61795CAB-2ABD-43F6-88E9-C9ADAE5746E0', 'cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46', 'SPB', 300],
    [
      'm365-apps-for-enterprise',
      'BE57FF4C-100C-4F1F-B82D-F1C5AB63A665',
      'c2273bd0-dff7-4215-9ef5-2c7bcfb06425',
      'OFFICESUBSCRIPTION',
      10_000_000,
    ],
    ['o365-e1', '91FD106F-4B2C-4938-95AC-F54F74E9A239', '18181a46-0d4e-45cd-891e-60aabd171b4e', 'STANDARDPACK', 10_000_000],
    ['o365-e3', '796B6B5F-613C-4E24-A17C-EBA730D49C02', '6fd2c87f-b296-42f0-b197-1e91e994b900', 'ENTERPRISEPACK', 10_000_000],
    ['o365-e5', 'A044B16A-1861-4308-8086-A3A3B506FAC2', 'c7df2760-2c81-4ef7-b578-5b5392b571df', 'ENTERPRISEPREMIUM', 10_000_000],
  ];
  for (const [key, offerId, skuId, partNumber, maximum] of SOLD) {
    test(`${key} has its public ids and limits`, () => {
      const { id, skuId: sku, skuPartNumber, minimumQuantity, maximumQuantity, limit, supportedBillingCycles } = offer(key);
      assert.deepEqual([id, sku, skuPartNumber, minimumQuantity, maximumQuantity], [offerId, skuId, partNumber, 1, maximum]);
      assert.deepEqual(limit, maximum === 300 ? { measure: 'concurrent', count: 2 } : { measure: 'none' });
      assert.deepEqual(supportedBillingCycles, ['monthly', 'annual']);
    });
  }

  for (const plain of ['m365-apps-for-business', 'm365-business-basic', 'm365-business-standard']) {
    test(`${plain} is sold everywhere but in India, and its India twin only there`, () => {
      const twin = offer(`${plain}-india`);
      assert.deepEqual([openIn('IN', offer(plain)), openIn('TW', offer(plain))], [false, true]);
      assert.deepEqual([openIn('IN', twin), openIn('TW', twin)], [true, false]);
      assert.match(twin.id, /^00000000-0000-4000-8000-0000000001\d\d$/);
      assert.match(twin.skuId, /^00000000-0000-4000-8000-0000000001\d\d$/);
      assert.deepEqual(twin.servicePlanIds, offer(plain).servicePlanIds);
      assert.deepEqual([twin.maximumQuantity, twin.limit, twin.seatFamily], [300, offer(plain).limit, offer(plain).seatFamily]);
    });
  }

  test('seats of Basic, Standard and Premium are counted together, 300 for a tenant', () => {
    const members = [...june2020.offers.values()].filter((each) => each.seatFamily === 'small_business').map((each) => each.key);
    assert.deepEqual(members.toSorted(), [
      'm365-business-basic',
      'm365-business-basic-india',
      'm365-business-premium',
      'm365-business-standard',
      'm365-business-standard-india',
    ]);
    assert.deepEqual([...june2020.seatFamilies.values()], [{ name: 'small_business', seatsMax: 300, policy: 'block' }]);
  });

  test('each is named in Chinese, and each former name is another one', () => {
    for (const { key, name, description, formerNames } of june2020.offers.values()) {
      assert.ok(name.zhTW !== '' && description.zhTW !== '' && /\p{Script=Han}/u.test(description.zhTW), key);
      assert.ok(!formerNames.includes(name.en) && !formerNames.includes(name.zhTW), key);
    }
  });

  test('a trial gives the product of the offer it converts to', () => {
    const trials = [...june2020.offers.values()].filter((each) => each.isTrial);
    assert.equal(trials.length, 4);
    for (const trial of trials) {
      assert.deepEqual(
        trial.conversionTargetOfferIds.map((id) => june2020.offers.get(id)?.skuId),
        [trial.skuId],
      );
      assert.deepEqual(
        [trial.limit, trial.isAutoRenewable, trial.supportedBillingCycles],
        [{ measure: 'lifetime', count: 1 }, false, ['none']],
      );
    }
  });
});

describe('service plans', () => {
  test('a helper is what products of three admin services carry and none is made of; nothing else is', () => {
    for (const plan of june2020.plans.values()) {
      const carriers = [...june2020.offers.values()].filter((each) => each.servicePlanIds.includes(plan.id));
      const comesAlong =
        new Set(carriers.map((each) => each.adminService)).size >= 3 && carriers.every((each) => each.servicePlanIds.length > 1);
      assert.equal(plan.isHelper, comesAlong, plan.name);
    }
    assert.deepEqual(
      [...june2020.plans.values()].filter((plan) => plan.isHelper).map((plan) => plan.name),
      ['EXCHANGE_S_FOUNDATION'],
    );
  });

  const EXCHANGE_DAYS: readonly [on: string, both: boolean][] = [
    ['2022-12-31', true],
    ['2023-01-01', false],
  ];
  for (const [on, both] of EXCHANGE_DAYS) {
    test(`on ${on} Exchange plans 1 and 2 ${both ? 'exclude each other' : 'may be held together'}`, () => {
      const catalog = book(on);
      const families = catalog.exclusiveFamilies.filter((family) => family.name === 'Exchange Online');
      const held = ['EXCHANGE_S_STANDARD', 'EXCHANGE_S_ENTERPRISE'].map(
        (name) => [...catalog.plans.values()].find((plan) => plan.name === name)?.id,
      );
      assert.deepEqual(
        families.map((family) => held.filter((id) => id !== undefined && family.planIds.has(id)).length),
        [both ? 2 : 1],
      );
    });
  }
});

describe('list prices', () => {
  const PRICES: readonly [key: string, currency: string, on: string, monthly: number | null, partner: number | null][] = [
    ['m365-business-basic', 'USD', '2020-04-20', null, null],
    ['m365-business-basic', 'USD', '2020-04-21', 500, 400],
    ['m365-business-basic', 'USD', '2022-02-28', 500, 400],
    ['m365-business-basic', 'USD', '2022-03-01', 600, null],
    ['m365-business-basic', 'USD', '2026-06-30', 600, null],
    ['m365-business-basic', 'USD', '2026-07-01', 700, null],
    ['m365-business-standard', 'USD', '2026-06-30', 1250, 1000],
    ['m365-business-standard', 'TWD', '2026-07-01', 45000, null],
    ['m365-business-standard', 'JPY', '2026-07-01', 2098, null],
    ['m365-business-standard', 'INR', '2026-07-01', null, null],
    ['m365-apps-for-business', 'USD', '2020-06-18', 825, 660],
    ['m365-business-premium', 'USD', '2020-06-18', 2000, null],
    ['o365-e1', 'GBP', '2022-02-28', 600, null],
    ['o365-e1', 'GBP', '2022-03-01', 750, null],
    ['o365-e3', 'USD', '2020-06-18', 2000, 1600],
    ['o365-e5', 'USD', '2020-06-18', 3500, null],
    ['m365-apps-for-business-india', 'INR', '2026-06-30', null, null],
    ['m365-apps-for-business-india', 'INR', '2026-07-01', 83000, null],
    ['m365-business-basic-india', 'INR', '2026-07-01', 17000, null],
    ['m365-business-standard-india', 'INR', '2026-07-01', 86000, null],
  ];
  for (const [key, currency, on, monthly, partner] of PRICES) {
    test(`${key} in ${currency} on ${on}: ${monthly ?? 'none'}`, () => {
      const at = { offerId: offer(key).id, currency: currency as Currency, on: day(on) };
      const month = priceOn(today, { ...at, billingCycle: 'monthly' });
      const year = priceOn(today, { ...at, billingCycle: 'annual' });
      assert.deepEqual([month?.listMinor ?? null, month?.partnerMinor ?? null], [monthly, partner]);
      assert.deepEqual(
        [year?.listMinor ?? null, year?.partnerMinor ?? null],
        [monthly === null ? null : monthly * 12, partner === null ? null : partner * 12],
      );
    });
  }

  test('every product of the table can be bought today in eight currencies, those of India in rupees', () => {
    const keys = new Set(Object.entries({ ...OUTSIDE_INDIA, ...IN_INDIA }).flatMap(([source, targets]) => [source, ...targets]));
    for (const key of keys) {
      const { id, onlyCountries, notCountries } = offer(key);
      const currencies =
        onlyCountries === null
          ? ['USD', 'EUR', 'GBP', 'CAD', 'AUD', 'JPY', 'TWD', ...(notCountries.includes('IN') ? [] : ['INR'])]
          : ['INR'];
      for (const currency of currencies) {
        assert.ok(
          priceOn(today, { offerId: id, currency: currency as Currency, billingCycle: 'monthly', on: today.day }),
          `${key} ${currency}`,
        );
      }
    }
  });
});
