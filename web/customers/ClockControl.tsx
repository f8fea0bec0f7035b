import { Field, SpinButton } from '@fluentui/react-components';
import { useState } from 'react';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { useFormats } from '../kit/formats.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { useWords } from '../kit/words.ts';
import styles from './ClockControl.module.css';
import { useClock } from './getClock.ts';
import { useMoveClock } from './moveClock.ts';

const A_MONTH = 31;
/** The server has the last word on how far a customer can be moved. */
const DAYS_MOST = 3650;

/** Where nothing is real, a customer can be moved forward to see what months bring. Not shown in production. */
export function ClockControl({ customerId }: { customerId: string }) {
  const t = useWords();
  const formats = useFormats();
  const [days, setDays] = useState(A_MONTH);
  const { data: clock } = useClock(customerId);
  const { move, retry, isPending, isUnknown, problem, moved } = useMoveClock(customerId);
  if (clock === undefined || !clock.canMove) return null;
  return (
    <div className={styles.clock}>
      <span>{t(clock.aheadSeconds > 0 ? 'customers.clock.ahead' : 'customers.clock.now', { day: formats.day(clock.now) })}</span>
      <ConfirmDialog
        right="clock.move"
        button={t('customers.clock.move')}
        title={t('customers.clock.move')}
        confirm={t('customers.clock.confirm')}
        isBusy={isPending}
        isDisabled={isUnknown}
        canConfirm={days >= 1}
        onConfirm={() => move(days)}
      >
        <p>{t('customers.clock.detail')}</p>
        <Field label={t('customers.clock.days')}>
          <SpinButton
            min={1}
            max={DAYS_MOST}
            value={days}
            onChange={(_, { value, displayValue }) => setDays(daysOf(value ?? Number(displayValue)))}
          />
        </Field>
      </ConfirmDialog>
      <span role="status">
        {moved !== undefined && !isPending && t('customers.clock.moved', { count: moved.eventsDone ?? 0, day: formats.day(moved.now) })}
      </span>
      {problem !== null && <ProblemNotice problem={problem} {...(isUnknown ? { onRetry: retry } : {})} />}
    </div>
  );
}

/** Zero, which cannot be confirmed, for what is no number of days. */
function daysOf(value: number): number {
  return Number.isSafeInteger(value) && value >= 1 && value <= DAYS_MOST ? value : 0;
}
