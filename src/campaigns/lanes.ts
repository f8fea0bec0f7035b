/** Pieces of work of which some are under way at once while the others wait for a free lane. */
export type Lanes<Piece> = {
  /** Takes pieces, and resolves when so few of them wait that more should come before a lane runs dry. */
  readonly take: (pieces: readonly Piece[]) => Promise<void>;
  /** Waits until everything that was taken is done; tells whether anything was, since it was last asked. */
  readonly finish: () => Promise<boolean>;
  /** Waits for what is under way and begins nothing more; gives back what was not begun. */
  readonly close: () => Promise<readonly Piece[]>;
};

/** Opens lanes. What one piece throws is thrown to whoever takes or finishes next. Once stopped, no further piece begins. */
export function openLanes<Piece>(
  work: (piece: Piece) => Promise<void>,
  { lanes, isStopped }: { readonly lanes: number; readonly isStopped: () => boolean },
): Lanes<Piece> {
  const waiting: Piece[] = [];
  const underWay = new Set<Promise<void>>();
  const seen: { failure: { readonly error: unknown } | null; isClosed: boolean; isAnyDone: boolean } = {
    failure: null,
    isClosed: false,
    isAnyDone: false,
  };
  const isOpen = (): boolean => underWay.size < lanes && seen.failure === null && !seen.isClosed && !isStopped();
  const doOne = async (piece: Piece): Promise<void> => {
    try {
      await work(piece);
    } catch (error) {
      seen.failure ??= { error };
    }
    seen.isAnyDone = true;
  };
  const fill = (): void => {
    while (waiting.length > 0 && isOpen()) {
      const piece = waiting.shift();
      if (piece === undefined) return;
      const done: Promise<void> = doOne(piece).finally(() => {
        underWay.delete(done);
        fill();
      });
      underWay.add(done);
    }
  };
  const throwFailure = (): void => {
    if (seen.failure !== null) throw seen.failure.error;
  };
  return {
    take: async (pieces) => {
      waiting.push(...pieces);
      fill();
      while (underWay.size > 0 && waiting.length > lanes) await Promise.race(underWay);
      throwFailure();
    },
    finish: async () => {
      while (underWay.size > 0) await Promise.race(underWay);
      throwFailure();
      const wasAnyDone = seen.isAnyDone;
      seen.isAnyDone = false;
      return wasAnyDone;
    },
    close: async () => {
      seen.isClosed = true;
      await Promise.all(underWay);
      return waiting.splice(0);
    },
  };
}
