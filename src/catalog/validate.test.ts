import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { family, path, price, small, valid } from '../../test/catalog-document.ts';
import { describeError, validateCatalog, type CatalogError } from './validate.ts';

function errorsOf(document: unknown): readonly CatalogError[] {
  const validation = validateCatalog([{ name: 'spring.json', text: JSON.stringify(document, null, 2) }], []);
  return validation.kind === 'invalid' ? validation.errors : [];
}

const offers = (change: object, i = 0) => ({
  ...valid,
  offers: valid.offers.map((offer, at) => (at === i ? { ...offer, ...change } : offer)),
});
const prices = (change: object) => ({ ...valid, prices: [{ ...price, ...change }] });
const paths = (...entries: object[]) => ({ ...valid, upgradePaths: entries });
const families = (...entries: object[]) => ({ ...valid, exclusiveFamilies: entries });

/** What the line of the error shows is a piece of the text that is at fault, or of the place where something is missing. */
const MISTAKES: readonly [what: string, document: unknown, field: string, problem: RegExp, shows: string][] = [
  ['another format', { ...valid, format: 'upseat-catalog/9' }, 'format', /constant/, '"format"'],
  ['a member that is missing', offers({ category: undefined }), 'offers[0].category', /is missing/, '{'],
  ['a member nobody knows', offers({ colour: 'red' }), 'offers[0].colour', /no member/, '"colour"'],
  ['a text in place of a number', offers({ rank: 'first' }), 'offers[0].rank', /integer/, '"rank"'],
  ['an offer id that is no GUID', offers({ offerId: 'AAAAAAAA-0000-4000-8000' }), 'offers[0].offerId', /pattern/, '"offerId"'],
  ['an offer id in lower case', offers({ offerId: small.offerId.toLowerCase() }), 'offers[0].offerId', /pattern/, '"offerId"'],
  [
    'a plan id in upper case',
    { ...valid, servicePlans: valid.servicePlans.map((plan) => ({ ...plan, id: plan.id.toUpperCase() })) },
    'servicePlans[0].id',
    /pattern/,
    '"id"',
  ],
  [
    'a billing cycle nobody knows',
    offers({ billingCycles: ['weekly'] }),
    'offers[0].billingCycles[0]',
    /must be one of none, monthly, annual/,
    '"weekly"',
  ],
  ['a name in one language only', offers({ name: { en: 'Name' } }), 'offers[0].name.zhTW', /is missing/, '"name"'],
  [
    'more at least than at most',
    offers({ quantity: { minimum: 301, maximum: 300 } }),
    'offers[0].quantity.minimum',
    /more than the maximum/,
    '301',
  ],
  ['a concurrent limit of none', offers({ limit: { measure: 'concurrent', count: 0 } }), 'offers[0].limit.count', /at least 1/, '"count"'],
  ['no limit, but a count', offers({ limit: { measure: 'none', count: 2 } }), 'offers[0].limit.count', /must be 0/, '"count"'],
  ['an add-on that hangs on nothing', offers({ addOnTo: [] }, 2), 'offers[2].addOnTo', /must name the offers/, '"addOnTo"'],
  ['what hangs on something, but is no add-on', offers({ isAddOn: false }, 2), 'offers[2].isAddOn', /must be true/, '"isAddOn"'],
  [
    'an add-on that hangs on itself',
    offers({ addOnTo: ['large', 'extra'] }, 2),
    'offers[2].addOnTo[1]',
    /hangs on extra itself/,
    '"extra"',
  ],
  ['a paid offer that converts', offers({ convertsTo: ['large'] }), 'offers[0].convertsTo', /only a trial/, '"convertsTo"'],
  ['a plan twice in one offer', offers({ servicePlans: ['MAIL_1', 'MAIL_1'] }), 'offers[0].servicePlans[1]', /twice/, '"MAIL_1"'],
  [
    'two plans of one family in one offer',
    offers({ servicePlans: ['MAIL_1', 'MAIL_2'] }),
    'offers[0].servicePlans',
    /exclude each other \(Mail\)/,
    '"servicePlans"',
  ],
  ['a country that is none', offers({ notCountries: ['ZZ'] }), 'offers[0].notCountries[0]', /ISO 3166/, '"ZZ"'],
  ['a plan that is not there', offers({ servicePlans: ['FAX'] }), 'offers[0].servicePlans[0]', /FAX is not in the catalogue/, '"FAX"'],
  ['a category that is not there', offers({ category: 'Attic' }), 'offers[0].category', /Attic is not/, '"Attic"'],
  ['a seat family that is not there', offers({ seatFamily: 'huge' }), 'offers[0].seatFamily', /huge is not/, '"huge"'],
  [
    'a country list that is not there',
    offers({ prohibitedUsageLocations: 'open' }),
    'offers[0].prohibitedUsageLocations',
    /open is not/,
    '"open"',
  ],
  ['a conversion to nowhere', offers({ convertsTo: ['huge'] }, 3), 'offers[3].convertsTo[0]', /huge is not/, '"huge"'],
  ['a key that was given already', offers({ key: 'small' }, 1), 'offers[1]', /small is defined in offers\[0\] of this file already/, '{'],
  [
    'an offer id that was given already',
    offers({ offerId: small.offerId }, 1),
    'offers[1].offerId',
    /belongs to small already/,
    '"offerId"',
  ],
  ['a path from nowhere', paths({ ...path, source: 'tiny' }), 'upgradePaths[0].source', /tiny is not/, '"tiny"'],
  ['a path to nowhere', paths({ ...path, target: 'huge' }), 'upgradePaths[0].target', /huge is not/, '"huge"'],
  ['a path to where it starts', paths({ ...path, target: 'small' }), 'upgradePaths[0].target', /another offer/, '"target"'],
  [
    'a path and the way back',
    paths(path, { ...path, source: 'large', target: 'small' }),
    'upgradePaths[1].target',
    /lead from small back to large/,
    '"target"',
  ],
  ['a path switched off without a reason', paths({ ...path, enabled: false }), 'upgradePaths[0].reason', /must say why/, '{'],
  [
    'a path that ends before it begins',
    paths({ ...path, validFrom: '2021-01-01', validUntil: '2021-01-01' }),
    'upgradePaths[0].validUntil',
    /later than validFrom/,
    '"validUntil"',
  ],
  [
    'a family with a plan that is not there',
    families({ ...family, plans: ['MAIL_1', 'FAX'] }),
    'exclusiveFamilies[0].plans[1]',
    /FAX is not/,
    '"FAX"',
  ],
  [
    'a family whose days overlap',
    families({ ...family, validUntil: '2023-01-02' }, { ...family, validFrom: '2023-01-01' }),
    'exclusiveFamilies[1].validFrom',
    /overlaps Mail from 2020-06-01/,
    '"2023-01-01"',
  ],
  [
    'a dependency of a plan on itself',
    { ...valid, planDependencies: [{ plan: 'ARCHIVE', requiresAnyOf: ['ARCHIVE'], basis: 'x' }] },
    'planDependencies[0].requiresAnyOf',
    /itself/,
    '"requiresAnyOf"',
  ],
  [
    'a dependency on what is not there',
    { ...valid, planDependencies: [{ plan: 'ARCHIVE', requiresAnyOf: ['FAX'], basis: 'x' }] },
    'planDependencies[0].requiresAnyOf[0]',
    /FAX is not/,
    '"FAX"',
  ],
  ['a negative price', prices({ list: { monthly: -1 } }), 'prices[0].list.monthly', />= 0/, '-1'],
  [
    'a price finer than its currency',
    prices({ currency: 'JPY', list: { monthly: 10.5 } }),
    'prices[0].list.monthly',
    /10\.5 is no amount of JPY/,
    '10.5',
  ],
  ['a currency that is none', prices({ currency: 'XYZ' }), 'prices[0].currency', /ISO 4217/, '"XYZ"'],
  [
    'a price for a cycle that is not sold',
    prices({ list: { none: 0 } }),
    'prices[0].list.none',
    /small is not sold with this billing cycle/,
    '"none"',
  ],
  ['a price without an amount', prices({ list: {}, partner: {} }), 'prices[0].list', /one billing cycle/, '"list"'],
  [
    'a partner price without a list price',
    prices({ list: { annual: 60 } }),
    'prices[0].partner.monthly',
    /no list price beside it/,
    '"monthly"',
  ],
  ['a price from a source nobody knows', prices({ source: 'hearsay' }), 'prices[0].source', /hearsay is not among/, '"hearsay"'],
  ['a price of an offer that is not there', prices({ offer: 'tiny' }), 'prices[0].offer', /tiny is not/, '"tiny"'],
  ['a day that is none', prices({ validFrom: '2021-02-29' }), 'prices[0].validFrom', /is no day/, '"2021-02-29"'],
  [
    'a price twice for one day',
    { ...valid, prices: [price, { ...price, list: { monthly: 6 } }] },
    'prices[1]',
    /defined in prices\[0\] of this file already/,
    '{',
  ],
];

