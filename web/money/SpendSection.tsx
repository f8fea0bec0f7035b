import { DataBarVerticalRegular } from '@fluentui/react-icons/svg/data-bar-vertical';
import type { Spend } from '../../src/billing/spend/contract.ts';
import { DataTable } from '../kit/DataTable.tsx';
import { Details } from '../kit/Details.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { useFormats } from '../kit/formats.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { AmountLink } from './AmountLink.tsx';
import { useSpend } from './listSpend.ts';
import styles from './Money.module.css';
import { MonthChart } from './MonthChart.tsx';
import { ProductBars } from './ProductBars.tsx';
import type { SpentFilter } from './spentCharges.ts';

/** Spend over time and by product, of all customers or one; a part of its own for each currency. Every amount opens its charges. */
export function SpendSection({ customerId }: { customerId: string | null }) {
  const t = useWords();
  const { data, error, refetch } = useSpend(customerId);
  if (error !== null && data === undefined) return <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />;
  if (data === undefined) return <SkeletonRows rows={3} height={64} />;
  if (data.length === 0) return <EmptyState icon={<DataBarVerticalRegular />} title={t('money.noSpend')} />;
  return data.map((spend) => (
    <SpendIn key={spend.currency} spend={spend} filter={{ currency: spend.currency, ...(customerId === null ? {} : { customerId }) }} />
  ));
}

function SpendIn({ spend, filter }: { spend: Spend; filter: SpentFilter }) {
  const t = useWords();
  const formats = useFormats();
  return (
    <section className={styles.spend} aria-label={t('money.spendIn', { currency: spend.currency })}>
      <div>
        <h2 className={styles.heading}>
          {t('money.overTime')}{' '}
          <span className={styles.total}>
            <AmountLink text={formats.money(spend.total)} isNothing={false} filter={filter} />
          </span>
        </h2>
        <MonthChart spend={spend} filter={filter} />
        <Details summary={t('money.asTable')}>
          <MonthTable spend={spend} filter={filter} />
        </Details>
      </div>
      <div>
        <h2 className={styles.heading}>{t('money.byProduct')}</h2>
        <ProductBars products={spend.products} filter={filter} />
      </div>
    </section>
  );
}

function MonthTable({ spend, filter }: { spend: Spend; filter: SpentFilter }) {
  const t = useWords();
  const formats = useFormats();
  return (
    <DataTable
      label={t('money.overTime')}
      rows={spend.months.toReversed()}
      rowKey={({ month }) => `${spend.currency}${month}`}
      columns={[
        { key: 'month', heading: t('money.month'), width: '1fr', isTitle: true, cell: ({ month }) => formats.month(month) },
        {
          key: 'products',
          heading: t('money.products'),
          width: '2fr',
          cell: ({ products }) => formats.shortList(products.map(({ offerName }) => offerName)),
        },
        {
          key: 'amount',
          heading: t('money.amount'),
          width: '1fr',
          align: 'end',
          cell: ({ month, total }) => (
            <AmountLink text={formats.money(total)} isNothing={total.amount === 0} filter={{ ...filter, month }} />
          ),
        },
      ]}
    />
  );
}
