import type { Spend } from '../../src/billing/spend/contract.ts';
import { useFormats } from '../kit/formats.ts';
import { useWords } from '../kit/words.ts';
import styles from './Money.module.css';

/** So many products are in sight; the others are a press away. */
const SHOWN_MOST = 7;

type Products = Spend['products'];

/** Spend by product, dearest first: each with its amount and a bar in proportion to the dearest. */
export function ProductBars({ products }: { products: Products }) {
  const t = useWords();
  const most = Math.max(0, ...products.map(({ total }) => Math.abs(total.amount))) || 1;
  const others = products.slice(SHOWN_MOST);
  return (
    <>
      <Bars products={products.slice(0, SHOWN_MOST)} most={most} />
      {others.length > 0 && (
        <details className={styles.details}>
          <summary>{t('kit.more', { count: others.length })}</summary>
          <Bars products={others} most={most} />
        </details>
      )}
    </>
  );
}

function Bars({ products, most }: { products: Products; most: number }) {
  const formats = useFormats();
  return (
    <ul className={styles.products}>
      {products.map(({ offerId, offerName, total }) => (
        <li key={offerId} className={styles.product}>
          <span>{offerName}</span>
          <span className={styles.number}>{formats.money(total)}</span>
          <svg aria-hidden width="100%" height="6" className={styles.share}>
            <rect
              width={`${(Math.abs(total.amount) / most) * 100}%`}
              height="6"
              rx="3"
              className={total.amount < 0 ? styles.credit : styles.bar}
            />
          </svg>
        </li>
      ))}
    </ul>
  );
}
