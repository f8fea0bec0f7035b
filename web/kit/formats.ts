import { useMemo } from 'react';
import { useIntl } from 'react-intl';

/** An amount as the wire carries it. */
export type WireMoney = { readonly amount: number; readonly currency: string };

/** How amounts, days and lists are written in the language of the page. */
export type Formats = {
  readonly money: (money: WireMoney) => string;
  /** A calendar day, `2026-11-22`, or the UTC day of an instant; bills count days in UTC. */
  readonly day: (day: string) => string;
  /** The month of a day, with its year. */
  readonly month: (day: string) => string;
  /** The month of a day, as short as it can be told, e.g. under a chart. */
  readonly shortMonth: (day: string) => string;
  /** An instant, in the person's own time zone. */
  readonly instant: (instant: string) => string;
  readonly number: (value: number) => string;
  /** A number in few letters, e.g. on the scale of a chart. */
  readonly compact: (value: number) => string;
  /** A share of the whole, 0.125 as 12.5 %. */
  readonly percent: (share: number) => string;
  /** The size of a file, e.g. 8 MB. */
  readonly fileSize: (bytes: number) => string;
  readonly list: (items: readonly string[]) => string;
  /** A list that names only the first few of many. */
  readonly shortList: (items: readonly string[]) => string;
  readonly anyOf: (items: readonly string[]) => string;
  readonly country: (code: string) => string;
};

/** A list of more than this and one names only so many. */
const NAMED_MOST = 5;

const MEGABYTE = 1024 * 1024;

export function useFormats(): Formats {
  const intl = useIntl();
  return useMemo(
    () => ({
      money: ({ amount, currency }) => intl.formatNumber(amount, { style: 'currency', currency }),
      day: (day) => intl.formatDate(day.slice(0, 10), { timeZone: 'UTC', year: 'numeric', month: 'short', day: 'numeric' }),
      month: (day) => intl.formatDate(day.slice(0, 10), { timeZone: 'UTC', year: 'numeric', month: 'long' }),
      shortMonth: (day) => intl.formatDate(day.slice(0, 10), { timeZone: 'UTC', month: 'short' }),
      instant: (instant) =>
        intl.formatDate(instant, { year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' }),
      number: (value) => intl.formatNumber(value),
      compact: (value) => intl.formatNumber(value, { notation: 'compact', maximumFractionDigits: 1 }),
      percent: (share) => intl.formatNumber(share, { style: 'percent', maximumFractionDigits: 2 }),
      fileSize: (bytes) =>
        bytes < MEGABYTE
          ? intl.formatNumber(bytes / 1024, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 })
          : intl.formatNumber(bytes / MEGABYTE, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }),
      list: (items) => spaced(intl.formatList(items, { type: 'conjunction' })),
      shortList: (items) => {
        if (items.length <= NAMED_MOST + 1) return spaced(intl.formatList(items, { type: 'conjunction' }));
        const more = intl.formatMessage({ id: 'kit.more' }, { count: items.length - NAMED_MOST });
        return spaced(intl.formatList([...items.slice(0, NAMED_MOST), more], { type: 'conjunction' }));
      },
      anyOf: (items) => spaced(intl.formatList(items, { type: 'disjunction' })),
      country: (code) => (/^[A-Z]{2}$/.test(code) ? (intl.formatDisplayName(code, { type: 'region' }) ?? code) : code),
    }),
    [intl],
  );
}

/** Chinese puts its "and" and "or" right between the names; beside Latin letters they need room. */
export function spaced(list: string): string {
  return list.replace(/([\w)])([和或])/g, '$1 $2').replace(/([和或])(?=[\w(])/g, '$1 ');
}
