import { useFormats } from '../kit/formats.ts';
import { useWords } from '../kit/words.ts';
import styles from './Calendar.module.css';
import { ComingItem } from './ComingItem.tsx';
import type { Month } from './months.ts';

/** What comes, month by month. */
export function MonthList({ months, showsCustomer }: { months: readonly Month[]; showsCustomer: boolean }) {
  const t = useWords();
  const formats = useFormats();
  return months.map(({ month, comings }) => (
    <section key={month} aria-labelledby={`month-${month}`}>
      <h2 id={`month-${month}`} className={styles.month}>
        {formats.month(month)} <span className={styles.detail}>{t('calendar.count', { count: comings.length })}</span>
      </h2>
      <ul className={styles.items}>
        {comings.map((coming) => (
          <ComingItem key={coming.key} coming={coming} showsCustomer={showsCustomer} />
        ))}
      </ul>
    </section>
  ));
}
