import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testServer, type TestServer } from '../../../test/server.ts';
import { agentOf, clock, plantPartner, plantTenant } from '../../../test/tenant.ts';
import type { PartnerId } from '../../kit/ids.ts';
import { newId } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { customerRoutes } from '../../customers/routes.ts';
import { upgradeRoutes } from '../../upgrades/routes.ts';
import { openPortfolio } from '../commands.ts';
import { digestFollows } from '../digest/store.ts';
import { exportRoutes } from '../exports/routes.ts';
import { portfolioRoutes } from '../routes.ts';
import { importRoutes } from './routes.ts';
import { writeImports } from './worker.ts';

type House = { readonly db: Db; readonly server: TestServer; readonly partnerId: PartnerId; readonly write: () => Promise<number> };

async function emptyHouse(): Promise<House> {
  const db = await testDatabase({ followUps: [digestFollows()] });
  const { catalog } = await plantTenant(db);
  after(() => catalog.close());
  const partnerId = await plantPartner(db);
  const deps = { db, catalog, clock, newId };
  const routes = [importRoutes(deps), exportRoutes(deps), customerRoutes(deps), upgradeRoutes(deps)];
  const server = await testServer(
    [...routes, portfolioRoutes({ catalog, portfolio: openPortfolio(deps) })],
    agentOf(partnerId, 'admin_agent'),
  );
  return { db, server, partnerId, write: () => writeImports(deps) };
}

const house = await emptyHouse();
const { db, server, partnerId } = house;
const example = (name: string) => readFileSync(new URL(`../../../docs/examples/import/${name}`, import.meta.url), 'utf8');
const typeOf = (text: string) => (text.startsWith('{') ? 'application/x-ndjson' : 'text/csv');
const send = (kind: string, raw: string, to: TestServer = server) =>
  to.ask(`/v1/imports?kind=${kind}&fileName=${kind}.csv`, { method: 'POST', raw, headers: { 'content-type': typeOf(raw) } });
const start = (id: string, to: TestServer = server) => to.ask(`/v1/imports/${id}/start`, { method: 'POST' });
const progress = async (id: string) => (await server.ask(`/v1/imports/${id}`)).body;
const mistakesOf = async (id: string) =>
  (await server.ask(`/v1/imports/${id}/mistakes`)).body.items.map(
    (each: { line: number; column: string }) => `${each.line} ${each.column}`,
  );
const everything = async () =>
  (
    await db.read<{ counts: string }>(
      `select (select count(*) from relationship where partner_id = $1) || ' ' || (select count(*) from subscription where partner_id = $1) || ' ' ||
              (select count(*) from directory_user) || ' ' || (select count(*) from license) || ' ' || (select count(*) from entitlement) || ' ' ||
              (select count(*) from audit_entry where partner_id = $1) || ' ' || (select count(*) from announcement) as counts`,
      [partnerId],
    )
  ).rows[0]?.counts;
async function imported(kind: string, raw: string, into: House = house): Promise<any> {
  const { status, body } = await send(kind, raw, into.server);
  assert.equal(status, 200);
  const why = body.state === 'faulty' ? (await into.server.ask(`/v1/imports/${body.id}/mistakefile`)).text : '';
  assert.equal(body.state, 'ready', why);
  assert.equal((await start(body.id, into.server)).status, 202);
  await into.write();
  return (await into.server.ask(`/v1/imports/${body.id}`)).body;
}

