import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newId } from '../../src/platform/clock.ts';
import { assertReadable } from './strict.ts';
import { openWorld, type Request } from './world.ts';

// What clients were seen to send, line by line. Each is a fact that the server must accept.
const world = await openWorld();
const { ask, offer } = world;
const JSON_BODY = { 'Content-Type': 'application/json' };
const write = (method: string, body: unknown, headers: Record<string, string> = {}): Request => ({
  method,
  raw: typeof body === 'string' ? body : JSON.stringify(body),
  headers: { ...JSON_BODY, ...headers },
});
const customers = (id: string, end = '') => `/v1/customers/${id}${end}`;
const subscription = (customerId: string, id: string, end = '') => customers(customerId, `/subscriptions/${id}${end}`);

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

describe('1 and 3: property names, and the whole resource', () => {
  test('PascalCase with a null for everything unset; read-only members are ignored', async () => {
    const { customerId, basicId } = await world.plant();
    const { body } = await ask(subscription(customerId, basicId));
    const raw = JSON.stringify({
      Id: basicId,
      OfferId: null,
      FriendlyName: 'Renamed',
      Quantity: 11,
      Status: 'active',
      ParentSubscriptionId: null,
      SuspensionReasons: null,
      Links: { Offer: null, Self: null },
      Attributes: { Etag: body.attributes.etag, ObjectType: 'Subscription' },
      Actions: null,
      PartnerId: null,
      CreationDate: '0001-01-01T00:00:00',
      CommitmentEndDate: '9999-12-14T00:00:00Z',
      BillingType: 'none',
      BillingCycle: 'unknown',
      ContractType: 'subscription',
      HasPurchasableAddons: false,
      IsTrial: false,
      AutoRenewEnabled: true,
      UnitType: null,
    });
    const answer = await ask(subscription(customerId, basicId), write('PATCH', raw));
    assert.deepEqual(
      [answer.status, answer.body.quantity, answer.body.friendlyName, answer.body.offerId],
      [200, 11, 'Renamed', body.offerId],
    );
    assertReadable(answer.body);
  });

  test('both spellings in one object, as Java writes licence updates, assign once', async () => {
    const { customerId } = await world.plant();
    const { body } = await ask(customers(customerId, '/users?size=50'));
    const { id } = body.items.find((user: any) => user.displayName.startsWith('ada'));
    const { skuId } = offer('exchange-online-plan-2');
    const one = { skuId, SkuId: skuId, excludedPlans: null, ExcludedPlans: null };
    const raw = JSON.stringify({
      licensesToAssign: [one],
      LicensesToAssign: [one],
      licensesToRemove: null,
      LicensesToRemove: [offer('m365-business-basic').skuId],
    });
    const answer = await ask(customers(customerId, `/users/${id}/licenseupdates`), write('POST', raw));
    assert.deepEqual([answer.status, answer.body.licensesToAssign.length], [201, 1]);
    assertReadable(answer.body);
    assert.equal((await ask(customers(customerId, `/users/${id}/licenses`))).body.items.length, 1);
  });

  test('members renamed by Java, unknown members, empty links of Python: harmless', async () => {
    const { customerId, basicId } = await world.plant();
    const { body } = await ask(subscription(customerId, basicId));
    const { hasPurchasableAddons, attributes: _, ...rest } = body;
    const answer = await ask(
      subscription(customerId, basicId),
      write('PATCH', {
        ...rest,
        quantity: 12,
        hasPurchasableAddOns: hasPurchasableAddons,
        links: { offer: {}, self: {} },
        nonsense: { deep: [1] },
      }),
    );
    assert.deepEqual([answer.status, answer.body.quantity], [200, 12]);
  });

  test('a partial body changes what it names and nothing else', async () => {
    const { customerId, basicId } = await world.plant();
    const answer = await ask(subscription(customerId, basicId), write('PATCH', { quantity: 13 }));
    assert.deepEqual([answer.status, answer.body.quantity, answer.body.autoRenewEnabled, answer.body.status], [200, 13, true, 'active']);
  });

  test('nobody sends If-Match: the ETag in the body is enough, and none is too', async () => {
    const { customerId, basicId } = await world.plant();
    const { body } = await ask(subscription(customerId, basicId));
    assert.equal(
      (await ask(subscription(customerId, basicId), write('PATCH', { quantity: 14, attributes: { etag: body.attributes.etag } }))).status,
      200,
    );
    const stale = await ask(
      subscription(customerId, basicId),
      write('PATCH', { quantity: 15, attributes: { etag: body.attributes.etag } }),
    );
    assert.deepEqual([stale.status, stale.body.code], [400, 2055]);
  });
});

