/** The hours of a day in which rows may begin: from the first on, before the second; over midnight where the first is later. */
export type Hours = {
  /** 0 to 23. */
  readonly from: number;
  /** 1 to 24. */
  readonly until: number;
  /** An IANA name such as `Asia/Taipei`; `UTC` where nobody says otherwise. */
  readonly timeZone: string;
};

/** Whether a row may begin at an instant. Without hours it always may. */
export function mayRunAt(hours: Hours | null, at: Date): boolean {
  if (hours === null) return true;
  const hour = hourIn(hours.timeZone, at);
  return hours.from < hours.until ? hour >= hours.from && hour < hours.until : hour >= hours.from || hour < hours.until;
}

/** The first instant from which rows may begin: the one asked about, or the beginning of the next hours. */
export function nextOpening(hours: Hours | null, at: Date): Date {
  if (mayRunAt(hours, at)) return at;
  // The offsets of all zones are whole quarters of an hour, and the longest wait is a day and the hour of a changed clock.
  const first = Math.ceil((at.getTime() + 1) / QUARTER_MS) * QUARTER_MS;
  for (let quarter = 0; quarter < QUARTERS_MAX; quarter += 1) {
    const instant = new Date(first + quarter * QUARTER_MS);
    if (mayRunAt(hours, instant)) return instant;
  }
  throw new Error(`no instant lies within these hours: ${JSON.stringify(hours)}`);
}

/** Whether a text names a time zone that is known here. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const QUARTER_MS = 900_000;
const QUARTERS_MAX = 26 * 4;

const clocks = new Map<string, Intl.DateTimeFormat>();

function hourIn(timeZone: string, at: Date): number {
  const clock = clocks.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' });
  clocks.set(timeZone, clock);
  return Number(clock.format(at));
}
