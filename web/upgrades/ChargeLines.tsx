import type { ChargeLine } from '../../src/upgrades/contract.ts';
import { useFormats, type WireMoney } from '../kit/formats.ts';
import { useWords, useWordsByCode } from '../kit/words.ts';
import styles from './ChargeLines.module.css';

/** The bill of an upgrade, each line with its seats and days in words, and the total of today. */
export function ChargeLines({ lines, total }: { lines: readonly ChargeLine[]; total: WireMoney | undefined }) {
  const t = useWords();
  const formats = useFormats();
  return (
    <table className={styles.lines}>
      <caption className="visually-hidden">{t('upgrades.charges')}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('upgrades.charge')}</th>
          <th scope="col">{t('upgrades.amount')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.subscription}${line.offerId}${line.chargeType}${line.chargeStartDate}${line.quantity}`}>
            <th scope="row" className={styles.charge}>
              <Line line={line} />
            </th>
            <td className={styles.amount}>{formats.money(line.amount)}</td>
          </tr>
        ))}
      </tbody>
      {total !== undefined && (
        <tfoot>
          <tr>
            <th scope="row" className={styles.charge}>
              {t(total.amount < 0 ? 'upgrades.totalCredit' : 'upgrades.total')}
            </th>
            <td className={styles.amount}>{formats.money(total)}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

function Line({ line }: { line: ChargeLine }) {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  const { chargeType, days, periodDays, quantity } = line;
  const isWhole = days === periodDays;
  return (
    <>
      <div className={styles.product}>{nameOf(line, byCode)}</div>
      <div className={styles.detail}>
        {t('upgrades.line.seatsAndDays', {
          seats: t('upgrades.line.seats', { quantity, price: formats.money(line.unitPrice) }),
          days: t(isWhole ? 'upgrades.line.wholePeriod' : 'upgrades.line.partOfPeriod', { days, periodDays }),
        })}
      </div>
      <div className={styles.detail}>
        {t('upgrades.days', { from: formats.day(line.chargeStartDate), until: formats.day(line.chargeEndDate) })}
        {' · '}
        {byCode(`upgrades.chargeType.${chargeType.toLowerCase().replaceAll(' ', '_')}`) ?? chargeType}
      </div>
    </>
  );
}

/** What is paid again because an upgrade is undone is no credit, and its add-on does not end. */
function nameOf({ subscription, offerName, amount }: ChargeLine, byCode: ReturnType<typeof useWordsByCode>): string {
  return (amount.amount > 0 ? null : byCode(`upgrades.line.${subscription}`, { offer: offerName })) ?? offerName;
}
