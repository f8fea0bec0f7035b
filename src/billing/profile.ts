import type { Day, Span } from '../kit/dates.ts';
import type { Charge } from './charge.ts';

/** So many seats on each day of a span. */
export type Segment = { readonly span: Span; readonly seats: number };

/** How many seats some lines charge on which day, in order; credits count against charges. */
export function profileOf(lines: readonly Charge[]): readonly Segment[] {
  const days = [...new Set(lines.flatMap((line) => [line.span.from, line.span.until]))].toSorted();
  return days.slice(0, -1).map((from, i) => {
    const span = { from, until: days[i + 1] ?? from };
    return { span, seats: seatsOver(lines, from) };
  });
}

function seatsOver(lines: readonly Charge[], day: Day): number {
  return lines
    .filter((line) => line.span.from <= day && day < line.span.until)
    .reduce((seats, line) => seats + (line.amountMinor < 0 ? -line.quantity : line.quantity), 0);
}
