import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { LeftBehindWork } from '../../src/upgrades/left-behind/contract.ts';
import { useFormats } from '../kit/formats.ts';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { wordLeftBehind } from './leftBehind.ts';
import styles from './UpgradeOutcome.module.css';

/** More people than these are not named; they stand in the list below. */
const NAMED_MOST = 5;

/** What came of the last try: how many moved, who did not and why, and what became of the old subscription. */
export function LeftBehindResult({ work, source }: { work: LeftBehindWork; source: string }) {
  const t = useWords();
  const formats = useFormats();
  const wording = { t, byCode: useWordsByCode(), formats };
  const { usersMoved, usersMovedByHand, usersGone, usersDismissed, usersLeftBehind, sourceSubscription } = work;
  const isClosed = sourceSubscription.status === 'deleted';
  const counts = [
    ['leftBehind.result.byHand', usersMovedByHand],
    ['leftBehind.result.gone', usersGone],
    ['leftBehind.result.dismissed', usersDismissed],
  ] as const;
  return (
    <MessageBar intent={usersLeftBehind.length === 0 ? 'success' : 'warning'} layout="multiline" className={styles.result}>
      <MessageBarBody>
        <MessageBarTitle>{t('leftBehind.result.moved', { count: usersMoved })}</MessageBarTitle>
        {counts.map(([id, count]) => count > 0 && <div key={id}>{t(id, { count })}</div>)}
        {usersLeftBehind.length > 0 && (
          <>
            <div>{t('leftBehind.result.staying', { count: usersLeftBehind.length })}</div>
            <ul className={styles.moved}>
              {usersLeftBehind.slice(0, NAMED_MOST).map(({ userId, displayName, reasons }) => (
                <li key={userId}>
                  {t('leftBehind.result.because', {
                    name: displayName,
                    reason: formats.list(reasons.map((reason) => wordLeftBehind(reason, wording).title)),
                  })}
                </li>
              ))}
            </ul>
          </>
        )}
        <div>
          {isClosed
            ? t('leftBehind.result.closed', { offer: source })
            : t('leftBehind.result.seats', { offer: source, count: sourceSubscription.quantity })}
          {work.lines.length > 0 && ` ${t('leftBehind.result.total', { total: formats.money(work.total) })}`}
        </div>
      </MessageBarBody>
    </MessageBar>
  );
}
