import { Button, MessageBar, MessageBarActions, MessageBarBody, SearchBox, Select } from '@fluentui/react-components';
import { MailInboxRegular } from '@fluentui/react-icons/svg/mail-inbox';
import { useState } from 'react';
import type { WebhookDelivery } from '../../src/webhooks/deliveries/contract.ts';
import type { Column } from '../kit/DataTable.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { useFormats } from '../kit/formats.ts';
import { PagedTable } from '../kit/PagedTable.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { STATES, useDeliveries, type DeliveryFilter } from './deliveries.ts';
import { DeliveryDetails } from './DeliveryDetails.tsx';
import { DeliveryState } from './DeliveryState.tsx';
import { useEventNames } from './registration.ts';
import { ReplayAll } from './ReplayAll.tsx';
import { ResourceLink } from './ResourceLink.tsx';
import styles from './Webhooks.module.css';

type LogProps = { readonly filter: DeliveryFilter; readonly onFilter: (filter: DeliveryFilter) => void };

/** What was sent to the receiver and what came of it; each can be looked at and sent again. */
export function DeliveryLog({ filter, onFilter }: LogProps) {
  const t = useWords();
  const pages = useDeliveries(filter);
  const columns = useColumns();
  const isNarrowed = Object.keys(filter).length > 0;
  return (
    <>
      {filter.state !== 'given_up' && <GivenUp onShow={() => onFilter({ ...filter, state: 'given_up' })} />}
      <Filters filter={filter} onFilter={onFilter} />
      {filter.state === 'given_up' && <ReplayAll filter={filter} />}
      <PagedTable
        label={t('webhooks.log')}
        pages={pages}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<EmptyState icon={<MailInboxRegular />} title={t(isNarrowed ? 'webhooks.nothingLikeIt' : 'webhooks.nothing')} />}
      />
    </>
  );
}

/** Says so where events were given up, and leads to them: nobody looks for what nobody knows of. */
function GivenUp({ onShow }: { onShow: () => void }) {
  const t = useWords();
  const { items = [] } = useDeliveries({ state: 'given_up' });
  // A test that failed was seen when it failed.
  if (items.every(({ eventName }) => eventName === 'test-created')) return null;
  return (
    <MessageBar intent="warning" className={styles.notice}>
      <MessageBarBody>{t('webhooks.givenUp')}</MessageBarBody>
      <MessageBarActions>
        <Button onClick={onShow}>{t('webhooks.showGivenUp')}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}

function useColumns(): readonly Column<WebhookDelivery>[] {
  const t = useWords();
  const formats = useFormats();
  return [
    {
      key: 'event',
      heading: t('webhooks.event'),
      width: '3fr',
      isTitle: true,
      cell: ({ eventName, occurredDate }) => (
        <>
          <span className={styles.eventName}>{eventName}</span>
          <span className={styles.hint}>{formats.instant(occurredDate)}</span>
        </>
      ),
    },
    { key: 'about', heading: t('webhooks.about'), width: '1.6fr', cell: ({ resourceUri }) => <ResourceLink resourceUri={resourceUri} /> },
    { key: 'state', heading: t('webhooks.state'), width: '1.5fr', cell: (delivery) => <DeliveryState delivery={delivery} /> },
    { key: 'last', heading: t('webhooks.lastAnswer'), width: '2fr', cell: (delivery) => <LastAnswer delivery={delivery} /> },
    {
      key: 'next',
      heading: t('webhooks.next'),
      width: '1.7fr',
      cell: ({ nextAttemptDate, isBeingSent }) =>
        isBeingSent ? t('webhooks.beingSent') : nextAttemptDate === undefined ? '–' : formats.instant(nextAttemptDate),
    },
    {
      key: 'details',
      heading: t('webhooks.details'),
      width: '1.2fr',
      cell: ({ id, eventName }) => <DeliveryDetails id={id} eventName={eventName} />,
    },
  ];
}

function LastAnswer({ delivery: { lastStatus, lastCause, lastAttemptDate } }: { delivery: WebhookDelivery }) {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  if (lastAttemptDate === undefined) return '–';
  return (
    <>
      {lastStatus === undefined
        ? (byCode(`webhooks.cause.${lastCause ?? ''}`) ?? lastCause)
        : t('webhooks.status', { status: String(lastStatus) })}
      <span className={styles.hint}>{formats.instant(lastAttemptDate)}</span>
    </>
  );
}

function Filters({ filter, onFilter }: LogProps) {
  const t = useWords();
  const { data: names = [] } = useEventNames(true);
  const { state, event, resource } = filter;
  const [typed, setTyped] = useState(resource ?? '');
  const show = (wanted: { state?: DeliveryFilter['state'] | undefined; event?: string | undefined; resource?: string | undefined }) => {
    const all = { state, event, resource, ...wanted };
    onFilter({
      ...(all.state === undefined ? {} : { state: all.state }),
      ...(all.event === undefined ? {} : { event: all.event }),
      ...(all.resource === undefined ? {} : { resource: all.resource }),
    });
  };
  return (
    <div className={styles.filters}>
      <Select
        aria-label={t('webhooks.state')}
        value={state ?? ''}
        onChange={(_, { value }) => show({ state: STATES.find((each) => each === value) })}
      >
        <option value="">{t('webhooks.anyState')}</option>
        {STATES.map((each) => (
          <option key={each} value={each}>
            {t(`webhooks.state.${each}`)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('webhooks.event')}
        value={event ?? ''}
        onChange={(_, { value }) => show({ event: value === '' ? undefined : value })}
      >
        <option value="">{t('webhooks.anyEvent')}</option>
        {names.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </Select>
      <form
        role="search"
        className={styles.search}
        onSubmit={(submitted) => {
          submitted.preventDefault();
          show({ resource: typed.trim() === '' ? undefined : typed.trim() });
        }}
      >
        <SearchBox
          aria-label={t('webhooks.search')}
          placeholder={t('webhooks.search')}
          value={typed}
          onChange={(_, { value }) => {
            setTyped(value);
            if (value === '' && resource !== undefined) show({ resource: undefined });
          }}
        />
      </form>
    </div>
  );
}
