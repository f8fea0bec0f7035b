import { Field, Select } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useState } from 'react';
import type { CampaignRow, CampaignView } from '../../src/campaigns/contract.ts';
import type { Column } from '../kit/DataTable.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { useFormats } from '../kit/formats.ts';
import { TextLink } from '../kit/links.tsx';
import { PagedTable } from '../kit/PagedTable.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { ROW_STATES, useRows, type RowState } from './campaigns.ts';
import styles from './Campaigns.module.css';
import { RowActions } from './RowActions.tsx';
import { RowDialog } from './RowDialog.tsx';
import { StateBadge } from './StateBadge.tsx';

type RowsProps = {
  readonly campaign: CampaignView;
  readonly state: RowState | undefined;
  readonly onState: (state: RowState | undefined) => void;
};

/** Every upgrade of a campaign with what it costs, why not, and what came of it. They follow the work as it goes on. */
export function Rows({ campaign, state, onState }: RowsProps) {
  const t = useWords();
  const { id, rows } = campaign;
  const pages = useRows(id, state);
  const [looked, setLooked] = useState<CampaignRow | null>(null);
  return (
    <>
      <div className={styles.tools}>
        <Field label={t('campaigns.rowState')}>
          <Select value={state ?? ''} onChange={(_, { value }) => onState(ROW_STATES.find((each) => each === value))}>
            <option value="">{t('campaigns.filterOf', { state: t('campaigns.any'), count: rows.total })}</option>
            {ROW_STATES.filter((each) => rows[each] > 0 || each === state).map((each) => (
              <option key={each} value={each}>
                {t('campaigns.filterOf', { state: t(`campaigns.row.${each}`), count: rows[each] })}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <PagedTable
        label={t('campaigns.rows')}
        pages={pages}
        columns={useColumns(campaign, setLooked)}
        rowKey={(row) => row.id}
        empty={<EmptyState icon={<SearchRegular />} title={t('campaigns.noRow')} />}
      />
      {looked !== null && <RowDialog row={looked} campaign={campaign} onClose={() => setLooked(null)} />}
    </>
  );
}

function useColumns(campaign: CampaignView, onLook: (row: CampaignRow) => void): readonly Column<CampaignRow>[] {
  const t = useWords();
  const formats = useFormats();
  return [
    {
      key: 'customer',
      heading: t('campaigns.customer'),
      width: '2fr',
      isTitle: true,
      cell: ({ customerId, customerName }) => (
        <TextLink to="/customers/$customerId" params={{ customerId }}>
          {customerName}
        </TextLink>
      ),
    },
    { key: 'upgrade', heading: t('campaigns.upgrade'), width: '2.8fr', cell: (row) => <Upgrade row={row} /> },
    {
      key: 'seats',
      heading: t('campaigns.seats'),
      width: '0.9fr',
      align: 'end',
      cell: ({ quantity }) => (quantity === undefined ? '–' : formats.number(quantity)),
    },
    { key: 'result', heading: t('campaigns.rowState'), width: '3fr', cell: (row) => <Result row={row} /> },
    {
      key: 'total',
      heading: t('campaigns.bill'),
      width: '1.4fr',
      align: 'end',
      cell: ({ total }) => (total === undefined ? '–' : formats.money(total)),
    },
    {
      key: 'left',
      heading: t('campaigns.leftBehind'),
      width: '1.2fr',
      align: 'end',
      cell: ({ usersLeftBehind }) => (usersLeftBehind === undefined ? '–' : formats.number(usersLeftBehind)),
    },
    {
      key: 'actions',
      heading: t('campaigns.what'),
      width: '2fr',
      cell: (row) => <RowActions row={row} campaign={campaign} onLook={() => onLook(row)} />,
    },
  ];
}

/** The way to the upgrade itself: to try it by hand, with a button for each remedy, or to what it became. */
function Upgrade({ row: { customerId, subscriptionId, sourceOffer, targetOffer, upgradeId, state } }: { row: CampaignRow }) {
  const t = useWords();
  const words = t('campaigns.to', { offer: targetOffer.name });
  return (
    <>
      {upgradeId === undefined || state === 'undone' ? (
        <TextLink
          to="/customers/$customerId/subscriptions/$subscriptionId/upgrade"
          params={{ customerId, subscriptionId }}
          search={{ target: targetOffer.id }}
        >
          {words}
        </TextLink>
      ) : (
        <TextLink to="/customers/$customerId/upgrades/$upgradeId" params={{ customerId, upgradeId }}>
          {words}
        </TextLink>
      )}
      {sourceOffer.name !== '' && <span className={styles.under}>{t('campaigns.from', { offer: sourceOffer.name })}</span>}
    </>
  );
}

/** The state in a word, and below it every reason; what would help is read with the reason's own page of the upgrade. */
function Result({ row }: { row: CampaignRow }) {
  const t = useWords();
  const formats = useFormats();
  const byCode = useWordsByCode();
  const { scheduledFor, scheduleState = 'pending' } = row;
  const title = ({ code, description }: CampaignRow['reasons'][number]) =>
    byCode(`reasons.${code}.title`) ?? byCode(`campaigns.reason.${code}`) ?? description;
  return (
    <>
      <StateBadge of="row" state={row.state} />
      {scheduledFor !== undefined && (
        <span className={styles.under}>
          {t('campaigns.scheduledFor', { day: formats.day(scheduledFor) })}
          {row.state === 'scheduled' && scheduleState !== 'pending' && `: ${t(`campaigns.schedule.${scheduleState}`)}`}
        </span>
      )}
      <ul className={styles.why}>
        {row.reasons.map((reason) => (
          <li key={reason.code}>
            {title(reason)}
            <Help kinds={reason.remedies.map(({ kind }) => kind)} />
          </li>
        ))}
        {row.undoReasons.map((reason) => (
          <li key={reason.code}>{t('campaigns.notBack', { why: reason.description })}</li>
        ))}
        {row.differences.length > 0 && <li className={styles.under}>{t('campaigns.differences')}</li>}
        {row.differences.map(({ what }) => (
          <li key={what}>{byCode(`campaigns.diff.${what.split(' ')[0]}`) ?? what}</li>
        ))}
      </ul>
    </>
  );
}

/** The first remedy that is a sentence by itself; the others stand on the upgrade's own page. */
function Help({ kinds }: { kinds: readonly string[] }) {
  const byCode = useWordsByCode();
  const plain = kinds.filter((kind) => PLAIN.has(kind)).map((kind) => byCode(`remedies.${kind}`));
  const [first] = plain;
  return first === undefined || first === null ? null : <span className={styles.under}>{first}</span>;
}

const PLAIN = new Set([
  'request_delegated_admin',
  'confirm_customer_agreement',
  'reactivate',
  'buy_new',
  'wait_for_provisioning',
  'choose_target',
  'cancel_add_ons',
  'decide_add_ons',
  'settle_partner_account',
  'import_price',
  'finish_left_behind_users',
]);
