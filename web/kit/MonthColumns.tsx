import type { ReactNode } from 'react';
import { barsOf, type Bar } from './chart.ts';
import { useFormats } from './formats.ts';
import styles from './MonthColumns.module.css';

/** One month of the chart: its first day, its amount, and both in words. */
export type MonthColumn = { readonly month: string; readonly amount: number; readonly said: string };

/** What a link around a column needs to look and to be read out as one. */
export type ColumnLook = {
  readonly className: string | undefined;
  readonly 'aria-label': string;
  readonly title: string;
  readonly children: ReactNode;
};

type MonthColumnsProps<Month extends MonthColumn> = {
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
  readonly months: readonly Month[];
  /** The link that opens what is behind a column; null where nothing is. */
  readonly linkOf: (month: Month, look: ColumnLook) => ReactNode;
};

/** Amounts by month as columns over or below zero; each says its amount and opens what is behind it. */
export function MonthColumns<Month extends MonthColumn>({ label, months, linkOf }: MonthColumnsProps<Month>) {
  const formats = useFormats();
  const { bars, gridlines, zero } = barsOf(months.map(({ amount }) => amount));
  return (
    <div className={styles.chart}>
      <div aria-hidden className={styles.scale}>
        {gridlines.map(({ value, top }) => (
          <span key={value} style={{ top: `${top}%` }}>
            {formats.compact(value)}
          </span>
        ))}
      </div>
      <div className={styles.plot}>
        {gridlines.map(({ value, top }) => (
          <span key={value} aria-hidden className={top === zero ? styles.zero : styles.gridline} style={{ top: `${top}%` }} />
        ))}
        <ol aria-label={label} className={styles.columns}>
          {months.map((month, index) => (
            <li key={month.month}>
              {linkOf(month, {
                className: styles.column,
                'aria-label': month.said,
                title: month.said,
                children: <BarIn bar={bars[index]} isBelowZero={month.amount < 0} />,
              }) ?? <Nothing said={month.said} />}
            </li>
          ))}
        </ol>
      </div>
      <div aria-hidden className={styles.months}>
        {months.map(({ month }, index) => (
          <span key={month}>
            {formats.shortMonth(month)}
            {hasYear(months, index) && <small>{month.slice(0, 4)}</small>}
          </span>
        ))}
      </div>
    </div>
  );
}

function Nothing({ said }: { said: string }) {
  return (
    <span className={styles.column} title={said}>
      <span className="visually-hidden">{said}</span>
    </span>
  );
}

function BarIn({ bar, isBelowZero }: { bar: Bar | undefined; isBelowZero: boolean }) {
  if (bar === undefined) return null;
  return (
    <span
      className={`${styles.bar} ${isBelowZero ? styles.hanging : ''}`}
      style={{ top: `${bar.top}%`, height: `max(2px, ${bar.height}%)` }}
    />
  );
}

/** The year stands under the first month and each January, unless the two stood side by side. */
function hasYear(months: readonly MonthColumn[], index: number): boolean {
  const isJanuary = (each: MonthColumn | undefined) => each?.month.slice(5, 7) === '01';
  return index === 0 ? !isJanuary(months[1]) : isJanuary(months[index]);
}
