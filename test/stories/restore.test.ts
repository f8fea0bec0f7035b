import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openSite } from '../crash/site.ts';
import { customersForRestores, restoreUnderLoad } from '../drill/restores.ts';

// The long run of the same is `npm run drill -- --restores 10`; docs/reliability.md tells more.
const SEED = 20_261_122;
const site = await openSite({ customers: customersForRestores(1), durable: true });
after(() => site.stop());

test('a backup made while people work has all that was answered before it, nothing of later, and no change in part', async () => {
  const { problems, backups } = await restoreUnderLoad(site, { times: 1, seed: SEED });
  assert.deepEqual(problems, [], `seed ${SEED}`);
  assert.ok((backups[0]?.before ?? 0) > 0, JSON.stringify(backups));
});
