import type { Spend } from '../../src/billing/spend/contract.ts';
import { useFormats } from '../kit/formats.ts';
import { useWords } from '../kit/words.ts';
import { barsOf } from './chart.ts';
import styles from './Money.module.css';

/** Widths are shares of the chart, so that it fits every window without distorting its letters. */
const GAP_SHARE = 0.28;

/** Spend over time as bars. The table beside it says the same to whoever cannot see it. */
export function MonthChart({ spend }: { spend: Spend }) {
  const t = useWords();
  const formats = useFormats();
  const { bars, zero } = barsOf(spend.months.map(({ total }) => total.amount));
  const slot = 100 / Math.max(1, spend.months.length);
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
      <svg role="img" aria-label={label} className={styles.bars} width="100%" height="160">
        <line x1="0" x2="100%" y1={`${zero}%`} y2={`${zero}%`} className={styles.axis} />
        {spend.months.map(({ month, total }, index) => {
          const bar = bars[index];
          return bar === undefined ? null : (
            <rect
              key={month}
              x={`${slot * (index + GAP_SHARE / 2)}%`}
              width={`${slot * (1 - GAP_SHARE)}%`}
              y={`${bar.top}%`}
              height={`${bar.height}%`}
              rx="2"
              className={styles.bar}
            >
              <title>{`${formats.month(month)}: ${formats.money(total)}`}</title>
            </rect>
          );
        })}
      </svg>
      <div aria-hidden className={styles.months}>
        {spend.months.map(({ month }) => (
          <span key={month}>{formats.shortMonth(month)}</span>
        ))}
      </div>
    </div>
  );
}

const NO_MONTH = { month: '1970-01-01', total: { amount: 0 } };
