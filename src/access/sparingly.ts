/** How long an outside server is left alone that could not be asked; callers are told to come again after as long. */
export const PAUSE_MS = 5_000;

/** Gives what was fetched last, or fetches it anew where that is this old (milliseconds) or not there. */
export type Sparingly<Value> = (agedMs: number) => Promise<Value>;

/**
 * Fetches from an outside server whatever many requests need: one fetch at a time serves all who wait, and after a failed
 * one they are told of that failure until a pause is over. So nobody makes us press a server by sending us requests.
 */
export function sparingly<Value>(fetchIt: () => Promise<Value>, nowMs: () => number): Sparingly<Value> {
  let kept: { readonly value: Value; readonly at: number } | null = null;
  let failure: { readonly error: unknown; readonly at: number } | null = null;
  let fetching: Promise<Value> | null = null;

  const fetchAnew = async (): Promise<Value> => {
    try {
      const value = await fetchIt();
      kept = { value, at: nowMs() };
      failure = null;
      return value;
    } catch (error) {
      failure = { error, at: nowMs() };
      throw error;
    }
  };
  return async (agedMs) => {
    if (kept !== null && nowMs() < kept.at + agedMs) return kept.value;
    if (failure !== null && nowMs() < failure.at + PAUSE_MS) throw failure.error;
    fetching ??= fetchAnew().finally(() => (fetching = null));
    return fetching;
  };
}