describe('from zero to a working portfolio', () => {
  test('two files, and the customers are listed, the matrix has its rows, and an upgrade works', async () => {
    const customers = await imported('customers', example('customers.csv'));
    assert.deepEqual([customers.state, customers.rows, customers.written, customers.alreadyThere], ['done', 2, 2, 0]);
    const subscriptions = await imported('subscriptions', example('subscriptions.csv'));
    assert.deepEqual([subscriptions.state, subscriptions.written, subscriptions.refused], ['done', 2, 0]);

    const { body } = await server.ask('/v1/customers');
    assert.deepEqual(
      body.items.map((each: any) => each.companyProfile.companyName),
      ['Tailspin Toys', 'Wingtip Toys'],
    );
    const matrix = await server.ask('/v1/portfolio/upgrades?eligible=true&size=200');
    const row = matrix.body.items.find((each: any) => each.customerName === 'Tailspin Toys' && /Standard/.test(each.targetOffer.name));
    assert.deepEqual([row.quantity, row.isEligible, row.renewalDate, row.pricePerMonth.source.amount], [25, true, '2027-03-01', 150]);
    const upgrade = await server.ask(`/v1/customers/${row.customerId}/subscriptions/${row.subscriptionId}/upgrades`, {
      method: 'POST',
      body: { targetOffer: { id: row.targetOffer.id }, upgradeType: 'upgrade_with_license_transfer' },
    });
    assert.ok([200, 201, 202].includes(upgrade.status), upgrade.text);
  });

  test('what an import writes leaves audit entries and announcements, and nothing on the bill', async () => {
    const { rows } = await db.read<{ type: string; count: number }>(
      `select operation_type as type, count(*) as count from audit_entry where partner_id = $1 and operation_type in ('add_customer', 'create_agreement', 'create_order') group by 1 order by 1`,
      [partnerId],
    );
    assert.deepEqual(rows, [
      { type: 'add_customer', count: 2 },
      { type: 'create_agreement', count: 2 },
      { type: 'create_order', count: 2 },
    ]);
    const wingtip = await db.read<{ paid: string; price: number; charges: number }>(
      `select s.paid_until as paid, s.unit_price_minor as price, (select count(*) from charge g where g.customer_id = s.customer_id) as charges
         from subscription s join customer c using (customer_id) where c.domain = 'wingtiptoys.example'`,
    );
    // The month that runs was paid elsewhere; the price is that of the list.
    assert.deepEqual(wingtip.rows, [{ paid: '2026-06-15', price: wingtip.rows[0]?.price, charges: 0 }]);
    assert.ok((wingtip.rows[0]?.price ?? 0) > 0);
  });

  test('then users, their licences, and what is held elsewhere', async () => {
    await imported(
      'customers',
      'companyName,domain,country,agreedOn,delegatedAdmin,phoneNumber,since\n"Litware, Inc.",litware.example,US,2026-01-01,microsoft365,+1 425,2026-01-02\n',
    );
    const base = newId();
    const subscriptions = [
      { quantity: 2, termStart: '2026-02-01', subscriptionId: base, friendlyName: '=SUM(A1)' },
      {
        quantity: 9,
        termStart: '2026-02-01',
        status: 'suspended',
        statusSince: '2026-06-01',
        autoRenew: 'no',
        billingCycle: 'annual',
        price: 60.5,
      },
      { quantity: 4, termStart: '2024-02-01', status: 'deleted', statusSince: '2024-08-01', friendlyName: 'Before' },
      { quantity: 1, termStart: '2026-02-01', product: 'audio-conferencing', baseSubscriptionId: base },
    ];
    const lines = subscriptions.map(
      (each) => `${JSON.stringify({ customer: 'litware.example', product: 'm365-business-basic', ...each })}\n`,
    );
    assert.equal((await imported('subscriptions', lines.toReversed().join(''))).written, 4);
    const move = (text: string) =>
      text.replaceAll('tailspintoys.example', 'litware.example').replaceAll('wingtiptoys.example', 'litware.example');
    assert.equal((await imported('users', move(example('users.jsonl')))).written, 2);
    assert.equal((await imported('licenses', move(example('licenses.csv')))).written, 2);
    assert.equal((await imported('entitlements', move(example('entitlements.csv')))).written, 1);
  });
});

describe('an import that comes again', () => {
  test('writes nothing a second time, with ids of its own or without', async () => {
    const before = await everything();
    for (const kind of ['customers', 'subscriptions']) {
      const again = await imported(kind, example(`${kind}.csv`));
      assert.deepEqual([again.written, again.alreadyThere], [0, 2], kind);
    }
    assert.equal(await everything(), before);
  });

  test('is the same import while it waits', async () => {
    const file = 'companyName,domain,country\nFourth Coffee,fourthcoffee.example,US\n';
    const first = (await send('customers', file)).body;
    const second = (await send('customers', file)).body;
    assert.equal(first.id, second.id);
    assert.equal((await send('customers', `${file}Fifth,fifth.example,US\n`)).body.id === first.id, false);
  });

  test('goes on where a crash left it: what was written and not noted is met again', async () => {
    const names = Array.from({ length: 100 }, (_, i) => `Company ${i},crash${i}.example,US`);
    const { body } = await send('customers', `companyName,domain,country\n${names.join('\n')}\n`);
    await start(body.id);
    await house.write();
    const before = await everything();
    // As if nothing had been noted, and the process had died while it held the import.
    const kept = await send('customers', `companyName,domain,country\n${names.toReversed().join('\n')}\n`);
    await start(kept.body.id);
    await db.read(`update portfolio_import set claim_id = $2, claimed_until = $3 where import_id = $1`, [
      kept.body.id,
      newId(),
      new Date(clock.now().getTime() - 1),
    ]);
    await Promise.all([house.write(), house.write()]);
    const { state, written, alreadyThere } = await progress(kept.body.id);
    assert.deepEqual([state, written, alreadyThere], ['done', 0, 100]);
    assert.equal(await everything(), before);
    const { rows } = await db.read('select 1 from portfolio_import_row where import_id = $1', [kept.body.id]);
    assert.equal(rows.length, 0, 'what was kept of the file is gone');
  });

  test('a process that holds it is left alone', async () => {
    const { body } = await send('customers', 'companyName,domain,country\nHeld,held.example,US\n');
    await start(body.id);
    await db.read(`update portfolio_import set claim_id = $2, claimed_until = $3 where import_id = $1`, [
      body.id,
      newId(),
      new Date(clock.now().getTime() + 1_000),
    ]);
    await house.write();
    assert.equal((await progress(body.id)).state, 'running');
    await db.read(`update portfolio_import set claim_id = null, claimed_until = null where import_id = $1`, [body.id]);
    await house.write();
    assert.equal((await progress(body.id)).state, 'done');
  });
});

