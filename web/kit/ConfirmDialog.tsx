import { ButtonDialog, type ButtonDialogProps } from './ButtonDialog.tsx';
import { newRequestId } from './requestId.ts';

type ConfirmDialogProps = ButtonDialogProps & {
  /** Told with a new request id: one pressing, one id. */
  readonly onConfirm: (requestId: string) => void;
};

/** A button that says first what it will do, and does it only after a second press. */
export function ConfirmDialog({ onConfirm, ...dialog }: ConfirmDialogProps) {
  const confirm = (close: () => void) => {
    close();
    onConfirm(newRequestId());
  };
  return <ButtonDialog {...dialog} onConfirm={confirm} />;
}
