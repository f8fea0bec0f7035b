import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import { agentOf, clock, plantCustomer, plantPartner, plantSubscription, plantTenant } from '../../../test/tenant.ts';
import { priceOn } from '../../catalog/catalog.ts';
import { catalogSoldBy } from '../../catalog/prices.ts';
import { openCatalog } from '../../catalog/worker.ts';
import { day } from '../../kit/dates.ts';
import { newId } from '../../platform/clock.ts';
import { upgradeRoutes } from '../../upgrades/routes.ts';
import { importPriceList } from './commands.ts';
import { priceRoutes } from './routes.ts';

const db = await testDatabase();
const { partnerId, customerId, catalog, offer } = await plantTenant(db);
after(() => catalog.close());
const deps = { db, catalog, clock, newId };
const server = await testServer([priceRoutes(deps), upgradeRoutes(deps)], agentOf(partnerId, 'global_admin'));
const HEADINGS = 'offerId,currency,billingCycle,market,effectiveFrom,listPrice,partnerPrice';
const standard = offer('m365-business-standard');
const send = (lines: readonly string[], more: { query?: string; type?: string } = {}) =>
  server.ask(`/v1/prices${more.query ?? ''}`, {
    method: 'POST',
    raw: [HEADINGS, ...lines].join('\r\n'),
    headers: { 'content-type': more.type ?? 'text/csv' },
  });
const actAs = (partner: typeof partnerId) => server.actAs(agentOf(partner, 'global_admin'));
const count = async () => (await db.read<{ count: number }>('select count(*) from price')).rows[0]?.count;

describe('POST /v1/prices', () => {
  test('201, and from its day on the price is the one that upgrades are made at', async () => {
    const source = await plantSubscription(db, { partnerId, customerId }, { offer: offer('m365-business-basic') });
    const priceOf = async () => {
      const { body } = await server.ask(`/v1/customers/${customerId}/subscriptions/${source}/upgrades`);
      return body.items.find((item: any) => item.targetOffer.id === standard.id).unitPrice.amount;
    };
    const before = await priceOf();
    const { status, body } = await send([`${standard.id},USD,monthly,,2026-06-01,13.37,10`, `${standard.id},USD,monthly,,2026-06-12,99,`], {
      query: '?name=june.csv',
    });
    assert.deepEqual([status, body], [201, { kind: 'imported', prices: 2, currency: 'USD', errors: [] }]);
    assert.notEqual(before, 13.37);
    assert.equal(await priceOf(), 13.37);
  });

  test('it holds for the partner alone, also in another process', async () => {
    const elsewhere = await openCatalog(db, clock);
    after(() => elsewhere.close());
    assert.equal(elsewhere.current().revision, catalog.current().revision);
    const stranger = await plantPartner(db);
    const theirs = { partnerId: stranger, customerId: await plantCustomer(db, stranger) };
    const source = await plantSubscription(db, theirs, { offer: offer('m365-business-basic') });
    actAs(stranger);
    const { body } = await server.ask(`/v1/customers/${theirs.customerId}/subscriptions/${source}/upgrades`);
    actAs(partnerId);
    assert.notEqual(body.items.find((item: any) => item.targetOffer.id === standard.id).unitPrice.amount, 13.37);
  });

  test('200 for the same list again, and nothing is added', async () => {
    const before = await count();
    const { status, body } = await send([
      `${standard.id},USD,monthly,,2026-06-12,99.00,`,
      `${standard.id},USD,monthly,,2026-06-01,13.370,10.00`,
    ]);
    assert.deepEqual([status, body.kind, await count()], [200, 'unchanged', before]);
  });

  test('201 with terms: each has its price, and what is bought by a month costs that', async () => {
    const item = offer('m365-business-basic-nce');
    const raw = [
      'offerId,currency,billingCycle,term,effectiveFrom,listPrice,partnerPrice',
      `${item.id},USD,monthly,P1M,2026-06-01,7.20,`,
      `${item.id},USD,monthly,,2026-06-01,6.10,`,
    ].join('\n');
    const { withoutPrice: before } = (await server.ask('/v1/prices')).body;
    assert.ok(before.some((each: any) => each.offerId === item.id && each.termDuration === 'P1M'));
    const headers = { 'content-type': 'text/csv' };
    assert.equal((await server.ask('/v1/prices', { method: 'POST', raw, headers })).body.prices, 2);
    const { items, withoutPrice } = (await server.ask(`/v1/prices?offerId=${item.id}`)).body;
    const told = (each: any) => each.billingCycle === 'monthly' && [each.termDuration, each.listPrice.amount];
    assert.deepEqual(items.map(told).filter(Boolean), [
      ['P1M', 7.2],
      ['P1Y', 6.1],
    ]);
    assert.ok(!withoutPrice.some((each: any) => each.termDuration === 'P1M'));
    const asked = { offerId: item.id, currency: 'USD' as never, billingCycle: 'monthly', on: day('2026-06-11') } as const;
    const sold = catalogSoldBy(catalog.current(), { partnerId, country: 'US' });
    assert.deepEqual([priceOn(sold, { ...asked, term: 'P1M' })?.listMinor, priceOn(sold, asked)?.listMinor], [720, 610]);
  });

  test('of two lists for the same day the later counts', async () => {
    await send([`${standard.id},USD,monthly,,2026-06-01,14,`]);
    const { body } = await server.ask(`/v1/prices?offerId=${standard.id.toLowerCase()}`);
    const monthly = body.items
      .filter((price: any) => price.billingCycle === 'monthly')
      .map((price: any) => [price.effectiveFrom, price.listPrice.amount]);
    assert.deepEqual(monthly, [
      ['2026-06-01', 14],
      ['2026-06-12', 99],
    ]);
  });

  const wrong: [name: string, lines: string[], data: RegExp][] = [
    ['a negative price', [`${standard.id},USD,monthly,,2026-07-01,-1,`], /^line 2: listPrice: -1 is negative$/],
    ['a duplicate key', Array(2).fill(`${standard.id},USD,monthly,,2026-07-01,1,`), /^line 3: says the same offer/],
    [
      'mixed currencies',
      [`${standard.id},USD,monthly,,2026-07-01,1,`, `${standard.id},EUR,monthly,,2026-07-01,1,`],
      /^line 3: currency: is EUR/,
    ],
    [
      'a broken line in the middle',
      [`${standard.id},USD,monthly,,2026-07-01,1,`, 'x"y"', `${standard.id},USD,monthly,,2026-08-01,1,`],
      /^line 3: has quotes/,
    ],
  ];
  for (const [name, lines, data] of wrong) {
    test(`400 for ${name}: refused whole, with the line`, async () => {
      const before = await count();
      const { status, body } = await send(lines);
      assert.deepEqual([status, body.code, await count()], [400, 2000, before]);
      assert.match(body.data[0], data);
    });
  }
  test('400 for bytes that are no UTF-8, and for no file at all', async () => {
    const raw = (body: Uint8Array, type: string) =>
      fetch(`${server.origin}/v1/prices`, { method: 'POST', headers: { 'content-type': type }, body });
    assert.equal((await raw(Uint8Array.from([0x6f, 0xff, 0xfe]), 'text/csv')).status, 400);
    assert.equal((await server.ask('/v1/prices', { method: 'POST', body: { offerId: standard.id } })).status, 400);
  });
  test('415 for another kind of file', async () => assert.equal((await send([], { type: 'application/pdf' })).status, 415));
});

