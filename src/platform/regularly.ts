/** Work that is done again and again while the program runs. */
export type Regular = { readonly stop: () => Promise<void> };

export type Regularity = {
  readonly everyMs: number;
  /** Does what is due; `isStopped` tells whether to leave the rest for another time. */
  readonly work: (isStopped: () => boolean) => Promise<unknown>;
  /** Hears of what could not be done; it is tried again at the next look. */
  readonly onTrouble: (error: unknown) => void;
};

/**
 * Does the work at once and then every so often, never twice at a time: while it is being done, a look that falls due is
 * left out. Stopping waits for what is being done.
 */
export function regularly({ everyMs, work, onTrouble }: Regularity): Regular {
  let stopped = false;
  let running: Promise<unknown> | null = null;
  const doIt = async (): Promise<void> => {
    try {
      await work(() => stopped);
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
