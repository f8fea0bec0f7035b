import type { CampaignRowDetails, CampaignView } from '../../src/campaigns/contract.ts';
import { useFormats } from '../kit/formats.ts';
import { useWords, useWordsByCode } from '../kit/words.ts';
import styles from './Campaigns.module.css';
import { RowAddOns } from './RowAddOns.tsx';

/** The bill of one upgrade line by line, whom it leaves behind and why, and what differed from the dry run. */
export function RowDetails({ row, campaign }: { row: CampaignRowDetails; campaign: Pick<CampaignView, 'id' | 'actions'> }) {
  const t = useWords();
  const byCode = useWordsByCode();
  return (
    <>
      {row.reasons.map(({ code, description }) => (
        <p key={code}>{description}</p>
      ))}
      {row.undoReasons.map(({ code, description }) => (
        <p key={code}>{t('campaigns.notBack', { why: description })}</p>
      ))}
      {row.differences.length > 0 && (
        <>
          <h3>{t('campaigns.differences')}</h3>
          <ul className={styles.why}>
            {row.differences.map(({ what, promised, now }) => (
              <li key={`${what}${promised}${now}`}>
                {t('campaigns.differs', {
                  what: byCode(`campaigns.diff.${what.split(' ')[0]}`) ?? what,
                  promised: promised === '' ? t('campaigns.nothingThere') : promised,
                  now: now === '' ? t('campaigns.nothingThere') : now,
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      {row.addOns.length > 0 && <RowAddOns row={row} campaign={campaign} />}
      {row.lines.length > 0 && <Bill row={row} />}
      {row.lines.length > 0 && <LeftBehind row={row} />}
    </>
  );
}

function Bill({ row: { lines, total } }: { row: CampaignRowDetails }) {
  const t = useWords();
  const formats = useFormats();
  return (
    <>
      <h3>{t('campaigns.bill')}</h3>
      <ul className={styles.lines}>
        {lines.map((line) => (
          <li key={`${line.subscription}${line.chargeType}${line.offerId}${line.chargeStartDate}${line.quantity}`} className={styles.line}>
            <span>
              {line.offerName}
              <span className={styles.under}>
                {t('campaigns.lineDays', {
                  seats: line.quantity,
                  from: formats.day(line.chargeStartDate),
                  until: formats.day(line.chargeEndDate),
                })}
              </span>
            </span>
            <span className={styles.amount}>{formats.money(line.amount)}</span>
          </li>
        ))}
        {total !== undefined && (
          <li className={`${styles.line} ${styles.sum}`}>
            <span>{t('campaigns.total')}</span>
            <span className={styles.amount}>{formats.money(total)}</span>
          </li>
        )}
      </ul>
    </>
  );
}

function LeftBehind({ row: { leftBehind } }: { row: CampaignRowDetails }) {
  const t = useWords();
  return (
    <>
      <h3>{t('campaigns.leftBehind')}</h3>
      {leftBehind.length === 0 && <p>{t('campaigns.nobodyLeft')}</p>}
      <ul className={styles.lines}>
        {leftBehind.map(({ userId, displayName, userPrincipalName, reasons }) => (
          <li key={userId}>
            {displayName} <span className={styles.under}>{userPrincipalName}</span>
            {reasons.map(({ code, description }) => (
              <div key={code}>{description}</div>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}
