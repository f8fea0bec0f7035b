import { useState } from 'react';
import type { Subscription } from '../../src/subscriptions/contract.ts';
import type { CyclePreview } from '../../src/subscriptions/orders/contract.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { Fact, Facts } from '../kit/Facts.tsx';
import { useFormats } from '../kit/formats.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { WriteProblem } from '../kit/WriteProblem.tsx';
import { useWords } from '../kit/words.ts';
import { BillLines } from './BillLines.tsx';
import { PurchaseRefusals } from './buy/PurchaseRefusals.tsx';
import { useCycleChange, useCyclePreview } from './changeCycle.ts';
import { useSubscriptions } from './listSubscriptions.ts';

/** The other billing cycle; nothing for what has none, such as a trial. */
const OTHER: Readonly<Record<string, 'monthly' | 'annual'>> = { monthly: 'annual', annual: 'monthly' };

/** Changes how often the order is billed: what that does and costs is said before. */
export function CycleButton({ customerId, subscription }: { customerId: string; subscription: Subscription }) {
  const t = useWords();
  const [isAsked, setAsked] = useState(false);
  const wanted = OTHER[subscription.billingCycle];
  const place = { customerId, orderId: subscription.orderId };
  const { data: preview, error, isFetching, refetch } = useCyclePreview(place, wanted ?? '', isAsked && wanted !== undefined);
  const { data: subscriptions = [] } = useSubscriptions(customerId);
  const change = useCycleChange(place);
  if (wanted === undefined || subscription.status !== 'active') return null;
  return (
    <>
      <ConfirmDialog
        right="orders.cycle"
        button={t(`seats.cycle.${wanted}`)}
        title={t(`seats.cycleAsk.${wanted}`, { name: subscription.friendlyName })}
        confirm={t(`seats.cycle.${wanted}`)}
        isBusy={change.isPending}
        canConfirm={preview?.isPossible === true && !isFetching}
        onOpen={() => (isAsked ? void refetch() : setAsked(true))}
        onConfirm={(requestId) => preview !== undefined && change.mutate({ wish: { previewId: preview.id }, requestId })}
      >
        <p>{t('seats.cycleEffect')}</p>
        {error !== null && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
        {preview === undefined && error === null && <SkeletonRows rows={2} />}
        {preview?.isPossible === true && <CycleSummary preview={preview} />}
        {preview?.isPossible === false && (
          <PurchaseRefusals
            customerId={customerId}
            refusals={preview.reasons}
            subscriptions={subscriptions}
            offerName={(offerId) => subscriptions.find((each) => each.offerId === offerId)?.offerName ?? offerId}
          />
        )}
      </ConfirmDialog>
      <WriteProblem of={change} />
    </>
  );
}

function CycleSummary({ preview: { lines, total, resale, nextPeriod, term, subscriptions } }: { preview: CyclePreview }) {
  const t = useWords();
  const formats = useFormats();
  return (
    <>
      {subscriptions.length > 1 && (
        <p>{t('seats.cycleTogether', { names: formats.list(subscriptions.map(({ friendlyName }) => friendlyName)) })}</p>
      )}
      <BillLines lines={lines} />
      <Facts>
        {total !== undefined && <Fact name={t(total.amount < 0 ? 'seats.credit' : 'seats.total')}>{formats.money(total)}</Fact>}
        {resale !== undefined && (
          <Fact name={t('money.resale', { margin: formats.percent(resale.marginBasisPoints / 10_000) })}>
            {formats.money(resale.total)}
          </Fact>
        )}
        {nextPeriod !== undefined && (
          <Fact name={t('seats.nextPeriod')}>
            {t('seats.beforeAfter', { before: formats.money(nextPeriod.before.total), after: formats.money(nextPeriod.after.total) })}
          </Fact>
        )}
        {term !== undefined && (
          <Fact name={t('seats.newTerm')}>{t('seats.days', { from: formats.day(term.startDate), until: formats.day(term.endDate) })}</Fact>
        )}
      </Facts>
    </>
  );
}
