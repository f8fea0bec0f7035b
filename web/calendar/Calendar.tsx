import { Button, Field, Select } from '@fluentui/react-components';
import { CalendarCheckmarkRegular } from '@fluentui/react-icons/svg/calendar-checkmark';
import { EmptyState } from '../kit/EmptyState.tsx';
import { usePermission } from '../kit/permission.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import styles from './Calendar.module.css';
import { SPANS, type CalendarFilter } from './filter.ts';
import { useComingDates, useExpiringAdmin } from './listComingDates.ts';
import { MonthList } from './MonthList.tsx';
import { COMING_KINDS, monthsOf } from './months.ts';

const SPAN_USUAL = 90;

type CalendarProps = { readonly filter: CalendarFilter; readonly onFilter: (filter: CalendarFilter) => void };

/** What comes at all customers and can still be acted on: renewals, ends, removals, trials, delegated administration. */
export function Calendar({ filter, onFilter }: CalendarProps) {
  const t = useWords();
  const days = filter.days ?? SPAN_USUAL;
  const { isGranted } = usePermission('customers.read');
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useComingDates(days);
  const { data: admins = [] } = useExpiringAdmin(days, isGranted);
  const dates = data?.pages.flatMap(({ items }) => items);
  const months = dates === undefined ? undefined : monthsOf(dates, admins, { kind: filter.kind, isComplete: !hasNextPage });
  return (
    <>
      <Filters filter={filter} onFilter={onFilter} />
      {error !== null && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
      {months === undefined && error === null && <SkeletonRows rows={6} height={64} />}
      {months?.length === 0 && <EmptyState icon={<CalendarCheckmarkRegular />} title={t('calendar.nothing')} />}
      {months !== undefined && <MonthList months={months} showsCustomer />}
      {hasNextPage && (
        <div className={styles.more}>
          <Button onClick={() => void fetchNextPage()} disabledFocusable={isFetchingNextPage}>
            {isFetchingNextPage ? t('kit.loading') : t('calendar.more')}
          </Button>
        </div>
      )}
    </>
  );
}

function Filters({ filter, onFilter }: CalendarProps) {
  const t = useWords();
  const byCode = useWordsByCode();
  return (
    <search className={styles.filters}>
      <Field label={t('calendar.kind')}>
        <Select value={filter.kind ?? ''} onChange={(_, { value }) => onFilter({ ...filter, kind: value === '' ? undefined : value })}>
          <option value="">{t('calendar.anyKind')}</option>
          {COMING_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {byCode(`calendar.kind.${kind}`) ?? kind}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('calendar.ahead')}>
        <Select value={String(filter.days ?? SPAN_USUAL)} onChange={(_, { value }) => onFilter({ ...filter, days: Number(value) })}>
          {SPANS.map((span) => (
            <option key={span} value={span}>
              {t('calendar.days', { count: span })}
            </option>
          ))}
        </Select>
      </Field>
    </search>
  );
}
