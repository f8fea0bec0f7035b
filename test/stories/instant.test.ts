import assert from 'node:assert/strict';
import { test } from 'node:test';
import { restoreInstants } from '../drill/instants.ts';

// The long run of the same is `npm run drill -- --instants 10`; docs/reliability.md tells more.
const SEED = 20_261_122;

test('a database brought to an instant by its log has all that was answered by then, nothing of later, and no change in part', async () => {
  const { problems, instants } = await restoreInstants({ times: 1, seed: SEED });
  assert.deepEqual(problems, [], `seed ${SEED}`);
  assert.ok((instants[0]?.answered ?? 0) > 0, JSON.stringify(instants));
  assert.ok((instants[0]?.faultsByTheEnd ?? 0) > 0, 'the comparison tells one instant from another');
});
