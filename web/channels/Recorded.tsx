import type { Entitlement } from '../../src/subscriptions/channels/contract.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { useFormats } from '../kit/formats.ts';
import { WhoMay } from '../kit/PermittedButton.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { Buttons } from '../kit/Section.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import styles from './Channels.module.css';
import { useRecord, useRecorded, writtenAgain } from './channels.ts';
import { useThrough } from './Holder.tsx';
import { ImportFile } from './ImportFile.tsx';
import { RecordEntry } from './RecordEntry.tsx';

/** An entry with its place in the list, which is all that tells two equal ones apart. */
type Row = Entitlement & { readonly place: number };

/** What this partner recorded of what the customer holds elsewhere: added to, taken away from, replaced from a file. */
export function Recorded({ customerId, country }: { customerId: string; country: string }) {
  const t = useWords();
  const { data, error, refetch } = useRecorded(customerId);
  const columns = useColumns(customerId, data ?? []);
  return (
    <>
      {error !== null && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <SkeletonRows rows={2} height={32} />}
      {data !== undefined && (
        <Buttons>
          <RecordEntry customerId={customerId} country={country} recorded={data} />
          <ImportFile customerId={customerId} />
        </Buttons>
      )}
      <WhoMay right="entitlements.write" />
      {data?.length === 0 && <p className={styles.about}>{t('channels.nothingRecorded')}</p>}
      {data !== undefined && data.length > 0 && (
        <DataTable
          label={t('channels.recorded')}
          columns={columns}
          rows={data.map((entry, place) => ({ ...entry, place }))}
          rowKey={({ place }) => String(place)}
        />
      )}
    </>
  );
}

function useColumns(customerId: string, recorded: readonly Entitlement[]): readonly Column<Row>[] {
  const t = useWords();
  const formats = useFormats();
  const through = useThrough();
  return [
    {
      key: 'product',
      heading: t('channels.product'),
      width: '2.6fr',
      isTitle: true,
      cell: ({ offerName }) => <span className={styles.strong}>{offerName}</span>,
    },
    { key: 'channel', heading: t('channels.channel'), width: '2fr', cell: ({ channel }) => through({ kind: 'other_channel', channel }) },
    { key: 'quantity', heading: t('channels.quantity'), width: '1fr', cell: ({ quantity }) => formats.number(quantity) },
    { key: 'status', heading: t('channels.status'), width: '1.2fr', cell: ({ status }) => t(`channels.status.${status}`) },
    { key: 'since', heading: t('channels.heldSince'), width: '1.4fr', cell: ({ heldSince }) => formats.day(heldSince) },
    {
      key: 'until',
      heading: t('channels.heldUntil'),
      width: '1.4fr',
      cell: ({ heldUntil }) => (heldUntil === undefined ? t('channels.openEnd') : formats.day(heldUntil)),
    },
    {
      key: 'actions',
      heading: t('channels.actions'),
      isActions: true,
      width: '1.4fr',
      cell: (row) => <Remove customerId={customerId} recorded={recorded} row={row} />,
    },
  ];
}

function Remove({ customerId, recorded, row }: { customerId: string; recorded: readonly Entitlement[]; row: Row }) {
  const t = useWords();
  const record = useRecord(customerId);
  const rest = recorded.filter((_, place) => place !== row.place).map(writtenAgain);
  return (
    <>
      <ConfirmDialog
        right="entitlements.write"
        button={t('channels.remove')}
        title={t('channels.removeNamed', { product: row.offerName })}
        confirm={t('channels.remove')}
        isBusy={record.isPending}
        onConfirm={(requestId) => record.mutate({ wish: rest, requestId })}
      >
        {t('channels.removeDetail')}
      </ConfirmDialog>
      {record.error !== null && <ProblemNotice problem={record.error.problem} />}
    </>
  );
}
