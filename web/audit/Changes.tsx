import { useWords, useWordsByCode } from '../kit/words.ts';
import styles from './Audit.module.css';
import { changesOf, type Changed } from './changes.ts';
import type { Entry } from './listAuditRecords.ts';

/** So many changes are in sight; the others are one key away. */
const SHOWN_AT_FIRST = 3;

/** The old and the new value of what was changed; ids and the like only when asked for. */
export function Changes({ entry }: { entry: Entry }) {
  const t = useWords();
  const byCode = useWordsByCode();
  const changes = changesOf(entry.resourceOldValue, entry.resourceNewValue);
  const isKnown = ({ name }: Changed) => byCode(`audit.field.${name}`) !== null;
  const first = changes.filter(isKnown).slice(0, SHOWN_AT_FIRST);
  const others = changes.filter((change) => !first.includes(change));
  return (
    <>
      {first.map((change) => (
        <ChangeLine key={change.name} change={change} />
      ))}
      {first.length === 0 && others.length === 0 && '–'}
      <details className={styles.all}>
        <summary>{t('audit.all')}</summary>
        {others.map((change) => (
          <ChangeLine key={change.name} change={change} />
        ))}
        {entry.customizedData.map(({ key, value }) => (
          <ChangeLine key={`${key}=${value}`} change={{ name: key, before: null, after: value }} />
        ))}
        <ChangeLine change={{ name: 'CorrelationId', before: null, after: entry.originalCorrelationId }} />
      </details>
    </>
  );
}

function ChangeLine({ change: { name, before, after } }: { change: Changed }) {
  const t = useWords();
  const byCode = useWordsByCode();
  const word = byCode(`audit.field.${name}`) ?? name;
  const shown = (value: string) => byCode(`audit.value.${value}`) ?? byCode(`subscriptions.status.${value}`) ?? value;
  return (
    <div>
      <span className={styles.field}>{t('audit.field', { name: word })}</span>{' '}
      {before !== null && <s className={styles.before}>{shown(before)}</s>}
      {before !== null && ' → '}
      {after === null ? t('audit.none') : shown(after)}
    </div>
  );
}
