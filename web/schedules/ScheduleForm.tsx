import { Checkbox, Field, Input, Select } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { ScheduledChange } from '../../src/upgrades/scheduled/contract.ts';
import { FormDialog } from '../kit/FormDialog.tsx';
import { useFormats } from '../kit/formats.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { useWords } from '../kit/words.ts';
import { dayAfter, EMPTY_FORM, formOf, wishOf, type ScheduleFields, type UpgradeWanted } from './fields.ts';
import { SchedulePreview, type Against } from './SchedulePreview.tsx';
import { useSchedule, useSchedulePreview, type SchedulePlace } from './schedules.ts';

/** The subscription, as far as one must know it to choose a day. */
export type Schedulable = {
  readonly id: string;
  readonly quantity: number;
  /** The last day of its term. */
  readonly commitmentEndDate: string;
  readonly autoRenewEnabled: boolean;
  /** Of new commerce: its seats at renewal are part of the next term. */
  readonly productType?: unknown;
};

type ScheduleFormProps = {
  readonly customerId: string;
  readonly subscription: Schedulable;
  /** The upgrade that is to happen later; without it the seats are changed. */
  readonly upgrade?: UpgradeWanted | undefined;
  /** What is scheduled already and is to be changed. */
  readonly scheduled?: ScheduledChange | undefined;
  readonly isDisabled?: boolean;
  readonly against: Against;
  readonly onDone?: () => void;
};

/** A button with a form: what is to happen later, on which day, and what that will come to. */
export function ScheduleForm({ customerId, subscription, upgrade, scheduled, isDisabled = false, against, onDone }: ScheduleFormProps) {
  const t = useWords();
  const formats = useFormats();
  const place: SchedulePlace = { customerId, subscriptionId: subscription.id };
  const schedule = useSchedule(place, scheduled?.id);
  const isUpgrade = upgrade !== undefined;
  const renewsOn = dayAfter(subscription.commitmentEndDate);
  const canRenew = subscription.autoRenewEnabled && (isUpgrade || subscription.productType === undefined);
  const [form, setForm] = useState<ScheduleFields>(EMPTY_FORM);
  const [isOpen, setOpen] = useState(false);
  const wish = isOpen ? wishOf(form, subscription, upgrade) : null;
  const preview = useSchedulePreview(place, wish, scheduled?.id);
  const begin = () => {
    setForm(formOf(scheduled, { quantity: subscription.quantity, when: canRenew ? 'renewal' : 'date' }));
    setOpen(true);
    schedule.reset();
  };
  const set = (change: Partial<ScheduleFields>) => setForm({ ...form, ...change });
  const title = t(isUpgrade ? 'schedules.upgradeLater' : 'schedules.later');
  return (
    <FormDialog
      right={isUpgrade ? 'subscriptions.upgrade' : 'subscriptions.seats'}
      button={scheduled === undefined ? title : t('schedules.edit')}
      {...(scheduled === undefined ? {} : { label: t('schedules.editLabel', { day: formats.day(scheduled.date) }) })}
      title={title}
      confirm={t(scheduled === undefined ? 'schedules.submit' : 'schedules.save')}
      isDisabled={isDisabled}
      isBusy={schedule.isPending}
      canConfirm={wish !== null && preview.error === null}
      onOpen={begin}
      onConfirm={(requestId, close) => {
        const taken = () => {
          close();
          setOpen(false);
          onDone?.();
        };
        if (wish !== null) schedule.mutate({ wish, requestId }, { onSuccess: taken });
      }}
    >
      <DayFields form={form} set={set} renewsOn={canRenew || scheduled?.when === 'renewal' ? renewsOn : null} />
      {isUpgrade ? <p>{t('schedules.upgradeLaterHint')}</p> : <SeatsFields form={form} set={set} quantity={subscription.quantity} />}
      <SchedulePreview isAsked={wish !== null} preview={preview} against={against} />
      {schedule.error !== null && <ProblemNotice problem={schedule.error.problem} />}
    </FormDialog>
  );
}

type FieldsProps = { readonly form: ScheduleFields; readonly set: (change: Partial<ScheduleFields>) => void };

function DayFields({ form, set, renewsOn }: FieldsProps & { readonly renewsOn: string | null }): ReactNode {
  const t = useWords();
  const formats = useFormats();
  return (
    <>
      {renewsOn !== null && (
        <Field label={t('schedules.when')}>
          <Select value={form.when} onChange={(_, { value }) => set({ when: value === 'renewal' ? 'renewal' : 'date' })}>
            <option value="renewal">{t('schedules.when.renewal', { day: formats.day(renewsOn) })}</option>
            <option value="date">{t('schedules.when.date')}</option>
          </Select>
        </Field>
      )}
      {(renewsOn === null || form.when === 'date') && (
        <Field label={t('schedules.day')} required>
          <Input type="date" value={form.date} onChange={(_, { value }) => set({ date: value })} />
        </Field>
      )}
    </>
  );
}

function SeatsFields({ form, set, quantity }: FieldsProps & { readonly quantity: number }): ReactNode {
  const t = useWords();
  return (
    <>
      <Field label={t('schedules.mode')}>
        <Select value={form.mode} onChange={(_, { value }) => set({ mode: value === 'more' || value === 'fewer' ? value : 'to' })}>
          {(['to', 'more', 'fewer'] as const).map((mode) => (
            <option key={mode} value={mode}>
              {t(`schedules.mode.${mode}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('schedules.number')} hint={t('schedules.now', { count: quantity })} required>
        <Input type="number" min={1} step={1} value={form.number} onChange={(_, { value }) => set({ number: value })} />
      </Field>
      <Checkbox label={t('schedules.accept')} checked={form.accepts} onChange={(_, { checked }) => set({ accepts: checked === true })} />
    </>
  );
}
