import { Field, MessageBar, MessageBarBody, Select } from '@fluentui/react-components';
import { useState } from 'react';
import type { Transition } from '../../../src/upgrades/transitions/contract.ts';
import { Card } from '../../kit/Card.tsx';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { useFormats } from '../../kit/formats.ts';
import { NumberInput } from '../../kit/NumberInput.tsx';
import { WhoMay } from '../../kit/PermittedButton.tsx';
import { ProblemNotice } from '../../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../../kit/SkeletonRows.tsx';
import { useWords } from '../../kit/words.ts';
import { WriteProblem } from '../../kit/WriteProblem.tsx';
import styles from './Transition.module.css';
import { TransitionHistory } from './TransitionHistory.tsx';
import { TransitionSummary } from './TransitionSummary.tsx';
import { useEligibilities, useTransition, useTransitionPreview, type Place, type TransitionWish } from './transitions.ts';

type TransitionSectionProps = Place & { readonly quantity: number; readonly name: string; readonly isActive: boolean };

/** What a subscription of new commerce can become: chosen, worked out, and done after a second press. */
export function TransitionSection({ quantity, name, isActive, ...place }: TransitionSectionProps) {
  const t = useWords();
  const change = useTransition(place);
  const { wish, choose, eligibilities, product } = useWish(place, quantity);
  const preview = useTransitionPreview(place, isActive ? wish : null);
  const isReady = preview.data?.isPossible === true && !preview.isFetching && !preview.isPlaceholderData;
  return (
    <Card id="transitions" title={t('transitions.title')}>
      {eligibilities.error !== null && <ProblemNotice problem={eligibilities.error.problem} onRetry={() => void eligibilities.refetch()} />}
      {eligibilities.isLoading && <SkeletonRows rows={2} />}
      {eligibilities.data?.length === 0 && <p className={styles.note}>{t('transitions.none')}</p>}
      {isActive && product !== undefined && wish !== null && (
        <>
          <Choice wish={wish} quantity={quantity} eligibilities={eligibilities.data ?? []} onChange={choose} />
          {preview.error !== null && <ProblemNotice problem={preview.error.problem} onRetry={() => void preview.refetch()} />}
          {preview.data === undefined && preview.error === null && <SkeletonRows rows={3} />}
          <div role="status" aria-busy={preview.isFetching}>
            {preview.data !== undefined && preview.error === null && (
              <TransitionSummary {...place} preview={preview.data} targetOfferId={wish.toCatalogItemId} />
            )}
          </div>
          <div>
            <ConfirmDialog
              right="subscriptions.upgrade"
              button={t('transitions.submit')}
              title={t('transitions.ask', { name, product: product.title })}
              confirm={t('transitions.submit')}
              isBusy={change.isPending}
              isDisabled={!isReady}
              onConfirm={(requestId) => change.mutate({ wish, requestId })}
            >
              <p>{t('transitions.final')}</p>
            </ConfirmDialog>
          </div>
          <WhoMay right="subscriptions.upgrade" />
        </>
      )}
      <WriteProblem of={change} />
      {change.data !== undefined && <Outcome transition={change.data} />}
      <TransitionHistory {...place} />
    </Card>
  );
}

/** What is chosen: at first the first product that is possible, all seats, a subscription of its own. */
function useWish(place: Place, quantity: number) {
  const eligibilities = useEligibilities(place);
  const [chosen, setChosen] = useState<Partial<TransitionWish>>({});
  const items = eligibilities.data ?? [];
  const product =
    items.find((item) => item.catalogItemId === chosen.toCatalogItemId) ??
    items.find((item) => item.eligibilities.some((way) => way.isEligible)) ??
    items[0];
  const wish: TransitionWish | null =
    product === undefined
      ? null
      : {
          toCatalogItemId: product.catalogItemId,
          quantity: chosen.quantity ?? quantity,
          toSubscriptionId: chosen.toSubscriptionId ?? null,
        };
  return { eligibilities, product, wish, choose: (change: Partial<TransitionWish>) => setChosen({ ...chosen, ...change }) };
}

type ChoiceProps = {
  readonly wish: TransitionWish;
  readonly quantity: number;
  readonly eligibilities: NonNullable<ReturnType<typeof useEligibilities>['data']>;
  readonly onChange: (change: Partial<TransitionWish>) => void;
};

function Choice({ wish, quantity, eligibilities, onChange }: ChoiceProps) {
  const t = useWords();
  const destinations = eligibilities.find((item) => item.catalogItemId === wish.toCatalogItemId)?.subscriptionEligibilities ?? [];
  const refused = destinations.filter((each) => !each.isEligible);
  return (
    <div className={styles.fields}>
      <Field label={t('transitions.product')}>
        <Select value={wish.toCatalogItemId} onChange={(_, { value }) => onChange({ toCatalogItemId: value, toSubscriptionId: null })}>
          {eligibilities.map(({ catalogItemId, title }) => (
            <option key={catalogItemId} value={catalogItemId}>
              {title}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('subscriptions.quantity')} hint={t('transitions.seatsOf', { count: quantity })}>
        <NumberInput
          max={quantity}
          value={Number.isNaN(wish.quantity) ? '' : String(wish.quantity)}
          onChange={(_, { value }) => onChange({ quantity: Number.parseInt(value, 10) || 0 })}
        />
      </Field>
      <Field
        label={t('transitions.destination')}
        hint={refused.flatMap((each) => each.errors.map((error) => `${each.subscriptionFriendlyName}: ${error.description}`)).join(' ')}
      >
        <Select
          value={wish.toSubscriptionId ?? ''}
          onChange={(_, { value }) => onChange({ toSubscriptionId: value === '' ? null : value })}
        >
          <option value="">{t('transitions.destination.new')}</option>
          {destinations.map((each) => (
            <option key={each.subscriptionId} value={each.subscriptionId} disabled={!each.isEligible}>
              {each.subscriptionFriendlyName}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

/** How it went: done altogether, done with people left behind, or not at all. */
function Outcome({ transition: { events, quantity } }: { transition: Transition }) {
  const t = useWords();
  const formats = useFormats();
  const failed = events.find(({ status }) => status === 'Failed');
  const seats = formats.number(quantity);
  if (failed === undefined) return <Bar intent="success">{t('transitions.done', { seats })}</Bar>;
  const why = failed.errors.map((error) => error.description).join(' ');
  return failed.name === 'Conversion' ? (
    <Bar intent="error">{t('transitions.failed', { why })}</Bar>
  ) : (
    <Bar intent="warning">{t('transitions.usersLeft', { seats, why })}</Bar>
  );
}

function Bar({ intent, children }: { intent: 'success' | 'warning' | 'error'; children: string }) {
  return (
    <MessageBar intent={intent} layout="multiline">
      <MessageBarBody>{children}</MessageBarBody>
    </MessageBar>
  );
}
