import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import { testServer } from '../../test/server.ts';
import { agentOf, clock, plantCustomer, plantPartner, plantSubscription, plantTenant, plantUser } from '../../test/tenant.ts';
import type { CustomerId } from '../kit/ids.ts';
import { newId } from '../platform/clock.ts';
import { writeToken } from '../platform/paging.ts';
import { upgradeRoutes } from '../upgrades/routes.ts';
import { openPortfolio } from './commands.ts';
import { digestFollows } from './digest/store.ts';
import { digestMissing } from './digest/worker.ts';
import { portfolioRoutes } from './routes.ts';

const db = await testDatabase({ followUps: [digestFollows()] });
const { partnerId, catalog, offer } = await plantTenant(db);
after(() => catalog.close());
const deps = { db, catalog, clock, newId };
const agent = agentOf(partnerId, 'admin_agent');
const server = await testServer([portfolioRoutes({ catalog, portfolio: openPortfolio(deps) }), upgradeRoutes(deps)], agent);
const [basic, standard, e3] = [offer('m365-business-basic'), offer('m365-business-standard'), offer('o365-e3')];

async function planted(change: Parameters<typeof plantCustomer>[2] = {}, quantity = 10): Promise<CustomerId> {
  const customerId = await plantCustomer(db, partnerId, change);
  await plantSubscription(db, { partnerId, customerId }, { offer: basic, quantity, unitPriceMinor: 500 });
  return customerId;
}
const free = await planted();
const unsigned = await planted({ agreement: false }, 20);
const large = await planted({}, 301);
const abroad = await planted({ country: 'DE', delegated: [] });
for (const [name, location] of [
  ['ada', 'US'],
  ['bob', null],
] as const)
  await plantUser(db, { customerId: free }, name, [{ offer: basic }], location);
await digestMissing(db, catalog);

const get = (path: string, headers: Record<string, string> = {}) => server.ask(`/v1/portfolio/upgrades${path}`, { headers });
const customersOf = (body: { items: { customerId: string }[] }) => [...new Set(body.items.map((each) => each.customerId))].toSorted();

