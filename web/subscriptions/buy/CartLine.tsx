import { Button, Input, Select } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { useState } from 'react';
import type { Cart } from '../../../src/subscriptions/carts/contract.ts';
import type { Subscription } from '../../../src/subscriptions/contract.ts';
import type { PurchaseOption } from '../../../src/subscriptions/offers/contract.ts';
import { useFormats } from '../../kit/formats.ts';
import { useWords, useWordsByCode } from '../../kit/words.ts';
import styles from './Buy.module.css';
import { judgedAt, type CartPlace, type CartWish } from './cart.ts';
import { PurchaseRefusals } from './PurchaseRefusals.tsx';

type CartLineProps = {
  readonly customerId: string;
  readonly place: CartPlace;
  readonly wish: CartWish;
  readonly judged: Cart | undefined;
  readonly isStale: boolean;
  readonly option: PurchaseOption | undefined;
  readonly subscriptions: readonly Subscription[];
  readonly offerName: (offerId: string) => string;
  readonly onChange: (change: { readonly quantity?: number; readonly billingCycle?: string }) => void;
  readonly onRemove: () => void;
};

/** One line of the cart: seats, billing cycle, what it costs today and for which days, or why it cannot be bought. */
export function CartLine({ place, wish, judged, isStale, option, onChange, onRemove, ...ways }: CartLineProps) {
  const t = useWords();
  const line = judgedAt(judged, place, wish);
  const name = ways.offerName(wish.offerId);
  const base = ways.subscriptions.find(({ id }) => id === wish.baseId);
  const cycles = option?.prices.filter(({ unitPrice }) => unitPrice !== undefined).map(({ billingCycle }) => billingCycle) ?? [];
  const canChooseCycle = place.addOn === null && wish.baseId === null && cycles.length > 1;
  return (
    <div className={styles.line} data-line={wish.offerId}>
      <div className={styles.lineHead}>
        <strong>{name}</strong>
        <Button
          appearance="subtle"
          size="small"
          icon={<DeleteRegular />}
          aria-label={t('buy.remove', { offer: name })}
          onClick={onRemove}
        />
      </div>
      {base !== undefined && <div className={styles.description}>{t('buy.for', { name: base.friendlyName })}</div>}
      <div className={styles.lineFields}>
        <SeatsField name={name} value={wish.quantity} onChange={(quantity) => onChange({ quantity })} />
        {canChooseCycle ? (
          <Cycles name={name} cycles={cycles} value={wish.billingCycle} onChange={(billingCycle) => onChange({ billingCycle })} />
        ) : (
          <CycleWord cycle={line?.billingCycle ?? wish.billingCycle} />
        )}
      </div>
      {line !== undefined && !isStale && <Verdict line={line} {...ways} onChange={onChange} canChooseCycle={canChooseCycle} />}
    </div>
  );
}

type Judged = NonNullable<ReturnType<typeof judgedAt>>;
type VerdictProps = Pick<CartLineProps, 'customerId' | 'subscriptions' | 'offerName' | 'onChange'> & {
  readonly line: Judged;
  readonly canChooseCycle: boolean;
};

function Verdict({ line, onChange, canChooseCycle, ...ways }: VerdictProps) {
  const t = useWords();
  const formats = useFormats();
  const { bill, amount, reasons, error } = line;
  if (reasons.length > 0) {
    return (
      <PurchaseRefusals
        refusals={reasons}
        onQuantity={(quantity) => onChange({ quantity })}
        {...(canChooseCycle ? { onBillingCycle: (billingCycle: string) => onChange({ billingCycle }) } : {})}
        {...ways}
      />
    );
  }
  if (error !== undefined) return <strong>{error.errorDescription}</strong>;
  return (
    <div className={styles.bill}>
      <span className={styles.description}>
        {bill === undefined ? (
          t('buy.free')
        ) : (
          <>
            {t('seats.line', {
              quantity: bill.quantity,
              price: formats.money(bill.unitPrice),
              days: bill.days,
              periodDays: bill.periodDays,
            })}
            <br />
            {t('seats.days', { from: formats.day(bill.chargeStartDate), until: formats.day(bill.chargeEndDate) })}
          </>
        )}
      </span>
      {amount !== undefined && <span className={styles.amount}>{formats.money(amount)}</span>}
    </div>
  );
}

function Cycles(props: { name: string; cycles: readonly string[]; value: string; onChange: (cycle: string) => void }) {
  const t = useWords();
  const byCode = useWordsByCode();
  return (
    <Select aria-label={t('buy.cycleOf', { offer: props.name })} value={props.value} onChange={(_, { value }) => props.onChange(value)}>
      {props.cycles.map((cycle) => (
        <option key={cycle} value={cycle}>
          {byCode(`subscriptions.billingCycle.${cycle}`) ?? cycle}
        </option>
      ))}
    </Select>
  );
}

function CycleWord({ cycle }: { cycle: string }) {
  const byCode = useWordsByCode();
  const isSaid = cycle !== 'none' && cycle !== 'unknown';
  return <span className={styles.description}>{isSaid ? (byCode(`subscriptions.billingCycle.${cycle}`) ?? cycle) : ''}</span>;
}

/** Seats as they are typed; only whole numbers are passed on. */
function SeatsField({ name, value, onChange }: { name: string; value: number; onChange: (quantity: number) => void }) {
  const t = useWords();
  const [text, setText] = useState(String(value));
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setText(String(value));
  }
  const type = (typed: string) => {
    setText(typed);
    if (!/^\d{1,7}$/.test(typed.trim()) || Number(typed) === value) return;
    setKnown(Number(typed));
    onChange(Number(typed));
  };
  return (
    <Input
      type="number"
      min={1}
      step={1}
      aria-label={t('buy.seatsOf', { offer: name })}
      value={text}
      onChange={(_, data) => type(data.value)}
      className={styles.seats}
      contentAfter={<span>{t('buy.seats')}</span>}
    />
  );
}
