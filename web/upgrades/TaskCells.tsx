import { Badge } from '@fluentui/react-components';
import type { LeftBehindTask } from '../../src/upgrades/left-behind/contract.ts';
import { useWords, useWordsByCode } from '../kit/words.ts';
import styles from './LeftBehindList.module.css';

/** Who it is. */
export function Account({ task: { displayName, userPrincipalName } }: { task: LeftBehindTask }) {
  return (
    <>
      <span className={styles.name}>{displayName}</span>
      <div className={styles.account}>{userPrincipalName}</div>
    </>
  );
}

/** How far it is: open with whom, or ended how, with the note. */
export function TaskState({ task: { state, note, owner, hasSourceLicense } }: { task: LeftBehindTask }) {
  const t = useWords();
  const byCode = useWordsByCode();
  return (
    <div>
      <Badge appearance="tint" color={COLORS[state]}>
        {byCode(`leftBehind.state.${state}`) ?? state}
      </Badge>
      {state === 'open' && owner !== undefined && <div className={styles.account}>{t('leftBehind.ownedBy', { name: owner.name })}</div>}
      {state === 'open' && !hasSourceLicense && <div className={styles.account}>{t('leftBehind.changedByHand')}</div>}
      {note !== undefined && <div className={styles.account}>{note}</div>}
    </div>
  );
}

const COLORS = { open: 'warning', moved: 'success', dismissed: 'informative', gone: 'informative' } as const;
