import { Button } from '@fluentui/react-components';
import { ReceiptRegular } from '@fluentui/react-icons/svg/receipt';
import type { Invoice } from '../../src/billing/invoices/contract.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { useFormats } from '../kit/formats.ts';
import { TextLink } from '../kit/links.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { InvoiceFiles } from './InvoiceFiles.tsx';
import { IssueInvoices } from './IssueInvoices.tsx';
import { useInvoices } from './listInvoices.ts';
import styles from './Money.module.css';

/** The partner's invoices, latest first; where there are none, the way to the first. */
export function InvoiceList() {
  const t = useWords();
  const columns = useColumns();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInvoices();
  const invoices = data?.pages.flatMap(({ items }) => items);
  return (
    <section aria-labelledby="invoices">
      <h2 id="invoices" className={styles.heading}>
        {t('money.title')}
      </h2>
      <IssueInvoices />
      {error !== null && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
      {invoices === undefined && error === null && <SkeletonRows rows={4} height={32} />}
      {invoices?.length === 0 && <EmptyState icon={<ReceiptRegular />} title={t('money.noInvoices')} />}
      {invoices !== undefined && invoices.length > 0 && (
        <DataTable label={t('money.title')} columns={columns} rows={invoices} rowKey={({ id }) => id} />
      )}
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} disabledFocusable={isFetchingNextPage}>
          {isFetchingNextPage ? t('kit.loading') : t('money.more')}
        </Button>
      )}
    </section>
  );
}

function useColumns(): readonly Column<Invoice>[] {
  const t = useWords();
  const formats = useFormats();
  return [
    {
      key: 'id',
      heading: t('money.number'),
      width: '2fr',
      isTitle: true,
      cell: ({ id }) => (
        <TextLink to="/invoices/$invoiceId" params={{ invoiceId: id }}>
          {id}
        </TextLink>
      ),
    },
    { key: 'month', heading: t('money.month'), width: '2fr', cell: ({ billingPeriodStartDate }) => formats.month(billingPeriodStartDate) },
    { key: 'date', heading: t('money.date'), width: '2fr', cell: ({ invoiceDate }) => formats.day(invoiceDate) },
    {
      key: 'total',
      heading: t('money.amount'),
      width: '2fr',
      align: 'end',
      cell: ({ totalCharges, currencyCode }) => formats.money({ amount: totalCharges, currency: currencyCode }),
    },
    { key: 'files', heading: t('money.files'), width: '2fr', cell: ({ id }) => <InvoiceFiles invoiceId={id} size="small" /> },
  ];
}