describe('GET /v1/portfolio/upgrades', () => {
  test('200: a row says what it costs, whom it leaves behind, and everything that is against it', async () => {
    const { status, body } = await get(`?customerId=${free}&targetOfferId=${standard.id.toLowerCase()}`);
    assert.equal(status, 200);
    const [row] = body.items;
    assert.deepEqual(
      [row.customerName, row.sourceOffer.name, row.targetOffer.id, row.quantity, row.isEligible, row.when],
      ['Contoso', 'Microsoft 365 Business Basic', standard.id, 10, true, 'now'],
    );
    assert.deepEqual(row.pricePerMonth, {
      source: { amount: 50, currency: 'USD' },
      target: { amount: 125, currency: 'USD' },
      uplift: { amount: 75, currency: 'USD' },
    });
    assert.deepEqual([row.usersToMove, row.usersLeftBehind, row.upliftPerYear.amount], [1, 1, 900]);
    const refused = (await get(`?customerId=${abroad}&targetOfferId=${standard.id}`)).body.items[0];
    assert.deepEqual([refused.isEligible, refused.usersLeftBehind], [false, undefined]);
    assert.deepEqual(
      refused.upgradeErrors.map((error: { reason: { code: string } }) => error.reason.code),
      ['delegated_admin_permissions_disabled'],
    );
  });

  test('200: the reasons of a row are those of the single upgrade, word for word', async () => {
    const { body } = await get('?size=200', { 'x-locale': 'zh-TW' });
    for (const customerId of [free, unsigned, large, abroad]) {
      const single = (await server.ask(`/v1/customers/${customerId}/upgrades`, { headers: { 'x-locale': 'zh-TW' } })).body.items;
      for (const { subscriptionId, upgrades } of single)
        for (const upgrade of upgrades) {
          const row = body.items.find(
            (each: { subscriptionId: string; targetOffer: { id: string } }) =>
              each.subscriptionId === subscriptionId && each.targetOffer.id === upgrade.targetOffer.id,
          );
          assert.deepEqual([...row.upgradeErrors, ...row.transferErrors], upgrade.upgradeErrors);
          assert.equal(row.targetOffer.name, upgrade.targetOffer.name);
        }
    }
  });

  const filters: readonly [query: string, customers: readonly string[]][] = [
    ['eligible=true', [free, large]],
    [`targetOfferId=${standard.id}&eligible=true`, [free]],
    ['reason=customer_agreement_missing', [unsigned]],
    ['onlyReason=customer_agreement_missing&upgradable=false', [unsigned]],
    ['reason=quantity_out_of_range', [large]],
    ['country=de', [abroad]],
    ['seatsFrom=20&seatsTo=20', [unsigned]],
    ['seatsFrom=302', []],
    [`upliftFrom=75&upliftTo=75&targetOfferId=${standard.id}`, [free, abroad]],
    ['renewalFrom=2027-01&renewalTo=2027-01', [free, unsigned, large, abroad]],
    ['renewalFrom=2027-02', []],
    [`sourceOfferId=${e3.id}`, []],
    ['resellerMpnId=4711', []],
  ];
  for (const [query, customers] of filters)
    test(`200 with ${query}`, async () => {
      const { body } = await get(`?${query}`);
      assert.deepEqual(customersOf(body), [...customers].toSorted());
      const { body: totals } = await get(`/totals?${query}`);
      assert.equal(totals.subscriptions, customers.length);
      assert.equal(totals.rows, body.items.length);
    });

  test('goes on behind its last row, in each order, also when others come in between', async () => {
    for (const order of ['customer', 'renewal', 'seats', 'uplift']) {
      const all = (await get(`?order=${order}&size=200`)).body.items;
      const found: { subscriptionId: string; targetOffer: { id: string } }[] = [];
      let token: string | undefined;
      do {
        const headers: Record<string, string> = token === undefined ? {} : { 'ms-continuationtoken': token };
        const { body } = await get(`?order=${order}&size=3`, headers);
        found.push(...body.items);
        token = body.continuationToken;
        if (found.length < 9) await planted({ country: 'TW' }, 5);
        await digestMissing(db, catalog);
      } while (token !== undefined);
      const ids = (rows: readonly { subscriptionId: string; targetOffer: { id: string } }[]) =>
        rows.map((row) => `${row.subscriptionId} ${row.targetOffer.id}`);
      assert.equal(new Set(ids(found)).size, found.length);
      assert.ok(ids(all).every((id) => ids(found).includes(id)));
    }
    await db.read(`delete from portfolio_subscription where customer_id in (select customer_id from customer where country = 'TW')`);
    await db.read(`delete from subscription where customer_id in (select customer_id from customer where country = 'TW')`);
    await db.read('update portfolio_customer set changed_in = pg_current_xact_id()');
  });

  test('by what the upgrades would bring: the most first, equals by customer, and what cannot be compared last', async () => {
    const dear = await planted({}, 40);
    const twin = await planted({}, 40);
    const foreign = await planted({}, 50);
    await db.read(`update subscription set currency = 'EUR' where customer_id = $1`, [foreign]);
    await db.read('update subscription set unit_price_minor = 99_900 where customer_id = $1', [free]);
    await digestMissing(db, catalog);
    const { body } = await get(`?order=uplift&targetOfferId=${standard.id}&size=200`);
    const told = body.items.map((row: { customerId: string; upliftPerYear?: { amount: number } }) => [
      row.customerId,
      row.upliftPerYear?.amount ?? null,
    ]);
    const year = (seats: number, perSeat: number) => (seats * perSeat * 12) / 100;
    assert.deepEqual(told, [
      [large, year(301, 750)],
      ...[dear, twin].toSorted().map((id) => [id, year(40, 750)]),
      [unsigned, year(20, 750)],
      [abroad, year(10, 750)],
      [free, year(10, 1250 - 99_900)],
      [foreign, null],
    ]);
    for (const id of [dear, twin, foreign]) await db.read('delete from subscription where customer_id = $1', [id]);
    await db.read('update subscription set unit_price_minor = 500 where customer_id = $1', [free]);
    await db.read('update portfolio_customer set is_stale = true, changed_in = pg_current_xact_id()');
    await digestMissing(db, catalog);
  });

  for (const query of [
    'size=201',
    'size=-1',
    'order=price',
    'renewalFrom=2027',
    'renewalTo=2027-13',
    'seatsFrom=x',
    'seatsFrom=-1',
    'eligible=perhaps',
    'customerId=1',
    'reason=A!',
    'upliftFrom=much',
  ])
    test(`400 for ${query}`, async () => assert.equal((await get(`?${query}`)).status, 400));
  test('400 for a token whose amount is beyond the whole numbers of the database', async () => {
    const place = { customerId: newId(), subscriptionId: newId(), renewsOn: '2026-01-01', quantity: 1, targetOfferId: 'X' };
    for (const [yearMinor, status] of [
      [Number.MAX_SAFE_INTEGER, 200],
      [Number.MIN_SAFE_INTEGER, 200],
      [2 ** 60, 400],
      [-1e30, 400],
    ] as const) {
      const token = writeToken('portfolio by uplift', { ...place, yearMinor });
      assert.equal((await get('?order=uplift', { 'ms-continuationtoken': token })).status, status, String(yearMinor));
    }
  });

  test('400 for a token that is broken or of another order', async () => {
    assert.equal((await get('', { 'ms-continuationtoken': 'x' })).status, 400);
    const { body } = await get('?order=seats&size=1');
    assert.equal((await get('?order=renewal', { 'ms-continuationtoken': body.continuationToken })).status, 400);
  });

  test('of another partner’s customer and of nobody’s tells nothing', async () => {
    const other = await plantPartner(db);
    const foreign = await plantCustomer(db, other);
    await plantSubscription(db, { partnerId: other, customerId: foreign }, { offer: basic });
    await digestMissing(db, catalog);
    for (const id of [foreign, newId()]) assert.deepEqual((await get(`?customerId=${id}`)).body.items, []);
    server.actAs(agentOf(other, 'helpdesk_agent'));
    assert.deepEqual(customersOf((await get('')).body), [foreign]);
    assert.equal((await get('/totals')).body.subscriptions, 1);
    server.actAs(agent);
  });
});