describe('a file with mistakes', () => {
  test('says all of them by line and column, and nothing of it is written', async () => {
    const before = await everything();
    const file = [
      'companyName,domain,country,email,agreedOn',
      'Good,good.example,US,a@good.example,2026-01-01',
      ',not a domain,XX,nobody,2027-01-01',
      'Twin,good.example,US,,',
      '"Two',
      'lines",two.example,US,,31.12.2025',
    ];
    const { body } = await send('customers', `${file.join('\r\n')}\r\n`);
    assert.deepEqual([body.state, body.rows, body.mistakes], ['faulty', 4, 7]);
    assert.deepEqual(await mistakesOf(body.id), [
      '3 agreedOn',
      '3 companyName',
      '3 country',
      '3 domain',
      '3 email',
      '4 domain',
      '5 agreedOn',
    ]);
    assert.equal((await start(body.id)).status, 409);
    await house.write();
    assert.equal(await everything(), before);
    const { text } = await server.ask(`/v1/imports/${body.id}/mistakefile`);
    assert.match(text, /^\uFEFF?line,column,found,expected\r\n3,agreedOn,2027-01-01,/);
  });

  const customer = 'tailspintoys.example';
  const row = (change: Record<string, string | number>) =>
    `${JSON.stringify({ customer, product: 'm365-business-basic', quantity: 5, termStart: '2026-05-01', friendlyName: 'New', ...change })}\n`;
  const cases: readonly [name: string, change: Record<string, string | number>, column: string | null][] = [
    ['as it should be', {}, null],
    ['a customer nobody knows', { customer: 'nobody.example' }, 'customer'],
    ['a product nobody sells', { product: 'x' }, 'product'],
    ['no seat', { quantity: 0 }, 'quantity'],
    ['one seat', { quantity: 1 }, null],
    ['no first day', { termStart: '' }, 'termStart'],
    ['a term that is over', { termStart: '2025-06-11' }, 'termEnd'],
    ['a term that ends tomorrow', { termStart: '2025-06-12' }, null],
    ['a term that is over, of one that is deleted', { termStart: '2024-06-11', status: 'deleted' }, null],
    ['a term that begins in a month', { termStart: '2026-07-12' }, null],
    ['a term that begins later', { termStart: '2026-07-13' }, 'termStart'],
    ['a price of nothing', { price: 0 }, null],
    ['a price below nothing', { price: -1 }, 'price'],
    ['a price in words', { price: 'cheap' }, 'price'],
    ['another currency', { currency: 'EUR' }, 'currency'],
    ['a status that is none', { status: 'asleep' }, 'status'],
    ['a billing cycle in another case', { billingCycle: 'Annual' }, null],
    ['a billing cycle that is not sold', { billingCycle: 'weekly' }, 'billingCycle'],
    ['a base that is not there', { baseSubscriptionId: newId() }, 'baseSubscriptionId'],
    ['an id that is none', { subscriptionId: 'x' }, 'subscriptionId'],
    ['a column nobody knows', { colour: 'red' }, 'colour'],
  ];
  for (const [name, change, column] of cases)
    test(`a subscription with ${name}: ${column ?? 'fine'}`, async () => {
      const { body } = await send('subscriptions', row(change));
      assert.deepEqual(await mistakesOf(body.id), column === null ? [] : [`1 ${column}`]);
      assert.equal(body.state, column === null ? 'ready' : 'faulty');
      await server.ask(`/v1/imports/${body.id}`, { method: 'DELETE' });
    });

  test('two subscriptions that are alike need ids', async () => {
    const { body } = await send('subscriptions', row({}) + row({}));
    assert.deepEqual(await mistakesOf(body.id), ['2 subscriptionId']);
  });

  test('a licence too many, and one of a user who is not there', async () => {
    const users = (names: string[]) =>
      names.map((name) => `{"customer":"litware.example","user":"${name}@litware.example","product":"m365-business-basic"}\n`).join('');
    const more = await imported(
      'users',
      `{"customer":"litware.example","userPrincipalName":"max@litware.example","displayName":"Max","usageLocation":"us"}`,
    );
    assert.equal(more.written, 1);
    const { body } = await send('licenses', users(['ada', 'max']));
    assert.deepEqual(await mistakesOf(body.id), ['2 product']);
    assert.deepEqual(await mistakesOf((await send('licenses', users(['nobody']))).body.id), ['1 user']);
  });

  test('text that cannot be read', async () => {
    for (const [raw, line] of [
      ['{"companyName":"A","domain":"a.example","country":"US"}\n{not json\n', 2],
      ['{"companyName":"A","domain":"aa.example","country":"US"}\n[1]\n', 2],
      ['companyName,domain,country\n"A,a.example,US\n', 2],
    ] as const) {
      const { body } = await send('customers', raw);
      assert.deepEqual([body.state, await mistakesOf(body.id)], ['faulty', [`${line} `]], raw);
    }
    assert.deepEqual(await mistakesOf((await send('customers', 'companyName,domain,town\nA,a.example,X\n')).body.id), [
      '1 country',
      '1 town',
    ]);
  });
});

