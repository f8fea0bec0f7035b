import { Spinner } from '@fluentui/react-components';
import styles from './ButtonDialog.module.css';
import { ButtonDialog, type ButtonDialogProps } from './ButtonDialog.tsx';
import { newRequestId } from './requestId.ts';

type FormDialogProps = Omit<ButtonDialogProps, 'isBusy' | 'canConfirm' | 'onOpen'> & {
  readonly isBusy: boolean;
  /** False while something is missing or wrong. */
  readonly canConfirm: boolean;
  /** Told when it opens: the form begins anew. */
  readonly onOpen: () => void;
  /** Told with a new request id; closes the form when it was taken. */
  readonly onConfirm: (requestId: string, close: () => void) => void;
};

/** A button that opens a form. The form stays until the server took it, and says what was wrong with it. */
export function FormDialog({ isBusy, canConfirm, onConfirm, children, ...dialog }: FormDialogProps) {
  return (
    <ButtonDialog
      {...dialog}
      canConfirm={canConfirm && !isBusy}
      confirmIcon={isBusy ? <Spinner size="tiny" /> : null}
      onConfirm={(close) => onConfirm(newRequestId(), close)}
    >
      <div className={styles.fields}>{children}</div>
    </ButtonDialog>
  );
}
