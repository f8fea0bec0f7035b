/** A bounded memory of values that count until a moment. Times are milliseconds since 1970. */
export type Memory<Value> = {
  recall(key: string, now: number): Value | null;
  keep(key: string, value: Value, until: number): void;
  forget(key: string): void;
  forgetAll(): void;
};

/** A memory of at most so many values; the oldest makes room for the newest. */
export function memory<Value>(valuesMax: number): Memory<Value> {
  const kept = new Map<string, { readonly value: Value; readonly until: number }>();
  return {
    recall: (key, now) => {
      const entry = kept.get(key);
      if (entry === undefined) return null;
      if (now < entry.until) return entry.value;
      kept.delete(key);
      return null;
    },
    keep: (key, value, until) => {
      // Set anew, so that the order of the map is the order of age.
      kept.delete(key);
      kept.set(key, { value, until });
      if (kept.size <= valuesMax) return;
      const oldest = kept.keys().next();
      if (oldest.done !== true) kept.delete(oldest.value);
    },
    forget: (key) => void kept.delete(key),
    forgetAll: () => kept.clear(),
  };
}
