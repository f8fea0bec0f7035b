import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newId } from '../../src/platform/clock.ts';
import { customers, subscription, write } from './sending.ts';
import { openWorld, type Request } from './world.ts';

// What clients were seen to send, line by line. Each is a fact that the server must accept.
const world = await openWorld();
const { ask, offer } = world;

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
