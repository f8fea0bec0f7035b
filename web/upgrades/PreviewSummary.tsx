import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { UpgradePreview } from '../../src/upgrades/contract.ts';
import { Fact, Facts } from '../kit/Facts.tsx';
import { useFormats } from '../kit/formats.ts';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { ChargeLines } from './ChargeLines.tsx';
import styles from './Preview.module.css';

/** What the upgrade costs and does: today's bill, what each coming period costs, the new term, the users. */
export function PreviewSummary({ preview }: { preview: UpgradePreview }) {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  const { nextPeriod, resale, targetTerm, usersToMove, usersLeftBehind, servicesLost } = preview;
  const keptAddOns = preview.addOns.filter(({ chosen }) => chosen === 'keep');
  return (
    <>
      <ChargeLines lines={preview.lines} total={preview.total} />
      <div className={styles.facts}>
        <Facts>
          {nextPeriod !== undefined && (
            <Fact name={byCode(`upgrades.nextPeriod.${nextPeriod.billingCycle}`) ?? t('upgrades.nextPeriod')}>
              <span className={styles.before}>{formats.money(nextPeriod.before)}</span>
              {' → '}
              {formats.money(nextPeriod.after)}
            </Fact>
          )}
          {resale !== undefined && (
            <Fact name={t('money.resale', { margin: formats.percent(resale.marginBasisPoints / 10_000) })}>
              {formats.money(resale.total)}
            </Fact>
          )}
          {targetTerm !== undefined && (
            <Fact name={t('upgrades.term')}>
              {t('upgrades.days', { from: formats.day(targetTerm.startDate), until: formats.day(targetTerm.endDate) })}
            </Fact>
          )}
          {keptAddOns.length > 0 && (
            <Fact name={t('upgrades.addOnsKept')}>{formats.list(keptAddOns.map(({ offerName }) => offerName))}</Fact>
          )}
          <Fact name={t('upgrades.usersMoved')}>{formats.number(usersToMove)}</Fact>
          <Fact name={t('upgrades.usersStaying')}>{formats.number(usersLeftBehind.length)}</Fact>
        </Facts>
      </div>
      {servicesLost.length > 0 && (
        <MessageBar intent="warning" layout="multiline" className={styles.message}>
          <MessageBarBody>
            <MessageBarTitle>{t('upgrades.lost')}</MessageBarTitle>
            <div>{t('upgrades.lostDetail', { services: formats.list(servicesLost) })}</div>
          </MessageBarBody>
        </MessageBar>
      )}
    </>
  );
}
