import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Radio,
  RadioGroup,
  Textarea,
} from '@fluentui/react-components';
import { useState } from 'react';
import { PermittedButton } from '../kit/PermittedButton.tsx';
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
  const [isOpen, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const [license, setLicense] = useState<License>('keep');
  const isMissing = note.trim() === '';
  const confirm = () => {
    setOpen(false);
    setNote('');
    onDismiss(note.trim(), license);
  };
  return (
    <>
      <PermittedButton right="licenses.assign" isDisabled={isBusy} onClick={() => setOpen(true)}>
        {t('leftBehind.dismiss')}
      </PermittedButton>
      {isOpen && (
        <Dialog open onOpenChange={(_, { open }) => setOpen(open)}>
          <DialogSurface>
            <DialogBody>
              <DialogTitle>{t('leftBehind.dismissTitle', { count })}</DialogTitle>
              <DialogContent>
                <Field label={t('leftBehind.note')} required>
                  <Textarea value={note} maxLength={NOTE_MAX} onChange={(_, { value }) => setNote(value)} />
                </Field>
                <Field label={t('leftBehind.oldLicense')}>
                  <RadioGroup value={license} onChange={(_, { value }) => setLicense(value === 'remove' ? 'remove' : 'keep')}>
                    <Radio value="keep" label={t('leftBehind.keep')} />
                    <Radio value="remove" label={t('leftBehind.remove')} />
                  </RadioGroup>
                </Field>
              </DialogContent>
              <DialogActions>
                <Button onClick={() => setOpen(false)}>{t('kit.cancel')}</Button>
                <Button appearance="primary" disabledFocusable={isMissing} onClick={isMissing ? undefined : confirm}>
                  {t('leftBehind.dismissConfirm')}
                </Button>
              </DialogActions>
            </DialogBody>
          </DialogSurface>
        </Dialog>
      )}
    </>
  );
}
