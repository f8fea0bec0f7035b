import { Link } from '@tanstack/react-router';
import type { PortfolioTotals } from '../../src/portfolio/contract.ts';
import { useFormats } from '../kit/formats.ts';
import { MonthColumns } from '../kit/MonthColumns.tsx';
import { useWords } from '../kit/words.ts';
import styles from './Portfolio.module.css';

/** So many months are in sight: a term and the month in which it ends. */
const MONTHS_SHOWN = 13;

type Month = PortfolioTotals['months'][number];

/** What the upgrades that are open today would bring, by the month in which the terms end; each column opens its rows. */
export function UpliftByMonth({ months, currency }: { months: PortfolioTotals['months']; currency: string }) {
  const t = useWords();
  const formats = useFormats();
  const shown = withGaps(months, currency);
  if (shown.length === 0) return <p>{t('portfolio.noMonth')}</p>;
  const columns = shown.map(({ month, subscriptions, upliftPerMonth }) => ({
    month,
    subscriptions,
    amount: upliftPerMonth.amount,
    said: t('portfolio.monthSaid', { month: formats.month(month), count: subscriptions, amount: formats.money(upliftPerMonth) }),
  }));
  return (
    <div className={styles.months}>
      <MonthColumns
        label={t('portfolio.monthsLabel', { currency })}
        months={columns}
        linkOf={({ month, subscriptions }, look) =>
          subscriptions === 0 ? null : (
            <Link to="/portfolio" search={{ renewalFrom: month.slice(0, 7), renewalTo: month.slice(0, 7), eligible: true }} {...look} />
          )
        }
      />
    </div>
  );
}

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
