import { priceOn, type Catalog } from '../../catalog/catalog.ts';
import { dayOf, daysBetween, type Day } from '../../kit/dates.ts';
import type { CustomerId, OfferId } from '../../kit/ids.ts';
import { minor, type Money } from '../../kit/money.ts';
import type { DatedCharge } from '../change/reduction.ts';
import { batchesOf, reducibleSeats } from '../change/reduction.ts';
import { pricedTerm } from '../new-commerce/terms.ts';
import type { NextTerm } from '../scheduled/next-term.ts';
import { lifeOf, nextEvents, type LifeEventKind } from '../renewal/events.ts';
import type { LifePolicy } from '../renewal/policy.ts';
import type { Subscription } from '../subscription.ts';
import type { Account } from '../tenant/account.ts';

/** A day that is coming, on which something happens that one can still do something about. */
export type ComingDate = {
  readonly kind: 'renewal' | 'term_end' | 'trial_end' | 'removal' | 'reduction_window_end' | 'scheduled_change';
  readonly on: Day;
  readonly daysLeft: number;
  /** Of a renewal: what the first period of the new term costs; null where no price is known for that day. */
  readonly cost: Money | null;
  /** Of a reduction window: the seats that can be given back until then. */
  readonly seats: number | null;
  /** Of a renewal: what was scheduled for the next term. */
  readonly becomes?: NextTerm;
  /** Of a scheduled change: which one. */
  readonly schedule?: DatedSchedule;
};

/** A change that is scheduled, as far as the calendar tells of it. */
export type DatedSchedule = {
  readonly id: string;
  readonly dueOn: Day;
  readonly kind: 'seats' | 'upgrade';
  /** What is to happen: seats there are to be, or more or fewer of them; or the offer it is to become. */
  readonly mode: 'to' | 'by' | null;
  readonly seats: number | null;
  readonly targetOfferId: OfferId | null;
  /** As things stand it could not be carried out. */
  readonly wouldFail: boolean;
};

/** A subscription as the calendar reads it. */
export type DatedSubscription = {
  readonly subscription: Subscription;
  readonly account: Account;
  readonly customer: { readonly id: CustomerId; readonly companyName: string };
  /** For offers with a reduction window: the lines that tell when seats were added. */
  readonly ledger: readonly DatedCharge[];
  /** What is scheduled for it. */
  readonly schedules: readonly DatedSchedule[];
};

type Present = { readonly catalog: Catalog; readonly policy: LifePolicy; readonly now: Date };

/**
 * The coming dates of one subscription that are worth a look: renewals that can still be changed or stopped, ends that
 * can still be prevented. Left out is what happens anyway, such as the next period's charge, and what follows something
 * else: an add-on that is suspended with its base comes back with it.
 */
export function comingDates(dated: DatedSubscription, { catalog, policy, now }: Present): readonly ComingDate[] {
  const { subscription, account } = dated;
  const today = dayOf(now);
  if (account.suspensionReasons.includes('BaseSuspended')) return [];
  const offer = catalog.offers.get(subscription.offerId);
  const events = nextEvents(lifeOf(subscription, account, offer), policy, today).flatMap((event): ComingDate[] => {
    // What is suspended in new commerce ends with its term unless somebody reactivates it before.
    const kind = event.kind === 'disable' && subscription.status === 'suspended' ? 'term_end' : KINDS[event.kind];
    if (kind === null || event.on <= today) return [];
    return [
      {
        kind,
        on: event.on,
        daysLeft: daysBetween(today, event.on),
        cost: kind === 'renewal' ? costOf(dated, catalog, event.on) : null,
        ...(kind === 'renewal' && account.nextTerm !== undefined && account.nextTerm !== null ? { becomes: account.nextTerm } : {}),
        seats: null,
      },
    ];
  });
  return [...windows(dated, offer?.reductionHours ?? null, now), ...scheduled(dated, today), ...events].toSorted((a, b) =>
    a.on < b.on ? -1 : 1,
  );
}

/** What each event is called where people look ahead; null for what nobody needs to act on. */
const KINDS: Readonly<Record<LifeEventKind, ComingDate['kind'] | null>> = {
  cycle: null,
  renew: 'renewal',
  expire: 'term_end',
  disable: null,
  trial_end: 'trial_end',
  remove: 'removal',
};

function costOf({ subscription, account }: DatedSubscription, catalog: Catalog, on: Day): Money | null {
  const { currency, term } = subscription;
  const { offerId, billingCycle, quantity, ...next } = account.nextTerm ?? subscription;
  const duration = 'duration' in next ? next.duration : pricedTerm(catalog.offers.get(offerId), term);
  const price = priceOn(catalog, { offerId, currency, billingCycle, term: duration, on });
  return price === null ? null : { amountMinor: minor(price.listMinor * quantity), currency };
}

function scheduled({ schedules }: DatedSubscription, today: Day): readonly ComingDate[] {
  return schedules
    .filter(({ dueOn }) => dueOn > today)
    .map((schedule) => {
      const { dueOn: on } = schedule;
      return { kind: 'scheduled_change', on, daysLeft: daysBetween(today, on), cost: null, seats: null, schedule };
    });
}

function windows({ subscription, ledger }: DatedSubscription, hours: number | null, now: Date): readonly ComingDate[] {
  if (hours === null || subscription.status !== 'active') return [];
  return reducibleSeats(batchesOf(ledger), hours, now).details.map(({ quantity, allowedUntil }) => {
    const on = dayOf(allowedUntil);
    return { kind: 'reduction_window_end', on, daysLeft: daysBetween(dayOf(now), on), cost: null, seats: quantity };
  });
}
