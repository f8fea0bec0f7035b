import { Badge } from '@fluentui/react-components';
import { HistoryRegular } from '@fluentui/react-icons/svg/history';
import type { UpgradeRecord } from '../../src/upgrades/contract.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { useFormats } from '../kit/formats.ts';
import { TextLink } from '../kit/links.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { useUpgradeRecords } from './listUpgradeRecords.ts';

/** The upgrades a customer has had. */
export function UpgradeHistory({ customerId }: { customerId: string }) {
  const t = useWords();
  const formats = useFormats();
  const { data, error, refetch } = useUpgradeRecords(customerId);
  const columns: readonly Column<UpgradeRecord>[] = [
    {
      key: 'what',
      heading: t('upgrades.upgrade'),
      width: '3.5fr',
      isTitle: true,
      cell: ({ id, sourceOffer, targetOffer }) => (
        <TextLink to="/customers/$customerId/upgrades/$upgradeId" params={{ customerId, upgradeId: id }}>
          {t('upgrades.fromTo', { from: sourceOffer.name, to: targetOffer.name })}
        </TextLink>
      ),
    },
    { key: 'when', heading: t('upgrades.submitted'), width: '1.8fr', cell: ({ submittedAt }) => formats.instant(submittedAt) },
    { key: 'by', heading: t('upgrades.submittedBy'), width: '1.8fr', cell: ({ submittedBy }) => submittedBy ?? '–' },
    { key: 'quantity', heading: t('upgrades.quantity'), width: '0.8fr', align: 'end', cell: ({ quantity }) => formats.number(quantity) },
    {
      key: 'staying',
      heading: t('upgrades.usersStaying'),
      width: '1fr',
      align: 'end',
      cell: ({ usersLeftBehind }) => formats.number(usersLeftBehind.length),
    },
    { key: 'state', heading: t('upgrades.state'), width: '1.2fr', cell: ({ state }) => <UpgradeStateBadge state={state} /> },
  ];
  if (data !== undefined) {
    if (data.length === 0) return <EmptyState icon={<HistoryRegular />} title={t('upgrades.noHistory')} />;
    return <DataTable label={t('upgrades.history')} columns={columns} rows={data} rowKey={({ id }) => id} />;
  }
  if (error !== null) return <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />;
  return <SkeletonRows rows={4} height={32} />;
}

/** Whether everything of an upgrade is done, or people still have to be looked after. */
export function UpgradeStateBadge({ state }: { state: UpgradeRecord['state'] }) {
  const byCode = useWordsByCode();
  const colors = { finishing: 'warning', done: 'success', undone: 'informative' } as const;
  return (
    <Badge appearance="tint" color={colors[state]}>
      {byCode(`upgrades.state.${state}`) ?? state}
    </Badge>
  );
}
