import type { ChildProcess } from 'node:child_process';
import { startProgram } from '../../bench/program.ts';

/** Keeps a server running, as an operating system does with a service: whenever it ends, it is started again. */
export type Supervisor = {
  /** Resolves when a server is ready. */
  readonly ready: () => Promise<void>;
  readonly kill: () => void;
  readonly starts: () => number;
  /** The ends that no kill explains: while it served, or again and again while it started. */
  readonly unexplained: () => readonly string[];
  readonly stop: () => Promise<void>;
};

/** A database that is killed under a starting server may take that start with it, but not the one after. */
const FAILED_STARTS_MAX = 2;

export function supervise(environment: Readonly<Record<string, string>>, onOutput: (text: string) => void): Supervisor {
  let child: ChildProcess | null = null;
  let starts = 0;
  let killed = false;
  const phase = { stopping: false };
  let up = Promise.withResolvers<void>();
  const unexplained: string[] = [];

  const serve = async (): Promise<boolean> => {
    killed = false;
    starts += 1;
    const program = await startProgram({ environment, onOutput, onChild: (begun) => (child = begun) }).catch(() => null);
    if (program === null) return false;
    up.resolve();
    await program.ended;
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
    starts: () => starts,
    unexplained: () => unexplained,
    stop: async () => {
      phase.stopping = true;
      child?.kill('SIGTERM');
      await running;
    },
  };
}
