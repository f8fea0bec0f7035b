/** How long an import rests after each failure in a row; together about half an hour. */
const RESTS_MS = [5_000, 20_000, 80_000, 320_000, 1_280_000] as const;

/** After so many failures in a row the next one makes an import stand still. */
export const FAILURES_BEFORE_STANDSTILL = RESTS_MS.length;

/** When an import is tried again that could not be written for so many times in a row; null where it stands still from now on. */
export function triedAgainAt(failures: number, now: Date): Date | null {
  const rest = RESTS_MS[failures - 1];
  return rest === undefined ? null : new Date(now.getTime() + rest);
}