describe('GET /v1/portfolio/upgrades/totals', () => {
  test('200: what can be upgraded, why not the others, and what each cause is worth', async () => {
    const { status, body } = await get('/totals');
    assert.equal(status, 200);
    assert.deepEqual([body.subscriptions, body.upgradable.subscriptions, body.currency], [4, 2, 'USD']);
    const causes = body.causes.map((cause: { code: string; subscriptions: number; remedies: string[] }) => [
      cause.code,
      cause.subscriptions,
      cause.remedies,
    ]);
    assert.deepEqual(causes, [
      ['customer_agreement_missing', 1, ['confirm_customer_agreement']],
      ['delegated_admin_permissions_disabled', 1, ['request_delegated_admin']],
    ]);
    assert.deepEqual(
      body.months.map((month: { month: string; subscriptions: number }) => [month.month, month.subscriptions]),
      [['2027-01-01', 2]],
    );
    const toStandard = body.products[0].targets.find((each: { targetOffer: { id: string } }) => each.targetOffer.id === standard.id);
    assert.deepEqual([toStandard.subscriptions, toStandard.eligible.subscriptions, toStandard.eligible.upliftPerMonth.amount], [4, 1, 75]);
  });

  test('200 at once after a change, and after one of the catalogue', async () => {
    await db.transaction(async (tx) => {
      await tx.query(
        `insert into customer_agreement (customer_id, agreement_id, agreement_type, template_id, date_agreed, primary_contact, partner_id)
         values ($1, $2, 'MicrosoftCustomerAgreement', $2, now(), '{}', $3)`,
        [unsigned, newId(), partnerId],
      );
      await tx.query(digestFollows().sql, [unsigned]);
    });
    assert.equal((await get('/totals')).body.upgradable.subscriptions, 3);
    await db.read('delete from customer_agreement where customer_id = $1', [unsigned]);
    await db.read(digestFollows().sql, [unsigned]);
    await db.read('update catalog_revision set revision = revision + 1');
    assert.equal((await get('/totals')).body.upgradable.subscriptions, 2);
  });

  test('400 for a month that is none', async () => assert.equal((await get('/totals?renewalFrom=13')).status, 400));
});

describe('GET /v1/portfolio/upgrades/export', () => {
  test('200: every row of the filter as CSV', async () => {
    const { status, text, headers } = await get('/export?eligible=true', { 'x-locale': 'zh-TW' });
    assert.equal(status, 200);
    assert.match(headers.get('content-type') ?? '', /text\/csv/);
    const lines = text.trim().split('\r\n');
    assert.match(lines[0] ?? '', /客戶,客戶識別碼/);
    assert.equal(lines.length - 1, (await get('?eligible=true&size=200')).body.items.length);
    assert.match(text, new RegExp(`${free},US,.*${standard.id},10,2027-01-11,是,,,50,125,75,USD,1,1`));
  });
  test('400 for an order that is none', async () => assert.equal((await get('/export?order=x')).status, 400));
});
