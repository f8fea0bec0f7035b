import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { raceEtags, raceUpgrades, retryAtOnce } from '../abuse/races.ts';
import { stormOn } from '../abuse/storm.ts';
import { openSite } from '../crash/site.ts';

// The long run of the same is `npm run abuse`; docs/reliability.md tells more.
const SEED = 20_261_122;
const CALLERS = 32;
const site = await openSite({ customers: 60, durable: true });
after(() => site.stop());

const turns = (from: number, count: number): readonly number[] => Array.from({ length: count }, (_, i) => from + i);

test('300 retries of one request at once are one upgrade, and all read the same answer', async () => {
  assert.deepEqual(await retryAtOnce(site, { customer: 1, times: 300, callers: CALLERS }), []);
});

test('two callers upgrade one subscription at once: one does, the other is told why not', async () => {
  assert.deepEqual(await raceUpgrades(site, turns(11, 10)), []);
});

test('two changes under one ETag at once: one is made, the other came late', async () => {
  assert.deepEqual(await raceEtags(site, turns(21, 10)), []);
});

test('seats against upgrades against licences against undoing, from 32 callers: no limit is ever broken', async () => {
  const { done, problems } = await stormOn(site, { customers: turns(31, 10), operations: 60, callers: CALLERS, seed: SEED });
  assert.deepEqual(problems, [], `seed ${SEED}`);
  for (const operation of ['seats', 'upgrade', 'license'] as const) assert.ok((done[operation] ?? 0) > 0, `no ${operation} succeeded`);
});
