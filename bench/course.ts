/** What a process held at a moment; times in hours. */
export type Point = { readonly at: number; readonly value: number };

/** What it held at the beginning and at the end, and how fast that rose in the second half; null where it cannot be told. */
export type Course = { readonly beforeMb: number | null; readonly afterMb: number | null; readonly mbPerHour: number | null };

/** A shorter time says nothing about hours. */
const HOURS_MIN = 1 / 60;

/** The course of a process's memory in megabytes. The first half is left to caches that fill. */
export function courseOf(points: readonly Point[]): Course {
  const second = points.slice(Math.floor(points.length / 2));
  const hours = (second.at(-1)?.at ?? 0) - (second[0]?.at ?? 0);
  return {
    beforeMb: points[0]?.value ?? null,
    afterMb: points.at(-1)?.value ?? null,
    mbPerHour: hours < HOURS_MIN ? null : slopeOf(second),
  };
}

/** How fast values rise with their times, by the line that lies nearest to all of them; 0 where there is nothing to tell. */
export function slopeOf(points: readonly Point[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;
  const [at, value] = [mean(points.map((point) => point.at)), mean(points.map((point) => point.value))];
  const spread = points.reduce((sum, point) => sum + (point.at - at) ** 2, 0);
  return spread === 0 ? 0 : points.reduce((sum, point) => sum + (point.at - at) * (point.value - value), 0) / spread;
}
