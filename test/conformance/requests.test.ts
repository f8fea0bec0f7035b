import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newId } from '../../src/platform/clock.ts';
import { customers, JSON_BODY, subscription, write } from './sending.ts';
import { openWorld } from './world.ts';

// What clients were seen to send, line by line. Each is a fact that the server must accept.
const world = await openWorld();
const { ask, offer } = world;

describe('headers', () => {
  test('no MS-* header is required: without them the answer names a request and a correlation of its own', async () => {
    const answer = await ask('/v1/customers');
    assert.equal(answer.status, 200);
    for (const name of ['MS-RequestId', 'MS-CorrelationId']) assert.match(answer.headers.get(name) ?? '', /^[0-9a-f-]{36}$/);
  });

  test('request and correlation id come back', async () => {
    const [requestId, correlationId] = [newId(), newId()];
    const { headers } = await ask('/v1/customers', {
      headers: { 'MS-RequestId': requestId, 'MS-CorrelationId': correlationId, 'MS-CV': 'aaaaaaaaaaaaaaaa.0' },
    });
    assert.deepEqual(
      [headers.get('MS-RequestId'), headers.get('MS-CorrelationId'), headers.get('MS-CV')],
      [requestId, correlationId, 'aaaaaaaaaaaaaaaa.0'],
    );
  });

  const types = ['application/json', 'application/json; charset=utf-8', 'application/json;charset=UTF-8', 'text/json'];
  for (const type of types) {
    test(`a body of ${type}`, async () => {
      const { customerId } = await world.plant();
      const answer = await ask(customers(customerId, '/carts'), {
        method: 'POST',
        raw: '{"lineItems":[]}',
        headers: { 'Content-Type': type },
      });
      assert.equal(answer.status, 201);
    });
  }

  test('a content type on a GET, as the Python client names one', async () =>
    assert.equal((await ask('/v1/customers', { headers: JSON_BODY })).status, 200));

  test('an accepted compression is no must', async () =>
    assert.equal((await ask('/v1/customers', { headers: { 'Accept-Encoding': 'gzip, deflate, br' } })).status, 200));

  test('a body after a byte order mark', async () => {
    const { customerId } = await world.plant();
    assert.equal((await ask(customers(customerId, '/carts'), write('POST', '\uFEFF{"LineItems":[]}'))).status, 201);
  });

  test('the names come in the asked language, and an unknown language is English', async () => {
    const names = await Promise.all(
      ['zh-TW', 'en-US', 'xx-YY'].map(
        async (locale) =>
          (await ask(`/v1/offers/${offer('m365-business-basic').id}?country=US`, { headers: { 'X-Locale': locale } })).body.name,
      ),
    );
    assert.deepEqual(names, [
      offer('m365-business-basic').name.zhTW,
      offer('m365-business-basic').name.en,
      offer('m365-business-basic').name.en,
    ]);
  });
});

describe('paths', () => {
  test('a slash at the end: Java posts to …/users/, PowerShell lists …/subscriptions/', async () => {
    const { customerId } = await world.plant();
    assert.equal((await ask(customers(customerId, '/subscriptions/'))).status, 200);
    const user = {
      usageLocation: 'US',
      userPrincipalName: `new-${customerId}@contoso.example`,
      firstName: 'N',
      lastName: 'U',
      displayName: 'New',
      passwordProfile: { password: 'Pa55word!', forceChangePassword: true },
    };
    assert.equal((await ask(customers(customerId, '/users/'), write('POST', user))).status, 201);
  });

  test('two slashes: Java and the community SDK put /v1/ before a link that begins with one', async () =>
    assert.equal((await ask('/v1//customers?size=1')).status, 200));
  test('the version 1.0 of the Python client', async () => assert.equal((await ask('/v1.0/customers')).status, 200));
  test('any case: transitioneligibilities and transitionEligibilities', async () => {
    const { customerId, basicId } = await world.plant();
    for (const end of ['/transitioneligibilities', '/transitionEligibilities', '/UPGRADES', '/addOns']) {
      assert.notEqual((await ask(subscription(customerId, basicId, end))).status, 404, end);
    }
    assert.equal((await ask(`/V1/Customers/${customerId.toUpperCase()}/Subscriptions/${basicId.toUpperCase()}`)).body.id, basicId);
  });
  test('parameter names in any case', async () => assert.equal((await ask('/v1/offers?Country=us&SIZE=1')).body.items.length, 1));
});

