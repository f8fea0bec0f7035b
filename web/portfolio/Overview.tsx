import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import type { PortfolioTotals } from '../../src/portfolio/contract.ts';
import { EmptyState } from '../kit/EmptyState.tsx';
import { Fact, Facts } from '../kit/Facts.tsx';
import { useFormats } from '../kit/formats.ts';
import { TextLink } from '../kit/links.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { Section } from '../kit/Section.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { CauseList } from './CauseList.tsx';
import { useTotals } from './getTotals.ts';
import { ProductTargets } from './ProductTargets.tsx';
import { ReasonBars } from './ReasonBars.tsx';
import { UpliftByMonth } from './UpliftByMonth.tsx';

/** The whole portfolio at one look: what can be upgraded, what stands in the way of the others, and what it would bring. */
export function Overview() {
  const t = useWords();
  const { data: totals, error, refetch } = useTotals({});
  if (error !== null && totals === undefined) return <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />;
  if (totals === undefined) return <SkeletonRows rows={8} height={64} />;
  if (totals.subscriptions === 0) return <EmptyState icon={<CheckmarkCircleRegular />} title={t('portfolio.nothing')} />;
  return (
    <>
      <Summary totals={totals} />
      <Section id="causes" title={t('portfolio.causes')} about={t('portfolio.causesAbout')}>
        <CauseList causes={totals.causes} />
      </Section>
      <Section id="months" title={t('portfolio.months')} about={t('portfolio.monthsAbout')}>
        <UpliftByMonth months={totals.months} currency={totals.currency} />
      </Section>
      <Section id="products" title={t('portfolio.products')}>
        <ProductTargets products={totals.products} />
      </Section>
      <Section id="reasons" title={t('portfolio.reasons')} about={t('portfolio.reasonsAbout')}>
        <ReasonBars reasons={totals.reasons} />
      </Section>
    </>
  );
}

function Summary({ totals }: { totals: PortfolioTotals }) {
  const t = useWords();
  const formats = useFormats();
  const { upgradable, subscriptions } = totals;
  return (
    <>
      <Facts>
        <Fact name={t('portfolio.canNow')}>
          <TextLink to="/portfolio" search={{ eligible: true }}>
            {t('portfolio.ofSubscriptions', { count: upgradable.subscriptions, all: subscriptions })}
          </TextLink>
        </Fact>
        <Fact name={t('portfolio.wouldBring')}>{t('portfolio.perMonth', { amount: formats.money(upgradable.upliftPerMonth) })}</Fact>
        <Fact name={t('portfolio.seats')}>{formats.number(upgradable.seats)}</Fact>
      </Facts>
      <p>
        <TextLink to="/portfolio" search={{ list: true }}>
          {t('portfolio.allRows', { count: totals.rows })}
        </TextLink>
      </p>
    </>
  );
}
