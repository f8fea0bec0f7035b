import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { useWords } from '../kit/words.ts';
import styles from './Calendar.module.css';
import { ComingItem } from './ComingItem.tsx';
import { useCustomerDates } from './listComingDates.ts';
import { monthsOf } from './months.ts';

/** So many are in sight before one asks for all. */
const SHOWN_AT_FIRST = 5;

/** What comes at one customer, soonest first; nothing where nothing comes. */
export function CustomerDates({ customerId }: { customerId: string }) {
  const t = useWords();
  const [showsAll, setShowsAll] = useState(false);
  const { data, error, refetch } = useCustomerDates(customerId);
  if (error !== null && data === undefined) return <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />;
  const comings = monthsOf(data ?? [], [], { kind: undefined, isComplete: true }).flatMap((month) => month.comings);
  if (comings.length === 0) return null;
  const shown = showsAll ? comings : comings.slice(0, SHOWN_AT_FIRST);
  return (
    <section aria-labelledby="coming">
      <h2 id="coming" className={styles.heading}>
        {t('calendar.title')}
      </h2>
      <ul className={styles.items}>
        {shown.map((coming) => (
          <ComingItem key={coming.key} coming={coming} showsCustomer={false} />
        ))}
      </ul>
      {shown.length < comings.length && (
        <Button size="small" onClick={() => setShowsAll(true)}>
          {t('calendar.showAll', { count: comings.length })}
        </Button>
      )}
    </section>
  );
}
