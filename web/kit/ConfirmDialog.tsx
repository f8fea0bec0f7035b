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
import { useState, type ReactNode } from 'react';
import { PermittedButton } from './PermittedButton.tsx';
import { newRequestId } from './requestId.ts';
import { useWords } from './words.ts';

type ConfirmDialogProps = {
  readonly right: string;
  /** The words on the button that opens it, its heading, and the words on the button that does it. */
  readonly button: string;
  /** What a screen reader calls the button, where its words alone do not tell one of many. */
  readonly label?: string;
  readonly title: string;
  readonly confirm: string;
  readonly icon?: ButtonProps['icon'];
  readonly size?: 'small' | 'medium';
  readonly appearance?: 'primary' | 'secondary';
  readonly isBusy?: boolean;
  readonly isDisabled?: boolean;
  /** Told when it opens, for asking what it would do. */
  readonly onOpen?: () => void;
  /** False while it is not known yet what would happen, or it cannot. */
  readonly canConfirm?: boolean;
  /** Told with a new request id: one pressing, one id. */
  readonly onConfirm: (requestId: string) => void;
  readonly children: ReactNode;
};

/** A button that says first what it will do, and does it only after a second press. */
export function ConfirmDialog({
  right,
  button,
  title,
  confirm,
  children,
  canConfirm = true,
  onOpen,
  onConfirm,
  ...look
}: ConfirmDialogProps) {
  const t = useWords();
  const [isOpen, setOpen] = useState(false);
  const open = () => {
    onOpen?.();
    setOpen(true);
  };
  const press = () => {
    setOpen(false);
    onConfirm(newRequestId());
  };
  return (
    <>
      <PermittedButton right={right} onClick={open} {...look}>
        {button}
      </PermittedButton>
      {isOpen && (
        <Dialog open onOpenChange={(_, change) => setOpen(change.open)}>
          <DialogSurface>
            <DialogBody>
              <DialogTitle>{title}</DialogTitle>
              <DialogContent>{children}</DialogContent>
              <DialogActions>
                <Button onClick={() => setOpen(false)}>{t('kit.cancel')}</Button>
                <Button appearance="primary" disabledFocusable={!canConfirm} onClick={canConfirm ? press : undefined}>
                  {confirm}
                </Button>
              </DialogActions>
            </DialogBody>
          </DialogSurface>
        </Dialog>
      )}
    </>
  );
}
