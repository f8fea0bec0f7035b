import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import type { ReactNode } from 'react';
import { EmptyState } from './EmptyState.tsx';
import { usePermission } from './permission.ts';

/** What takes a right to see; everybody else reads there who may. */
export function Permitted({ right, children }: { right: string; children: ReactNode }) {
  const { isGranted, whoMay } = usePermission(right);
  return isGranted ? children : <EmptyState icon={<LockClosedRegular />} title={whoMay} />;
}
