import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  type ButtonProps,
} from '@fluentui/react-components';
import { useState, type FormEvent, type ReactNode } from 'react';
import styles from './ButtonDialog.module.css';
import { PermittedButton } from './PermittedButton.tsx';
import { useWords } from './words.ts';

/** A button that opens a dialog: what both have in common, whatever the dialog is for. */
export type ButtonDialogProps = {
  readonly right: string;
  /** The words on the button that opens it, its heading, and the words on the button that does it. */
  readonly button: string;
  /** What a screen reader calls the button, where its words alone do not tell one of many. */
  readonly label?: string;
  readonly title: string;
  readonly confirm: string;
  /** The words on the button that leaves everything as it is, where “Cancel” could be taken for what the dialog does. */
  readonly dismiss?: string;
  readonly icon?: ButtonProps['icon'];
  readonly size?: 'small' | 'medium';
  readonly appearance?: 'primary' | 'subtle' | 'secondary';
  readonly isBusy?: boolean;
  readonly isDisabled?: boolean;
  /** False while something is missing or wrong, or it is not known yet what would happen. */
  readonly canConfirm?: boolean;
  /** Told when it opens, for beginning anew or asking what it would do. */
  readonly onOpen?: () => void;
  readonly children: ReactNode;
};

type OpenProps = ButtonDialogProps & {
  readonly confirmIcon?: ButtonProps['icon'];
  readonly onConfirm: (close: () => void) => void;
};

/** The button and its dialog. Enter in a field confirms, Escape closes, and the focus goes back to the button. */
export function ButtonDialog(props: OpenProps) {
  const { right, button, title, confirm, dismiss, confirmIcon = null, canConfirm = true, onOpen, onConfirm, children, ...look } = props;
  const t = useWords();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const open = () => {
    onOpen?.();
    setOpen(true);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The dialog may stand within a form of the page, which is not meant.
    event.stopPropagation();
    if (canConfirm) onConfirm(close);
  };
  return (
    <>
      <PermittedButton right={right} onClick={open} {...look}>
        {button}
      </PermittedButton>
      {isOpen && (
        <Dialog open onOpenChange={(_, change) => setOpen(change.open)}>
          {/* It may stand in another dialog, which is dimmed then as a page is. */}
          <DialogSurface className={styles.surface} backdrop={{ appearance: 'dimmed' }}>
            <form onSubmit={submit}>
              <DialogBody>
                <DialogTitle>{title}</DialogTitle>
                <DialogContent className={styles.content}>{children}</DialogContent>
                <DialogActions>
                  <Button onClick={close}>{dismiss ?? t('kit.cancel')}</Button>
                  <Button type="submit" appearance="primary" disabledFocusable={!canConfirm} icon={confirmIcon}>
                    {confirm}
                  </Button>
                </DialogActions>
              </DialogBody>
            </form>
          </DialogSurface>
        </Dialog>
      )}
    </>
  );
}
