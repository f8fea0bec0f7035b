import { Badge, type BadgeProps } from '@fluentui/react-components';
import { useWordsByCode } from '../kit/words.ts';

/** The state of a subscription in a word and a colour. */
export function StatusBadge({ status }: { status: string }) {
  const byCode = useWordsByCode();
  return (
    <Badge appearance="tint" color={COLORS[status] ?? 'informative'}>
      {byCode(`subscriptions.status.${status}`) ?? status}
    </Badge>
  );
}

const COLORS: Readonly<Record<string, NonNullable<BadgeProps['color']>>> = {
  active: 'success',
  suspended: 'warning',
  expired: 'warning',
  disabled: 'informative',
  deleted: 'informative',
  none: 'brand',
};
