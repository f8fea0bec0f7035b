import type { PortfolioTotals } from '../../src/portfolio/contract.ts';
import { TextLink } from '../kit/links.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { Share } from './Share.tsx';
import styles from './Portfolio.module.css';

/** Every reason with the subscriptions that it concerns, alone or beside others; each opens its rows. */
export function ReasonBars({ reasons }: { reasons: PortfolioTotals['reasons'] }) {
  const t = useWords();
  const byCode = useWordsByCode();
  const most = Math.max(1, ...reasons.map(({ subscriptions }) => subscriptions));
  if (reasons.length === 0) return <p>{t('portfolio.noCause')}</p>;
  return (
    <ul className={styles.targets}>
      {reasons.map(({ code, subscriptions }) => (
        <li key={code} className={styles.target}>
          <span>{byCode(`reasons.${code}.title`) ?? code}</span>
          <span className={styles.number}>
            <TextLink to="/portfolio" search={{ reason: code }}>
              {t('portfolio.subscriptions', { count: subscriptions })}
            </TextLink>
          </span>
          <Share part={subscriptions} whole={most} />
        </li>
      ))}
    </ul>
  );
}
