import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Errand, Mutant } from './edit.ts';
import { isEquivalent } from './equivalent.ts';
import { mutantsOf } from './mutate.ts';
import { testsOf } from './tests-of.ts';

/** A mistake in one file, and what became of it. */
export type Tried = Mutant & { readonly file: string; readonly outcome: Fate | 'equivalent' };

/** What a run is asked for. `sample` takes one of so many. */
export type Asked = {
  readonly files: readonly string[];
  readonly sample: number;
  readonly seed: number;
  readonly atOnce: number;
  readonly onTried: (tried: Tried) => void;
};

/** Makes one mistake after the other and asks the tests of the file; tells of each what they said. */
export async function runMutants({ files, sample, seed, atOnce, onTried }: Asked): Promise<readonly Tried[]> {
  const all = files.flatMap((file) => mutantsOf(readFileSync(file, 'utf8')).map((mutant) => ({ file, mutant })));
  const waiting = all.filter((_, i) => (i + seed) % sample === 0);
  const rounds = new Map<string, readonly Round[]>();
  for (const file of new Set(waiting.map((each) => each.file))) rounds.set(file, await roundsOf(file));
  const tried: Tried[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { file, mutant } = next;
      const outcome = isEquivalent(file, mutant) ? 'equivalent' : await fateOf(file, mutant, rounds.get(file) ?? []);
      const each: Tried = { ...mutant, file, outcome };
      tried.push(each);
      onTried(each);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return tried;
}

/** Tests that are asked together, and after how many milliseconds of work a mistake counts as one that never ends. */
export type Round = { readonly tests: readonly string[]; readonly workMsMax: number };

/** The tests of a file in rounds, so that most mistakes are noticed by the few that are about it. */
async function roundsOf(file: string): Promise<readonly Round[]> {
  const rounds: Round[] = [];
  for (const tests of testsOf(file)) rounds.push(await roundOf(file, tests));
  return rounds;
}

/** A round with several times the work that its tests need while there is no mistake. */
export async function roundOf(file: string, tests: readonly string[]): Promise<Round> {
  const { fate, workMs } = await ask({ file, mutant: null, tests, workMsMax: 600_000 });
  if (fate !== 'alive') throw new Error(`tests of ${file} fail without a mistake in it: ${tests.join(' ')}`);
  return { tests, workMsMax: 500 + 3 * workMs };
}

/** What the tests of a file say of a mistake in it. */
export async function fateOf(file: string, mutant: Mutant, rounds: readonly Round[]): Promise<Fate> {
  for (const round of rounds) {
    const { fate } = await ask({ file, mutant, ...round });
    if (fate !== 'alive') return fate;
  }
  return 'alive';
}

type Fate = 'noticed' | 'timed_out' | 'alive';

async function ask(errand: Errand): Promise<{ readonly fate: Fate; readonly workMs: number }> {
  const words = [`--test-reporter=${REPORTER}`, '--test-reporter-destination=stdout', '--no-warnings', CHILD];
  const env = { ...process.env, UPSEAT_MUTANT: JSON.stringify(errand) };
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'ignore'], env });
  if (child.pid !== undefined) setPriority(child.pid, 10);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (said += part));
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve, reject) =>
    child.once('error', reject).once('close', (...ended) => resolve(ended)),
  );
  return { fate: signal !== null ? 'timed_out' : code === 0 ? 'alive' : 'noticed', workMs: Number(/(\d+)\s*$/.exec(said)?.[1] ?? 0) };
}

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url));
const REPORTER = new URL('first-failure.ts', import.meta.url).href;
