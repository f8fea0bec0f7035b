import type { PortfolioTotals } from '../../src/portfolio/contract.ts';
import { BarList } from '../kit/BarList.tsx';
import { Details } from '../kit/Details.tsx';
import { useFormats } from '../kit/formats.ts';
import { TextLink } from '../kit/links.tsx';
import { useWords } from '../kit/words.ts';
import styles from './Portfolio.module.css';

type Product = PortfolioTotals['products'][number];

/** So many products are in sight; the others are a press away. */
const SHOWN_MOST = 6;

/** Each product with what it could become: how many of its subscriptions can, of how many, and what it would bring. */
export function ProductTargets({ products }: { products: readonly Product[] }) {
  const t = useWords();
  const others = products.slice(SHOWN_MOST);
  return (
    <>
      <Products products={products.slice(0, SHOWN_MOST)} />
      {others.length > 0 && (
        <Details summary={t('kit.more', { count: others.length })}>
          <Products products={others} />
        </Details>
      )}
    </>
  );
}

function Products({ products }: { products: readonly Product[] }) {
  const t = useWords();
  const formats = useFormats();
  return (
    <ul className={styles.products}>
      {products.map(({ sourceOffer, subscriptions, upgradable, targets }) => (
        <li key={sourceOffer.id} className={styles.product}>
          <h3 className={styles.name}>
            <TextLink to="/portfolio" search={{ sourceOfferId: sourceOffer.id }}>
              {sourceOffer.name}
            </TextLink>
          </h3>
          <p className={styles.fix}>{t('portfolio.ofSubscriptions', { count: upgradable, all: subscriptions })}</p>
          <BarList
            items={targets.map(({ targetOffer, subscriptions: all, eligible }) => ({
              key: targetOffer.id,
              name: targetOffer.name,
              number: (
                <>
                  <TextLink to="/portfolio" search={{ sourceOfferId: sourceOffer.id, targetOfferId: targetOffer.id, eligible: true }}>
                    {t('portfolio.countOf', { count: eligible.subscriptions, all })}
                  </TextLink>
                  {eligible.subscriptions > 0 && (
                    <span className={styles.faint}>{t('portfolio.worth', { amount: formats.money(eligible.upliftPerMonth) })}</span>
                  )}
                </>
              ),
              part: eligible.subscriptions,
              whole: all,
            }))}
          />
        </li>
      ))}
    </ul>
  );
}
