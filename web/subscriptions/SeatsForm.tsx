import { Field, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useEffect, useState, type ReactNode } from 'react';
import type { ChangePreview } from '../../src/subscriptions/change/contract.ts';
import type { Subscription } from '../../src/subscriptions/contract.ts';
import { Card } from '../kit/Card.tsx';
import { NumberInput } from '../kit/NumberInput.tsx';
import { PermittedButton, WhoMay } from '../kit/PermittedButton.tsx';
import { usePermission } from '../kit/permission.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { newRequestId } from '../kit/requestId.ts';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { WriteProblem } from '../kit/WriteProblem.tsx';
import { useWords } from '../kit/words.ts';
import styles from './Change.module.css';
import { ChangeRefusals } from './ChangeRefusals.tsx';
import { useChange, useChangePreview, type ChangeWish } from './changeSubscription.ts';
import { ChangeSummary } from './ChangeSummary.tsx';

const PAUSE_MS = 350;

/** Who is to lose the licence of a product where more people hold it than there will be seats. */
export type LoserQuestion = {
  readonly skuId: string;
  /** How many must lose it. */
  readonly count: number;
  readonly chosen: readonly string[];
  readonly onChosen: (userIds: readonly string[]) => void;
};

type SeatsFormProps = {
  readonly customerId: string;
  readonly subscription: Subscription;
  /** Lets a person choose among those who hold the product. */
  readonly pickLosers?: ((question: LoserQuestion) => ReactNode) | undefined;
};

/** Changes the number of seats: what it costs stands there before the button is pressed. */
export function SeatsForm({ customerId, subscription, pickLosers }: SeatsFormProps) {
  const t = useWords();
  const place = { customerId, subscriptionId: subscription.id };
  const { isGranted } = usePermission('subscriptions.seats');
  const { text, wish, isNumber, write, accept, clear, losers, lose } = useSeatsWish(subscription.quantity);
  const { data, error, isFetching, isPlaceholderData, refetch } = useChangePreview(place, wish);
  const change = useChange(place);
  const type = (value: string) => {
    write(value);
    change.reset();
  };
  const preview = wish === null ? undefined : data;
  const tooMany = useTooMany(preview, losers.length > 0 || wish?.acceptLicenseConflict === true, text);
  const isOther = wish?.quantity !== Number(text) || (wish.unassignUserIds ?? []).join() !== losers.join();
  const isStale = wish === null || isOther || isFetching || isPlaceholderData;
  const submit = () => {
    if (preview?.isPossible === true) change.mutate({ wish: { previewId: preview.id }, requestId: newRequestId() }, { onSuccess: clear });
  };
  return (
    <Card id="seats" title={t('seats.title')}>
      <Field
        label={t('subscriptions.quantity')}
        hint={t('seats.today', { count: subscription.quantity })}
        validationState={isNumber ? 'none' : 'error'}
        validationMessage={isNumber ? null : t('seats.noNumber')}
      >
        <NumberInput disabled={!isGranted} value={text} onChange={(_, { value }) => type(value)} />
      </Field>
      {error !== null && wish !== null && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
      {wish !== null && error === null && preview === undefined && <SkeletonRows rows={3} />}
      <div aria-busy={isStale && wish !== null} role="status">
        {preview?.isPossible === true && <ChangeSummary preview={preview} />}
        {preview?.isPossible === false && (
          <ChangeRefusals {...place} refusals={preview.reasons} onQuantity={(quantity) => type(String(quantity))} onAccept={accept} />
        )}
        {tooMany !== null && pickLosers?.({ ...tooMany, chosen: losers, onChosen: lose })}
        {change.data !== undefined && wish === null && (
          <MessageBar intent="success">
            <MessageBarBody>{t('seats.changed', { count: change.data.quantity })}</MessageBarBody>
          </MessageBar>
        )}
      </div>
      <WriteProblem of={change} />
      <div className={styles.buttons}>
        <PermittedButton
          right="subscriptions.seats"
          appearance="primary"
          isBusy={change.isPending}
          isDisabled={isStale || preview?.isPossible !== true}
          onClick={submit}
        >
          {t('seats.submit')}
        </PermittedButton>
      </div>
      <WhoMay right="subscriptions.seats" />
    </Card>
  );
}

/** The product that too many people hold, and how many: as it was when nobody had been chosen yet. */
function useTooMany(preview: ChangePreview | undefined, isAnswered: boolean, text: string): Pick<LoserQuestion, 'skuId' | 'count'> | null {
  const [found, setFound] = useState<(Pick<LoserQuestion, 'skuId' | 'count'> & { readonly text: string }) | null>(null);
  const facts = preview?.reasons.find(({ code }) => code === 'seats_still_assigned')?.facts;
  const [skuId, count]: readonly unknown[] = [facts?.['skuId'], facts?.['usersTooMany']];
  const isNew = found === null || found.text !== text || found.skuId !== skuId || found.count !== count;
  if (!isAnswered && typeof skuId === 'string' && typeof count === 'number' && isNew) setFound({ skuId, count, text });
  return found !== null && found.text === text ? found : null;
}

/** What is typed, and once the person pauses, what it asks for: nothing while it is no number, or the number of today. */
function useSeatsWish(current: number) {
  const [text, setText] = useState(String(current));
  const [wish, setWish] = useState<ChangeWish | null>(null);
  const [accepts, setAccepts] = useState(false);
  const [losers, lose] = useState<readonly string[]>([]);
  const [seen, setSeen] = useState(current);
  // Somebody else changed the seats, or a transition did: a number that nobody typed over follows.
  if (seen !== current) {
    setSeen(current);
    if (text === String(seen)) setText(String(current));
  }
  const isNumber = /^\d+$/.test(text.trim());
  const isSame = isNumber && Number(text) === current;
  useEffect(() => {
    const timer = setTimeout(() => {
      if (!isNumber || isSame) setWish(null);
      else
        setWish({
          quantity: Number(text),
          ...(accepts ? { acceptLicenseConflict: true } : {}),
          ...(losers.length > 0 ? { unassignUserIds: losers } : {}),
        });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, isNumber, isSame, accepts, losers]);
  const write = (value: string) => {
    setText(value);
    setAccepts(false);
    lose([]);
  };
  return { text, wish, isNumber, write, accept: () => setAccepts(true), clear: () => setWish(null), losers, lose };
}
