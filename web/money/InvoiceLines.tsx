import { Button } from '@fluentui/react-components';
import type { LicenseBasedLineItem } from '../../src/billing/invoices/contract.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { useFormats } from '../kit/formats.ts';
import { TextLink } from '../kit/links.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { LineAmount } from './LineAmount.tsx';
import { useInvoiceLines } from './listInvoiceLines.ts';
import styles from './Money.module.css';

/** The lines of an invoice; each amount opens what it came from. */
export function InvoiceLines({ invoiceId }: { invoiceId: string }) {
  const t = useWords();
  const columns = useColumns(invoiceId);
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInvoiceLines(invoiceId);
  const lines = data?.pages.flatMap(({ items }) => items).map((line, index) => ({ line, index }));
  return (
    <section aria-labelledby="lines">
      <h2 id="lines" className={styles.heading}>
        {t('money.lines')}
      </h2>
      {error !== null && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
      {lines === undefined && error === null && <SkeletonRows rows={6} height={32} />}
      {lines !== undefined && <DataTable label={t('money.lines')} columns={columns} rows={lines} rowKey={({ index }) => `line${index}`} />}
      {hasNextPage && (
        <Button className={styles.more} onClick={() => void fetchNextPage()} disabledFocusable={isFetchingNextPage}>
          {isFetchingNextPage ? t('kit.loading') : t('money.more')}
        </Button>
      )}
    </section>
  );
}

function useColumns(invoiceId: string): readonly Column<{ readonly line: LicenseBasedLineItem }>[] {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  return [
    {
      key: 'customer',
      heading: t('money.customer'),
      width: '2.4fr',
      isTitle: true,
      cell: ({ line }) => (
        <TextLink to="/customers/$customerId" params={{ customerId: line.customerId }}>
          {line.customerName}
        </TextLink>
      ),
    },
    { key: 'product', heading: t('money.product'), width: '2.4fr', cell: ({ line }) => line.offerName },
    {
      key: 'charge',
      heading: t('money.charge'),
      width: '2.2fr',
      cell: ({ line }) => byCode(`upgrades.chargeType.${line.chargeType.toLowerCase().replaceAll(' ', '_')}`) ?? line.chargeType,
    },
    {
      key: 'days',
      heading: t('money.days'),
      width: '2.6fr',
      cell: ({ line }) => t('money.fromUntil', { from: formats.day(line.chargeStartDate), until: formats.day(line.chargeEndDate) }),
    },
    { key: 'seats', heading: t('money.seats'), width: '1fr', align: 'end', cell: ({ line }) => formats.number(line.quantity) },
    {
      key: 'amount',
      heading: t('money.amount'),
      width: '1.6fr',
      align: 'end',
      cell: ({ line }) => <LineAmount invoiceId={invoiceId} line={line} />,
    },
  ];
}
