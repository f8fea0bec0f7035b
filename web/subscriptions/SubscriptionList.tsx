import { Badge } from '@fluentui/react-components';
import { BoxRegular } from '@fluentui/react-icons/svg/box';
import { useEffect, type ReactNode } from 'react';
import type { Subscription } from '../../src/subscriptions/contract.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { useFormats } from '../kit/formats.ts';
import { TextLink } from '../kit/links.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { useSubscriptions } from './listSubscriptions.ts';
import { StatusBadge } from './StatusBadge.tsx';
import { inReadingOrder } from './subscription.ts';
import styles from './SubscriptionList.module.css';

type SubscriptionListProps = {
  readonly customerId: string;
  /** A subscription to point out, because a link led to it. */
  readonly markedId?: string | undefined;
  /** What stands right after a subscription's name. */
  readonly afterName: (subscription: Subscription) => ReactNode;
};

/** A customer's subscriptions: what, how many, in which state, until when. */
export function SubscriptionList({ customerId, markedId, afterName }: SubscriptionListProps) {
  const t = useWords();
  const columns = useColumns(customerId, afterName);
  const { data, error, refetch } = useSubscriptions(customerId);

  useEffect(() => {
    if (data !== undefined && markedId !== undefined) document.getElementById(`row-${markedId}`)?.scrollIntoView({ block: 'center' });
  }, [data, markedId]);

  if (data !== undefined) {
    if (data.length === 0) return <EmptyState icon={<BoxRegular />} title={t('subscriptions.none')} />;
    return (
      <DataTable
        label={t('subscriptions.title')}
        columns={columns}
        rows={inReadingOrder(data)}
        rowKey={({ id }) => id}
        markedKey={markedId}
      />
    );
  }
  if (error !== null) return <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />;
  return <SkeletonRows rows={5} height={32} />;
}

function useColumns(customerId: string, afterName: (subscription: Subscription) => ReactNode): readonly Column<Subscription>[] {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  return [
    {
      key: 'name',
      heading: t('subscriptions.name'),
      width: '4fr',
      isTitle: true,
      cell: (subscription) => <Name customerId={customerId} subscription={subscription} after={afterName(subscription)} />,
    },
    { key: 'quantity', heading: t('subscriptions.quantity'), width: '1fr', align: 'end', cell: ({ quantity }) => formats.number(quantity) },
    { key: 'status', heading: t('subscriptions.status'), width: '1.3fr', cell: ({ status }) => <StatusBadge status={status} /> },
    {
      key: 'cycle',
      heading: t('subscriptions.billingCycle'),
      width: '1.3fr',
      cell: ({ billingCycle }) => byCode(`subscriptions.billingCycle.${billingCycle}`) ?? billingCycle,
    },
    { key: 'end', heading: t('subscriptions.termEnd'), width: '1.6fr', cell: (subscription) => <TermEnd subscription={subscription} /> },
  ];
}

function Name({ customerId, subscription, after }: { customerId: string; subscription: Subscription; after: ReactNode }) {
  const t = useWords();
  const { friendlyName, offerName, isTrial, parentSubscriptionId } = subscription;
  return (
    <div className={parentSubscriptionId === undefined ? undefined : styles.addOn}>
      <div className={styles.nameLine}>
        <TextLink
          to="/customers/$customerId/subscriptions/$subscriptionId"
          params={{ customerId, subscriptionId: subscription.id }}
          appearance="subtle"
        >
          <span className={styles.name}>{friendlyName}</span>
        </TextLink>
        {after}
        {isTrial && <Badge appearance="outline">{t('subscriptions.trial')}</Badge>}
        {parentSubscriptionId !== undefined && <Badge appearance="outline">{t('subscriptions.addOn')}</Badge>}
      </div>
      {offerName !== friendlyName && <div className={styles.offer}>{offerName}</div>}
    </div>
  );
}

function TermEnd({ subscription }: { subscription: Subscription }) {
  const t = useWords();
  const formats = useFormats();
  if (subscription.status === 'deleted') return '–';
  return (
    <>
      {formats.day(subscription.commitmentEndDate)}
      <div className={styles.offer}>{t(subscription.autoRenewEnabled ? 'subscriptions.renews' : 'subscriptions.ends')}</div>
    </>
  );
}
