import type { PortfolioTotals } from '../../src/portfolio/contract.ts';
import { BarList } from '../kit/BarList.tsx';
import { TextLink } from '../kit/links.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';

/** Every reason with the subscriptions that it concerns, alone or beside others; each opens its rows. */
export function ReasonBars({ reasons }: { reasons: PortfolioTotals['reasons'] }) {
  const t = useWords();
  const byCode = useWordsByCode();
  const whole = Math.max(1, ...reasons.map(({ subscriptions }) => subscriptions));
  if (reasons.length === 0) return <p>{t('portfolio.noCause')}</p>;
  const items = reasons.map(({ code, subscriptions }) => ({
    key: code,
    name: byCode(`reasons.${code}.title`) ?? code,
    number: (
      <TextLink to="/portfolio" search={{ reason: code }}>
        {t('portfolio.subscriptions', { count: subscriptions })}
      </TextLink>
    ),
    part: subscriptions,
    whole,
  }));
  return <BarList items={items} />;
}
