import { Field, Input } from '@fluentui/react-components';
import { ArrowUploadRegular } from '@fluentui/react-icons/svg/arrow-upload';
import { useState } from 'react';
import { FileField, useChosenFile } from '../kit/FileField.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { MistakeNotice } from '../kit/MistakeNotice.tsx';
import { useWords } from '../kit/words.ts';
import { FILE_BYTES_MAX, FILE_COLUMNS, useUpload } from './campaigns.ts';
import styles from './Campaigns.module.css';
import { AT_ONCE, isGoodTiming, timingOf, type Timing } from './timing.ts';
import { TimingFields } from './TimingFields.tsx';

/** Makes a campaign of the lines of a file; says every mistake with its line, and then makes none. */
export function UploadCampaign({ onMade }: { onMade: (campaignId: string) => void }) {
  const t = useWords();
  const upload = useUpload();
  const [name, setName] = useState('');
  const chosen = useChosenFile(FILE_BYTES_MAX);
  const [timing, setTiming] = useState<Timing>(AT_ONCE);
  const open = () => {
    upload.reset();
    chosen.choose(null);
    setName('');
    setTiming(AT_ONCE);
  };
  const choose = (file: File | null) => {
    upload.reset();
    chosen.choose(file);
    if (file !== null && name === '') setName(file.name.replace(/\.csv$/i, ''));
  };
  return (
    <FormDialog
      right="subscriptions.upgrade"
      button={t('campaigns.upload')}
      title={t('campaigns.startTitle')}
      confirm={t('campaigns.uploadNow')}
      icon={<ArrowUploadRegular />}
      isBusy={upload.isPending}
      canConfirm={chosen.isReady && name.trim() !== '' && isGoodTiming(timing)}
      onOpen={open}
      onConfirm={(requestId, close) => {
        void chosen.file?.text().then((csv) =>
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
      <FileField label={t('campaigns.file')} chosen={chosen} onChoose={choose} />
      <Field label={t('campaigns.name')} required>
        <Input value={name} maxLength={200} onChange={(_, { value }) => setName(value)} />
      </Field>
      <TimingFields timing={timing} onChange={setTiming} />
      <MistakeNotice error={upload.error} />
    </FormDialog>
  );
}
