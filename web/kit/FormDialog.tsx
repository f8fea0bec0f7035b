import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Spinner,
  type ButtonProps,
} from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import styles from './FormDialog.module.css';
import { PermittedButton } from './PermittedButton.tsx';
import { newRequestId } from './requestId.ts';
import { useWords } from './words.ts';

type FormDialogProps = {
  readonly right: string;
  /** The words on the button that opens it, its heading, and the words on the button that sends it. */
  readonly button: string;
  /** What a screen reader calls the button, where its words alone do not tell one of many. */
  readonly label?: string;
  readonly title: string;
  readonly confirm: string;
  readonly icon?: ButtonProps['icon'];
  readonly size?: 'small' | 'medium';
  readonly appearance?: 'primary' | 'subtle' | 'secondary';
  readonly isDisabled?: boolean;
  readonly isBusy: boolean;
  /** False while something is missing or wrong. */
  readonly canConfirm: boolean;
  /** Told when it opens: the form begins anew. */
  readonly onOpen: () => void;
  /** Told with a new request id; closes the form when it was taken. */
  readonly onConfirm: (requestId: string, close: () => void) => void;
  readonly children: ReactNode;
};

/** A button that opens a form. The form stays until the server took it, and says what was wrong with it. */
export function FormDialog(props: FormDialogProps) {
  const { right, button, title, confirm, isBusy, canConfirm, onOpen, onConfirm, children, ...look } = props;
  const t = useWords();
  const [isOpen, setOpen] = useState(false);
  const isClosed = !canConfirm || isBusy;
  const send = () => {
    if (!isClosed) onConfirm(newRequestId(), () => setOpen(false));
  };
  const open = () => {
    onOpen();
    setOpen(true);
  };
  return (
    <>
      <PermittedButton right={right} onClick={open} {...look}>
        {button}
      </PermittedButton>
      {isOpen && (
        <Dialog open onOpenChange={(_, change) => setOpen(change.open)}>
          <DialogSurface className={styles.surface}>
            <form
              onSubmit={(event) => {
                event.preventDefault();
                send();
              }}
            >
              <DialogBody>
                <DialogTitle>{title}</DialogTitle>
                <DialogContent className={styles.fields}>{children}</DialogContent>
                <DialogActions>
                  <Button onClick={() => setOpen(false)}>{t('kit.cancel')}</Button>
                  <Button type="submit" appearance="primary" disabledFocusable={isClosed} icon={isBusy ? <Spinner size="tiny" /> : null}>
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
