import type { ScheduledChange } from '../../src/upgrades/scheduled/contract.ts';
import type { ScheduleWish } from './schedules.ts';

/** What stands in the form. */
export type ScheduleFields = {
  readonly when: 'renewal' | 'date';
  readonly date: string;
  readonly mode: 'to' | 'more' | 'fewer';
  readonly number: string;
  readonly accepts: boolean;
};

/** The upgrade that was chosen where the form was opened. */
export type UpgradeWanted = {
  readonly targetOfferId: string;
  readonly upgradeType?: string | undefined;
  readonly addOns?: readonly { readonly subscriptionId: string; readonly choice: 'keep' | 'drop' }[] | undefined;
};

export const EMPTY_FORM: ScheduleFields = { when: 'date', date: '', mode: 'to', number: '', accepts: false };

/** The form as it opens: empty, or with what is scheduled already. */
export function formOf(
  scheduled: ScheduledChange | undefined,
  start: { readonly quantity: number; readonly when: ScheduleFields['when'] },
): ScheduleFields {
  if (scheduled === undefined) return { ...EMPTY_FORM, when: start.when, number: String(start.quantity) };
  const { when, date, quantity, quantityChange, acceptLicenseConflict = false } = scheduled;
  const by = quantityChange ?? 0;
  return {
    when,
    date: when === 'date' ? date : '',
    mode: quantityChange === undefined ? 'to' : by > 0 ? 'more' : 'fewer',
    number: String(quantity ?? Math.abs(by)),
    accepts: acceptLicenseConflict,
  };
}

/** What the form asks for; null while something is missing, or it asks for the seats that there are. */
export function wishOf(
  { when, date, mode, number, accepts }: ScheduleFields,
  today: { readonly quantity: number },
  upgrade: UpgradeWanted | undefined,
): ScheduleWish | null {
  if (when === 'date' && date === '') return null;
  const time = when === 'renewal' ? { when } : { when, date };
  if (upgrade !== undefined) {
    const { targetOfferId, upgradeType, addOns = [] } = upgrade;
    return {
      ...time,
      kind: 'upgrade',
      targetOffer: { id: targetOfferId },
      ...(upgradeType === undefined ? {} : { upgradeType }),
      ...(addOns.length === 0 ? {} : { addOns }),
    };
  }
  if (!/^[1-9]\d{0,6}$/.test(number.trim())) return null;
  const count = Number(number);
  if (mode === 'to' && count === today.quantity) return null;
  const seats = mode === 'to' ? { quantity: count } : { quantityChange: mode === 'more' ? count : -count };
  return { ...time, kind: 'seats', ...seats, acceptLicenseConflict: accepts };
}

/** The UTC day after the one in which a date of the API lies. */
export function dayAfter(date: string): string {
  return new Date(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
