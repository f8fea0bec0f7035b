import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { testServer } from '../../test/server.ts';
import { day } from '../kit/dates.ts';
import { catalogOn } from './book.ts';
import { catalogRoutes } from './routes.ts';
import { validateCatalog } from './validate.ts';
import { shippedFiles } from './worker.ts';

const validation = validateCatalog(
  shippedFiles().map((path) => ({ name: path, text: readFileSync(path, 'utf8') })),
  [],
);
const editions = validation.kind === 'valid' ? validation.files.map((file) => file.document) : assert.fail();
const book = (on: string) => catalogOn(editions, day(on), 1);
const source = { current: () => book('2026-11-22'), on: book, refresh: async () => {}, close: () => {} };
const { ask } = await testServer([catalogRoutes({ catalog: source })]);

const BASIC = 'BD938F12-058F-4927-BBA3-AE36B1D2501C';
const E3 = '796B6B5F-613C-4E24-A17C-EBA730D49C02';
const ids = (body: { items: { id: string }[] }) => body.items.map((item) => item.id);

describe('GET /v1/offers/{id}', () => {
  test('answers with the offer in the shape of the wire', async () => {
    const { status, body } = await ask(`/v1/offers/${BASIC}?country=US`);
    assert.equal(status, 200);
    assert.deepEqual(body, {
      id: BASIC,
      name: 'Microsoft 365 Business Basic',
      description: 'Mail, Teams, SharePoint and the web apps for up to 300 people.',
      minimumQuantity: 1,
      maximumQuantity: 300,
      rank: 205,
      uri: `/3b555118-da6a-4418-894f-7df1e2096870/Offers/${BASIC}`,
      locale: 'en-US',
      country: 'US',
      category: {
        id: 'SmallBusiness_Key',
        name: 'Small business',
        rank: 10,
        locale: 'en-US',
        country: 'US',
        attributes: { objectType: 'OfferCategory' },
      },
      limitUnitOfMeasure: 'Concurrent',
      limit: 2,
      prerequisiteOffers: [],
      isAddOn: false,
      hasAddOns: true,
      isAvailableForPurchase: true,
      isAutoRenewable: true,
      isTrial: false,
      isInternal: false,
      billing: 'license',
      supportedBillingCycles: ['monthly', 'annual'],
      upgradeTargetOffers: [
        '031C9E47-4802-4248-838E-778FB1D2CC05',
        '91FD106F-4B2C-4938-95AC-F54F74E9A239',
        E3,
        'A044B16A-1861-4308-8086-A3A3B506FAC2',
      ],
      conversionTargetOffers: [],
      partnerQualifications: ['none'],
      reselleeQualifications: ['none'],
      resellerQualifications: ['none'],
      salesGroupId: 'Default',
      product: { id: '3b555118-da6a-4418-894f-7df1e2096870', name: 'Microsoft 365 Business Basic', unit: 'Licenses' },
      unitType: 'Licenses',
      links: { self: { uri: `/offers/${BASIC}?country=US`, method: 'GET', headers: [] } },
      attributes: { objectType: 'Offer' },
    });
  });

  test('finds the id, the country and the path in any case', async () => {
    const { body } = await ask(`/V1//Offers/${BASIC.toLowerCase()}/?Country=us`);
    assert.deepEqual([body.id, body.country], [BASIC, 'US']);
  });

  test('names things in Chinese where X-Locale asks for it, in English otherwise', async () => {
    const named = async (locale: string) => (await ask(`/v1/offers/${BASIC}?country=TW`, { headers: { 'x-locale': locale } })).body;
    const chinese = await named('zh-TW');
    assert.deepEqual(
      [chinese.name, chinese.category.name, chinese.locale, chinese.product.name],
      ['Microsoft 365 商務基本版', '小型企業', 'zh-TW', 'Microsoft 365 商務基本版'],
    );
    const french = await named('fr-FR');
    assert.deepEqual([french.name, french.locale], ['Microsoft 365 Business Basic', 'en-US']);
  });

  test('answers with a trial and its conversion', async () => {
    const { body } = await ask('/v1/offers/32B23C88-949F-4E5B-B500-A87EEC676B80?country=US');
    assert.deepEqual(
      [body.isTrial, body.limitUnitOfMeasure, body.limit, body.supportedBillingCycles, body.conversionTargetOffers],
      [true, 'LifeTime', 1, ['none'], [E3]],
    );
  });

  const REFUSED: readonly [what: string, path: string, status: number, code: number][] = [
    ['an offer that is not there', '/v1/offers/00000000-0000-4000-8000-000000000999?country=US', 404, 1000],
    ['an offer that is not sold in the country', `/v1/offers/${BASIC}?country=IN`, 404, 1000],
    ['an id that is none', '/v1/offers/basic?country=US', 404, 1000],
    ['an id with a zero character', '/v1/offers/a%00b?country=US', 400, 2000],
    ['the id of a product, SKU and availability', '/v1/offers/CFQ7TTC0LF8S:0001:CFQ7TTC0K9G9?country=US', 400, 2100],
    ['the id of a product and SKU', '/v1/offers/cfq7ttc0lf8s:0001?country=US', 400, 2100],
    ['no country', `/v1/offers/${BASIC}`, 400, 2000],
    ['a country that is none', `/v1/offers/${BASIC}?country=ZZ`, 400, 2000],
    ['a country in three letters', `/v1/offers/${BASIC}?country=USA`, 400, 2000],
    ['a list without a country', '/v1/offers', 400, 2000],
    ['a list of a country that is none', '/v1/offers?country=1', 400, 2000],
    ['a list from before its start', '/v1/offers?country=US&offset=-1', 400, 2000],
    ['a list of fewer than none', '/v1/offers?country=US&size=-1', 400, 2000],
    ['a list of too many', '/v1/offers?country=US&size=1001', 400, 2000],
    ['a list of half an offer', '/v1/offers?country=US&size=1.5', 400, 2000],
    ['add-ons of an offer that is not there', '/v1/offers/00000000-0000-4000-8000-000000000999/addons?country=US', 404, 1000],
    ['add-ons of a product id', '/v1/offers/CFQ7TTC0LF8S:0001/addons?country=US', 400, 2100],
    ['add-ons without a country', `/v1/offers/${E3}/addons`, 400, 2000],
    ['too many add-ons', `/v1/offers/${E3}/addons?country=US&size=1001`, 400, 2000],
    ['categories without a country', '/v1/offercategories', 400, 2000],
    ['categories of a country that is none', '/v1/offercategories?country=XX', 400, 2000],
  ];
  for (const [what, path, status, code] of REFUSED) {
    test(`${what} is answered ${status}/${code}`, async () => {
      const answer = await ask(path);
      assert.deepEqual(
        [answer.status, answer.body.code, answer.body.source, Array.isArray(answer.body.data)],
        [status, code, 'Upseat', true],
        answer.text,
      );
    });
  }
});

