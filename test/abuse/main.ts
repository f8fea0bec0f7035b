import { parseArgs } from 'node:util';
import { differences } from '../crash/run.ts';
import { openSite, type Site } from '../crash/site.ts';
import { sendEachAtOnce } from './duplicates.ts';
import { customersFor, loseReplies } from './losses.ts';
import { overload } from './overload.ts';
import { busyShare, judgePace } from './pace.ts';
import { raceEtags, raceUpgrades, retryAtOnce } from './races.ts';
import { stormOn } from './storm.ts';

const CALLERS = 32;
/** On one customer, unless `hot` says on how many all of them are; then everything has been upgraded and changed so often that most is refused. */
const OPERATIONS_EACH = 100;
/** Customers of too many requests, and the connections over which those come. */
const OVERLOADED = 3000;
const CONNECTIONS = 1000;
/** Requests about one customer that are each sent five times. */
const KEYS_EACH = 20;

const OPTIONS = {
  retries: { type: 'string', default: '10000' },
  races: { type: 'string', default: '1000' },
  keys: { type: 'string', default: '10000' },
  operations: { type: 'string', default: '20000' },
  hot: { type: 'string', default: '0' },
  losses: { type: 'string', default: '10000' },
  overload: { type: 'string', default: '10' },
  processes: { type: 'string', default: '2' },
  seed: { type: 'string', default: '1' },
} as const;

type Amounts = Readonly<Record<keyof typeof OPTIONS, number>>;
type Say = (what: string, found: readonly string[] | { readonly problems: readonly string[] }) => void;

/** The long run: `npm run abuse -- --retries 10000 --operations 20000 --seed 7`. What has the amount 0 is left out. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: OPTIONS });
  const amounts = Object.fromEntries(Object.entries(values).map(([name, text]) => [name, Number(text)])) as Amounts;
  let faults = 0;
  const say: Say = (what, found) => {
    faults += 'problems' in found ? found.problems.length : found.length;
    process.stdout.write(`${what}: ${JSON.stringify(found)}\n`);
  };
  if (amounts.retries + amounts.races + amounts.keys + amounts.operations > 0) await compete(amounts, say);
  if (amounts.losses > 0) {
    await onSite(customersFor(amounts.losses), amounts.processes, async (site) =>
      say(
        `${amounts.losses} calls, one in five lost, seed ${amounts.seed}`,
        await loseReplies(site, { calls: amounts.losses, seed: amounts.seed }),
      ),
    );
  }
  if (amounts.overload > 0) {
    await onSite(OVERLOADED, amounts.processes, async (site) => {
      const customers = Array.from({ length: OVERLOADED }, (_, i) => i + 1);
      const crowd = { customers, seconds: amounts.overload, times: 3, connections: CONNECTIONS };
      const busy = await busyShare();
      const report = await overload(site, crowd);
      say(`${amounts.overload} s of three times what can be answered`, report);
      const { sentences, problems } = judgePace(report, amounts.processes, busy);
      say(sentences.join('\n'), problems);
    });
  }
  process.stdout.write(`${faults} faults\n`);
  return faults === 0 ? 0 : 1;
}

async function onSite(customers: number, processes: number, work: (site: Site) => Promise<void>): Promise<void> {
  const site = await openSite({ customers, durable: true, processes });
  try {
    await work(site);
  } finally {
    await site.stop();
  }
}

/** Several callers want the same thing at the same time. */
async function compete({ retries, races, keys, operations, hot, processes, seed }: Amounts, say: Say): Promise<void> {
  const each = hot > 0 ? Math.ceil(operations / hot) : OPERATIONS_EACH;
  const [storms, owners] = [Math.ceil(operations / each), Math.ceil(keys / KEYS_EACH)];
  let taken = 10;
  const take = (count: number): readonly number[] => Array.from({ length: count }, () => (taken += 1));
  await onSite(10 + 2 * races + owners + storms, processes, async (site) => {
    if (retries > 0) say(`${retries} retries of one request`, await retryAtOnce(site, { customer: 1, times: retries }));
    say(`${races} pairs of upgrades`, await raceUpgrades(site, take(races)));
    say(`${races} pairs of changes under one ETag`, await raceEtags(site, take(races)));
    const restart = (): Promise<void> => (site.server.kill(), site.server.ready());
    const duplicates = { customers: take(owners), requests: KEYS_EACH, times: 5, beside: 6, restart };
    say(`${owners * KEYS_EACH} requests, each five times at once`, await sendEachAtOnce(site, duplicates));
    const storm = { customers: take(storms), operations: each, callers: CALLERS, seed };
    say(`${each} operations on each of ${storms} customers, seed ${seed}`, await stormOn(site, storm));
    say('everything worked out again', await differences(site));
  });
}

process.exitCode = await main();
