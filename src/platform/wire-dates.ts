/** A moment named in a query; `isDay` when only a day was given, so that an end date can include all of it. */
export type WireDate = { readonly at: Date; readonly isDay: boolean };

/**
 * Reads a date as the clients write it in queries: `2026-10-23`, an ISO instant (UTC where no zone is given),
 * `10/23/2026 05:53:14` (.NET, invariant culture), or `2026-10-296`, where the Java SDK means the day of the year.
 * Null for anything else, and for days that no calendar has.
 */
export function readWireDate(text: string): WireDate | null {
  const plain = text.trim();
  return readDay(plain) ?? readInvariant(plain) ?? readInstant(plain);
}

function readDay(text: string): WireDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2,3})$/.exec(text);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  // A month has no day 32: the third part counts the days of the year, and the month adds nothing.
  const at = day > 31 ? calendarDay(year, 1, day, 366) : calendarDay(year, month, day, 31);
  return at !== null && at.getUTCFullYear() === year ? { at, isDay: true } : null;
}

function readInvariant(text: string): WireDate | null {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?(AM|PM))?)?$/i.exec(text);
  if (match === null) return null;
  const day = calendarDay(Number(match[3]), Number(match[1]), Number(match[2]), 31);
  if (day === null) return null;
  if (match[4] === undefined) return { at: day, isDay: true };
  const half = match[7]?.toUpperCase();
  const [written, minutes, seconds] = [Number(match[4]), Number(match[5]), Number(match[6] ?? 0)];
  const hours = half === undefined ? written : (written % 12) + (half === 'PM' ? 12 : 0);
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  return { at: new Date(day.getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1000), isDay: false };
}

function readInstant(text: string): WireDate | null {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(\.\d{1,7})?(Z|[+-]\d{2}:?\d{2})?$/i.exec(text);
  if (match === null || readDay(match[1] ?? '') === null) return null;
  const zone = match[4] === undefined ? 'Z' : match[4].replace(/^([+-]\d{2})(\d{2})$/, '$1:$2').toUpperCase();
  const at = new Date(`${match[1]}T${match[2]}${(match[3] ?? '').slice(0, 4)}${zone}`);
  return Number.isNaN(at.getTime()) ? null : { at, isDay: false };
}

function calendarDay(year: number, month: number, day: number, dayMax: number): Date | null {
  if (month < 1 || month > 12 || day < 1 || day > dayMax || year < 1) return null;
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  return dayMax === 31 && at.getUTCDate() !== day ? null : at;
}
