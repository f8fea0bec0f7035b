import { Checkbox } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import type { PortfolioUpgrade } from '../../src/portfolio/contract.ts';
import type { Column } from '../kit/DataTable.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { useFormats } from '../kit/formats.ts';
import { TextLink } from '../kit/links.tsx';
import { PagedTable } from '../kit/PagedTable.tsx';
import { usePages } from '../kit/usePages.ts';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { queryStringOf, type PortfolioSearch } from './filter.ts';
import { RowFilters } from './RowFilters.tsx';
import styles from './Portfolio.module.css';

/** Rows that somebody picks one by one. */
export type Picking = {
  readonly isPicked: (row: PortfolioUpgrade) => boolean;
  readonly onPick: (row: PortfolioUpgrade, isPicked: boolean) => void;
};

type RowsProps = { readonly search: PortfolioSearch; readonly onSearch: (search: PortfolioSearch) => void; readonly picking: Picking };

/** The rows of the matrix that the filter asks for; each leads to the upgrade itself. */
export function UpgradeRows({ search, onSearch, picking }: RowsProps) {
  const t = useWords();
  const { order = 'customer', list: _, ...filter } = search;
  const query = [queryStringOf(filter), `order=${order}`].filter((part) => part !== '').join('&');
  const pages = usePages<PortfolioUpgrade>(['portfolio', 'rows', query], `/portfolio/upgrades?${query}`);
  return (
    <>
      <RowFilters search={search} onSearch={onSearch} />
      <PagedTable
        label={t('portfolio.rows')}
        pages={pages}
        columns={useColumns(picking)}
        rowKey={({ subscriptionId, targetOffer }) => `${subscriptionId}-${targetOffer.id}`}
        empty={<EmptyState icon={<SearchRegular />} title={t('portfolio.noRow')} />}
      />
    </>
  );
}

function useColumns({ isPicked, onPick }: Picking): readonly Column<PortfolioUpgrade>[] {
  const t = useWords();
  const formats = useFormats();
  return [
    { key: 'customer', heading: t('portfolio.customer'), width: '2.2fr', isTitle: true, cell: (row) => <Customer row={row} /> },
    { key: 'upgrade', heading: t('portfolio.upgrade'), width: '3fr', cell: (row) => <Upgrade row={row} /> },
    { key: 'seats', heading: t('portfolio.seats'), width: '1fr', align: 'end', cell: ({ quantity }) => formats.number(quantity) },
    { key: 'verdict', heading: t('portfolio.verdict'), width: '3fr', cell: (row) => <Verdict row={row} /> },
    {
      key: 'uplift',
      heading: t('portfolio.uplift'),
      width: '1.4fr',
      align: 'end',
      cell: ({ pricePerMonth: { uplift } }) => (uplift === undefined ? '–' : formats.money(uplift)),
    },
    {
      key: 'leftBehind',
      heading: t('portfolio.leftBehind'),
      width: '1.3fr',
      align: 'end',
      cell: ({ usersLeftBehind }) => (usersLeftBehind === undefined ? '–' : formats.number(usersLeftBehind)),
    },
    { key: 'renewal', heading: t('portfolio.renewal'), width: '1.5fr', cell: ({ renewalDate }) => formats.day(renewalDate) },
    {
      key: 'pick',
      heading: t('portfolio.pick'),
      width: '0.8fr',
      cell: (row) => (
        <Checkbox
          aria-label={t('portfolio.pickOne', { customer: row.customerName, offer: row.targetOffer.name })}
          checked={isPicked(row)}
          onChange={(_, { checked }) => onPick(row, checked === true)}
        />
      ),
    },
  ];
}

function Customer({ row: { customerId, customerName, country } }: { row: PortfolioUpgrade }) {
  const formats = useFormats();
  return (
    <>
      <TextLink to="/customers/$customerId" params={{ customerId }}>
        {customerName}
      </TextLink>
      <span className={styles.under}>{formats.country(country)}</span>
    </>
  );
}

function Upgrade({ row: { customerId, subscriptionId, sourceOffer, targetOffer } }: { row: PortfolioUpgrade }) {
  const t = useWords();
  return (
    <>
      <TextLink
        to="/customers/$customerId/subscriptions/$subscriptionId/upgrade"
        params={{ customerId, subscriptionId }}
        search={{ target: targetOffer.id }}
      >
        {t('portfolio.to', { offer: targetOffer.name })}
      </TextLink>
      <span className={styles.under}>{t('portfolio.from', { offer: sourceOffer.name })}</span>
    </>
  );
}

/** Possible, or every reason why not; what others hold is told with the day on which it ends. */
function Verdict({ row }: { row: PortfolioUpgrade }) {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  if (row.isEligible)
    return (
      <>
        <span className={styles.open}>{t('portfolio.possible')}</span>
        {row.transferErrors.map(({ reason }) => (
          <span key={reason.code} className={styles.under}>
            {byCode(`reasons.${reason.code}.title`) ?? reason.code}
          </span>
        ))}
      </>
    );
  return (
    <>
      <ul className={styles.why}>
        {row.upgradeErrors.map(({ reason, description }) => (
          <li key={reason.code}>{byCode(`reasons.${reason.code}.title`) ?? description}</li>
        ))}
      </ul>
      {row.firstPossibleOn !== undefined && (
        <span className={styles.under}>{t('portfolio.firstDay', { day: formats.day(row.firstPossibleOn) })}</span>
      )}
    </>
  );
}
