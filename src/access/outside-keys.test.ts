import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newId } from '../platform/clock.ts';
import { startLocalIssuer } from '../../test/local-issuer.ts';
import { KEPT_MS, LOOK_AGAIN_MS, outsideKeys } from './outside-keys.ts';
import { PAUSE_MS } from './sparingly.ts';
import { isIssuerUnreachable, verifyToken } from './token.ts';

const AUDIENCE = 'https://upseat.example.com';
const BURST = 50;

async function world() {
  const outside = await startLocalIssuer({ clientId: 'upseat', clientSecret: null }, AUDIENCE);
  const time = { ms: 0 };
  const issuer = { issuer: outside.issuer, audiences: [AUDIENCE], jwksUri: null, partnerId: null };
  const trusted = [{ issuer, keys: outsideKeys(issuer, () => time.ms) }];
  const sign = (): Promise<string> => outside.sign({ oid: newId(), tid: newId(), scp: 'user_impersonation' });
  const prove = async (token: string): Promise<string> => {
    try {
      const reading = await verifyToken(token, trusted, new Date());
      return reading.kind === 'proven' ? 'proven' : reading.reason;
    } catch (error) {
      assert.ok(isIssuerUnreachable(error));
      return 'unreachable';
    }
  };
  /** What many requests at once are told. */
  const burst = async (token: string): Promise<readonly string[]> => [
    ...new Set(await Promise.all(Array.from({ length: BURST }, () => prove(token)))),
  ];
  const asked = () => ({ discoveries: outside.discoveriesAsked(), keys: outside.keysAsked() });
  return { outside, time, sign, prove, burst, asked };
}

/** A token of the issuer's with the id of a key that it never had. */
function withOtherKey(token: string): string {
  const [head = '', ...rest] = token.split('.');
  const header = { ...(JSON.parse(Buffer.from(head, 'base64url').toString()) as object), kid: newId() };
  return [Buffer.from(JSON.stringify(header)).toString('base64url'), ...rest].join('.');
}

describe('an outside issuer is asked seldom', () => {
  test('many first requests at once: one discovery, one fetch of its keys', async () => {
    const { sign, burst, asked } = await world();
    assert.deepEqual(await burst(await sign()), ['proven']);
    assert.deepEqual(asked(), { discoveries: 1, keys: 1 });
  });

  test('tokens that name unknown keys: one fetch every ten seconds, and no further discovery', async () => {
    const { time, sign, prove, burst, asked } = await world();
    const good = await sign();
    assert.equal(await prove(good), 'proven');
    time.ms = LOOK_AGAIN_MS - 1;
    assert.deepEqual(await burst(withOtherKey(good)), ['key_unknown']);
    assert.deepEqual(asked(), { discoveries: 1, keys: 1 });
    time.ms = LOOK_AGAIN_MS;
    assert.deepEqual(await burst(withOtherKey(good)), ['key_unknown']);
    assert.deepEqual(await burst(withOtherKey(good)), ['key_unknown']);
    assert.deepEqual(asked(), { discoveries: 1, keys: 2 });
  });

  test('while it is down: one attempt every five seconds, and none of its tokens is proven', async () => {
    const { outside, time, sign, burst, asked } = await world();
    outside.goDown(true);
    const good = await sign();
    for (const [ms, discoveries] of [
      [0, 1],
      [PAUSE_MS - 1, 1],
      [PAUSE_MS, 2],
    ] as const) {
      time.ms = ms;
      assert.deepEqual([await burst(good), await burst(withOtherKey(good))], [['unreachable'], ['unreachable']]);
      assert.deepEqual(asked(), { discoveries, keys: 0 });
    }
    outside.goDown(false);
    time.ms = 2 * PAUSE_MS;
    assert.deepEqual(await burst(good), ['proven']);
    assert.deepEqual(asked(), { discoveries: 3, keys: 1 });
  });

  test('when it goes down later, the keys that are known count on until they are old', async () => {
    const { outside, time, sign, prove, burst, asked } = await world();
    const good = await sign();
    assert.equal(await prove(good), 'proven');
    outside.goDown(true);
    time.ms = KEPT_MS - 1;
    // Somebody's made-up key must not shut the others out.
    assert.deepEqual(await burst(withOtherKey(good)), ['unreachable']);
    assert.deepEqual(await burst(good), ['proven']);
    assert.deepEqual(asked(), { discoveries: 1, keys: 2 });
    time.ms = KEPT_MS + PAUSE_MS;
    assert.deepEqual(await burst(good), ['unreachable']);
    // Its keys may have moved meanwhile.
    assert.deepEqual(asked(), { discoveries: 2, keys: 2 });
  });
});