describe('5: filters', () => {
  const filters = [
    { Field: 'CompanyName', Value: 'Con', Operator: 'starts_with' },
    { Field: 'CompanyName', Value: 'Con', Operator: 'StartsWith' },
    { value: 'Con', field: 'CompanyName', fieldType: 'String', operator: 'StartsWith' },
  ];
  for (const filter of filters) {
    test(`${JSON.stringify(filter)} with size=0`, async () => {
      await world.plant();
      const answer = await ask(`/v1/customers?size=0&filter=${encodeURIComponent(JSON.stringify(filter))}`);
      assert.ok(answer.status === 200 && answer.body.items.length > 0);
    });
  }
  test('a filter in form encoding: a blank as plus', async () => {
    const { customerId } = await world.plant();
    await world.db.read(`update customer set company_name = 'Contoso Two Words' where customer_id = $1`, [customerId]);
    await world.db.read(`update relationship set company_name = 'contoso two words' where customer_id = $1`, [customerId]);
    const answer = await ask(
      '/v1/customers?filter=%7B%22Field%22%3A%22CompanyName%22%2C%22Value%22%3A%22Contoso+Two%22%2C%22Operator%22%3A%22starts_with%22%7D',
    );
    assert.deepEqual(
      answer.body.items.map((item: any) => item.id),
      [customerId],
    );
  });
});

describe('6: pages', () => {
  test('the next link has the header that is to be sent with it, and is absent on the last page', async () => {
    await world.plant();
    await world.plant();
    const first = (await ask('/v1/customers?size=1')).body;
    assert.equal(first.links.next.uri, '/customers?size=1&seekOperation=Next');
    const [{ key, value }] = first.links.next.headers;
    assert.equal(key, 'MS-ContinuationToken');
    const second = await ask(`/v1/${first.links.next.uri}`, { headers: { [key]: value } });
    assert.notEqual(second.body.items[0].id, first.items[0].id);
    const all = (await ask('/v1/customers?size=500')).body;
    assert.equal(all.links.next, undefined);
  });

  test('offers go on by offset, without headers', async () => {
    const { links } = (await ask('/v1/offers?country=US&offset=0&size=2')).body;
    assert.deepEqual([links.next.uri, links.next.headers], ['/offers?country=US&offset=2&size=2', []]);
  });
});

describe('7: licence groups', () => {
  for (const query of [
    'licenseGroupIds=Group1&licenseGroupIds=Group2',
    'licenseGroupIds=Group1,Group2',
    'licenseGroupIds=group1',
    'null=group1&null=group2',
    '',
  ]) {
    test(query === '' ? 'none' : query, async () => {
      const { customerId } = await world.plant();
      const { body } = await ask(customers(customerId, `/subscribedskus?${query}`));
      assert.ok(body.items.length > 0 && body.items.every((sku: any) => sku.productSku.licenseGroupId === 'group1'));
    });
  }
});

describe('8: dates and truths in queries', () => {
  for (const startDate of ['2026-06-01', '10/23/2026%2005:53:14', '06%2F01%2F2026+00%3A00%3A00', '2026-06-152', '2026-06-01T00:00:00Z']) {
    test(`startDate=${startDate}`, async () => {
      const answer = await ask(`/v1/auditrecords?startDate=${startDate}`);
      assert.equal(answer.status, 200, answer.text);
    });
  }
  test('garbage is a fault', async () => assert.equal((await ask('/v1/auditrecords?startDate=2026-13-45')).body.code, 2000));
  for (const truth of ['false', 'False', 'true', 'True']) {
    test(`include_price=${truth}`, async () => {
      const { customerId } = await world.plant();
      const { body } = await ask(customers(customerId, `/orders?include_price=${truth}`));
      assert.equal(body.items[0].totalPrice !== undefined, truth.toLowerCase() === 'true');
    });
  }
});
