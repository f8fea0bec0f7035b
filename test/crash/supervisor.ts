import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { startProgram } from '../../bench/program.ts';
import type { Point } from './points.ts';

/** Keeps a server running, as an operating system does with a service: whenever it ends, it is started again. */
export type Supervisor = {
  /** Resolves when a server is ready. */
  readonly ready: () => Promise<void>;
  readonly kill: () => void;
  /** Kills one of several serving processes; false where there is none at the moment. */
  readonly killOneServing: (pick: (count: number) => number) => boolean;
  readonly starts: () => number;
  /** How often a server ended itself at a named point. */
  readonly crashes: () => number;
  /** The ends that no kill explains: while it served, or again and again while it started. */
  readonly unexplained: () => readonly string[];
  readonly stop: () => Promise<void>;
};

/** Where the next server is to end itself, and at which time it comes by there. Such a server is a single process. */
export type Arming = { readonly point: Point; readonly turn: number };

export type Supervision = {
  readonly environment: Readonly<Record<string, string>>;
  /** Asked before every start, with how often a server ended itself so far; null for one that lives until it is killed. */
  readonly arming: (crashes: number) => Arming | null;
  readonly onOutput: (text: string) => void;
};

/** A database that is killed under a starting server may take that start with it, but not the one after. */
const FAILED_STARTS_MAX = 2;
const POINTS = new URL('points.ts', import.meta.url).href;

export function supervise({ environment, arming, onOutput }: Supervision): Supervisor {
  let child: ChildProcess | null = null;
  let starts = 0;
  let crashes = 0;
  let killed = false;
  const phase = { stopping: false };
  let up = Promise.withResolvers<void>();
  const unexplained: string[] = [];

  const serve = async (): Promise<boolean> => {
    killed = false;
    starts += 1;
    const armed = arming(crashes);
    const program = await startProgram({
      environment: {
        ...environment,
        ...(armed === null ? {} : { CRASH_AT: armed.point, CRASH_TURN: String(armed.turn), WEB_CONCURRENCY: '1' }),
      },
      nodeWords: armed === null ? [] : ['--import', POINTS],
      onOutput,
      onChild: (begun) => (child = begun),
    }).catch(() => null);
    if (program !== null) up.resolve();
    await program?.ended;
    if (armed !== null && !killed && child?.signalCode === 'SIGKILL') {
      killed = true;
      crashes += 1;
      up = Promise.withResolvers();
    }
    if (program === null) return false;
    if (!killed && !phase.stopping) {
      unexplained.push('the server ended by itself while it served');
      up = Promise.withResolvers();
    }
    return true;
  };
  const run = async (): Promise<void> => {
    for (let failures = 0; !phase.stopping;) {
      failures = (await serve()) || killed ? 0 : failures + 1;
      if (failures > FAILED_STARTS_MAX) {
        unexplained.push('the server does not start any more');
        return;
      }
    }
  };
  const running = run();
  return {
    ready: () => up.promise,
    kill: () => {
      killed = true;
      up = Promise.withResolvers();
      child?.kill('SIGKILL');
    },
    killOneServing: (pick) => killOne(child?.pid, pick),
    starts: () => starts,
    crashes: () => crashes,
    unexplained: () => unexplained,
    stop: async () => {
      phase.stopping = true;
      child?.kill('SIGTERM');
      await running;
    },
  };
}

/** Kills one of the processes that a first one has started to serve; false where the system names none. */
export function killOne(parent: number | undefined, pick: (count: number) => number): boolean {
  const serving = childrenOf(parent).filter((pid) => textOf(`/proc/${pid}/cmdline`).includes('src/main.ts'));
  const victim = serving[pick(serving.length)];
  if (victim === undefined) return false;
  try {
    process.kill(victim, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}

function childrenOf(parent: number | undefined): readonly number[] {
  if (parent === undefined) return [];
  return textOf(`/proc/${parent}/task/${parent}/children`).split(' ').filter(Boolean).map(Number);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
