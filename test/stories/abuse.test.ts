import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sendEachAtOnce } from '../abuse/duplicates.ts';
import { overload } from '../abuse/overload.ts';
import { raceEtags, raceUpgrades, retryAtOnce } from '../abuse/races.ts';
import { stormOn } from '../abuse/storm.ts';
import { differences } from '../crash/run.ts';
import { openSite } from '../crash/site.ts';

// The long run of the same is `npm run abuse`; docs/reliability.md tells more.
const SEED = 20_261_122;
const CALLERS = 32;
const site = await openSite({ customers: 260, durable: true });
after(() => site.stop());

const turns = (from: number, count: number): readonly number[] => Array.from({ length: count }, (_, i) => from + i);

test('300 retries of one request at the same moment are one upgrade, and all read the same answer', async () => {
  const { connections, problems } = await retryAtOnce(site, { customer: 1, times: 300 });
  assert.deepEqual(problems, []);
  assert.equal(connections, 300);
});

test('two callers upgrade one subscription at once: one does, the other is told why not', async () => {
  assert.deepEqual(await raceUpgrades(site, turns(11, 10)), []);
});

test('two changes under one ETag at once: one is made, the other came late', async () => {
  assert.deepEqual(await raceEtags(site, turns(21, 10)), []);
});

test('each of 60 requests five times at once over connections of their own: one effect, one answer, and the same again later', async () => {
  assert.deepEqual(await sendEachAtOnce(site, { customers: turns(41, 6), requests: 10, times: 5, beside: 6 }), []);
});

test('seats against upgrades against licences against undoing, from 32 callers: no limit is ever broken', async () => {
  const { done, problems } = await stormOn(site, { customers: turns(31, 10), operations: 60, callers: CALLERS, seed: SEED });
  assert.deepEqual(problems, [], `seed ${SEED}`);
  for (const operation of ['seats', 'upgrade', 'license'] as const) assert.ok((done[operation] ?? 0) > 0, `no ${operation} succeeded`);
});

test('ten times as many requests as can be answered: some are, the others are told to come again, and nothing is done for those', async () => {
  const report = await overload(site, { customers: turns(61, 200), seconds: 2, times: 10, connections: 320 });
  assert.deepEqual(report.problems, [], JSON.stringify(report));
  assert.ok(report.done > 0 && report.refused > 0, JSON.stringify(report));
});

test('after all of it, everything worked out again from the ledger agrees', async () => {
  assert.deepEqual(await differences(site), []);
});
