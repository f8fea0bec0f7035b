import { Button, Checkbox } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { useState, type ReactNode } from 'react';
import type { LeftBehindUser, UpgradeRecord } from '../../src/upgrades/contract.ts';
import { CopyButton } from '../kit/CopyButton.tsx';
import { downloadCsv } from '../kit/csv.ts';
import { useFormats } from '../kit/formats.ts';
import { PermittedButton, WhoMay } from '../kit/PermittedButton.tsx';
import { WriteProblem } from '../kit/WriteProblem.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { DismissDialog } from './DismissDialog.tsx';
import { HandOverDialog } from './HandOverDialog.tsx';
import { leftBehindCsv } from './leftBehind.ts';
import { LeftBehindList } from './LeftBehindList.tsx';
import { LeftBehindResult } from './LeftBehindResult.tsx';
import { orderOf, useLeftBehindWork, type LeftBehindAction } from './workOnLeftBehind.ts';
import styles from './UpgradeOutcome.module.css';

type LeftBehindSectionProps = {
  readonly customerId: string;
  readonly upgrade: UpgradeRecord;
  readonly isSourceClosed: boolean;
  /** What repairs the causes of one person's stay, right there; it tells when that is done. */
  readonly fixesFor: (user: LeftBehindUser, onFixed: () => void) => ReactNode;
  /** Who has taken a person on. */
  readonly ownerOf: (userId: string) => string | null;
};

/** The people whom an upgrade left behind as work that ends: repaired, moved after all, or given up with a note. */
export function LeftBehindSection({ customerId, upgrade, isSourceClosed, fixesFor, ownerOf }: LeftBehindSectionProps) {
  const t = useWords();
  const { usersLeftBehind: users, sourceOffer } = upgrade;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const working = useLeftBehindWork(customerId, upgrade.id);
  const { mutate, isPending, data: work } = working;
  const selected = users.filter(({ userId }) => chosen.has(userId)).map(({ userId }) => userId);
  const act = (action: LeftBehindAction) => mutate(orderOf(action), { onSuccess: () => setChosen(new Set()) });
  const retryUser = (userId: string) => act({ kind: 'retry', userIds: [userId] });
  if (upgrade.state === 'undone') return null;
  return (
    <section aria-labelledby="left-behind">
      <h2 id="left-behind" className={styles.heading}>
        {users.length === 0 ? t('upgrades.everybodyMoved') : t('upgrades.leftBehind', { count: users.length })}
      </h2>
      <div role="status">{work !== null && work !== undefined && <LeftBehindResult work={work} source={sourceOffer.name} />}</div>
      <WriteProblem of={working} />
      {users.length === 0 ? (
        <p className={styles.lead}>{t(isSourceClosed ? 'upgrades.sourceClosed' : 'upgrades.sourceKept', { offer: sourceOffer.name })}</p>
      ) : (
        <>
          <p className={styles.lead}>{t('upgrades.leftBehindAfter', { count: users.length, offer: sourceOffer.name })}</p>
          <WorkButtons upgrade={upgrade} selected={selected} isBusy={isPending} onAct={act} />
          <WhoMay right="licenses.assign" />
          <LeftBehindList
            users={users}
            before={({ userId, displayName }) => (
              <Checkbox
                checked={chosen.has(userId)}
                onChange={(_, { checked }) => setChosen(withOrWithout(chosen, userId, checked === true))}
                aria-label={t('leftBehind.choose', { name: displayName })}
              />
            )}
            workOn={(user) => (
              <div className={styles.work}>
                {fixesFor(user, () => retryUser(user.userId))}
                <PermittedButton
                  right="licenses.assign"
                  size="small"
                  isDisabled={isPending}
                  label={t('leftBehind.retryOf', { name: user.displayName })}
                  onClick={() => retryUser(user.userId)}
                >
                  {t('leftBehind.retry')}
                </PermittedButton>
                <Owner name={ownerOf(user.userId)} />
              </div>
            )}
          />
        </>
      )}
    </section>
  );
}

function withOrWithout(chosen: ReadonlySet<string>, userId: string, isChosen: boolean): ReadonlySet<string> {
  return new Set(isChosen ? [...chosen, userId] : [...chosen].filter((id) => id !== userId));
}

type WorkButtonsProps = {
  readonly upgrade: UpgradeRecord;
  /** Whom the buttons are about; everybody where nobody is chosen. */
  readonly selected: readonly string[];
  readonly isBusy: boolean;
  readonly onAct: (action: LeftBehindAction) => void;
};

function WorkButtons({ upgrade, selected, isBusy, onAct }: WorkButtonsProps) {
  const t = useWords();
  const whom = selected.length === 0 ? {} : { userIds: selected };
  const count = selected.length === 0 ? upgrade.usersLeftBehind.length : selected.length;
  return (
    <div className={styles.buttons}>
      <PermittedButton right="licenses.assign" appearance="primary" isBusy={isBusy} onClick={() => onAct({ kind: 'retry', ...whom })}>
        {t(selected.length === 0 ? 'leftBehind.retryAll' : 'leftBehind.retryChosen', { count })}
      </PermittedButton>
      <DismissDialog count={count} isBusy={isBusy} onDismiss={(note, license) => onAct({ kind: 'dismiss', ...whom, note, license })} />
      <PermittedButton right="licenses.assign" isDisabled={isBusy} onClick={() => onAct({ kind: 'hand_over', ...whom, ownerId: 'me' })}>
        {t('leftBehind.takeOn')}
      </PermittedButton>
      <HandOverDialog
        count={count}
        isBusy={isBusy}
        onHandOver={(ownerId) => onAct({ kind: 'hand_over', ...whom, ...(ownerId === null ? {} : { ownerId }) })}
      />
      <ListButtons upgrade={upgrade} />
    </div>
  );
}

function Owner({ name }: { name: string | null }) {
  const t = useWords();
  return name === null ? null : <span className={styles.by}>{t('leftBehind.ownedBy', { name })}</span>;
}

function ListButtons({ upgrade }: { upgrade: UpgradeRecord }) {
  const t = useWords();
  const csv = leftBehindCsv(upgrade.usersLeftBehind, { t, byCode: useWordsByCode(), formats: useFormats() });
  return (
    <>
      <CopyButton text={csv} label={t('upgrades.copyList')} />
      <Button icon={<ArrowDownloadRegular />} onClick={() => downloadCsv(`upgrade-${upgrade.id}.csv`, csv)}>
        {t('upgrades.downloadList')}
      </Button>
    </>
  );
}
