import { parseArgs } from 'node:util';
import { openSite } from '../crash/site.ts';
import { raceEtags, raceUpgrades, retryAtOnce } from './races.ts';
import { stormOn } from './storm.ts';

const CALLERS = 32;
/** On one customer; then everything has been upgraded and changed so often that most is refused. */
const OPERATIONS_EACH = 100;

/** The long run: `npm run abuse -- --retries 10000 --operations 20000 --seed 7`. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      retries: { type: 'string', default: '10000' },
      races: { type: 'string', default: '1000' },
      operations: { type: 'string', default: '20000' },
      processes: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
    },
  });
  const [times, races, operations, processes, seed] = [values.retries, values.races, values.operations, values.processes, values.seed].map(
    Number,
  ) as [number, number, number, number, number];
  const site = await openSite({ customers: 10 + 2 * races + Math.ceil(operations / OPERATIONS_EACH), durable: true, processes });
  const say = (what: string, found: unknown): void => void process.stdout.write(`${what}: ${JSON.stringify(found)}\n`);
  const turns = (from: number): readonly number[] => Array.from({ length: races }, (_, i) => from + i);
  try {
    const retried = await retryAtOnce(site, { customer: 1, times, callers: CALLERS });
    say(`${times} retries of one request`, retried);
    const upgraded = await raceUpgrades(site, turns(11));
    say(`${races} pairs of upgrades`, upgraded);
    const changed = await raceEtags(site, turns(11 + races));
    say(`${races} pairs of changes under one ETag`, changed);
    const storms = Math.ceil(operations / OPERATIONS_EACH);
    const customers = Array.from({ length: storms }, (_, i) => 11 + 2 * races + i);
    const storm = await stormOn(site, { customers, operations: OPERATIONS_EACH, callers: CALLERS, seed });
    say(`${OPERATIONS_EACH} operations on each of ${storms} customers, seed ${seed}`, storm);
    return retried.length + upgraded.length + changed.length + storm.problems.length === 0 ? 0 : 1;
  } finally {
    await site.stop();
  }
}

process.exitCode = await main();
