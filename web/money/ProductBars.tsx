import type { Spend } from '../../src/billing/spend/contract.ts';
import { useFormats } from '../kit/formats.ts';
import { useWords } from '../kit/words.ts';
import { AmountLink } from './AmountLink.tsx';
import styles from './Money.module.css';
import type { SpentFilter } from './spentCharges.ts';

/** So many products are in sight; the others are a press away. */
const SHOWN_MOST = 7;

type ProductsProps = { readonly products: Spend['products']; readonly filter: SpentFilter };

/** Spend by product, dearest first: each with its amount, which opens its charges, and a bar in proportion to the dearest. */
export function ProductBars({ products, filter }: ProductsProps) {
  const t = useWords();
  const most = Math.max(0, ...products.map(({ total }) => Math.abs(total.amount))) || 1;
  const others = products.slice(SHOWN_MOST);
  return (
    <>
      <Bars products={products.slice(0, SHOWN_MOST)} most={most} filter={filter} />
      {others.length > 0 && (
        <details className={styles.details}>
          <summary>{t('kit.more', { count: others.length })}</summary>
          <Bars products={others} most={most} filter={filter} />
        </details>
      )}
    </>
  );
}

function Bars({ products, most, filter }: ProductsProps & { most: number }) {
  const formats = useFormats();
  return (
    <ul className={styles.products}>
      {products.map(({ offerId, offerName, total }) => (
        <li key={offerId} className={styles.product}>
          <span>{offerName}</span>
          <span className={styles.number}>
            <AmountLink text={formats.money(total)} isNothing={total.amount === 0} filter={{ ...filter, offerId }} />
          </span>
          <span aria-hidden className={styles.share}>
            <span
              className={total.amount < 0 ? styles.credit : styles.part}
              style={{ width: `${(Math.abs(total.amount) / most) * 100}%` }}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
