import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { Subscription } from '../../src/subscriptions/contract.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { useFormats } from '../kit/formats.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { useWrite } from '../kit/useWrite.ts';
import { useWords } from '../kit/words.ts';
import { dayAfter } from './fields.ts';
import styles from './Schedules.module.css';

type Instructions = NonNullable<Subscription['scheduledNextTermInstructions']>;
/** What the next term is to be; an empty object takes back what was scheduled. */
type NextTermWish = { readonly product: Omit<Instructions['product'], 'title'>; readonly quantity: number } | Record<string, never>;

/** Of new commerce: how many seats the next term is to have, and the way back. The product stays, or what was scheduled. */
export function NextTermButtons({ customerId, subscription }: { readonly customerId: string; readonly subscription: Subscription }) {
  const t = useWords();
  const formats = useFormats();
  const [number, setNumber] = useState('');
  const save = useWrite<NextTermWish, Subscription>(
    (wish) => ({
      path: `/v1/customers/${customerId}/subscriptions/${subscription.id}`,
      method: 'PATCH',
      body: { scheduledNextTermInstructions: wish },
    }),
    [['customer', customerId], ['comingdates']],
  );
  const { scheduledNextTermInstructions: next, quantity, autoRenewEnabled, commitmentEndDate } = subscription;
  const product = productOf(subscription);
  if (product === null) return null;
  const day = formats.day(dayAfter(commitmentEndDate));
  const isRight = /^[1-9]\d{0,6}$/.test(number.trim());
  return (
    <>
      <FormDialog
        right="subscriptions.seats"
        button={t('schedules.nextTerm')}
        title={t('schedules.nextTerm')}
        confirm={t('schedules.submit')}
        isDisabled={!autoRenewEnabled}
        isBusy={save.isPending}
        canConfirm={isRight}
        onOpen={() => {
          setNumber(String(next?.quantity ?? quantity));
          save.reset();
        }}
        onConfirm={(requestId, close) => save.mutate({ wish: { product, quantity: Number(number) }, requestId }, { onSuccess: close })}
      >
        <p>{t('schedules.nextTermDetail', { day })}</p>
        <Field label={t('schedules.number')} hint={t('schedules.now', { count: quantity })} required>
          <Input type="number" min={1} step={1} value={number} onChange={(_, { value }) => setNumber(value)} />
        </Field>
        {save.error !== null && <ProblemNotice problem={save.error.problem} />}
      </FormDialog>
      {next !== undefined && (
        <ConfirmDialog
          right="subscriptions.seats"
          button={t('schedules.nextTermTakeBack')}
          title={t('schedules.takeBackTitle')}
          confirm={t('schedules.takeBack')}
          isBusy={save.isPending}
          onConfirm={(requestId) => save.mutate({ wish: {}, requestId })}
        >
          {t('schedules.nextTermTakeBackDetail', { day })}
        </ConfirmDialog>
      )}
      {!autoRenewEnabled && <p className={styles.told}>{t('schedules.nextTermNeedsRenewal')}</p>}
    </>
  );
}

/** What the next term is of: what was scheduled, or the subscription's own product and term; null where it has no such terms. */
function productOf({ productType, offerId, billingCycle, termDuration, scheduledNextTermInstructions: next }: Subscription) {
  if (productType === undefined) return null;
  if (next !== undefined) {
    const { title: _, ...product } = next.product;
    return product;
  }
  const [productId = '', skuId = '', availabilityId = ''] = offerId.split(':');
  return { productId, skuId, availabilityId, billingCycle, termDuration } as Omit<Instructions['product'], 'title'>;
}
