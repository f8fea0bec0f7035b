import { Badge, type BadgeProps } from '@fluentui/react-components';
import { useWordsByCode } from '../kit/words.ts';

/** Where a campaign, or one row of it, stands: a word and a colour. */
export function StateBadge({ of, state }: { of: 'state' | 'row'; state: string }) {
  const byCode = useWordsByCode();
  return (
    <Badge appearance="tint" color={COLORS[state] ?? 'informative'}>
      {byCode(`campaigns.${of}.${state}`) ?? state}
    </Badge>
  );
}

const COLORS: Readonly<Record<string, NonNullable<BadgeProps['color']>>> = {
  ready: 'warning',
  approved: 'brand',
  running: 'brand',
  paused: 'warning',
  done: 'success',
  possible: 'brand',
  changed: 'warning',
  failed: 'danger',
  refused: 'danger',
  scheduled: 'success',
  upgraded: 'success',
};
