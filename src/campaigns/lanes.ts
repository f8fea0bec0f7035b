/** Pieces of work of which some are under way at once while the others wait for a free lane. */
export type Lanes<Piece> = {
  /** Takes pieces, and resolves when so few of them wait that more should come before a lane runs dry. */
  readonly take: (pieces: readonly Piece[]) => Promise<void>;
  /**
   * Waits until a piece is done, for so long at most. Whether any was done since it was last asked, or is under way: whether there
   * may be more to take.
   */
  readonly goOn: (patienceMs: number) => Promise<boolean>;
  /** How many of such pieces were taken and not begun. */
  readonly waiting: (isSuch: (piece: Piece) => boolean) => number;
  /** Takes such pieces out that were not begun, and gives them back. */
  readonly drop: (isSuch: (piece: Piece) => boolean) => readonly Piece[];
  /** Waits for what is under way and begins nothing more; gives back what was not begun. */
  readonly close: () => Promise<readonly Piece[]>;
};

export type LaneOptions<Piece> = {
  readonly lanes: number;
  readonly isStopped: () => boolean;
  /** Of pieces that are told the same only one is under way, so that what it waits for occupies one lane and not all. */
  readonly apart?: (piece: Piece) => string;
};

/** Opens lanes. What one piece throws is thrown to whoever takes or goes on next. Once stopped, no further piece begins. */
export function openLanes<Piece>(work: (piece: Piece) => Promise<void>, { lanes, isStopped, apart }: LaneOptions<Piece>): Lanes<Piece> {
  const waiting: Piece[] = [];
  const underWay = new Set<Promise<void>>();
  const held = new Set<string>();
  const seen: { failure: { readonly error: unknown } | null; isClosed: boolean; isAnyDone: boolean } = {
    failure: null,
    isClosed: false,
    isAnyDone: false,
  };
  const isOpen = (): boolean => underWay.size < lanes && seen.failure === null && !seen.isClosed && !isStopped();
  const isFree = (piece: Piece): boolean => apart === undefined || !held.has(apart(piece));
  const doOne = async (piece: Piece): Promise<void> => {
    try {
      await work(piece);
    } catch (error) {
      seen.failure ??= { error };
    }
    seen.isAnyDone = true;
  };
  const fill = (): void => {
    while (isOpen()) {
      const next = waiting.findIndex(isFree);
      const [piece] = next < 0 ? [] : waiting.splice(next, 1);
      if (piece === undefined) return;
      const key = apart?.(piece);
      if (key !== undefined) held.add(key);
      const done: Promise<void> = doOne(piece).finally(() => {
        underWay.delete(done);
        if (key !== undefined) held.delete(key);
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
      // For what is kept apart from something under way nobody need wait.
      while (underWay.size > 0 && waiting.filter(isFree).length > lanes) await Promise.race(underWay);
      throwFailure();
    },
    goOn: async (patienceMs) => {
      if (underWay.size > 0) await firstOf(underWay, patienceMs);
      throwFailure();
      const isMore = seen.isAnyDone || underWay.size > 0;
      seen.isAnyDone = false;
      return isMore;
    },
    waiting: (isSuch) => waiting.filter(isSuch).length,
    drop: (isSuch) => {
      const { such = [], others = [] } = Object.groupBy(waiting.splice(0), (piece) => (isSuch(piece) ? 'such' : 'others'));
      waiting.push(...others);
      return such;
    },
    close: async () => {
      seen.isClosed = true;
      await Promise.all(underWay);
      return waiting.splice(0);
    },
  };
}

async function firstOf(underWay: Iterable<Promise<void>>, patienceMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, patienceMs);
  await Promise.race([...underWay, promise]);
  clearTimeout(timer);
}
