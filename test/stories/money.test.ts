import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decimalsOf, type Currency } from '../../src/kit/money.ts';
import { make } from '../money-deeds.ts';
import { beginning, firstDay, moves } from '../money-moves.ts';
import { agree, readTable, type Story } from '../money-story.ts';
import { CURRENCIES, moneyWorld } from '../money-world.ts';
import { agentOf, plantCustomer, plantUser } from '../tenant.ts';

// One customer lives through whatever people can do to its subscriptions, over the API and on odd days. Beside it a book is
// kept of what each day should have been charged for; the ledger must say the same, and each preview what then happened.

// The same each time, so that a change is judged by itself; another one is tried by naming it.
const SEED = Number(process.env['SEED'] ?? 20_261_122);
const RUNS = Number(process.env['RUNS'] ?? 60);

const world = await moneyWorld();
const life = fc.record({ currency: fc.constantFrom(...CURRENCIES), from: firstDay, first: beginning, moves });
type Beginning = typeof life extends fc.Arbitrary<infer Value> ? Value : never;

test('whatever is done on whatever days: each preview is what happens, and each seat is charged for each of its days once', async (t) => {
  t.diagnostic(`SEED=${SEED} RUNS=${RUNS}`);
  await fc.assert(
    fc.asyncProperty(life, async (start) => {
      const story = await begin(start);
      for (const move of start.moves) {
        await make(story, move);
        agree(story);
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
  t.diagnostic(JSON.stringify(world.done));
  for (const what of ['seats', 'suspended', 'active', 'deleted', 'cycle', 'upgrade', 'refused', 'promise broken'])
    if (RUNS >= 60) assert.ok((world.done[what] ?? 0) > 0, `${what} never happened: ${JSON.stringify(world.done)}`);
});

async function begin({ currency, from, first }: Beginning): Promise<Story> {
  world.at(new Date(`${from}T09:00:00Z`));
  const { db, offer } = world;
  const partnerId = world.sellerIn(currency);
  world.server.actAs(agentOf(partnerId, 'global_admin', 'admin_agent'));
  const customerId = await plantCustomer(db, partnerId);
  const story: Story = {
    world,
    customerId,
    partnerId,
    decimals: decimalsOf(currency as Currency),
    books: new Map(),
    taken: [],
    table: await readTable(db, customerId),
    sent: null,
  };
  await make(story, { kind: 'buy', key: first.key, seats: first.seats, cycle: first.cycle });
  for (let i = 0; i < Math.min(first.users, first.seats); i += 1)
    await plantUser(db, { customerId }, `user${i}`, [{ offer: offer(first.key) }], i < first.nowhere ? null : 'US');
  return story;
}
