/** Work that is done again and again while the program runs. */
export type Regular = { readonly stop: () => Promise<void> };

export type Regularity = {
  readonly everyMs: number;
  /** Does what is due; `isStopped` tells whether to leave the rest for another time. */
  readonly work: (isStopped: () => boolean) => Promise<unknown>;
  /** Hears of what could not be done; it is tried again at the next look. */
  readonly onTrouble: (error: unknown) => void;
};

/** Does the work at once and then every so often, one after the other. Stopping waits for what is being done. */
export function regularly({ everyMs, work, onTrouble }: Regularity): Regular {
  let stopped = false;
  let running: Promise<unknown> = Promise.resolve();
  const look = (): void => {
    running = running.then(() => (stopped ? undefined : work(() => stopped))).catch(onTrouble);
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
