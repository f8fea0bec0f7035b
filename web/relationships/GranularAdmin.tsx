import type { DelegatedAdminRelationship } from '../../src/customers/delegation/contract.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { PermittedButton } from '../kit/PermittedButton.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { newRequestId } from '../kit/requestId.ts';
import { Buttons } from '../kit/Section.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { AskForRoles } from './AskForRoles.tsx';
import { GLOBAL_ADMINISTRATOR, useExtend, useGranularAdmin, useTerminate } from './granularAdmin.ts';
import { GranularRoles, GranularState, useDurationWords } from './GranularColumns.tsx';
import styles from './Relationships.module.css';

/** Roles in the customer's directory that are granted for a time: asked for, looked after and ended here. */
export function GranularAdmin({ customerId, isSeller }: { customerId: string; isSeller: boolean }) {
  const t = useWords();
  const durationWords = useDurationWords();
  const { data, error, refetch } = useGranularAdmin(customerId);
  const columns: readonly Column<DelegatedAdminRelationship>[] = [
    {
      key: 'name',
      heading: t('relationships.name'),
      width: '2fr',
      isTitle: true,
      cell: ({ displayName, duration }) => (
        <>
          <span className={styles.strong}>{displayName}</span>
          <span className={styles.hint}>{durationWords(duration)}</span>
        </>
      ),
    },
    { key: 'roles', heading: t('relationships.directoryRoles'), width: '2.4fr', cell: (admin) => <GranularRoles admin={admin} /> },
    { key: 'state', heading: t('relationships.state'), width: '2fr', cell: (admin) => <GranularState admin={admin} /> },
    {
      key: 'actions',
      heading: t('relationships.actions'),
      isActions: true,
      width: '2.2fr',
      cell: (admin) => (isSeller ? <Actions customerId={customerId} admin={admin} /> : null),
    },
  ];
  return (
    <>
      {isSeller && <AskForRoles customerId={customerId} />}
      {error !== null && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <SkeletonRows rows={2} height={32} />}
      {data?.length === 0 && <p className={styles.about}>{t('relationships.noGranular')}</p>}
      {data !== undefined && data.length > 0 && (
        <DataTable label={t('relationships.granular')} columns={columns} rows={data} rowKey={({ id }) => id} />
      )}
    </>
  );
}

function Actions({ customerId, admin }: { customerId: string; admin: DelegatedAdminRelationship }) {
  const t = useWords();
  const extend = useExtend(customerId, admin.id);
  const terminate = useTerminate(customerId, admin.id);
  const isPending = admin.status === 'approvalPending';
  if (admin.status === 'expired' || admin.status === 'terminated') return null;
  const isExtended = admin.autoExtendDuration !== 'PT0S';
  const mayBeExtended = !admin.accessDetails.unifiedRoles.some(({ roleDefinitionId }) => roleDefinitionId === GLOBAL_ADMINISTRATOR);
  return (
    <>
      <Buttons>
        {mayBeExtended && (
          <PermittedButton
            right="delegated_admin.manage"
            isBusy={extend.isPending}
            onClick={() => extend.mutate({ wish: !isExtended, requestId: newRequestId() })}
          >
            {t(isExtended ? 'relationships.stopExtending' : 'relationships.startExtending')}
          </PermittedButton>
        )}
        <ConfirmDialog
          right="delegated_admin.manage"
          button={t(isPending ? 'relationships.takeBack' : 'relationships.terminate')}
          title={t('relationships.terminateTitle', { name: admin.displayName })}
          confirm={t(isPending ? 'relationships.takeBack' : 'relationships.terminate')}
          isBusy={terminate.isPending}
          onConfirm={(requestId) => terminate.mutate({ wish: null, requestId })}
        >
          {t(isPending ? 'relationships.takeBackDetail' : 'relationships.terminateDetail')}
        </ConfirmDialog>
      </Buttons>
      {extend.error !== null && <ProblemNotice problem={extend.error.problem} />}
      {terminate.error !== null && <ProblemNotice problem={terminate.error.problem} />}
    </>
  );
}
