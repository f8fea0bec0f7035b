import { Field, Input, Select } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { Entitlement } from '../../src/subscriptions/channels/contract.ts';
import { FormDialog } from '../kit/FormDialog.tsx';
import { MistakeNotice } from '../kit/MistakeNotice.tsx';
import { useWords } from '../kit/words.ts';
import styles from './Channels.module.css';
import { CHANNELS, STATUSES, useRecord, writtenAgain, type WrittenEntry } from './channels.ts';
import { useProducts } from './products.ts';

const EMPTY = { channel: 'web_direct', product: '', quantity: '1', status: 'active', heldSince: '', heldUntil: '' };

type RecordEntryProps = {
  readonly customerId: string;
  /** Where the customer is: what is sold there is suggested. */
  readonly country: string;
  readonly recorded: readonly Entitlement[];
};

/** Adds one entry to what is recorded. */
export function RecordEntry({ customerId, country, recorded }: RecordEntryProps) {
  const t = useWords();
  const list = useId();
  const record = useRecord(customerId);
  const products = useProducts(country);
  const [form, setForm] = useState(EMPTY);
  const { channel, product, quantity, status, heldSince, heldUntil } = form;
  const isRight =
    product.trim() !== '' && /^[1-9]\d{0,6}$/.test(quantity) && heldSince !== '' && (heldUntil === '' || heldUntil > heldSince);
  const entry: WrittenEntry = {
    channel,
    // Whoever chose a name from the list means the product behind it.
    offerId: products.find(({ name }) => name === product.trim())?.id ?? product.trim(),
    quantity: Number(quantity),
    status,
    heldSince,
    ...(heldUntil === '' ? {} : { heldUntil }),
  };
  const begin = () => {
    setForm(EMPTY);
    record.reset();
  };
  const set = (change: Partial<typeof EMPTY>) => setForm({ ...form, ...change });
  return (
    <FormDialog
      right="entitlements.write"
      button={t('channels.add')}
      title={t('channels.add')}
      confirm={t('channels.addConfirm')}
      isBusy={record.isPending}
      canConfirm={isRight}
      onOpen={begin}
      onConfirm={(requestId, close) => record.mutate({ wish: [...recorded.map(writtenAgain), entry], requestId }, { onSuccess: close })}
    >
      <Field label={t('channels.product')} hint={t('channels.productHint')} required>
        <Input value={product} list={list} maxLength={200} onChange={(_, { value }) => set({ product: value })} />
      </Field>
      <datalist id={list}>
        {products.map(({ id, name }) => (
          <option key={id} value={name}>
            {name}
          </option>
        ))}
      </datalist>
      <div className={styles.pair}>
        <ChannelChoice value={channel} onChange={(value) => set({ channel: value })} />
        <Field label={t('channels.quantity')} required>
          <Input inputMode="numeric" value={quantity} maxLength={7} onChange={(_, { value }) => set({ quantity: value.trim() })} />
        </Field>
      </div>
      <StatusChoice value={status} onChange={(value) => set({ status: value })} />
      <div className={styles.pair}>
        <Field label={t('channels.heldSince')} required>
          <Input type="date" value={heldSince} onChange={(_, { value }) => set({ heldSince: value })} />
        </Field>
        <Field label={t('channels.heldUntil')} hint={t('channels.heldUntilHint')}>
          <Input type="date" min={heldSince} value={heldUntil} onChange={(_, { value }) => set({ heldUntil: value })} />
        </Field>
      </div>
      <MistakeNotice error={record.error} />
    </FormDialog>
  );
}

function ChannelChoice({ value, onChange }: { value: string; onChange: (channel: string) => void }) {
  const t = useWords();
  return (
    <Field label={t('channels.channel')}>
      <Select value={value} onChange={(_, chosen) => onChange(chosen.value)}>
        {CHANNELS.map((each) => (
          <option key={each} value={each}>
            {t(`channels.channel.${each}`)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function StatusChoice({ value, onChange }: { value: string; onChange: (status: string) => void }) {
  const t = useWords();
  return (
    <Field label={t('channels.status')}>
      <Select value={value} onChange={(_, chosen) => onChange(chosen.value)}>
        {STATUSES.map((each) => (
          <option key={each} value={each}>
            {t(`channels.status.${each}`)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
