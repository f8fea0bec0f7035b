/** Work that is done again and again while the program runs. */
export type Regular = { readonly stop: () => Promise<void> };

export type Regularity = {
  /** Who watches the program knows the work by it: `invoices`. */
  readonly name: string;
  readonly everyMs: number;
  /** Does what is due; `isStopped` tells whether to leave the rest for another time. */
  readonly work: (isStopped: () => boolean) => Promise<unknown>;
  /** Hears of what could not be done; it is tried again at the next look. */
  readonly onTrouble: (error: unknown) => void;
};

/** When a work was last done to its end without a failure, in milliseconds since 1970; when it was begun with, as long as it never was. */
export type LastDone = { readonly name: string; readonly everyMs: number; readonly at: number };

const goingOn = new Set<LastDone>();

/** The regular work of this process. What hangs, or fails each time, is what was done long ago for its `everyMs`. */
export function lastDone(): readonly LastDone[] {
  return [...goingOn];
}

/**
 * Does the work at once and then every so often, never twice at a time: while it is being done, a look that falls due is
 * left out. Stopping waits for what is being done.
 */
export function regularly({ name, everyMs, work, onTrouble }: Regularity): Regular {
  const done = { name, everyMs, at: Date.now() };
  goingOn.add(done);
  let stopped = false;
  let running: Promise<unknown> | null = null;
  const doIt = async (): Promise<void> => {
    try {
      await work(() => stopped);
      done.at = Date.now();
    } catch (error) {
      onTrouble(error);
    } finally {
      running = null;
    }
  };
  const look = (): void => {
    running ??= doIt();
  };
  look();
  const timer = setInterval(look, everyMs);
  timer.unref();
  return {
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
      goingOn.delete(done);
    },
  };
}

/**
 * Does a piece of work for each of them, one after the other, and gives what came of it. One that fails keeps nobody waiting:
 * the others are done, and then the first failure is thrown.
 */
export async function oneByOne<Item, Result>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<Result>,
  isStopped: () => boolean = () => false,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const failures: unknown[] = [];
  for (const item of items) {
    if (isStopped()) break;
    try {
      results.push(await work(item));
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return results;
}
