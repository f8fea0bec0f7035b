import { RocketRegular } from '@fluentui/react-icons/svg/rocket';
import type { CampaignView } from '../../src/campaigns/contract.ts';
import type { Column } from '../kit/DataTable.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { useFormats } from '../kit/formats.ts';
import { TextLink } from '../kit/links.tsx';
import { PagedTable } from '../kit/PagedTable.tsx';
import { useWords } from '../kit/words.ts';
import { useCampaigns } from './campaigns.ts';
import styles from './Campaigns.module.css';
import { StateBadge } from './StateBadge.tsx';

/** The partner's campaigns, latest first. */
export function CampaignList() {
  const t = useWords();
  const formats = useFormats();
  const columns: readonly Column<CampaignView>[] = [
    {
      key: 'name',
      heading: t('campaigns.name'),
      width: '2.6fr',
      isTitle: true,
      cell: ({ id, name }) => (
        <TextLink to="/campaigns/$campaignId" params={{ campaignId: id }}>
          {name}
        </TextLink>
      ),
    },
    { key: 'state', heading: t('campaigns.stateColumn'), width: '1.6fr', cell: ({ state }) => <StateBadge of="state" state={state} /> },
    { key: 'progress', heading: t('campaigns.progress'), width: '2fr', cell: ({ rows }) => <Counted rows={rows} /> },
    {
      key: 'bill',
      heading: t('campaigns.bill'),
      width: '1.6fr',
      align: 'end',
      cell: ({ upgraded, possible }) => formats.money((upgraded.rows > 0 ? upgraded : possible).total),
    },
    { key: 'by', heading: t('campaigns.preparedBy'), width: '1.8fr', cell: ({ preparedBy }) => preparedBy },
    { key: 'created', heading: t('campaigns.created'), width: '1.8fr', cell: ({ createdAt }) => formats.instant(createdAt) },
  ];
  return (
    <PagedTable
      label={t('campaigns.title')}
      pages={useCampaigns()}
      columns={columns}
      rowKey={({ id }) => id}
      empty={
        <EmptyState icon={<RocketRegular />} title={t('campaigns.none')}>
          <p>{t('campaigns.noneDetail')}</p>
        </EmptyState>
      }
    />
  );
}

function Counted({ rows }: { rows: CampaignView['rows'] }) {
  const t = useWords();
  const counts = (['possible', 'upgraded', 'changed', 'refused'] as const).filter((state) => rows[state] > 0);
  return (
    <>
      {t('campaigns.rowsOf', { count: rows.total })}
      <span className={styles.under}>
        {counts.map((state) => t('campaigns.filterOf', { state: t(`campaigns.row.${state}`), count: rows[state] })).join(' · ')}
      </span>
    </>
  );
}
