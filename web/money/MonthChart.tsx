import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Spend } from '../../src/billing/spend/contract.ts';
import { useFormats } from '../kit/formats.ts';
import { useWords } from '../kit/words.ts';
import { barsOf, type Bar } from '../kit/chart.ts';
import styles from './Money.module.css';
import type { SpentFilter } from './spentCharges.ts';

type Month = Spend['months'][number];

/** Spend over time as bars; each opens the charges of its month. The table below says the same in words. */
export function MonthChart({ spend, filter }: { spend: Spend; filter: SpentFilter }) {
  const t = useWords();
  const formats = useFormats();
  const { bars, gridlines, zero } = barsOf(spend.months.map(({ total }) => total.amount));
  const highest = spend.months.reduce(
    (best, month) => (month.total.amount > best.total.amount ? month : best),
    spend.months[0] ?? NO_MONTH,
  );
  const label = t('money.chartLabel', {
    count: spend.months.length,
    total: formats.money(spend.total),
    month: formats.month(highest.month),
    most: formats.money({ ...highest.total, currency: spend.currency }),
  });
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
          {spend.months.map((month, index) => (
            <li key={month.month}>
              <Column month={month} filter={filter}>
                <BarIn bar={bars[index]} isCredit={month.total.amount < 0} />
              </Column>
            </li>
          ))}
        </ol>
      </div>
      <div aria-hidden className={styles.months}>
        {spend.months.map(({ month }, index) => (
          <span key={month}>
            {formats.shortMonth(month)}
            {hasYear(spend.months, index) && <small>{month.slice(0, 4)}</small>}
          </span>
        ))}
      </div>
    </div>
  );
}

/** The year stands under the first month and each January, unless the two stood side by side. */
function hasYear(months: readonly Month[], index: number): boolean {
  const isJanuary = (each: Month | undefined) => each?.month.slice(5, 7) === '01';
  return index === 0 ? !isJanuary(months[1]) : isJanuary(months[index]);
}

function Column({ month: { month, total }, filter, children }: { month: Month; filter: SpentFilter; children: ReactNode }) {
  const formats = useFormats();
  const said = `${formats.month(month)}: ${formats.money(total)}`;
  if (total.amount === 0)
    return (
      <span className={styles.column} title={said}>
        <span className="visually-hidden">{said}</span>
      </span>
    );
  return (
    <Link to="/invoices/charges" search={{ ...filter, month }} className={styles.column} aria-label={said} title={said}>
      {children}
    </Link>
  );
}

function BarIn({ bar, isCredit }: { bar: Bar | undefined; isCredit: boolean }) {
  if (bar === undefined) return null;
  return (
    <span
      className={`${styles.bar} ${isCredit ? styles.hanging : ''}`}
      style={{ top: `${bar.top}%`, height: `max(2px, ${bar.height}%)` }}
    />
  );
}

const NO_MONTH = { month: '1970-01-01', total: { amount: 0 } };
