import type { ReactNode } from 'react';
import type { UpgradeRecord } from '../../src/upgrades/contract.ts';
import { Fact, Facts } from '../kit/Facts.tsx';
import { useFormats } from '../kit/formats.ts';
import { TextLink } from '../kit/links.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { ChargeLines } from './ChargeLines.tsx';
import styles from './UpgradeOutcome.module.css';

type UpgradeOutcomeProps = {
  readonly customerId: string;
  readonly upgrade: UpgradeRecord;
  /** The people who stayed behind, and the work on them. */
  readonly leftBehind: ReactNode;
};

/** What an upgrade did: the new subscription, who moved, who and which services need a person, and the bill. */
export function UpgradeOutcome({ customerId, upgrade, leftBehind }: UpgradeOutcomeProps) {
  const t = useWords();
  const formats = useFormats();
  const byCode = useWordsByCode();
  const { targetOffer, usersLeftBehind } = upgrade;
  return (
    <div className={styles.outcome}>
      <section className={styles.facts}>
        <Facts>
          <Fact name={t('upgrades.newSubscription')}>
            <TextLink to="/customers/$customerId" params={{ customerId }} search={{ subscription: upgrade.targetSubscriptionId }}>
              {targetOffer.name}
            </TextLink>
          </Fact>
          <Fact name={t('upgrades.quantity')}>{formats.number(upgrade.quantity)}</Fact>
          <Fact name={t('upgrades.usersMovedDone')}>{formats.number(upgrade.usersMoved)}</Fact>
          <Fact name={t('upgrades.usersStaying')}>{formats.number(usersLeftBehind.length)}</Fact>
          <Fact name={t('upgrades.type')}>{byCode(`upgrades.typeShort.${upgrade.upgradeType}`) ?? upgrade.upgradeType}</Fact>
          <Fact name={t('upgrades.submitted')}>
            {formats.instant(upgrade.submittedAt)}
            {upgrade.submittedBy !== undefined && <div className={styles.by}>{upgrade.submittedBy}</div>}
          </Fact>
        </Facts>
      </section>
      {leftBehind}
      <section aria-labelledby="charges" className={styles.charges}>
        <h2 id="charges" className={styles.heading}>
          {t('upgrades.charges')}
        </h2>
        <ChargeLines lines={upgrade.lines} total={upgrade.total} />
      </section>
    </div>
  );
}
