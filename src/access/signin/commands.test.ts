import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startLocalIssuer } from '../../../test/local-issuer.ts';
import { PAUSE_MS } from '../sparingly.ts';
import { consoleAt, customersAt } from './commands.ts';

const NEVER = async (): Promise<Response> => assert.fail('nobody is asked inside');

for (const [whom, at] of [
  ['the console', consoleAt],
  ['people of customers', customersAt],
] as const) {
  test(`many who want to sign in (${whom}) while the issuer is down make one discovery, and one more after the pause`, async () => {
    const client = { clientId: 'upseat', clientSecret: null };
    const outside = await startLocalIssuer(client, 'https://upseat.example.com');
    const signIn = { issuer: outside.issuer, audiences: [], jwksUri: null, partnerId: null };
    const identity = { kind: 'outside', signIn, client, others: [], customerIssuer: outside.issuer } as const;
    let now = 0;
    const found = at({ publicUrl: () => 'https://upseat.example.com', identity }, NEVER, () => now);
    const burst = async (): Promise<readonly string[]> =>
      (await Promise.allSettled(Array.from({ length: 20 }, async () => found?.()))).map(({ status }) => status);

    outside.goDown(true);
    assert.deepEqual(new Set([...(await burst()), ...(await burst())]), new Set(['rejected']));
    assert.equal(outside.discoveriesAsked(), 1);
    outside.goDown(false);
    now = PAUSE_MS;
    assert.deepEqual(new Set([...(await burst()), ...(await burst())]), new Set(['fulfilled']));
    assert.equal(outside.discoveriesAsked(), 2);
  });
}