describe('whose customers', () => {
  test('a customer of another partner is not taken over, by domain or by id', async () => {
    const { rows } = await db.read<{ id: string; domain: string }>(
      `select customer_id as id, domain from customer c where not exists (select 1 from relationship r where r.customer_id = c.customer_id and r.partner_id = $1) limit 1`,
      [partnerId],
    );
    const [foreign] = rows;
    const byDomain = (await send('customers', `companyName,domain,country\nX,${foreign?.domain},US\n`)).body;
    const byId = (await send('customers', `companyName,domain,country,customerId\nX,free.example,US,${foreign?.id}\n`)).body;
    assert.deepEqual([await mistakesOf(byDomain.id), await mistakesOf(byId.id)], [['2 domain'], ['2 customerId']]);
    const subscription = (
      await send('subscriptions', `customer,product,quantity,termStart\n${foreign?.id},m365-business-basic,1,2026-06-01\n`)
    ).body;
    assert.deepEqual(await mistakesOf(subscription.id), ['2 customer']);
  });

  test('404 for an import of another partner, and for one that nobody has', async () => {
    const { body } = await send('customers', 'companyName,domain,country\nMine,mine.example,US\n');
    server.actAs(agentOf(await plantPartner(db), 'admin_agent'));
    for (const id of [body.id, newId()])
      for (const [path, method] of [
        ['', 'GET'],
        ['', 'DELETE'],
        ['/start', 'POST'],
        ['/mistakes', 'GET'],
        ['/mistakefile', 'GET'],
      ] as const)
        assert.equal((await server.ask(`/v1/imports/${id}${path}`, { method })).status, 404, `${method} ${path}`);
    assert.deepEqual((await server.ask('/v1/imports')).body.items, []);
    server.actAs(agentOf(partnerId, 'admin_agent'));
    assert.equal((await server.ask(`/v1/imports/${body.id}`, { method: 'DELETE' })).status, 204);
  });

  test('400 without a file, and with a kind that is none', async () => {
    assert.equal((await server.ask('/v1/imports?kind=customers', { method: 'POST', body: {} })).status, 400);
    assert.equal((await send('people', 'a,b\n')).status, 400);
  });
});

describe('what is exported', () => {
  const FIVE = ['customers', 'subscriptions', 'users', 'licenses', 'entitlements'] as const;

  for (const format of ['csv', 'jsonl'] as const)
    test(`as ${format} is the same again once an empty house imported it`, async () => {
      const other = await emptyHouse();
      for (const kind of FIVE) {
        const { text } = await server.ask(`/v1/exports/${kind}?format=${format}`);
        assert.ok(text.length > 200, `${kind} has rows`);
        await imported(kind, text, other);
      }
      for (const kind of FIVE) {
        const [before, now] = [
          await server.ask(`/v1/exports/${kind}?format=${format}`),
          await other.server.ask(`/v1/exports/${kind}?format=${format}`),
        ];
        assert.deepEqual(now.text.split('\n').toSorted(), before.text.split('\n').toSorted(), kind);
      }
    });

  test('tells the bill, the upgrades, and who was left behind', async () => {
    const rows = async (kind: string) =>
      (await server.ask(`/v1/exports/${kind}?format=jsonl`)).text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line));
    const [charge] = await rows('charges');
    assert.equal(typeof Number(charge.amount), 'number');
    const [upgrade] = await rows('upgrades');
    assert.deepEqual([upgrade.companyName, upgrade.quantity, upgrade.state], ['Tailspin Toys', 25, 'done']);
    assert.deepEqual(await rows('left-behind'), []);
  });
});
