import { progress } from '../src/platform/progress.ts';
import { figuresOf, ratioOf, type Figures, type Leg, type Ratio } from './measure.ts';
import { processorMs } from './processes.ts';
import type { Site } from './site.ts';
import type { Task } from './size.ts';

/** Something that is measured doing a task. */
export type Contender = {
  readonly name: string;
  /** The process that asks the database, where it outlives a task. */
  readonly pid: number | null;
  /** It is measured from so many callers on; with any number where nothing is said. */
  readonly callersLeast?: number;
  /** What it does before it is measured, where it needs more than others to get warm. */
  readonly warmUp?: Task;
  /** The leg, and how many operations it took in all, with those that do not count. */
  readonly run: (task: Task) => Promise<{ readonly leg: Leg; readonly operations: number }>;
  readonly close: () => Promise<void>;
};

/** What one number of callers reached: each contender's figures, and the first one's share of each other's operations per second. */
export type Standing = {
  readonly callers: number;
  readonly by: Readonly<Record<string, Figures>>;
  readonly ratios: Readonly<Record<string, Ratio>>;
};

/** The legs of each contender, by name: one list for each task, one leg for each round. */
export type Legs = ReadonlyMap<string, readonly (readonly Leg[])[]>;

/** Measures contenders side by side: every round everyone does every task, and whoever begins one round comes last in the next. */
export async function compete(site: Site, title: string, contenders: readonly Contender[], tasks: readonly Task[]): Promise<Legs> {
  const { rounds } = site.size;
  const legs = new Map(contenders.map(({ name }) => [name, tasks.map((): Leg[] => [])]));
  for (let round = 0; round < rounds; round += 1) {
    await progress(`${title}, round ${round + 1} of ${rounds}`, async () => {
      for (const [i, task] of tasks.entries()) {
        for (const contender of rotated(contenders, round).filter((each) => takesPart(each, task)))
          legs.get(contender.name)?.[i]?.push(await runTimed(site, contender, task));
      }
    });
  }
  return legs;
}

/** Whether a contender is measured with so many callers. */
export function takesPart({ callersLeast = 1 }: Contender, { callers }: Task): boolean {
  return callers >= callersLeast;
}

/** One leg with the processor time that it took. */
export async function runTimed({ ground, databaseMs }: Site, contender: Contender, task: Task): Promise<Leg> {
  // Each begins with the same debts: none.
  await ground.db.read('checkpoint');
  const spent = (): readonly (number | null)[] => [contender.pid === null ? null : processorMs(contender.pid), databaseMs()];
  const before = spent();
  const { leg, operations } = await contender.run(task);
  const [client = null, database = null] = spent().map((after, i) => share(before[i] ?? null, after, operations));
  return { ...leg, processorMs: { client, database } };
}

/** The middle figures of all rounds, and the ratios of each round, whose legs ran side by side. */
export function standings(legs: Legs, tasks: readonly Task[]): readonly Standing[] {
  const [ours] = legs.keys();
  return tasks.map(({ callers }, i) => {
    const present = [...legs.keys()].filter((name) => legsOf(legs, name, i).length > 0);
    return {
      callers,
      by: Object.fromEntries(present.map((name) => [name, figuresOf(legsOf(legs, name, i))])),
      ratios: Object.fromEntries(
        present.filter((name) => name !== ours).map((name) => [name, ratioOf(legsOf(legs, ours, i), legsOf(legs, name, i))]),
      ),
    };
  });
}

export function legsOf(legs: Legs, name: string | undefined, task: number): readonly Leg[] {
  return (name === undefined ? undefined : legs.get(name)?.[task]) ?? [];
}

function share(before: number | null, after: number | null, operations: number): number | null {
  return before === null || after === null ? null : (after - before) / operations;
}

function rotated<Value>(values: readonly Value[], by: number): readonly Value[] {
  const at = by % values.length;
  return [...values.slice(at), ...values.slice(0, at)];
}
