import type { Day } from '../kit/dates.ts';
import type { CustomerId, OfferId, SubscriptionId } from '../kit/ids.ts';
import type { Currency } from '../kit/money.ts';
import { readFilter } from '../portfolio/question.ts';
import type { UpgradeType } from '../upgrades/eligibility.ts';
import type { CampaignEdit, CampaignOrder } from './commands.ts';
import type { CampaignBody, CampaignEditBody } from './contract.ts';
import type { AddOnRule } from './add-ons.ts';
import { isTimeZone, type Hours } from './hours.ts';
import { readTiming } from './timing.ts';

type Malformed = { readonly kind: 'malformed'; readonly member: string; readonly why: string };
export type OrderRead = Malformed | { readonly kind: 'order'; readonly order: CampaignOrder };

/** Reads the order of a new campaign. */
export function readOrder(body: CampaignBody, { currency, today }: { readonly currency: Currency; readonly today: Day }): OrderRead {
  const { filter, subscriptions } = body;
  const targetOfferId = offerIn(body.targetOfferId);
  const hours = readHours(body.hours);
  if (hours === 'malformed') return WRONG_ZONE;
  const timing = readTiming(body, today);
  if (timing.kind === 'malformed') return timing;
  const order = {
    name: body.name,
    upgradeType: typeIn(body.upgradeType),
    timing,
    rowsPerMinute: body.rowsPerMinute ?? null,
    hours,
    acceptsLaterDay: body.acceptsLaterDay ?? false,
    addOns: rulesIn(body.addOns ?? []),
  };
  if ((filter === undefined) === (subscriptions === undefined))
    return { kind: 'malformed', member: '', why: 'must name either a filter or subscriptions' };
  if (filter !== undefined) {
    const read = readFilter(filter, currency);
    if (read.kind === 'malformed') return { ...read, member: `filter.${read.member}` };
    const target = targetOfferId === null ? ({ kind: 'dearest' } as const) : ({ kind: 'offer', offerId: targetOfferId } as const);
    return { kind: 'order', order: { ...order, chosen: { kind: 'filter', filter: read.filter, target } } };
  }
  const rows = (subscriptions ?? []).map(({ customerId, subscriptionId, quantity, ...each }, i) => ({
    customerId: customerId.toLowerCase() as CustomerId,
    subscriptionId: subscriptionId.toLowerCase() as SubscriptionId,
    targetOfferId: offerIn(each.targetOfferId) ?? targetOfferId,
    quantity: quantity ?? null,
    upgradeType: null,
    place: `subscriptions[${i}]`,
  }));
  const withTarget = rows.flatMap((row) => (row.targetOfferId === null ? [] : [{ ...row, targetOfferId: row.targetOfferId }]));
  const without = rows.find((row) => row.targetOfferId === null);
  if (without !== undefined) return { kind: 'malformed', member: `${without.place}.targetOfferId`, why: 'must be given, here or for all' };
  return { kind: 'order', order: { ...order, chosen: { kind: 'listed', rows: withTarget } } };
}

export type EditRead = Malformed | { readonly kind: 'edit'; readonly edit: CampaignEdit };

/** Reads what is to change about a campaign. */
export function readEdit(body: CampaignEditBody): EditRead {
  const hours = readHours(body.hours);
  if (hours === 'malformed') return WRONG_ZONE;
  const edit: CampaignEdit = {
    ...(body.name === undefined ? {} : { name: body.name }),
    ...(body.rowsPerMinute === undefined ? {} : { rowsPerMinute: body.rowsPerMinute === 0 ? null : body.rowsPerMinute }),
    ...(body.everyHour === true ? { hours: null } : hours === null ? {} : { hours }),
    ...(body.acceptsLaterDay === undefined ? {} : { acceptsLaterDay: body.acceptsLaterDay }),
    ...(body.addOns === undefined ? {} : { addOns: rulesIn(body.addOns) }),
  };
  return { kind: 'edit', edit };
}

/** The last word about an offer counts. */
function rulesIn(rules: NonNullable<CampaignBody['addOns']>): readonly AddOnRule[] {
  return [...new Map(rules.map(({ offerId, choice }) => [offerIn(offerId), choice])).entries()].map(([offerId, choice]) => ({
    offerId,
    choice,
  }));
}

const WRONG_ZONE: Malformed = { kind: 'malformed', member: 'hours.timeZone', why: 'is no time zone that is known here' };

function readHours(hours: CampaignBody['hours']): Hours | null | 'malformed' {
  if (hours === undefined) return null;
  const { from, until, timeZone = 'UTC' } = hours;
  return isTimeZone(timeZone) ? { from, until, timeZone } : 'malformed';
}

export function offerIn(id: string | undefined): OfferId | null {
  return id === undefined ? null : (id.toUpperCase() as OfferId);
}

/** `none` is what typed clients send for "not given". */
function typeIn(type: CampaignBody['upgradeType']): UpgradeType | null {
  return type === undefined || type === 'none' ? null : type;
}
