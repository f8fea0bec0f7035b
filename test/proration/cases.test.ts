import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prorate } from './cases.ts';

// The long run of the same is `npm run proration`; docs/reliability.md tells more.
const SEED = 20_261_122;
const CASES = 5000;

test('purchases, changes of seats, chains of upgrades and cancellations cost what their days cost, and no credit exceeds what was paid', () => {
  const { faults, lines } = prorate(CASES, SEED);
  assert.deepEqual(faults, [], `seed ${SEED}`);
  assert.ok(lines > 3 * CASES, `only ${lines} lines`);
});