describe('2: words of enums', () => {
  for (const status of ['suspended', 'Suspended', 'SUSPENDED', 2, '2']) {
    test(`status ${JSON.stringify(status)}`, async () => {
      const { customerId, basicId } = await world.plant();
      const answer = await ask(subscription(customerId, basicId), write('PATCH', { Status: status }));
      assert.deepEqual([answer.status, answer.body.status], [200, 'suspended']);
    });
  }
  for (const upgradeType of ['upgrade_only', 'UpgradeOnly', 'upgradeonly', 1, '1']) {
    test(`upgrade type ${JSON.stringify(upgradeType)}`, async () => {
      const { customerId, basicId } = await world.plant();
      const answer = await ask(
        subscription(customerId, basicId, '/upgrades'),
        write('POST', { UpgradeType: upgradeType, TargetOffer: { Id: offer('m365-business-standard').id } }),
      );
      assert.deepEqual([answer.status, answer.body.upgradeType, answer.body.upgradeErrors], [200, 'upgrade_only', []]);
    });
  }
  for (const billingCycle of ['unknown', 'Unknown', 0, 'monthly', 'Monthly', 1]) {
    test(`billing cycle ${JSON.stringify(billingCycle)} of an order`, async () => {
      const { customerId } = await world.plant();
      const answer = await ask(
        customers(customerId, '/orders'),
        write('POST', { BillingCycle: billingCycle, LineItems: [{ OfferId: offer('o365-e3').id, Quantity: 1 }] }),
      );
      assert.deepEqual([answer.status, answer.body.billingCycle], [201, 'monthly']);
    });
  }
});

test('4: of an upgrade that is sent back only the target, and perhaps quantity and type, are relied upon', async () => {
  const { customerId, basicId } = await world.plant();
  const body = {
    targetOffer: { id: offer('m365-business-standard').id.toLowerCase() },
    eligible: false,
    upgradeErrors: [{ code: 'SubscriptionStatusNotActive', description: 'stale' }],
  };
  const answer = await ask(subscription(customerId, basicId, '/upgrades'), write('POST', body));
  assert.deepEqual([answer.status, answer.body.upgradeErrors, answer.body.upgradeType], [200, [], 'upgrade_with_license_transfer']);
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

describe('9: retries with the same MS-RequestId', () => {
  const writes: [name: string, write: (customerId: string, ids: { basicId: string }) => [path: string, request: Request]][] = [
    [
      'an order',
      (customerId) => [customers(customerId, '/orders'), write('POST', { lineItems: [{ offerId: offer('o365-e3').id, quantity: 1 }] })],
    ],
    ['a cart', (customerId) => [customers(customerId, '/carts'), write('POST', { lineItems: [] })]],
    [
      'an upgrade',
      (customerId, { basicId }) => [
        subscription(customerId, basicId, '/upgrades'),
        write('POST', { targetOffer: { id: offer('m365-business-standard').id } }),
      ],
    ],
    ['a change of seats', (customerId, { basicId }) => [subscription(customerId, basicId), write('PATCH', { quantity: 20 })]],
    ['a suspension', (customerId, { basicId }) => [subscription(customerId, basicId), write('PATCH', { status: 'suspended' })]],
    [
      'a user',
      (customerId) => [
        customers(customerId, '/users'),
        write('POST', { usageLocation: 'US', userPrincipalName: `twice-${customerId}@contoso.example`, displayName: 'Twice' }),
      ],
    ],
  ];
  for (const [name, of] of writes) {
    test(`${name}: five times, four of them at once, one effect and one answer`, async () => {
      const planted = await world.plant();
      const [path, request] = of(planted.customerId, planted);
      const again = { ...request, headers: { ...request.headers, 'MS-RequestId': newId() } };
      const answers = await Promise.all([1, 2, 3, 4].map(() => ask(path, again)));
      answers.push(await ask(path, again));
      assert.ok(
        answers.every(({ status }) => status === answers[0]?.status && status < 300),
        answers[0]?.text,
      );
      assert.equal(new Set(answers.map(({ text }) => text.replace(/"password":"[^"]*"/, ''))).size, 1);
    });
  }

  test('a refusal is decided again each time, and changes nothing', async () => {
    const { customerId, basicId } = await world.plant();
    const headers = { 'MS-RequestId': newId() };
    for (let i = 0; i < 5; i += 1) {
      const answer = await ask(subscription(customerId, basicId), write('PATCH', { quantity: 301 }, headers));
      assert.deepEqual([answer.status, answer.body.code], [400, 2002]);
    }
    assert.equal((await ask(subscription(customerId, basicId))).body.quantity, 10);
  });

  test('one id pinned for two different calls is two calls', async () => {
    const { customerId, basicId } = await world.plant();
    const headers = { 'MS-RequestId': newId() };
    await ask(subscription(customerId, basicId), write('PATCH', { quantity: 21 }, headers));
    assert.equal((await ask(subscription(customerId, basicId), write('PATCH', { quantity: 22 }, headers))).body.quantity, 22);
  });
});