test('an operator imports for all partners, or for one that must exist', async () => {
  const place = { catalog: catalog.current(), now: clock.now(), newId };
  const text = `${HEADINGS}\n${standard.id},CHF,annual,,2026-01-01,150,120`;
  const order = (partner: string | null) => ({ partnerId: partner as never, file: { name: 'chf.csv', text }, actor: null });
  assert.equal((await db.transaction((tx) => importPriceList(tx, order(null), place))).kind, 'imported');
  assert.equal((await db.transaction((tx) => importPriceList(tx, order(null), place))).kind, 'unchanged');
  assert.equal((await db.transaction((tx) => importPriceList(tx, order(newId()), place))).kind, 'no_such_partner');
});

describe('GET /v1/prices', () => {
  test('200 with what holds and what is to come, and what is earned', async () => {
    const { status, body } = await server.ask('/v1/prices');
    assert.equal(status, 200);
    assert.ok(body.items.length > 20);
    assert.ok(body.items.every((price: any) => price.listPrice.currency === 'USD'));
  });
  test('200 for another country', async () => {
    await send([`${standard.id},USD,monthly,DE,2026-06-01,20,15`]);
    const price = async (country: string) =>
      (await server.ask(`/v1/prices?country=${country}&offerId=${standard.id}`)).body.items.find(
        (each: any) => each.billingCycle === 'monthly',
      );
    assert.deepEqual([(await price('de')).listPrice.amount, (await price('DE')).earnedBasisPoints], [20, 2500]);
    assert.equal((await price('FR')).listPrice.amount, 14);
  });
  test('200 with what has no price and cannot be sold, until a list brings one', async () => {
    const read = async () => (await server.ask('/v1/prices')).body;
    const before = await read();
    const missing = before.withoutPrice.find((each: any) => each.termDuration === undefined);
    const keyOf = ({ offerId, billingCycle, termDuration = 'P1Y' }: any) => `${offerId} ${billingCycle} ${termDuration}`;
    const priced = new Set(before.items.map(keyOf));
    assert.ok(before.withoutPrice.every((each: any) => !priced.has(keyOf(each))));
    assert.equal((await send([`${missing.offerId},USD,${missing.billingCycle},,2026-06-01,48,`])).status, 201);
    assert.equal((await read()).withoutPrice.length, before.withoutPrice.length - 1);
    assert.ok((await read()).items.some((each: any) => keyOf(each) === keyOf(missing) && each.listPrice.amount === 48));
  });
  test('400 for no country', async () => assert.equal((await server.ask('/v1/prices?country=XX')).status, 400));
  test('404 for a partner that is gone', async () => {
    actAs(newId() as never);
    const { status } = await server.ask('/v1/prices');
    actAs(partnerId);
    assert.equal(status, 404);
  });
});

