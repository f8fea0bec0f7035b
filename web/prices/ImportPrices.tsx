import { Button, Field } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { ArrowUploadRegular } from '@fluentui/react-icons/svg/arrow-upload';
import { useState } from 'react';
import { downloadCsv, toCsv } from '../kit/csv.ts';
import { FormDialog } from '../kit/FormDialog.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import type { RequestError } from '../kit/request.ts';
import { useWords } from '../kit/words.ts';
import { FILE_BYTES_MAX, FILE_COLUMNS, useImport } from './prices.ts';
import styles from './Prices.module.css';

/** Takes a price list from a file; says every mistake with its line, and then takes nothing. */
export function ImportPrices({ example }: { example: readonly string[] }) {
  const t = useWords();
  const send = useImport();
  const [file, setFile] = useState<File | null>(null);
  const isTooBig = file !== null && file.size > FILE_BYTES_MAX;
  const choose = (chosen: File | null) => {
    setFile(chosen);
    send.reset();
  };
  return (
    <>
      <FormDialog
        right="prices.write"
        button={t('prices.import')}
        title={t('prices.import')}
        confirm={t('prices.importNow')}
        appearance="primary"
        icon={<ArrowUploadRegular />}
        isBusy={send.isPending}
        canConfirm={file !== null && !isTooBig}
        onOpen={() => choose(null)}
        onConfirm={(requestId, close) => {
          void file?.text().then((csv) => send.mutate({ wish: { name: file.name, csv }, requestId }, { onSuccess: close }));
        }}
      >
        <p>{t('prices.importDetail')}</p>
        <code className={styles.columns}>{FILE_COLUMNS.join(', ')}</code>
        <div>
          <Button
            size="small"
            icon={<ArrowDownloadRegular />}
            onClick={() => downloadCsv('prices.csv', toCsv([[...FILE_COLUMNS], [...example]]))}
          >
            {t('prices.example')}
          </Button>
        </div>
        <Field
          label={t('prices.file')}
          validationState={isTooBig ? 'error' : 'none'}
          {...(isTooBig ? { validationMessage: t('prices.fileTooBig') } : {})}
        >
          {(labelled) => (
            <input
              {...labelled}
              type="file"
              accept=".csv,text/csv"
              className={styles.file}
              onChange={({ target }) => choose(target.files?.[0] ?? null)}
            />
          )}
        </Field>
        <Mistakes error={send.error} />
      </FormDialog>
      <span role="status">{send.data !== undefined && t('prices.imported', { count: send.data.prices })}</span>
    </>
  );
}

function Mistakes({ error }: { error: RequestError | null }) {
  if (error === null) return null;
  const { problem } = error;
  return (
    <ProblemNotice problem={problem}>
      {problem.kind === 'fault' && problem.data.length > 0 && (
        <ul className={styles.mistakes}>
          {problem.data.map((mistake) => (
            <li key={mistake}>{mistake}</li>
          ))}
        </ul>
      )}
    </ProblemNotice>
  );
}
