import { Field, Input } from '@fluentui/react-components';
import { BuildingPeopleRegular } from '@fluentui/react-icons/svg/building-people';
import { useState } from 'react';
import type { PartnerRelationship } from '../../src/customers/resellers/contract.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { useFormats } from '../kit/formats.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { Buttons } from '../kit/Section.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { useConnect, usePartnerTies } from './resellers.ts';

/** Who of the indirect model works with this partner. A provider names its resellers here. */
export function PartnerTies({ isProvider }: { isProvider: boolean }) {
  const t = useWords();
  const formats = useFormats();
  const { data, error, refetch } = usePartnerTies();
  const columns: readonly Column<PartnerRelationship>[] = [
    { key: 'name', heading: t('relationships.partnerName'), width: '3fr', isTitle: true, cell: ({ name }) => name },
    {
      key: 'kind',
      heading: t('relationships.partnerKind'),
      width: '2fr',
      cell: ({ relationshipType }) =>
        t(relationshipType === 'is_indirect_reseller_of' ? 'relationships.provider' : 'relationships.reseller'),
    },
    { key: 'mpn', heading: t('relationships.mpnId'), width: '1.4fr', cell: ({ mpnId }) => mpnId },
    { key: 'country', heading: t('customers.country'), width: '1.6fr', cell: ({ location }) => formats.country(location) },
  ];
  return (
    <>
      {isProvider && <Connect />}
      {error !== null && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <SkeletonRows rows={2} height={32} />}
      {data?.length === 0 && <EmptyState icon={<BuildingPeopleRegular />} title={t('relationships.noPartners')} />}
      {data !== undefined && data.length > 0 && (
        <DataTable label={t('relationships.partners')} columns={columns} rows={data} rowKey={({ id }) => id} />
      )}
    </>
  );
}

function Connect() {
  const t = useWords();
  const connect = useConnect();
  const [mpnId, setMpnId] = useState('');
  const begin = () => {
    setMpnId('');
    connect.reset();
  };
  return (
    <Buttons>
      <FormDialog
        right="resellers.connect"
        button={t('relationships.connect')}
        title={t('relationships.connect')}
        confirm={t('relationships.connectConfirm')}
        isBusy={connect.isPending}
        canConfirm={mpnId.trim() !== ''}
        onOpen={begin}
        onConfirm={(requestId, close) => connect.mutate({ wish: mpnId.trim(), requestId }, { onSuccess: close })}
      >
        <Field label={t('relationships.mpnId')} hint={t('relationships.connectHint')} required>
          <Input value={mpnId} maxLength={20} inputMode="numeric" onChange={(_, { value }) => setMpnId(value)} />
        </Field>
        {connect.error !== null && <ProblemNotice problem={connect.error.problem} />}
      </FormDialog>
    </Buttons>
  );
}
