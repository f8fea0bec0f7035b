/** An hour of the day as clocks show it. */
export function hourText(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** How a campaign is to run, as it stands in a form. */
export type Running = {
  readonly perMinute: string;
  readonly isLimited: boolean;
  readonly from: number;
  readonly until: number;
  readonly timeZone: string;
};

/** Nothing is limited; the hours are those of a night where the person is. */
export function unlimited(): Running {
  return { perMinute: '', isLimited: false, from: 20, until: 6, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC' };
}

/** Whether what is written is a number of rows that the server takes. */
export function isGoodPace({ perMinute }: Running): boolean {
  return perMinute === '' || (/^\d{1,6}$/.test(perMinute) && Number(perMinute) >= 1 && Number(perMinute) <= 100_000);
}

/** The members of the request. */
export function limitsOf({ perMinute, isLimited, from, until, timeZone }: Running) {
  return {
    ...(perMinute === '' ? {} : { rowsPerMinute: Number(perMinute) }),
    ...(isLimited ? { hours: { from, until, timeZone } } : {}),
  };
}
