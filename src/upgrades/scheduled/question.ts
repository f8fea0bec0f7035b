import { Type, type Static } from 'typebox';
import { isProductItem } from '../../catalog/catalog.ts';
import { addDays, dayOf, type Day } from '../../kit/dates.ts';
import type { OfferId, SubscriptionId } from '../../kit/ids.ts';
import { readWireDate } from '../../platform/wire-dates.ts';
import { Guid } from '../../platform/contract.ts';
import { pageSize, readToken, TOKEN_INSTANT, writeToken } from '../../platform/paging.ts';
import type { AddOnChoice } from '../add-ons.ts';
import type { RescheduleBody, ScheduleBody, ScheduledChangesQuery } from './contract.ts';
import { DAYS_AHEAD_MAX, seatsAfter, type Ground, type Schedule, type Wish } from './schedule.ts';
import type { SchedulePosition, ScheduleQuestion } from './store.ts';

type Malformed = { readonly kind: 'malformed'; readonly member: string; readonly why: string };
/** What was asked for, in full: what is to happen, and when. */
export type Planned = { readonly kind: 'planned'; readonly wish: Wish; readonly atRenewal: boolean; readonly dueOn: Day };

/** Reads what is to be scheduled, on the ground of today. */
export function readSchedule(body: ScheduleBody, ground: Ground, today: Day): Planned | Malformed {
  const wish = wishIn(body, null);
  if (wish.kind === 'malformed') return wish;
  return planned(wish, { when: body.when, date: body.date }, ground, today);
}

/** Reads what is to be different about something scheduled. */
export function readReschedule(body: RescheduleBody, schedule: Schedule, ground: Ground, today: Day): Planned | Malformed {
  const wish = wishIn({ ...body, kind: schedule.wish.kind }, schedule.wish);
  if (wish.kind === 'malformed') return wish;
  const isSameDay = body.when === undefined && body.date === undefined;
  if (isSameDay && !schedule.atRenewal) return planned(wish, { when: 'date', date: schedule.dueOn }, ground, today);
  const when = body.when ?? (body.date === undefined ? 'renewal' : 'date');
  return planned(wish, { when, date: body.date }, ground, today);
}

type Read = Wish | Malformed;

function wishIn(body: ScheduleBody, before: Wish | null): Read {
  return body.kind === 'seats'
    ? seatsIn(body, before?.kind === 'seats' ? before : null)
    : upgradeIn(body, before?.kind === 'upgrade' ? before : null);
}

function seatsIn(body: ScheduleBody, before: Extract<Wish, { kind: 'seats' }> | null): Read {
  const { quantity, quantityChange } = body;
  if (body.targetOffer !== undefined) return malformed('targetOffer', 'goes with an upgrade');
  if (quantity !== undefined && quantityChange !== undefined) return malformed('quantityChange', 'goes without `quantity`');
  if (quantityChange === 0) return malformed('quantityChange', 'must not be 0');
  const acceptLicenseConflict = body.acceptLicenseConflict ?? before?.acceptLicenseConflict ?? false;
  if (quantity !== undefined) return { kind: 'seats', mode: 'to', seats: quantity, acceptLicenseConflict };
  if (quantityChange !== undefined) return { kind: 'seats', mode: 'by', seats: quantityChange, acceptLicenseConflict };
  return before === null ? malformed('quantity', 'is missing') : { ...before, acceptLicenseConflict };
}

function upgradeIn(body: ScheduleBody, before: Extract<Wish, { kind: 'upgrade' }> | null): Read {
  if (body.quantity !== undefined || body.quantityChange !== undefined)
    return malformed('quantity', 'goes with seats; an upgrade takes all seats that there are on its day');
  const targetOfferId = (body.targetOffer?.id.toUpperCase() ?? before?.targetOfferId) as OfferId | undefined;
  if (targetOfferId === undefined) return malformed('targetOffer', 'is missing');
  const { upgradeType: asked, addOns } = body;
  const upgradeType = asked === undefined ? (before?.upgradeType ?? null) : asked === 'none' ? null : asked;
  const choices = addOns?.map(({ subscriptionId, choice }): AddOnChoice => ({ subscriptionId: subscriptionId as SubscriptionId, choice }));
  return { kind: 'upgrade', targetOfferId, upgradeType, addOns: choices ?? before?.addOns ?? [] };
}

type Time = { readonly when: 'date' | 'renewal' | undefined; readonly date: string | undefined };

function planned(wish: Wish, { when, date }: Time, ground: Ground, today: Day): Planned | Malformed {
  if (ground.status === 'deleted') return malformed('subscriptionId', 'names a subscription that is gone');
  const isRenewal = when === 'renewal' || (when === undefined && date === undefined);
  if (isRenewal && date !== undefined) return malformed('date', 'goes with `when: date`');
  if (isRenewal && wish.kind === 'seats' && isProductItem(ground.offerId))
    return malformed('when', 'for new commerce, schedule the next term: `scheduledNextTermInstructions` of the subscription');
  const dueOn = isRenewal ? ground.term.until : dayIn(date);
  if (dueOn === null) return malformed('date', 'must be a day such as 2026-06-30');
  if (dueOn <= today) return malformed(isRenewal ? 'when' : 'date', 'must be after today');
  if (dueOn > addDays(today, DAYS_AHEAD_MAX)) return malformed('date', `must be within ${DAYS_AHEAD_MAX} days`);
  if (wish.kind === 'seats' && seatsAfter(wish, ground.quantity) < 1) return malformed('quantityChange', 'leaves no seats');
  if (wish.kind === 'seats' && seatsAfter(wish, ground.quantity) === ground.quantity)
    return malformed('quantity', 'is what there is already');
  return { kind: 'planned', wish, atRenewal: isRenewal, dueOn };
}

function dayIn(text: string | undefined): Day | null {
  const read = text === undefined ? null : readWireDate(text);
  return read === null ? null : dayOf(read.at);
}

function malformed(member: string, why: string): Malformed {
  return { kind: 'malformed', member, why };
}

/** Reads which of a partner's scheduled changes are asked for. */
export function readListQuestion(
  query: Static<typeof ScheduledChangesQuery>,
  token: string | undefined,
): Malformed | { readonly kind: 'question'; readonly size: number; readonly question: Omit<ScheduleQuestion, 'partnerId' | 'limit'> } {
  const size = pageSize(query.size, { fallback: 100, most: 500 });
  if (size === null) return malformed('size', 'must be from 1 to 500');
  const after = token === undefined ? null : readToken(PURPOSE, Position, token);
  if (token !== undefined && after === null) return malformed('MS-ContinuationToken', 'is not one of this list');
  const state = query.state ?? 'pending';
  const states = state === 'all' ? ['pending', 'done', 'failed', 'cancelled'] : [state];
  return { kind: 'question', size, question: { states, onlyTroubled: query.onlyTroubled ?? false, after } };
}

/** The token with which the list goes on after this one. */
export function nextToken({ dueOn, customerId, id }: SchedulePosition): string {
  return writeToken(PURPOSE, { dueOn, customerId, id });
}

const PURPOSE = 'scheduled changes';
const Position = Type.Object({ dueOn: TOKEN_INSTANT, customerId: Guid, id: Guid });
