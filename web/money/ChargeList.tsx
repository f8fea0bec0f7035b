import { ReceiptRegular } from '@fluentui/react-icons/svg/receipt';
import type { LedgerCharge } from '../../src/billing/spend/contract.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { useFormats } from '../kit/formats.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { useChargeColumns } from './chargeColumns.tsx';
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
  const { cause, days, invoice, amount } = useChargeColumns();
  return [
    cause('5fr'),
    days('2.4fr'),
    { key: 'at', heading: t('money.chargedOn'), width: '1.4fr', cell: ({ chargedAt }) => formats.day(chargedAt) },
    invoice('1.6fr'),
    amount('1.4fr'),
  ];
}
