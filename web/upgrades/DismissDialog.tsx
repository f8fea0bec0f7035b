import { Field, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { FormDialog } from '../kit/FormDialog.tsx';
import { useWords } from '../kit/words.ts';

type License = 'keep' | 'remove';
type DismissDialogProps = {
  /** How many people it is about. */
  readonly count: number;
  readonly isBusy: boolean;
  readonly onDismiss: (note: string, license: License) => void;
};

const NOTE_MAX = 1000;

/** Gives people up: says why, and whether they keep the old product. */
export function DismissDialog({ count, isBusy, onDismiss }: DismissDialogProps) {
  const t = useWords();
  const [note, setNote] = useState('');
  const [license, setLicense] = useState<License>('keep');
  return (
    <FormDialog
      right="licenses.assign"
      button={t('leftBehind.dismiss')}
      title={t('leftBehind.dismissTitle', { count })}
      confirm={t('leftBehind.dismissConfirm')}
      isBusy={isBusy}
      isDisabled={isBusy}
      canConfirm={note.trim() !== ''}
      onOpen={() => setNote('')}
      onConfirm={(_, close) => {
        close();
        onDismiss(note.trim(), license);
      }}
    >
      <Field label={t('leftBehind.note')} required>
        <Textarea value={note} maxLength={NOTE_MAX} onChange={(_, { value }) => setNote(value)} />
      </Field>
      <Field label={t('leftBehind.oldLicense')}>
        <RadioGroup value={license} onChange={(_, { value }) => setLicense(value === 'remove' ? 'remove' : 'keep')}>
          <Radio value="keep" label={t('leftBehind.keep')} />
          <Radio value="remove" label={t('leftBehind.remove')} />
        </RadioGroup>
      </Field>
    </FormDialog>
  );
}
