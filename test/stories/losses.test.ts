import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { customersFor, loseReplies } from '../abuse/losses.ts';
import { LOSSES } from '../abuse/lossy.ts';
import { openSite } from '../crash/site.ts';

// The long run of the same is part of `npm run abuse`; docs/reliability.md tells more.
const SEED = 20_261_122;
const CALLS = 300;
const site = await openSite({ customers: customersFor(CALLS), durable: true });
after(() => site.stop());

test('one call in five is lost on the way or on the way back: whoever asks again is answered, and all is there once', async () => {
  const { problems, lost, repeated, givenUpButThere } = await loseReplies(site, { calls: CALLS, seed: SEED });
  assert.deepEqual(problems, [], `seed ${SEED}`);
  for (const loss of LOSSES) assert.ok(lost[loss] > 0, `no ${loss}`);
  assert.ok(repeated > 10 && givenUpButThere > 0, `${repeated} repeated, ${givenUpButThere} given up and there`);
});
