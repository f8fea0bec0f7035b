import { Badge } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { ComingDate } from '../../src/subscriptions/calendar/contract.ts';
import { useFormats } from '../kit/formats.ts';
import { LinkButton, TextLink } from '../kit/links.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import styles from './Calendar.module.css';
import { kindOf, type Coming } from './months.ts';

/** Within so many days it is time to act. */
const SOON_DAYS = 7;

/** One thing that comes: when, what, at whom, and what can still be done about it. */
export function ComingItem({ coming, showsCustomer }: { coming: Coming; showsCustomer: boolean }) {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  const kind = kindOf(coming);
  return (
    <li className={styles.item} data-kind={kind}>
      <div className={styles.day}>
        <time dateTime={coming.on}>{formats.day(coming.on)}</time>
        <Badge appearance="tint" color={coming.daysLeft <= SOON_DAYS ? 'warning' : 'informative'}>
          {t('calendar.daysLeft', { count: coming.daysLeft })}
        </Badge>
      </div>
      <div className={styles.texts}>
        <strong>{byCode(`calendar.kind.${kind}`) ?? kind}</strong>
        <div>
          {coming.what === 'admin' ? coming.admin.displayName : <SubscriptionName date={coming.date} />}
          {showsCustomer && <CustomerName coming={coming} />}
        </div>
        <div className={styles.detail}>{coming.what === 'admin' ? t('calendar.adminDetail') : <Detail date={coming.date} />}</div>
      </div>
      <div className={styles.actions}>{actionsOf(coming, t, byCode)}</div>
    </li>
  );
}

function SubscriptionName({ date: { customerId, subscriptionId, friendlyName } }: { date: ComingDate }) {
  return (
    <TextLink to="/customers/$customerId/subscriptions/$subscriptionId" params={{ customerId, subscriptionId }}>
      {friendlyName}
    </TextLink>
  );
}

function CustomerName({ coming }: { coming: Coming }) {
  const customerId = coming.what === 'admin' ? coming.admin.customer.tenantId : coming.date.customerId;
  const name = coming.what === 'admin' ? coming.admin.customer.displayName : coming.date.customerName;
  return (
    <>
      {' · '}
      <TextLink to="/customers/$customerId" params={{ customerId }}>
        {name}
      </TextLink>
    </>
  );
}

function Detail({ date: { quantity, seats, cost, offerName, friendlyName, scheduledChange } }: { date: ComingDate }) {
  const t = useWords();
  const formats = useFormats();
  if (scheduledChange !== undefined) return <Scheduled change={scheduledChange} />;
  const parts = [
    ...(offerName === friendlyName ? [] : [offerName]),
    seats === undefined ? t('calendar.seats', { count: quantity }) : t('calendar.seatsBack', { count: seats }),
    ...(cost === undefined ? [] : [t('calendar.cost', { cost: formats.money(cost) })]),
  ];
  return parts.join(' · ');
}

/** What is to happen on that day, and whether it would fail as things stand. */
function Scheduled({
  change: { quantity, quantityChange = 0, targetOfferName, wouldFail },
}: {
  change: NonNullable<ComingDate['scheduledChange']>;
}) {
  const t = useWords();
  const what =
    targetOfferName !== undefined
      ? t('calendar.scheduled.upgrade', { product: targetOfferName })
      : quantity !== undefined
        ? t('calendar.scheduled.to', { count: quantity })
        : t(quantityChange > 0 ? 'calendar.scheduled.more' : 'calendar.scheduled.fewer', { count: Math.abs(quantityChange) });
  return wouldFail ? `${what} · ${t('calendar.scheduled.wouldFail')}` : what;
}

function actionsOf(coming: Coming, t: ReturnType<typeof useWords>, byCode: ReturnType<typeof useWordsByCode>): ReactNode {
  if (coming.what === 'admin') {
    return (
      <LinkButton size="small" to="/customers/$customerId" params={{ customerId: coming.admin.customer.tenantId }}>
        {t('calendar.toCustomer')}
      </LinkButton>
    );
  }
  const { customerId, subscriptionId, actions } = coming.date;
  const params = { customerId, subscriptionId };
  return actions.map((action) => {
    const words = byCode(`calendar.action.${action}`) ?? action;
    return action === 'upgrade' ? (
      <LinkButton key={action} size="small" to="/customers/$customerId/subscriptions/$subscriptionId/upgrade" params={params}>
        {words}
      </LinkButton>
    ) : (
      <LinkButton key={action} size="small" to="/customers/$customerId/subscriptions/$subscriptionId" params={params}>
        {words}
      </LinkButton>
    );
  });
}
