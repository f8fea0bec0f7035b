import { ReceiptRegular } from '@fluentui/react-icons/svg/receipt';
import type { LedgerCharge } from '../../src/billing/spend/contract.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { useFormats } from '../kit/formats.ts';
import { TextLink } from '../kit/links.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { useCharges } from './listCharges.ts';

/** Every amount of a subscription with its cause and its days in words, and the invoice that it is on. */
export function ChargeList({ customerId, subscriptionId }: { customerId: string; subscriptionId: string }) {
  const t = useWords();
  const columns = useColumns();
  const { data, error, refetch } = useCharges(customerId, subscriptionId);
  if (error !== null && data === undefined) return <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />;
  if (data === undefined) return <SkeletonRows rows={4} height={64} />;
  if (data.length === 0) return <EmptyState icon={<ReceiptRegular />} title={t('money.noCharges')} />;
  return <DataTable label={t('money.charges')} columns={columns} rows={data} rowKey={({ id }) => id} />;
}

function useColumns(): readonly Column<LedgerCharge>[] {
  const t = useWords();
  const formats = useFormats();
  return [
    { key: 'why', heading: t('money.cause'), width: '5fr', isTitle: true, cell: ({ explanation }) => explanation },
    {
      key: 'days',
      heading: t('money.days'),
      width: '2.4fr',
      cell: ({ chargeStartDate: from, chargeEndDate: until }) =>
        t('money.fromUntil', { from: formats.day(from), until: formats.day(until) }),
    },
    { key: 'at', heading: t('money.chargedOn'), width: '1.4fr', cell: ({ chargedAt }) => formats.day(chargedAt) },
    {
      key: 'invoice',
      heading: t('money.invoice'),
      width: '1.6fr',
      cell: ({ invoiceId }) =>
        invoiceId === undefined ? (
          t('money.notInvoiced')
        ) : (
          <TextLink to="/invoices/$invoiceId" params={{ invoiceId }}>
            {invoiceId}
          </TextLink>
        ),
    },
    { key: 'amount', heading: t('money.amount'), width: '1.4fr', align: 'end', cell: ({ amount }) => formats.money(amount) },
  ];
}
