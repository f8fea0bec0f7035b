import { Button, Spinner, Tooltip, useRestoreFocusTarget, type ButtonProps } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { usePermission } from './permission.ts';
import styles from './PermittedButton.module.css';

type PermittedButtonProps = {
  /** The row of the rights table that it takes. */
  readonly right: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
  readonly label?: string | undefined;
  readonly icon?: ButtonProps['icon'];
  readonly size?: 'small' | 'medium' | 'large';
  readonly appearance?: 'primary' | 'subtle' | 'secondary';
  readonly isBusy?: boolean;
  readonly isDisabled?: boolean;
};

/** A button that everybody sees; whom it is closed to reads who may press it. */
export function PermittedButton({
  right,
  onClick,
  children,
  label,
  icon,
  isBusy = false,
  isDisabled = false,
  ...look
}: PermittedButtonProps) {
  const { isGranted, whoMay } = usePermission(right);
  // A dialog that it opens gives the focus back to it.
  const restoring = useRestoreFocusTarget();
  const isClosed = !isGranted || isBusy || isDisabled;
  const button = (
    <Button
      {...look}
      {...restoring}
      icon={isBusy ? <Spinner size="tiny" /> : (icon ?? null)}
      disabledFocusable={isClosed}
      onClick={isClosed ? undefined : onClick}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      {children}
    </Button>
  );
  if (isGranted) return button;
  return (
    <Tooltip content={whoMay} relationship="description" withArrow>
      {button}
    </Tooltip>
  );
}

/** Says who may, where the person may not; nothing where they may. */
export function WhoMay({ right }: { right: string }) {
  const { isGranted, whoMay } = usePermission(right);
  return isGranted ? null : <p className={styles.whoMay}>{whoMay}</p>;
}
