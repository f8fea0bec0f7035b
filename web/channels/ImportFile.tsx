import { Button, Field } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { ArrowUploadRegular } from '@fluentui/react-icons/svg/arrow-upload';
import { useState } from 'react';
import { downloadCsv, toCsv } from '../kit/csv.ts';
import { FormDialog } from '../kit/FormDialog.tsx';
import { useWords } from '../kit/words.ts';
import styles from './Channels.module.css';
import { FILE_BYTES_MAX, FILE_COLUMNS, useImport } from './channels.ts';
import { ListProblem } from './ListProblem.tsx';

const EXAMPLE = ['volume_agreement', 'ENTERPRISEPACK', '25', 'active', '2026-01-01', '2027-01-01'];

/** Replaces what is recorded by what stands in a CSV file. */
export function ImportFile({ customerId }: { customerId: string }) {
  const t = useWords();
  const send = useImport(customerId);
  const [file, setFile] = useState<File | null>(null);
  const isTooBig = file !== null && file.size > FILE_BYTES_MAX;
  const begin = () => {
    setFile(null);
    send.reset();
  };
  return (
    <>
      <FormDialog
        right="entitlements.write"
        button={t('channels.import')}
        title={t('channels.import')}
        confirm={t('channels.importConfirm')}
        icon={<ArrowUploadRegular />}
        isBusy={send.isPending}
        canConfirm={file !== null && !isTooBig}
        onOpen={begin}
        onConfirm={(requestId, close) => {
          void file?.text().then((csv) => send.mutate({ wish: csv, requestId }, { onSuccess: close }));
        }}
      >
        <p className={styles.about}>{t('channels.importDetail')}</p>
        <code className={styles.columns}>{FILE_COLUMNS.join(', ')}</code>
        <div>
          <Button
            size="small"
            icon={<ArrowDownloadRegular />}
            onClick={() => downloadCsv('entitlements.csv', toCsv([[...FILE_COLUMNS], EXAMPLE]))}
          >
            {t('channels.template')}
          </Button>
        </div>
        <Field
          label={t('channels.file')}
          validationState={isTooBig ? 'error' : 'none'}
          {...(isTooBig ? { validationMessage: t('channels.fileTooBig') } : {})}
        >
          <input
            type="file"
            accept=".csv,text/csv"
            className={styles.file}
            onChange={(event) => {
              setFile(event.target.files?.[0] ?? null);
              send.reset();
            }}
          />
        </Field>
        <ListProblem error={send.error} />
      </FormDialog>
      <span role="status">{send.data !== undefined && t('channels.imported', { count: send.data.items.length })}</span>
    </>
  );
}
