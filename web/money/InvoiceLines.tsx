import { useWords } from '../kit/words.ts';
import styles from './Money.module.css';
import { useInvoiceCharges } from './spentCharges.ts';
import { SpentList } from './SpentList.tsx';

/** The lines of an invoice, each with what it came from; its product leads to all charges of the subscription. */
export function InvoiceLines({ invoiceId }: { invoiceId: string }) {
  const t = useWords();
  return (
    <section aria-labelledby="lines">
      <h2 id="lines" className={styles.heading}>
        {t('money.lines')}
      </h2>
      <SpentList label={t('money.lines')} pages={useInvoiceCharges(invoiceId)} isInvoice />
    </section>
  );
}
