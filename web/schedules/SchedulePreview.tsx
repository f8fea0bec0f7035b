import type { ReactNode } from 'react';
import type { ScheduledChange, ScheduledChangePreview } from '../../src/upgrades/scheduled/contract.ts';
import { useFormats } from '../kit/formats.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import type { useSchedulePreview } from './schedules.ts';

/** Shows reasons with what would help; the page knows where remedies lead. */
export type Against = (reasons: ScheduledChange['reasons']) => ReactNode;

type SchedulePreviewProps = {
  readonly isAsked: boolean;
  readonly preview: ReturnType<typeof useSchedulePreview>;
  readonly against: Against;
};

/** What a scheduled change would come to on its day, or why it would not be possible. */
export function SchedulePreview({ isAsked, preview, against }: SchedulePreviewProps) {
  const { data, error, isFetching, isPlaceholderData, refetch } = preview;
  if (!isAsked) return null;
  if (error !== null) return <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />;
  return (
    <div role="status" aria-busy={isFetching || isPlaceholderData}>
      {data === undefined ? <SkeletonRows rows={2} /> : <WorkedOut preview={data} against={against} />}
    </div>
  );
}

function WorkedOut({ preview, against }: { readonly preview: ScheduledChangePreview; readonly against: Against }) {
  const t = useWords();
  const formats = useFormats();
  const { date, isPossible, reasons, seats, upgrade } = preview;
  const day = formats.day(date);
  const total = seats?.total ?? upgrade?.total;
  if (!isPossible || total === undefined) {
    return (
      <>
        <p>{t('schedules.impossible', { day })}</p>
        {against(reasons)}
      </>
    );
  }
  const count = upgrade?.quantity ?? seats?.subscriptions[0]?.quantity.after ?? 0;
  const left = upgrade?.usersLeftBehind.length ?? 0;
  return (
    <>
      <p>{t('schedules.possible', { day, total: formats.money(total), count })}</p>
      {left > 0 && <p>{t('schedules.leftBehind', { count: left })}</p>}
    </>
  );
}
