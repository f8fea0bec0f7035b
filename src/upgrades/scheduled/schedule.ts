import type { Acting } from '../../access/acting/steps.ts';
import { addDays, earlier, later, type Day, type Span } from '../../kit/dates.ts';
import type { Currency, Minor } from '../../kit/money.ts';
import type { CustomerId, OfferId, PartnerId, SubscriptionId, UpgradeId } from '../../kit/ids.ts';
import type { SubscriptionStatus } from '../../subscriptions/subscription.ts';
import type { AddOnChoice } from '../add-ons.ts';
import type { UpgradeType } from '../eligibility.ts';
import type { AgainstSchedule } from './reasons.ts';

/** Identifies a scheduled change; also the request id under which it is carried out. */
export type ScheduleId = string & { readonly __brand: 'ScheduleId' };

/** What is to happen: so many seats, so many more or fewer than there are then, or an upgrade of all seats. */
export type Wish =
  | { readonly kind: 'seats'; readonly mode: 'to' | 'by'; readonly seats: number; readonly acceptLicenseConflict: boolean }
  | {
      readonly kind: 'upgrade';
      readonly targetOfferId: OfferId;
      /** Null: users move along where they can. */
      readonly upgradeType: UpgradeType | null;
      readonly addOns: readonly AddOnChoice[];
    };

/** How a scheduled change was re-based: what it stood on and what would come of it, before and after. */
export type Rebasing = { readonly at: string; readonly version: number } & (
  | {
      readonly because: 'seats_changed';
      readonly seats: { readonly was: number; readonly became: number };
      readonly result: { readonly was: number; readonly became: number };
    }
  | { readonly because: 'term_changed'; readonly day: { readonly was: Day; readonly became: Day } }
);

/** What it comes to on its day: worked out before, and, once done, what was done. */
export type ScheduleOutcome = {
  readonly quantity: number;
  readonly totalMinor: Minor;
  readonly currency: Currency;
  readonly usersLeftBehind: number;
  /** Of an upgrade that was carried out. */
  readonly upgradeId?: UpgradeId;
};

/** A change of a subscription that happens on a later day. */
export type Schedule = {
  readonly id: ScheduleId;
  readonly customerId: CustomerId;
  readonly partnerId: PartnerId;
  readonly subscriptionId: SubscriptionId;
  readonly wish: Wish;
  /** Its day is the one on which the next term begins. */
  readonly atRenewal: boolean;
  readonly dueOn: Day;
  readonly state: 'pending' | 'done' | 'failed' | 'cancelled';
  /** The seats that it was decided or last re-based on. */
  readonly baseQuantity: number;
  readonly history: readonly Rebasing[];
  readonly checkedAt: string | null;
  readonly checkedVersion: number | null;
  /** While it is pending: what would stand against it on its day. Failed: what did. */
  readonly reasons: readonly AgainstSchedule[];
  readonly outcome: ScheduleOutcome | null;
  readonly askedBy: Acting;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly finishedAt: string | null;
};

/** The subscription as it stands, as far as a scheduled change hangs on it. */
export type Ground = {
  readonly status: SubscriptionStatus;
  readonly quantity: number;
  readonly version: number;
  readonly term: Span;
  readonly offerId: OfferId;
  readonly friendlyName: string;
  readonly autoRenew: boolean;
  readonly isTrial: boolean;
  /** Of one that is gone: where its seats are now, after an upgrade or the undoing of one. */
  readonly replacedBy: { readonly subscriptionId: SubscriptionId; readonly because: 'upgraded' | 'undone' } | null;
  readonly companyName: string;
  /** How far the customer was moved forward in time. */
  readonly aheadSeconds: number;
};

/** How many days before its day a change is checked every day. */
export const CHECK_DAYS = 7;
/** How far ahead a change can be scheduled, in days: a term of three years. */
export const DAYS_AHEAD_MAX = 1096;

