import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startProgram, tokenFrom, type Program } from '../../bench/program.ts';
import { openDb } from '../../src/platform/db.ts';
import { beginLoad, type Load } from '../crash/load.ts';
import { randomFrom, type Random } from '../crash/random.ts';
import { compare, untilMore, within } from '../crash/run.ts';
import { fillFolder } from '../crash/site.ts';
import { openAddress, type MovingAddress } from './address.ts';
import { openPair, type Pair } from './pair.ts';

export type FailoverOptions = {
  readonly failovers: number;
  readonly seed: number;
  readonly processes: number;
  /** False for the control: commits do not wait for the standby, and the standby is behind at each failover. */
  readonly isSynchronous: boolean;
  readonly say?: (line: string) => void;
};

/**
 * How the primary is lost: all its processes die; they die when the standby has not heard of it for a while; or it works on
 * while the standby is promoted, and dies later.
 */
const LOSSES = ['killed', 'killed_behind', 'outlived'] as const;
export type Loss = (typeof LOSSES)[number];

export type FailoverReport = {
  readonly seed: number;
  readonly failovers: Readonly<Record<Loss, number>>;
  /** Of those, the ones where the address led to the standby before that was promoted. */
  readonly movedEarly: number;
  readonly acknowledged: number;
  readonly repeated: number;
  readonly givenUp: number;
  readonly givenUpButThere: number;
  /** From the loss until the standby was promoted, until that had a standby of its own, and until a change was answered. */
  readonly promotedMs: Spread;
  readonly followedMs: Spread;
  readonly answeredMs: Spread;
  readonly problems: readonly string[];
};
type Spread = { readonly median: number; readonly max: number };

const CUSTOMERS_PER_FAILOVER = 1000;

/**
 * Loses the primary again and again under the crash test's load, each time in favour of the standby, and then holds the database
 * against what the callers know.
 */
export async function runFailovers(options: FailoverOptions): Promise<FailoverReport> {
  const { failovers, seed, isSynchronous } = options;
  const folder = mkdtempSync(join(tmpdir(), 'upseat-failover-'));
  const customers = CUSTOMERS_PER_FAILOVER * (failovers + 1);
  const ends: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  let [said, load]: [string, Load | null] = ['', null];
  try {
    const world = await fillFolder(folder, { customers, durable: true });
    const pair = await openPair(folder, isSynchronous);
    ends.push(pair.close);
    const address = await openAddress(pair.primary().url);
    ends.push(address.close);
    const environment = {
      DATABASE_URL: address.url(),
      DATA_DIR: join(folder, 'data'),
      WEB_CONCURRENCY: String(options.processes),
      RATE_LIMIT_PER_MINUTE: '0',
    };
    const program = await startProgram({ environment, onOutput: (text) => (said = (said + text).slice(-4000)) });
    ends.push(program.stop);
    const aim = { world, origin: program.origin, headers: { authorization: `Bearer ${await tokenFrom(program.origin, world)}` } };
    load = beginLoad(aim, customers, randomFrom(seed + 1));
    const lost = await loseAgainAndAgain({ pair, address, load }, options, randomFrom(seed));
    await load.stop();
    const look = lookingAt(() => pair.primary().url);
    const judged = await compare({ ...aim, look, webhooksHeard: () => 0, server: { unexplained: () => endedBy(program) } }, load.memory);
    return { seed, ...lost, ...judged, acknowledged: load.memory.acknowledged, repeated: load.memory.repeated };
  } catch (error) {
    throw new Error(`${(error as Error).message}\nThe server said: ${said}`, { cause: error });
  } finally {
    load?.abandon();
    for (const end of ends.toReversed()) await end();
  }
}

function endedBy({ child }: Program): readonly string[] {
  return child.exitCode === null && child.signalCode === null ? [] : ['the server ended by itself while it served'];
}

function lookingAt(url: () => string): Parameters<typeof compare>[0]['look'] {
  return async (work) => {
    const db = openDb({ connectionString: url(), connectionsMax: 1, applicationName: 'upseat-drill' });
    try {
      return await work(db);
    } finally {
      await db.close();
    }
  };
}

type Scene = { readonly pair: Pair; readonly address: MovingAddress; readonly load: Load };
type Times = { readonly promoted: number; readonly followed: number; readonly answered: number };

async function loseAgainAndAgain(scene: Scene, { failovers, isSynchronous, say = () => {} }: FailoverOptions, random: Random) {
  const { memory } = scene.load;
  const count: Record<Loss, number> = { killed: 0, killed_behind: 0, outlived: 0 };
  const times: Times[] = [];
  let movedEarly = 0;
  for (let turn = 1; turn <= failovers; turn += 1) {
    await within(() => untilMore(memory, memory.acknowledged), 'nothing was answered before a failover');
    await wait(random.between(200, 2000));
    const loss = isSynchronous ? (LOSSES[(turn - 1) % LOSSES.length] ?? 'killed') : 'killed_behind';
    const isEarly = random.chance(0.5);
    const each = await failOver(scene, { loss, isEarly }, random);
    times.push(each);
    count[loss] += 1;
    movedEarly += isEarly ? 1 : 0;
    say(`failover ${turn}: ${loss}${isEarly ? ', address moved early' : ''}, ${JSON.stringify(each)}, ${memory.acknowledged} acknowledged`);
  }
  const spread = (of: keyof Times): Spread => spreadOf(times.map((each) => each[of]));
  return {
    failovers: count,
    movedEarly,
    promotedMs: spread('promoted'),
    followedMs: spread('followed'),
    answeredMs: spread('answered'),
  };
}

/** How long a standby that is behind is so, and a lost primary works on. */
const BEHIND_MS = 600;
const OUTLIVING_MS = 300;
const EARLY_MS = 200;
const ON_ITS_WAY_MS = 50;

async function failOver(
  { pair, address, load: { memory } }: Scene,
  { loss, isEarly }: { readonly loss: Loss; readonly isEarly: boolean },
  random: Random,
): Promise<Times> {
  const lost = pair.primary();
  if (loss === 'killed_behind') {
    pair.cutReplication();
    await wait(random.between(BEHIND_MS / 2, BEHIND_MS));
  }
  const from = performance.now();
  const since = (): number => Math.round(performance.now() - from);
  if (loss !== 'outlived') await lost.kill();
  address.cut();
  // What was answered at the last moment is on its way to the callers.
  await wait(ON_ITS_WAY_MS);
  const answered = untilMore(memory, memory.acknowledged).then(since);
  if (isEarly) {
    address.leadTo(pair.standby().url);
    await wait(random.between(0, EARLY_MS));
  }
  await pair.promote();
  const promoted = since();
  if (!isEarly) address.leadTo(pair.primary().url);
  if (loss === 'outlived') {
    await wait(random.between(0, OUTLIVING_MS));
    await lost.kill();
  }
  await pair.replace();
  const followed = since();
  await within(async () => void (await answered), 'nothing was answered after a failover');
  return { promoted, followed, answered: await answered };
}

function spreadOf(numbers: readonly number[]): Spread {
  const sorted = numbers.toSorted((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, max: sorted.at(-1) ?? 0 };
}
