import { Badge, ProgressBar } from '@fluentui/react-components';
import type { SubscribedSku } from '../../src/licenses/contract.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { useFormats } from '../kit/formats.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { useSubscribedSkus } from './listSubscribedSkus.ts';

/** The products a customer holds: how many licences there are, taken and free. */
export function SubscribedSkuList({ customerId }: { customerId: string }) {
  const t = useWords();
  const formats = useFormats();
  const { data, error, refetch } = useSubscribedSkus(customerId);
  const columns: readonly Column<SubscribedSku>[] = [
    { key: 'name', heading: t('licenses.product'), width: '4fr', isTitle: true, cell: ({ productSku }) => productSku.name },
    { key: 'used', heading: t('licenses.share'), width: '2fr', cell: (sku) => <Share sku={sku} /> },
    {
      key: 'consumed',
      heading: t('licenses.consumed'),
      width: '1fr',
      align: 'end',
      cell: ({ consumedUnits }) => formats.number(consumedUnits),
    },
    {
      key: 'available',
      heading: t('licenses.available'),
      width: '1fr',
      align: 'end',
      cell: ({ availableUnits }) => <Available units={availableUnits} />,
    },
    {
      key: 'suspended',
      heading: t('licenses.suspended'),
      width: '1fr',
      align: 'end',
      cell: ({ suspendedUnits }) => formats.number(suspendedUnits),
    },
    {
      key: 'warning',
      heading: t('licenses.warning'),
      width: '1fr',
      align: 'end',
      cell: ({ warningUnits }) => formats.number(warningUnits),
    },
    { key: 'total', heading: t('licenses.total'), width: '1fr', align: 'end', cell: ({ totalUnits }) => formats.number(totalUnits) },
  ];
  if (data !== undefined) {
    if (data.length === 0) return <p>{t('licenses.noProducts')}</p>;
    return <DataTable label={t('licenses.products')} columns={columns} rows={data} rowKey={({ productSku }) => productSku.id} />;
  }
  if (error !== null) return <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />;
  return <SkeletonRows rows={3} />;
}

/** Free seats; below zero, how many people hold a licence without one. */
function Available({ units }: { units: number }) {
  const t = useWords();
  const formats = useFormats();
  if (units >= 0) return formats.number(units);
  return (
    <Badge appearance="tint" color="danger">
      {t('licenses.over', { count: formats.number(-units) })}
    </Badge>
  );
}

function Share({ sku: { productSku, consumedUnits, totalUnits } }: { sku: SubscribedSku }) {
  const t = useWords();
  return (
    <ProgressBar
      value={totalUnits === 0 ? 0 : Math.min(consumedUnits / totalUnits, 1)}
      thickness="large"
      color={consumedUnits > totalUnits ? 'error' : 'brand'}
      aria-label={t('licenses.shareOf', { product: productSku.name, consumed: consumedUnits, total: totalUnits })}
    />
  );
}
