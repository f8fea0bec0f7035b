import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { emptyHouse, fillHouse } from '../../../test/import-house.ts';
import { agentOf, plantPartner } from '../../../test/tenant.ts';
import { newId } from '../../platform/clock.ts';

const house = await emptyHouse();
const { db, server, partnerId, write, send, start, mistakesOf, imported, everything } = house;
await fillHouse(house);

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
    await write();
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
    ['a day of the month that February has not', { termStart: '2026-02-28', anchorDay: 31 }, null],
    ['a day of the month that May has', { termStart: '2026-05-30', anchorDay: 31 }, 'anchorDay'],
    ['a day of the month that is the first day', { termStart: '2026-05-31', anchorDay: 31 }, 'anchorDay'],
    ['a day of the month that none has', { termStart: '2026-02-28', anchorDay: 32 }, 'anchorDay'],
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

  test('what should stand there is said in the language of whoever asks, with a code for programs', async () => {
    const { body } = await send('subscriptions', row({ quantity: 0, termStart: 'May' }));
    const told = async (locale: string) =>
      (await server.ask(`/v1/imports/${body.id}/mistakes`, { headers: { 'x-locale': locale } })).body.items.map(
        ({ code, expected, facts }: { code: string; expected: string; facts: object }) => [code, expected, facts],
      );
    assert.deepEqual(await told('en-US'), [
      ['seats', 'a whole number from 1 to 1000000', { most: 1_000_000 }],
      ['day', 'a day such as 2026-01-31', {}],
    ]);
    assert.deepEqual(
      (await told('zh-TW')).map(([, expected]: readonly string[]) => expected),
      ['1 到 1000000 的整數', '日期，例如 2026-01-31'],
    );
    const { text } = await server.ask(`/v1/imports/${body.id}/mistakefile`, { headers: { 'x-locale': 'zh-TW' } });
    assert.match(text, /^\uFEFF?行,欄位,內容,應為\r\n1,quantity,0,1 到 1000000 的整數/);
  });

  test('what an earlier version noted in its own words is told in these', async () => {
    const { body } = await send('subscriptions', row({ quantity: 0 }));
    await db.read(`update portfolio_import_mistake set wanted = null, expected = 'some seats' where import_id = $1`, [body.id]);
    const [mistake] = (await server.ask(`/v1/imports/${body.id}/mistakes`, { headers: { 'x-locale': 'zh-TW' } })).body.items;
    assert.deepEqual([mistake.code, mistake.expected], ['told', 'some seats']);
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
