import { Select } from '@fluentui/react-components';
import { BoxSearchRegular } from '@fluentui/react-icons/svg/box-search';
import type { PurchaseOption } from '../../../src/subscriptions/offers/contract.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { ProblemNotice } from '../../kit/ProblemNotice.tsx';
import { SearchField } from '../../kit/SearchField.tsx';
import { SkeletonRows } from '../../kit/SkeletonRows.tsx';
import { useWords } from '../../kit/words.ts';
import styles from './Buy.module.css';
import { usePurchaseOptions, type ShelfFilter } from './listPurchaseOptions.ts';
import { OfferCard, type OfferCardWays } from './OfferCard.tsx';

type OfferShelfProps = OfferCardWays & {
  readonly filter: ShelfFilter;
  readonly onFilter: (filter: ShelfFilter) => void;
  /** All that there is, for the list of categories. */
  readonly all: readonly PurchaseOption[];
};

/** What can be bought for the customer, searched by name and narrowed by category. */
export function OfferShelf({ filter, onFilter, all, ...ways }: OfferShelfProps) {
  const t = useWords();
  const { data, error, refetch } = usePurchaseOptions(ways.customerId, filter);
  return (
    <section aria-labelledby="shelf">
      <h2 id="shelf" className={styles.heading}>
        {t(filter.base === undefined ? 'buy.shelf' : 'buy.addOnShelf')}
      </h2>
      <Filters filter={filter} onFilter={onFilter} all={all} />
      {error !== null && data === undefined && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
      {error === null && data === undefined && <SkeletonRows rows={8} height={64} />}
      {data?.length === 0 && <EmptyState icon={<BoxSearchRegular />} title={t('buy.nothingFound')} />}
      <p role="status" className="visually-hidden">
        {data === undefined ? '' : t('buy.found', { count: data.length })}
      </p>
      <ul className={styles.shelf}>
        {data?.map((option) => (
          <OfferCard key={option.offerId} option={option} {...ways} />
        ))}
      </ul>
    </section>
  );
}

function Filters({ filter, onFilter, all }: Pick<OfferShelfProps, 'filter' | 'onFilter' | 'all'>) {
  const t = useWords();
  const categories = [...new Map(all.map(({ category }) => [category.id, category])).values()].toSorted((a, b) => a.rank - b.rank);
  return (
    <search className={styles.filters}>
      <SearchField
        value={filter.search ?? ''}
        label={t('buy.search')}
        className={styles.search}
        onSearch={(text) => onFilter({ ...filter, search: text === '' ? undefined : text })}
      />
      <Select
        aria-label={t('buy.category')}
        value={filter.category ?? ''}
        onChange={(_, { value }) => onFilter({ ...filter, category: value === '' ? undefined : value })}
      >
        <option value="">{t('buy.anyCategory')}</option>
        {categories.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </search>
  );
}
