import type { PortfolioTotals } from '../../src/portfolio/contract.ts';
import { useFormats } from '../kit/formats.ts';
import { TextLink } from '../kit/links.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import styles from './Portfolio.module.css';

/** What alone stands in the way, worth most first: how many subscriptions it keeps back, and what helps. */
export function CauseList({ causes }: { causes: PortfolioTotals['causes'] }) {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  if (causes.length === 0) return <p>{t('portfolio.noCause')}</p>;
  return (
    <ol className={styles.causes}>
      {causes.map(({ code, subscriptions, upliftPerMonth }) => (
        <li key={code} data-cause={code} className={styles.cause}>
          <strong className={styles.count}>{formats.number(subscriptions)}</strong>
          <div className={styles.told}>
            <h3 className={styles.name}>{byCode(`reasons.${code}.title`) ?? code}</h3>
            <p className={styles.fix}>{byCode(`portfolio.fix.${code}`) ?? ''}</p>
            <p className={styles.worth}>
              <TextLink to="/portfolio" search={{ onlyReason: code, upgradable: false }}>
                {t('portfolio.becomeUpgradable', { count: subscriptions })}
              </TextLink>
              {upliftPerMonth.amount !== 0 && <span>{t('portfolio.worth', { amount: formats.money(upliftPerMonth) })}</span>}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