/** Everything that is known of a change when somebody schedules it, or changes one that is scheduled. */
export type Draft = Pick<Schedule, 'id' | 'customerId' | 'partnerId' | 'subscriptionId' | 'askedBy'> & {
  readonly planned: Pick<Schedule, 'wish' | 'atRenewal' | 'dueOn'>;
  readonly before: Schedule | null;
  readonly ground: Ground;
  /** The customer's own present. */
  readonly at: Date;
};

/** A scheduled change as it begins: on the seats of today, and not worked out yet. What an earlier one was re-based on is kept. */
export function draftSchedule({ planned, before, ground, at, ...who }: Draft): Schedule {
  const { wish, atRenewal, dueOn } = planned;
  return {
    ...who,
    wish,
    atRenewal,
    dueOn,
    state: 'pending',
    baseQuantity: ground.quantity,
    history: before === null ? [] : rebase(before, ground, at).history,
    checkedAt: null,
    checkedVersion: null,
    reasons: [],
    outcome: null,
    createdAt: before?.createdAt ?? at.toISOString(),
    changedAt: at.toISOString(),
    finishedAt: null,
  };
}

/** The seats that there would be afterwards. */
export function seatsAfter(wish: Wish, seats: number): number {
  if (wish.kind === 'upgrade') return seats;
  return wish.mode === 'to' ? wish.seats : seats + wish.seats;
}

/**
 * Whether an edit of the seats went past the number that was scheduled: what was to add seats would now take some away, or
 * the other way round. Nobody decided that, so it is not carried out.
 */
export function isOvertaken({ wish, baseQuantity }: Pick<Schedule, 'wish' | 'baseQuantity'>, seats: number): boolean {
  if (wish.kind === 'upgrade' || wish.mode === 'by') return false;
  return Math.sign(wish.seats - seats) * Math.sign(wish.seats - baseQuantity) < 0;
}

/** The change on the ground of today: re-based on seats that were edited since, and on a term that ends on another day. */
export function rebase(schedule: Schedule, ground: Ground, at: Date): Schedule {
  if (ground.status === 'deleted') return schedule;
  return onTerm(onSeats(schedule, ground, at), ground, at);
}

function onSeats(schedule: Schedule, { quantity, version }: Ground, at: Date): Schedule {
  const { wish, baseQuantity } = schedule;
  if (quantity === baseQuantity || isOvertaken(schedule, quantity)) return schedule;
  // There already: which way it was to go stays known, in case the seats are edited once more.
  if (wish.kind === 'seats' && wish.mode === 'to' && wish.seats === quantity) return schedule;
  const entry: Rebasing = {
    at: at.toISOString(),
    version,
    because: 'seats_changed',
    seats: { was: baseQuantity, became: quantity },
    result: { was: seatsAfter(wish, baseQuantity), became: seatsAfter(wish, quantity) },
  };
  return { ...schedule, baseQuantity: quantity, history: [...schedule.history, entry] };
}

function onTerm(schedule: Schedule, { term, version }: Ground, at: Date): Schedule {
  const { atRenewal, dueOn } = schedule;
  // From its day on the term is the next one already: its day stays.
  if (!atRenewal || term.from >= dueOn || term.until === dueOn) return schedule;
  const entry: Rebasing = { at: at.toISOString(), version, because: 'term_changed', day: { was: dueOn, became: term.until } };
  return { ...schedule, dueOn: term.until, history: [...schedule.history, entry] };
}

/** The day on which it is to be looked at next: every day of the last week, and while something stands against it; and on its own. */
export function lookOn({ dueOn, reasons }: Pick<Schedule, 'dueOn' | 'reasons'>, today: Day): Day {
  const tomorrow = addDays(today, 1);
  return earlier(dueOn, reasons.length > 0 ? tomorrow : later(tomorrow, addDays(dueOn, -CHECK_DAYS)));
}

/** Whether this one comes before the other on the same subscription. */
export function comesBefore(a: Schedule, b: Schedule): boolean {
  if (a.dueOn !== b.dueOn) return a.dueOn < b.dueOn;
  const rank = ({ wish }: Schedule) => (wish.kind === 'seats' ? 0 : 1);
  if (rank(a) !== rank(b)) return rank(a) < rank(b);
  return a.id < b.id;
}
