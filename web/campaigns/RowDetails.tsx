import type { CampaignRowDetails } from '../../src/campaigns/contract.ts';
import { useFormats } from '../kit/formats.ts';
import { useWords, useWordsByCode } from '../kit/words.ts';
import styles from './Campaigns.module.css';

/** The bill of one upgrade line by line, whom it leaves behind and why, and what differed from the dry run. */
export function RowDetails({ row }: { row: CampaignRowDetails }) {
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
      {row.addOns.length > 0 && <AddOns row={row} />}
      {row.lines.length > 0 && <Bill row={row} />}
      {row.lines.length > 0 && <LeftBehind row={row} />}
    </>
  );
}

/** What becomes of each add-on; its money is in the bill. */
function AddOns({ row: { addOns } }: { row: CampaignRowDetails }) {
  const t = useWords();
  return (
    <>
      <h3>{t('campaigns.addOns')}</h3>
      <ul className={styles.lines}>
        {addOns.map(({ subscriptionId, offer, quantity, choice }) => (
          <li key={subscriptionId} className={styles.line}>
            <span>{t('upgrades.addOnSeats', { name: offer.name, quantity })}</span>
            <span>{t(`campaigns.addOn.${choice}`)}</span>
          </li>
        ))}
      </ul>
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
