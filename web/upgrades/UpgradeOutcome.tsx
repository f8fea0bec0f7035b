import { Button } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import type { UpgradeRecord } from '../../src/upgrades/contract.ts';
import { CopyButton } from '../kit/CopyButton.tsx';
import { downloadCsv } from '../kit/csv.ts';
import { Fact, Facts } from '../kit/Facts.tsx';
import { useFormats } from '../kit/formats.ts';
import { TextLink } from '../kit/links.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { ChargeLines } from './ChargeLines.tsx';
import { leftBehindCsv } from './leftBehind.ts';
import { LeftBehindList } from './LeftBehindList.tsx';
import styles from './UpgradeOutcome.module.css';

/** What an upgrade did: the new subscription, who moved, who and which services need a person, and the bill. */
export function UpgradeOutcome({ customerId, upgrade }: { customerId: string; upgrade: UpgradeRecord }) {
  const t = useWords();
  const formats = useFormats();
  const byCode = useWordsByCode();
  const { targetOffer, sourceOffer, usersLeftBehind } = upgrade;
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
      <section aria-labelledby="left-behind">
        <h2 id="left-behind" className={styles.heading}>
          {usersLeftBehind.length === 0 ? t('upgrades.everybodyMoved') : t('upgrades.leftBehind', { count: usersLeftBehind.length })}
        </h2>
        {usersLeftBehind.length === 0 ? (
          <p className={styles.lead}>{t('upgrades.sourceClosed', { offer: sourceOffer.name })}</p>
        ) : (
          <>
            <p className={styles.lead}>{t('upgrades.leftBehindAfter', { count: usersLeftBehind.length, offer: sourceOffer.name })}</p>
            <ListButtons upgrade={upgrade} />
            <LeftBehindList users={usersLeftBehind} />
          </>
        )}
      </section>
      <section aria-labelledby="charges" className={styles.charges}>
        <h2 id="charges" className={styles.heading}>
          {t('upgrades.charges')}
        </h2>
        <ChargeLines lines={upgrade.lines} total={upgrade.total} />
      </section>
    </div>
  );
}

function ListButtons({ upgrade }: { upgrade: UpgradeRecord }) {
  const t = useWords();
  const csv = leftBehindCsv(upgrade.usersLeftBehind, { t, byCode: useWordsByCode(), formats: useFormats() });
  return (
    <div className={styles.buttons}>
      <CopyButton text={csv} label={t('upgrades.copyList')} />
      <Button icon={<ArrowDownloadRegular />} onClick={() => downloadCsv(`upgrade-${upgrade.id}.csv`, csv)}>
        {t('upgrades.downloadList')}
      </Button>
    </div>
  );
}
