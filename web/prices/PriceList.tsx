import { SearchBox } from '@fluentui/react-components';
import { TagRegular } from '@fluentui/react-icons/svg/tag';
import { useState } from 'react';
import type { PriceView } from '../../src/billing/prices/contract.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { useFormats } from '../kit/formats.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { Section } from '../kit/Section.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { ImportPrices } from './ImportPrices.tsx';
import styles from './Prices.module.css';
import { usePrices } from './prices.ts';

type PriceListProps = { readonly currency: string; readonly search: string; readonly onSearch: (search: string) => void };

/** The prices that hold and those to come, with their sources; and what has none and so cannot be sold. */
export function PriceList({ currency, search, onSearch }: PriceListProps) {
  const t = useWords();
  const soldBy = useSoldBy();
  const columns = useColumns(soldBy);
  const { data, error, refetch } = usePrices();
  const wanted = search.trim().toLowerCase();
  const isFound = ({ offerName, offerId }: { offerName: string; offerId: string }) =>
    offerName.toLowerCase().includes(wanted) || offerId.toLowerCase() === wanted;
  const found = data?.items.filter(isFound);
  const missing = data?.withoutPrice.filter(isFound) ?? [];
  const example = data?.items[0] ?? data?.withoutPrice[0];
  return (
    <>
      <div className={styles.tools}>
        <SearchBox
          className={styles.search}
          aria-label={t('prices.search')}
          placeholder={t('prices.search')}
          value={search}
          onChange={(_, { value }) => onSearch(value)}
        />
        <ImportPrices
          example={[
            example?.offerId ?? '',
            currency,
            example?.billingCycle ?? 'monthly',
            example?.termDuration ?? '',
            '',
            '2030-01-01',
            '12.50',
            '10.00',
          ]}
        />
      </div>
      {error !== null && data === undefined && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <SkeletonRows rows={8} height={32} />}
      {found?.length === 0 && <EmptyState icon={<TagRegular />} title={t('prices.none')} />}
      {found !== undefined && found.length > 0 && <DataTable label={t('prices.title')} columns={columns} rows={found} rowKey={rowKey} />}
      {missing.length > 0 && (
        <Section id="without" title={t('prices.without', { currency })} about={t('prices.withoutAbout')}>
          <ul className={styles.missing}>
            {missing.map(({ offerId, offerName, billingCycle, termDuration }) => (
              <li key={`${offerId}${billingCycle}${termDuration ?? ''}`}>
                {t('prices.withoutOf', { name: offerName, cycle: soldBy({ billingCycle, termDuration }) })}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function currentDay(): string {
  return new Date().toISOString().slice(0, 10);
}

function rowKey({ offerId, billingCycle, termDuration, effectiveFrom, source }: PriceView): string {
  return `${offerId}${billingCycle}${termDuration ?? ''}${effectiveFrom}${source}`;
}

type Way = { readonly billingCycle: string; readonly termDuration?: string | undefined };

/** How something is paid, and for which term where there are several. */
function useSoldBy(): (way: Way) => string {
  const t = useWords();
  const byCode = useWordsByCode();
  return ({ billingCycle, termDuration }) => {
    const cycle = byCode(`prices.cycle.${billingCycle}`) ?? billingCycle;
    if (termDuration === undefined) return cycle;
    return t('prices.soldBy', { cycle, term: byCode(`prices.term.${termDuration}`) ?? termDuration });
  };
}

function useColumns(soldBy: (way: Way) => string): readonly Column<PriceView>[] {
  const t = useWords();
  const formats = useFormats();
  const [today] = useState(currentDay);
  const unknown = <span className={styles.quiet}>{t('prices.unknown')}</span>;
  return [
    {
      key: 'product',
      heading: t('prices.product'),
      width: '3fr',
      isTitle: true,
      // One product may be sold under two ids, and the id is what a price list goes by.
      cell: ({ offerName, offerId }) => (
        <>
          {offerName}
          <span className={styles.id}>{offerId}</span>
        </>
      ),
    },
    {
      key: 'cycle',
      heading: t('prices.cycle'),
      width: '1.4fr',
      cell: soldBy,
    },
    {
      key: 'from',
      heading: t('prices.from'),
      width: '1.6fr',
      cell: ({ effectiveFrom }) => (
        <>
          {formats.day(effectiveFrom)}
          {effectiveFrom > today && <span className={styles.quiet}> {t('prices.toCome')}</span>}
        </>
      ),
    },
    { key: 'list', heading: t('prices.list'), width: '1.2fr', align: 'end', cell: ({ listPrice }) => formats.money(listPrice) },
    {
      key: 'partner',
      heading: t('prices.partner'),
      width: '1.2fr',
      align: 'end',
      cell: ({ partnerPrice }) => (partnerPrice === undefined ? unknown : formats.money(partnerPrice)),
    },
    {
      key: 'earned',
      heading: t('prices.earned'),
      width: '1fr',
      align: 'end',
      cell: ({ earnedBasisPoints }) => (earnedBasisPoints === undefined ? unknown : formats.percent(earnedBasisPoints / 10_000)),
    },
    {
      key: 'source',
      heading: t('prices.source'),
      width: '2.4fr',
      cell: ({ source }) => (
        <span className={styles.source} title={source}>
          {source}
        </span>
      ),
    },
  ];
}
