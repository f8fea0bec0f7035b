import type { ChangeLine } from '../../src/subscriptions/change/contract.ts';
import { useFormats } from '../kit/formats.ts';
import { useWords } from '../kit/words.ts';
import styles from './Change.module.css';

/** The lines of a bill: seats and price, the days they are for, and the amount. */
export function BillLines({ lines }: { lines: readonly ChangeLine[] }) {
  const t = useWords();
  const formats = useFormats();
  return (
    <>
      {lines.length === 0 && <p>{t('seats.noCharge')}</p>}
      <ul className={styles.lines}>
        {lines.map((line) => (
          <li key={`${line.subscriptionId}${line.chargeType}${line.chargeStartDate}${line.quantity}`}>
            <span>
              <strong>{line.offerName}</strong>
              <span className={styles.detail}>
                {t('seats.line', {
                  quantity: line.quantity,
                  price: formats.money(line.unitPrice),
                  days: line.days,
                  periodDays: line.periodDays,
                })}
              </span>
              <span className={styles.detail}>
                {t('seats.days', { from: formats.day(line.chargeStartDate), until: formats.day(line.chargeEndDate) })}
              </span>
            </span>
            <span className={styles.amount}>{formats.money(line.amount)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
