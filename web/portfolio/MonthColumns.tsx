import { Link } from '@tanstack/react-router';
import type { PortfolioTotals } from '../../src/portfolio/contract.ts';
import { barsOf } from '../kit/chart.ts';
import { useFormats } from '../kit/formats.ts';
import { useWords } from '../kit/words.ts';
import styles from './Portfolio.module.css';

/** So many months are in sight: a term and the month in which it ends. */
const MONTHS_SHOWN = 13;

type Month = PortfolioTotals['months'][number];

/** The months one after the other, those in which no term ends too. */
function withGaps(months: readonly Month[], currency: string): readonly Month[] {
  const [first] = months;
  if (first === undefined) return [];
  const nothing = { subscriptions: 0, seats: 0, upliftPerMonth: { amount: 0, currency }, upliftPerYear: { amount: 0, currency } };
  return Array.from({ length: MONTHS_SHOWN }, (_, i) => {
    const [year = 0, month = 1] = first.month.split('-').map(Number);
    const at = new Date(Date.UTC(year, month - 1 + i, 1)).toISOString().slice(0, 10);
    return months.find((each) => each.month === at) ?? { ...nothing, month: at };
  });
}

/** What the upgrades that are open today would bring, by the month in which the terms end; each column opens its rows. */
export function MonthColumns({ months, currency }: { months: PortfolioTotals['months']; currency: string }) {
  const t = useWords();
  const formats = useFormats();
  const shown = withGaps(months, currency);
  if (shown.length === 0) return <p>{t('portfolio.noMonth')}</p>;
  const { bars, gridlines, zero } = barsOf(shown.map(({ upliftPerMonth }) => upliftPerMonth.amount));
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
        <ol aria-label={t('portfolio.monthsLabel', { currency })} className={styles.columns}>
          {shown.map(({ month, subscriptions, upliftPerMonth }, index) => {
            const said = t('portfolio.monthSaid', {
              month: formats.month(month),
              count: subscriptions,
              amount: formats.money(upliftPerMonth),
            });
            const bar = bars[index];
            return (
              <li key={month}>
                {subscriptions === 0 ? (
                  <span className={styles.column} title={said}>
                    <span className="visually-hidden">{said}</span>
                  </span>
                ) : (
                  <Link
                    to="/portfolio"
                    search={{ renewalFrom: month.slice(0, 7), renewalTo: month.slice(0, 7), eligible: true }}
                    className={styles.column}
                    aria-label={said}
                    title={said}
                  >
                    {bar !== undefined && (
                      <span
                        className={`${styles.bar} ${upliftPerMonth.amount < 0 ? styles.hanging : ''}`}
                        style={{ top: `${bar.top}%`, height: `max(2px, ${bar.height}%)` }}
                      />
                    )}
                  </Link>
                )}
              </li>
            );
          })}
        </ol>
      </div>
      <div aria-hidden className={styles.months}>
        {shown.map(({ month }, index) => (
          <span key={month}>
            {formats.shortMonth(month)}
            {(index === 0 || month.slice(5, 7) === '01') && <small>{month.slice(0, 4)}</small>}
          </span>
        ))}
      </div>
    </div>
  );
}