describe('margins', () => {
  const at = `/v1/customers/${customerId}/margin`;
  const put = (path: string, basisPoints: unknown) => server.ask(path, { method: 'PUT', body: { basisPoints } });

  test('200: none, own, and none again, each with an audit entry', async () => {
    assert.deepEqual((await server.ask(at)).body, { customerId, effective: 0 });
    assert.deepEqual((await put(at, 1250)).body, { customerId, own: 1250, effective: 1250 });
    assert.deepEqual((await put(at, 0)).body, { customerId, own: 0, effective: 0 });
    assert.deepEqual((await server.ask(at, { method: 'DELETE' })).body, { customerId, effective: 0 });
    const { rows } = await db.read('select 1 from audit_entry where customer_id = $1', [customerId]);
    assert.equal(rows.length, 3);
  });

  test('200: the reseller’s holds for its customers, the customer’s own goes before it', async () => {
    const reseller = await plantPartner(db);
    const theirs = await plantCustomer(db, partnerId);
    await db.read('update relationship set reseller_partner_id = $2 where customer_id = $1', [theirs, reseller]);
    assert.deepEqual((await put(`/v1/margins/${reseller}`, 500)).body, {
      resellerId: reseller,
      name: 'Partner',
      mpnId: '4711',
      basisPoints: 500,
    });
    assert.deepEqual((await server.ask('/v1/margins')).body.items, [
      { resellerId: reseller, name: 'Partner', mpnId: '4711', basisPoints: 500 },
    ]);
    assert.deepEqual((await server.ask(`/v1/customers/${theirs}/margin`)).body, { customerId: theirs, reseller: 500, effective: 500 });
    await put(`/v1/customers/${theirs}/margin`, -100);
    assert.deepEqual((await server.ask(`/v1/customers/${theirs}/margin`)).body, {
      customerId: theirs,
      own: -100,
      reseller: 500,
      effective: -100,
    });
  });

  test('a preview shows it to who may see it, and to nobody else', async () => {
    const theirs = await plantCustomer(db, partnerId);
    await put(`/v1/customers/${theirs}/margin`, 1000);
    const source = await plantSubscription(db, { partnerId, customerId: theirs }, { offer: offer('m365-business-basic') });
    const previews = `/v1/customers/${theirs}/subscriptions/${source}/upgradepreviews`;
    const preview = async () => (await server.ask(previews, { method: 'POST', body: { targetOffer: { id: standard.id } } })).body;
    const { total, lines, resale } = await preview();
    assert.equal(lines.length, 2);
    assert.equal(resale.marginBasisPoints, 1000);
    assert.ok(Math.abs(resale.total.amount - total.amount * 1.1) < 0.011, `${resale.total.amount} for ${total.amount}`);
    server.actAs(agentOf(partnerId, 'helpdesk_agent'));
    assert.equal((await preview()).resale, undefined);
    actAs(partnerId);
  });

  for (const value of [100_001, -10_001, 1.5, 'much', undefined]) {
    test(`400 for ${String(value)}`, async () => assert.equal((await put(at, value)).status, 400));
  }
  test('404 for an unknown customer and a foreign one alike, and for an unknown reseller', async () => {
    const foreign = await plantCustomer(db, await plantPartner(db));
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const body = method === 'PUT' ? { body: { basisPoints: 1 } } : {};
      const [unknown, other] = [
        await server.ask(`/v1/customers/${newId()}/margin`, { method, ...body }),
        await server.ask(`/v1/customers/${foreign}/margin`, { method, ...body }),
      ];
      assert.deepEqual([unknown.status, unknown.body.code, unknown.text], [404, 60003, other.text]);
    }
    assert.equal((await put(`/v1/margins/${newId()}`, 1)).status, 404);
  });
});
