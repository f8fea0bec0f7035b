import { Field, Input } from '@fluentui/react-components';
import { ArrowUploadRegular } from '@fluentui/react-icons/svg/arrow-upload';
import { useState } from 'react';
import { FormDialog } from '../kit/FormDialog.tsx';
import { useWords } from '../kit/words.ts';
import { FILE_BYTES_MAX, FILE_COLUMNS, useUpload } from './campaigns.ts';
import styles from './Campaigns.module.css';
import { Mistakes } from './Mistakes.tsx';
import { AT_ONCE, isGoodTiming, timingOf, type Timing } from './timing.ts';
import { TimingFields } from './TimingFields.tsx';

/** Makes a campaign of the lines of a file; says every mistake with its line, and then makes none. */
export function UploadCampaign({ onMade }: { onMade: (campaignId: string) => void }) {
  const t = useWords();
  const upload = useUpload();
  const [name, setName] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [timing, setTiming] = useState<Timing>(AT_ONCE);
  const isTooBig = file !== null && file.size > FILE_BYTES_MAX;
  const open = () => {
    upload.reset();
    setFile(null);
    setName('');
    setTiming(AT_ONCE);
  };
  const choose = (chosen: File | null) => {
    upload.reset();
    setFile(chosen);
    if (chosen !== null && name === '') setName(chosen.name.replace(/\.csv$/i, ''));
  };
  return (
    <FormDialog
      right="subscriptions.upgrade"
      button={t('campaigns.upload')}
      title={t('campaigns.startTitle')}
      confirm={t('campaigns.uploadNow')}
      icon={<ArrowUploadRegular />}
      isBusy={upload.isPending}
      canConfirm={file !== null && !isTooBig && name.trim() !== '' && isGoodTiming(timing)}
      onOpen={open}
      onConfirm={(requestId, close) => {
        void file?.text().then((csv) =>
          upload.mutate(
            { wish: { name: name.trim(), csv, ...timingOf(timing) }, requestId },
            {
              onSuccess: ({ id }) => {
                close();
                onMade(id);
              },
            },
          ),
        );
      }}
    >
      <p>{t('campaigns.uploadDetail')}</p>
      <code className={styles.columns}>{FILE_COLUMNS.join(', ')}</code>
      <Field
        label={t('campaigns.file')}
        validationState={isTooBig ? 'error' : 'none'}
        {...(isTooBig ? { validationMessage: t('campaigns.fileTooBig') } : {})}
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
      <Field label={t('campaigns.name')} required>
        <Input value={name} maxLength={200} onChange={(_, { value }) => setName(value)} />
      </Field>
      <TimingFields timing={timing} onChange={setTiming} />
      <Mistakes error={upload.error} />
    </FormDialog>
  );
}
