import { isDay } from '../../src/kit/dates.ts';
import type { AuditFilter } from '../audit/listAuditRecords.ts';
import { ROW_STATES, type RowState } from '../campaigns/campaigns.ts';
import { SPANS, type CalendarFilter } from '../calendar/filter.ts';
import { COMING_KINDS } from '../calendar/months.ts';
import type { SpentFilter } from '../money/spentCharges.ts';
import { STATES, type DeliveryFilter } from '../webhooks/deliveries.ts';

type Raw = Readonly<Record<string, unknown>>;

/** What the calendar of coming dates is narrowed to. */
export function readCalendar({ kind, days }: Raw): CalendarFilter {
  const known = COMING_KINDS.find((each) => each === kind);
  const span = SPANS.find((each) => each === days);
  return { ...(known === undefined ? {} : { kind: known }), ...(span === undefined ? {} : { days: span }) };
}

/** Which upgrades of a campaign are shown. */
export function readCampaign({ state }: Raw): { readonly state?: RowState } {
  const known = ROW_STATES.find((each) => each === state);
  return known === undefined ? {} : { state: known };
}

/** What the list of what was done is narrowed to. */
export function readAudit(raw: Raw): AuditFilter {
  const { from, to, own } = raw;
  return {
    ...(namesDay(from) ? { from } : {}),
    ...(namesDay(to) ? { to } : {}),
    ...textOf(raw, 'operation'),
    ...textOf(raw, 'resource'),
    ...textOf(raw, 'customer'),
    ...textOf(raw, 'person'),
    ...(own === true ? { own } : {}),
  };
}

/** What the log of webhooks is narrowed to. */
export function readDeliveries({ state, event, resource }: Raw): DeliveryFilter {
  const known = STATES.find((each) => each === state);
  return {
    ...(known === undefined ? {} : { state: known }),
    ...(typeof event === 'string' && event !== '' ? { event } : {}),
    ...((typeof resource === 'string' && resource !== '') || typeof resource === 'number' ? { resource: String(resource) } : {}),
  };
}

/** Which charges are behind an amount that was pressed. */
export function readSpent(raw: Raw): SpentFilter {
  const { currency, month, offerId, customerId } = raw;
  return {
    currency: typeof currency === 'string' ? currency : '',
    ...(namesDay(month) ? { month } : {}),
    ...(typeof offerId === 'string' ? { offerId } : {}),
    ...(typeof customerId === 'string' ? { customerId } : {}),
  };
}

/** What the list of prices is narrowed to. */
export function readPrices({ search }: Raw): { search?: string } {
  return (typeof search === 'string' || typeof search === 'number') && search !== '' ? { search: String(search) } : {};
}

function namesDay(value: unknown): value is string {
  return typeof value === 'string' && isDay(value);
}

function textOf(raw: Raw, name: keyof AuditFilter): AuditFilter {
  const value = raw[name];
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? { [name]: String(value) } : {};
}
