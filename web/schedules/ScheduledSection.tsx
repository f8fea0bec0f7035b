import { Badge } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { ScheduledChange } from '../../src/upgrades/scheduled/contract.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { useFormats } from '../kit/formats.ts';
import { LinkButton } from '../kit/links.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { Buttons, Section } from '../kit/Section.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { ScheduleForm, type Schedulable } from './ScheduleForm.tsx';
import type { Against } from './SchedulePreview.tsx';
import styles from './Schedules.module.css';
import { useScheduledChanges, useTakeBack } from './schedules.ts';

type ScheduledSectionProps = {
  readonly customerId: string;
  readonly subscription: Schedulable;
  /** A subscription that is gone takes nothing new, and still tells what became of what was scheduled. */
  readonly isOpen: boolean;
  readonly against: Against;
  /** What can be scheduled beside it. */
  readonly children?: ReactNode;
};

/** What is scheduled for a subscription: each with its day, its state, what was re-based and what stands against it. */
export function ScheduledSection({ customerId, subscription, isOpen, against, children }: ScheduledSectionProps) {
  const t = useWords();
  const { data, error, refetch } = useScheduledChanges({ customerId, subscriptionId: subscription.id });
  if (!isOpen && (data === undefined || data.length === 0)) return null;
  return (
    <Section id="scheduled" title={t('schedules.title')} about={t('schedules.about')}>
      {error !== null && data === undefined && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
      {error === null && data === undefined && <SkeletonRows rows={2} />}
      {data?.length === 0 && <p>{t('schedules.none')}</p>}
      {data !== undefined && data.length > 0 && (
        <ul className={styles.list}>
          {data.map((change) => (
            <ScheduledItem key={change.id} change={change} customerId={customerId} subscription={subscription} against={against} />
          ))}
        </ul>
      )}
      {isOpen && (
        <Buttons>
          <ScheduleForm customerId={customerId} subscription={subscription} against={against} />
          {children}
        </Buttons>
      )}
    </Section>
  );
}

type ScheduledItemProps = Omit<ScheduledSectionProps, 'isOpen' | 'children'> & { readonly change: ScheduledChange };

const COLORS = { pending: 'informative', wouldFail: 'warning', done: 'success', failed: 'danger', cancelled: 'subtle' } as const;

function ScheduledItem({ change, customerId, subscription, against }: ScheduledItemProps) {
  const t = useWords();
  const formats = useFormats();
  const takeBack = useTakeBack({ customerId, subscriptionId: subscription.id });
  const { date, when, state, wouldFail, reasons, expected, scheduledBy, targetOffer, upgradeType, addOns } = change;
  const shown = wouldFail ? 'wouldFail' : state;
  const day = formats.day(date);
  const upgrade = targetOffer === undefined ? undefined : { targetOfferId: targetOffer.id, upgradeType, addOns };
  return (
    <li className={styles.item} data-state={shown}>
      <div className={styles.head}>
        <strong>
          <time dateTime={date}>{day}</time>
        </strong>
        {when === 'renewal' && <span>{t('schedules.at.renewal')}</span>}
        <Badge appearance="tint" color={COLORS[shown]}>
          {t(`schedules.state.${shown}`)}
        </Badge>
      </div>
      <div>
        <What change={change} />
        {expected !== undefined && (
          <> · {t(state === 'done' ? 'schedules.total' : 'schedules.expected', { total: formats.money(expected.total) })}</>
        )}
      </div>
      <Rebased change={change} />
      {reasons.length > 0 && (
        <div className={styles.reasons}>
          <p className={styles.told}>{t(state === 'failed' ? 'schedules.didFail' : 'schedules.wouldFail')}</p>
          {against(reasons)}
        </div>
      )}
      <div className={styles.detail}>{t('schedules.by', { name: scheduledBy })}</div>
      {state === 'pending' && (
        <Buttons>
          <ScheduleForm customerId={customerId} subscription={subscription} upgrade={upgrade} scheduled={change} against={against} />
          <ConfirmDialog
            right={change.kind === 'upgrade' ? 'subscriptions.upgrade' : 'subscriptions.seats'}
            button={t('schedules.takeBack')}
            label={t('schedules.takeBackLabel', { day })}
            title={t('schedules.takeBackTitle')}
            confirm={t('schedules.takeBack')}
            isBusy={takeBack.isPending}
            onConfirm={(requestId) => takeBack.mutate({ wish: { id: change.id }, requestId })}
          >
            {t('schedules.takeBackDetail')}
          </ConfirmDialog>
        </Buttons>
      )}
      {takeBack.error !== null && <ProblemNotice problem={takeBack.error.problem} />}
      {expected?.upgradeId !== undefined && (
        <Buttons>
          <LinkButton size="small" to="/customers/$customerId/upgrades/$upgradeId" params={{ customerId, upgradeId: expected.upgradeId }}>
            {t('schedules.toUpgrade')}
          </LinkButton>
        </Buttons>
      )}
    </li>
  );
}

/** What is to happen, or happened, in a sentence. */
function What({ change }: { change: ScheduledChange }) {
  const t = useWords();
  const { state, targetOffer, quantity, quantityChange = 0, seatsNow: now, seatsAfter: after } = change;
  if (targetOffer !== undefined)
    return t(state === 'done' ? 'schedules.done.upgrade' : 'schedules.upgrade', { product: targetOffer.name, count: after });
  if (state === 'done') return t('schedules.done.seats', { count: after });
  if (quantity !== undefined) return t('schedules.seats.to', { count: quantity, now });
  const count = Math.abs(quantityChange);
  return t(quantityChange > 0 ? 'schedules.seats.more' : 'schedules.seats.fewer', { count, after, now });
}

/** How later edits changed it: what it was, what it became, and why. */
function Rebased({ change: { rebased } }: { change: ScheduledChange }) {
  const t = useWords();
  const formats = useFormats();
  if (rebased.length === 0) return null;
  return (
    <ul className={styles.history}>
      {rebased.map(({ date, seats, result, day }) => (
        <li key={date} className={styles.detail}>
          {t('schedules.rebasedOn', { day: formats.day(date) })}
          {' · '}
          {day === undefined
            ? t(result?.was === result?.became ? 'schedules.rebased.same' : 'schedules.rebased.result', {
                was: seats?.was ?? 0,
                became: seats?.became ?? 0,
                resultWas: result?.was ?? 0,
                resultBecame: result?.became ?? 0,
              })
            : t('schedules.rebased.day', { was: formats.day(day.was), became: formats.day(day.became) })}
        </li>
      ))}
    </ul>
  );
}
