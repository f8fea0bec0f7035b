import type { ResellerMarginView } from '../../src/billing/prices/contract.ts';
import { DataTable } from '../kit/DataTable.tsx';
import { useFormats } from '../kit/formats.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { Section } from '../kit/Section.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { MarginDialog } from './MarginDialog.tsx';
import { useResellerMargins, useSetResellerMargin } from './prices.ts';

/** What is put on top of the bill for each reseller's customers. */
export function ResellerMargins() {
  const t = useWords();
  const formats = useFormats();
  const { data, error, refetch } = useResellerMargins();
  return (
    <Section id="margins" title={t('prices.margins')} about={t('prices.marginsAbout')}>
      {error !== null && data === undefined && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <SkeletonRows rows={2} height={32} />}
      {data?.length === 0 && <p>{t('prices.noResellers')}</p>}
      {data !== undefined && data.length > 0 && (
        <DataTable
          label={t('prices.margins')}
          rows={data}
          rowKey={({ resellerId }) => resellerId}
          columns={[
            { key: 'name', heading: t('prices.reseller'), width: '3fr', isTitle: true, cell: ({ name }) => name },
            { key: 'mpn', heading: 'MPN', width: '1fr', cell: ({ mpnId }) => mpnId },
            {
              key: 'margin',
              heading: t('prices.margin'),
              width: '1fr',
              align: 'end',
              cell: ({ basisPoints }) => (basisPoints === undefined ? t('prices.marginUnset') : formats.percent(basisPoints / 10_000)),
            },
            { key: 'change', heading: '', width: '1fr', align: 'end', cell: (reseller) => <ChangeMargin reseller={reseller} /> },
          ]}
        />
      )}
    </Section>
  );
}

function ChangeMargin({ reseller: { resellerId, name, basisPoints } }: { reseller: ResellerMarginView }) {
  const t = useWords();
  const { mutate, isPending, error } = useSetResellerMargin(resellerId);
  return (
    <MarginDialog
      title={t('prices.marginOf', { name })}
      basisPoints={basisPoints ?? 0}
      isBusy={isPending}
      error={error}
      onSave={(wish, requestId, close) => mutate({ wish, requestId }, { onSuccess: close })}
    />
  );
}