describe('GET /v1/offers', () => {
  test('gives all that is sold in a country, the India products only there', async () => {
    const [us, india] = await Promise.all(['US', 'IN'].map(async (country) => (await ask(`/v1/offers?country=${country}`)).body));
    assert.deepEqual([us.totalCount, india.totalCount, us.links.next], [43, 43, undefined]);
    assert.ok(ids(us).includes(BASIC) && !ids(india).includes(BASIC));
    assert.ok(ids(india).includes('00000000-0000-4000-8000-000000000102') && !ids(us).includes('00000000-0000-4000-8000-000000000102'));
  });

  test('goes on from page to page by links without headers', async () => {
    const seen: string[] = [];
    let uri: string | undefined = '/offers?country=US&offset=0&size=20';
    let pages = 0;
    while (uri !== undefined) {
      const { body } = await ask(`/v1/${uri}`);
      assert.ok(body.totalCount === body.items.length && body.totalCount <= 20);
      assert.deepEqual(body.links.next?.headers ?? [], []);
      seen.push(...ids(body));
      uri = body.links.next?.uri;
      pages += 1;
    }
    assert.deepEqual([pages, seen.length, new Set(seen).size], [3, 43, 43]);
  });

  test('gives an empty page beyond the end', async () => {
    const { body } = await ask('/v1/offers?country=US&offset=43&size=20');
    assert.deepEqual([body.totalCount, body.items, body.links.next], [0, [], undefined]);
  });

  test('takes size 0 for its own page size', async () => {
    assert.equal((await ask('/v1/offers?country=US&size=0')).body.totalCount, 43);
  });

  test('gives one category, on its next page too', async () => {
    const { body } = await ask('/v1/offers?country=US&offer_category_id=trial_key&size=3');
    assert.deepEqual(
      body.items.map((item: { category: { id: string } }) => item.category.id),
      ['Trial_Key', 'Trial_Key', 'Trial_Key'],
    );
    const next = (await ask(`/v1${body.links.next.uri}`)).body;
    assert.deepEqual([next.totalCount, next.items[0].category.id, next.links.next], [1, 'Trial_Key', undefined]);
    assert.equal((await ask('/v1/offers?country=US&offer_category_id=Attic')).body.totalCount, 0);
  });
});

test('GET /v1/offers/{id}/addons gives what can be hung on the offer', async () => {
  const { status, body } = await ask(`/v1/offers/${E3}/addons?country=US&size=2`);
  assert.deepEqual([status, body.totalCount], [200, 2]);
  const rest = (await ask(`/v1${body.links.next.uri}`)).body;
  for (const addOn of [...body.items, ...rest.items]) assert.ok(addOn.isAddOn && addOn.prerequisiteOffers.includes(E3), addOn.name);
  assert.equal((await ask('/v1/offers/195416C1-3447-423A-B37B-EE59A99A19C4/addons?country=US')).status, 200);
  assert.deepEqual((await ask('/v1/offers/3F22D04E-9353-46C1-BF48-B6B0C0A55A66/addons?country=US')).body.items, []);
});

test('GET /v1/offercategories gives the shelves in the language asked for', async () => {
  const { body } = await ask('/v1/offercategories?country=TW', { headers: { 'x-locale': 'zh-TW' } });
  assert.deepEqual(
    body.items.map((item: { id: string; name: string; rank: number }) => [item.id, item.name, item.rank]),
    [
      ['SmallBusiness_Key', '小型企業', 10],
      ['Enterprise_Key', '企業', 20],
      ['AddOn_Key', '附加元件', 30],
      ['Trial_Key', '試用版', 40],
    ],
  );
  assert.equal(body.items[0].country, 'TW');
});
