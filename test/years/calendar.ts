/**
 * Days as whole numbers since 1970, by an arithmetic of their own: neither the program's nor the machine's clock, time zone or
 * calendar has a part in it.
 */
export type Date = { readonly year: number; readonly month: number; readonly on: number };

const DAYS_PER_400_YEARS = 146_097;

/** The number of a day. The year is counted from March, so that a leap day is its last. */
export function numberOf(year: number, month: number, on: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + on - 1;
  return era * DAYS_PER_400_YEARS + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** The year, month and day of the month of a number. */
export function dateOf(number: number): Date {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / DAYS_PER_400_YEARS);
  const dayOfEra = shifted - era * DAYS_PER_400_YEARS;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    on: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/** The number of `2028-02-29`, or of an instant that begins like that. */
export function read(text: string): number {
  return numberOf(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10)));
}

/** `2028-02-29` of a number. */
export function written(number: number): string {
  const { year, month, on } = dateOf(number);
  return `${year}-${String(month).padStart(2, '0')}-${String(on).padStart(2, '0')}`;
}

/** The same day so many months later, of a day that every month has. */
export function monthsAfter(number: number, months: number): number {
  const { year, month, on } = dateOf(number);
  const all = year * 12 + month - 1 + months;
  return numberOf(Math.floor(all / 12), (all % 12) + 1, on);
}
