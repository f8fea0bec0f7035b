import { Link } from '@tanstack/react-router';
import type { Spend } from '../../src/billing/spend/contract.ts';
import { useFormats } from '../kit/formats.ts';
import { MonthColumns } from '../kit/MonthColumns.tsx';
import { useWords } from '../kit/words.ts';
import type { SpentFilter } from './spentCharges.ts';

/** Spend over time as columns; each opens the charges of its month. The table below says the same in words. */
export function MonthChart({ spend, filter }: { spend: Spend; filter: SpentFilter }) {
  const t = useWords();
  const formats = useFormats();
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
  const months = spend.months.map(({ month, total }) => ({
    month,
    amount: total.amount,
    said: `${formats.month(month)}: ${formats.money(total)}`,
  }));
  return (
    <MonthColumns
      label={label}
      months={months}
      linkOf={({ month, amount }, look) => (amount === 0 ? null : <Link to="/invoices/charges" search={{ ...filter, month }} {...look} />)}
    />
  );
}

const NO_MONTH = { month: '1970-01-01', total: { amount: 0 } };
