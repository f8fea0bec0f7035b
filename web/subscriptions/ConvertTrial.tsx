import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Subscription } from '../../src/subscriptions/contract.ts';
import type { Conversion } from '../../src/subscriptions/trials/contract.ts';
import { Card } from '../kit/Card.tsx';
import { Fact, Facts } from '../kit/Facts.tsx';
import { useFormats } from '../kit/formats.ts';
import { NumberInput } from '../kit/NumberInput.tsx';
import { PermittedButton, WhoMay } from '../kit/PermittedButton.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { newRequestId } from '../kit/requestId.ts';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { WriteProblem } from '../kit/WriteProblem.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { BillLines } from './BillLines.tsx';
import { PurchaseRefusals } from './buy/PurchaseRefusals.tsx';
import styles from './Change.module.css';
import { useConversions, useConvertTrial } from './convertTrial.ts';
import { useSubscriptions } from './listSubscriptions.ts';

const PAUSE_MS = 350;

/** Turns a trial into the paid product: nobody’s licence is touched, and the price stands there before. */
export function ConvertTrial({ customerId, subscription }: { customerId: string; subscription: Subscription }) {
  const t = useWords();
  const place = { customerId, subscriptionId: subscription.id };
  const [quantity, setQuantity] = useState<number | null>(null);
  const { data, error, isPlaceholderData, isFetching, refetch } = useConversions(place, quantity);
  return (
    <Card id="convert" title={t('seats.convert')}>
      {error !== null && data === undefined && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
      {error === null && data === undefined && <SkeletonRows rows={3} />}
      {data?.length === 0 && <p>{t('seats.convertNothing')}</p>}
      {data?.map((conversion) => (
        <ConversionForm
          key={conversion.targetOfferId}
          {...place}
          conversion={conversion}
          isStale={isPlaceholderData || isFetching}
          onQuantity={setQuantity}
        />
      ))}
    </Card>
  );
}

type ConversionFormProps = {
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly conversion: Conversion;
  readonly isStale: boolean;
  readonly onQuantity: (quantity: number) => void;
};

function ConversionForm({ conversion, isStale, onQuantity, ...place }: ConversionFormProps) {
  const t = useWords();
  const byCode = useWordsByCode();
  const [cycle, setCycle] = useState<string>(conversion.billingCycle);
  const { text, type, isPaused } = useSeats(conversion.quantity, onQuantity);
  const convert = useConvertTrial(place);
  const quote = conversion.quotes.find(({ billingCycle }) => billingCycle === cycle) ?? conversion.quotes[0];
  const isSettled = !isStale && isPaused && Number(text) === conversion.quantity;
  const submit = () => {
    if (quote?.total === undefined) return;
    const { targetOfferId, quantity } = conversion;
    const wish = { targetOfferId, quantity, billingCycle: quote.billingCycle, expectedTotal: quote.total.amount };
    convert.mutate({ wish, requestId: newRequestId() });
  };
  return (
    <>
      <p>{t('seats.convertTo', { offer: conversion.targetOfferName })}</p>
      <Field label={t('subscriptions.quantity')}>
        <NumberInput
          min={conversion.minimumQuantity}
          max={conversion.maximumQuantity}
          value={text}
          onChange={(_, { value }) => type(value)}
        />
      </Field>
      {conversion.quotes.length > 1 && (
        <Field label={t('subscriptions.billingCycle')}>
          <RadioGroup layout="horizontal" value={cycle} onChange={(_, { value }) => setCycle(value)}>
            {conversion.quotes.map(({ billingCycle }) => (
              <Radio key={billingCycle} value={billingCycle} label={byCode(`subscriptions.billingCycle.${billingCycle}`) ?? billingCycle} />
            ))}
          </RadioGroup>
        </Field>
      )}
      {quote !== undefined && (
        <Quote customerId={place.customerId} quote={quote} onQuantity={(count) => type(String(count))} onCycle={setCycle} />
      )}
      <WriteProblem of={convert} />
      <div className={styles.buttons}>
        <PermittedButton
          right="trials.convert"
          appearance="primary"
          isBusy={convert.isPending}
          isDisabled={!isSettled || quote?.isPossible !== true}
          onClick={submit}
        >
          {t('seats.convertNow')}
        </PermittedButton>
      </div>
      <WhoMay right="trials.convert" />
    </>
  );
}

type QuoteProps = {
  readonly customerId: string;
  readonly quote: Conversion['quotes'][number];
  readonly onQuantity: (quantity: number) => void;
  readonly onCycle: (billingCycle: string) => void;
};

function Quote({ customerId, quote: { isPossible, reasons, lines, total }, onQuantity, onCycle }: QuoteProps) {
  const t = useWords();
  const formats = useFormats();
  const { data: subscriptions = [] } = useSubscriptions(customerId);
  if (!isPossible) {
    const offerName = (offerId: string) => subscriptions.find((each) => each.offerId === offerId)?.offerName ?? offerId;
    return (
      <PurchaseRefusals
        customerId={customerId}
        refusals={reasons}
        subscriptions={subscriptions}
        offerName={offerName}
        onQuantity={onQuantity}
        onBillingCycle={onCycle}
      />
    );
  }
  return (
    <>
      <BillLines lines={lines} />
      {total !== undefined && (
        <Facts>
          <Fact name={t('seats.total')}>{formats.money(total)}</Fact>
        </Facts>
      )}
    </>
  );
}

/** Seats as they are typed; a whole number is asked about once the person pauses. */
function useSeats(current: number, onQuantity: (quantity: number) => void) {
  const [text, setText] = useState(String(current));
  const isNumber = /^\d{1,7}$/.test(text.trim());
  const isPaused = isNumber && Number(text) === current;
  useEffect(() => {
    if (!isNumber || isPaused) return undefined;
    const timer = setTimeout(() => onQuantity(Number(text)), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, isNumber, isPaused, onQuantity]);
  return { text, type: setText, isPaused };
}
