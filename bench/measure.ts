/** What one leg measured: so many operations in so many seconds, and how long each took. */
export type Leg = {
  readonly operations: number;
  readonly seconds: number;
  readonly milliseconds: Float64Array;
  readonly processorMs?: ProcessorMs;
};

/** Processor time for one operation, by who spent it; null where it cannot be told. Says more than seconds on a machine with other work. */
export type ProcessorMs = { readonly client: number | null; readonly database: number | null };

export type Figures = { readonly perSecond: number; readonly p50Ms: number; readonly p99Ms: number; readonly processorMs: ProcessorMs };

/** Has so many callers do the operations between them, each one after the other. */
export async function runCallers(
  callers: number,
  operations: number,
  open: () => Promise<{ readonly run: (operation: number) => Promise<void>; readonly close: () => void }>,
): Promise<Leg> {
  const ready = await Promise.all(Array.from({ length: callers }, open));
  const milliseconds = new Float64Array(operations);
  let next = 0;
  const from = performance.now();
  await Promise.all(
    ready.map(async ({ run }) => {
      for (let operation = next++; operation < operations; operation = next++) {
        const started = performance.now();
        await run(operation);
        milliseconds[operation] = performance.now() - started;
      }
    }),
  );
  const seconds = (performance.now() - from) / 1000;
  for (const { close } of ready) close();
  return { operations, seconds, milliseconds };
}

/** The middle of several legs of the same thing. */
export function figuresOf(legs: readonly Leg[]): Figures {
  return {
    perSecond: median(legs.map(perSecond)),
    p50Ms: median(legs.map((leg) => quantile(leg.milliseconds, 0.5))),
    p99Ms: median(legs.map((leg) => quantile(leg.milliseconds, 0.99))),
    processorMs: { client: middleOf(legs, 'client'), database: middleOf(legs, 'database') },
  };
}

function middleOf(legs: readonly Leg[], who: keyof ProcessorMs): number | null {
  const known = legs.map((leg) => leg.processorMs?.[who] ?? null).filter((value) => value !== null);
  return known.length === 0 ? null : median(known);
}

export function perSecond({ operations, seconds }: Leg): number {
  return operations / seconds;
}

/** A ratio of the rounds: the middle one, and how far they lie apart, which a difference between two runs must exceed to mean anything. */
export type Ratio = { readonly middle: number; readonly least: number; readonly most: number };

/** The ratio of legs that ran side by side, taken round by round: what else the machine did falls on both. */
export function ratioOf(ours: readonly Leg[], theirs: readonly Leg[], of: (leg: Leg) => number = perSecond): Ratio {
  return ratioFrom(
    ours.flatMap((leg, round) => {
      const beside = theirs[round];
      return beside === undefined ? [] : [of(leg) / of(beside)];
    }),
  );
}

/** The ratio that several rounds gave. */
export function ratioFrom(ratios: readonly number[]): Ratio {
  return { middle: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
}

/** Half of what the rounds of a ratio lie apart, as a share of the middle one: 0 where all were alike. */
export function noiseOf({ middle, least, most }: Ratio): number {
  return (most - least) / 2 / middle;
}

export function quantile(values: Float64Array, share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}