describe('a catalogue file', () => {
  test('without mistakes is taken', () => {
    assert.deepEqual(errorsOf(valid), []);
  });

  for (const [what, document, field, problem, shows] of MISTAKES) {
    test(`with ${what} is refused with file, line and field`, () => {
      const error = errorsOf(document).find((each) => each.field === field);
      assert.ok(error, errorsOf(document).map(describeError).join('\n') || 'no error');
      assert.equal(error.file, 'spring.json');
      assert.match(error.problem, problem);
      const line = JSON.stringify(document, null, 2).split('\n')[(error.line ?? 0) - 1];
      assert.ok(line?.includes(shows), `line ${error.line}: ${line}`);
    });
  }

  test('with several mistakes is refused with all of them', () => {
    const document = {
      ...offers({ rank: 'x', colour: 'red', quantity: { minimum: 0, maximum: 300 } }),
      prices: [{ ...price, currency: 'usd' }],
    };
    assert.deepEqual(
      errorsOf(document)
        .map((error) => error.field)
        .toSorted(),
      ['offers[0].colour', 'offers[0].quantity.minimum', 'offers[0].rank', 'prices[0].currency'],
    );
    const wrongAndUnknown = {
      ...offers({ quantity: { minimum: 9, maximum: 3 }, servicePlans: ['FAX'] }),
      prices: [{ ...price, offer: 'tiny' }],
    };
    assert.deepEqual(
      errorsOf(wrongAndUnknown)
        .map((error) => error.field)
        .toSorted(),
      ['offers[0].quantity.minimum', 'offers[0].servicePlans[0]', 'prices[0].offer'],
    );
  });

  test('that is no JSON is refused with the line', () => {
    const validation = validateCatalog([{ name: 'spring.json', text: '{\n"format" 1\n}' }], []);
    assert.ok(validation.kind === 'invalid');
    assert.deepEqual(validation.errors.map(describeError), ['spring.json:2: a colon is expected after "format"']);
  });

  test('is described in one line with its place', () => {
    assert.equal(
      describeError({ file: 'a.json', line: 12, field: 'offers[3].skuId', problem: 'is missing' }),
      'a.json:12: offers[3].skuId: is missing',
    );
    assert.equal(
      describeError({ file: 'the imported edition spring', line: null, field: 'offers', problem: 'x' }),
      'the imported edition spring: offers: x',
    );
  });
});
