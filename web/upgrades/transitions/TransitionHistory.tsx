import { useFormats } from '../../kit/formats.ts';
import { useWords } from '../../kit/words.ts';
import styles from './Transition.module.css';
import { useTransitions, type Place } from './transitions.ts';

/** The operations that were made, the latest first, each with its steps; nothing while there are none. */
export function TransitionHistory(place: Place) {
  const t = useWords();
  const formats = useFormats();
  const { data = [] } = useTransitions(place);
  if (data.length === 0) return null;
  return (
    <>
      <h3 className={styles.note}>{t('transitions.history')}</h3>
      <ul className={styles.history}>
        {data.toReversed().map(({ operationId, quantity, events }) => (
          <li key={operationId}>
            {t('transitions.history.seats', { count: quantity })}
            {events.map(({ name, status, timestamp }) => (
              <div key={`${name}${status}`} className={styles.note}>
                {t(`transitions.event.${name}.${status}`)} · {formats.instant(timestamp)}
              </div>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}
