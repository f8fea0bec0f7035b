/** Bounds of a margin: everything given away, and ten times the bill on top. */
const LEAST = -10_000;
const MOST = 100_000;

/** Hundredths of a percent from what somebody typed, `12.5` or `12,5`; null for what is no margin. */
export function basisPointsIn(text: string): number | null {
  const match = /^([-−]?)(\d{1,4})(?:[.,](\d{1,2}))?$/.exec(text.trim().replace(/\s*[%％]$/, ''));
  if (match === null) return null;
  const points = Number(`${match[2]}${(match[3] ?? '').padEnd(2, '0')}`) * (match[1] === '' ? 1 : -1);
  return points >= LEAST && points <= MOST ? points : null;
}

/** The same as it is typed. */
export function percentText(basisPoints: number): string {
  return String(basisPoints / 100);
}
