import { addDays, type Day } from '../../kit/dates.ts';
import { periodOf, type Term } from '../../billing/period.ts';
import { isProductItem, type Offer } from '../../catalog/catalog.ts';
import type { Subscription } from '../subscription.ts';
import type { Account } from '../tenant/account.ts';
import { DISABLED_DAYS, EXPIRED_DAYS, type LifePolicy } from './policy.ts';

/** What happens to a subscription by itself, without anybody asking. */
export type LifeEventKind =
  /** The next billing period of a running term is charged. */
  | 'cycle'
  /** The term ends and another begins, at the price of that day. */
  | 'renew'
  /** The term ends without another: suspended, or expired in new commerce, so that the data is kept for a while. */
  | 'expire'
  /** Of new commerce: users cannot work any more, and administrators can still reach the data. */
  | 'disable'
  /** A trial ends for good. */
  | 'trial_end'
  /** What was suspended for too long is removed, with its data. */
  | 'remove';

export type LifeEvent = { readonly kind: LifeEventKind; readonly on: Day };

/** What decides about it. */
export type Life = Pick<Subscription, 'status' | 'billingCycle'> &
  Pick<Account, 'isTrial' | 'suspendedOn' | 'paidUntil'> & {
    readonly term: Term;
    /** Auto-renewal is on, and the offer can be renewed. */
    readonly renews: boolean;
    /** Sold by terms of new commerce. */
    readonly isNewCommerce?: boolean;
  };

export function lifeOf(subscription: Subscription, account: Account, offer: Offer | undefined): Life {
  const { status, billingCycle, term } = subscription;
  const { isTrial, suspendedOn, paidUntil } = account;
  return {
    status,
    billingCycle,
    term,
    isTrial,
    suspendedOn,
    paidUntil,
    renews: account.autoRenew && !isTrial && offer?.isAutoRenewable !== false,
    isNewCommerce: isProductItem(subscription.offerId),
  };
}

/** What will happen next to a subscription, one event of each kind, the earliest first. */
export function nextEvents(life: Life, policy: LifePolicy, today: Day): readonly LifeEvent[] {
  const { status, term, isTrial } = life;
  switch (status) {
    case 'active': {
      return [...nextCycle(life, today), { kind: isTrial ? 'trial_end' : life.renews ? 'renew' : 'expire', on: term.until }];
    }
    case 'expired':
      return [{ kind: 'disable', on: addDays(term.until, EXPIRED_DAYS) }];
    case 'disabled':
      return [{ kind: 'remove', on: addDays(term.until, EXPIRED_DAYS + DISABLED_DAYS) }];
    case 'suspended': {
      if (life.isNewCommerce === true) return [...nextCycle(life, today), { kind: 'disable', on: term.until }];
      const removal: LifeEvent = { kind: 'remove', on: addDays(life.suspendedOn ?? today, policy.removalDays) };
      return isTrial && term.until < removal.on ? [{ kind: 'trial_end', on: term.until }] : [removal];
    }
    default:
      // Nothing is due while it is set up, nor after the end.
      return [];
  }
}

/** The next period that is charged; what is suspended in new commerce is paid for on. */
function nextCycle(life: Life, today: Day): readonly LifeEvent[] {
  const paidUntil = paidTo(life, today);
  return paidUntil < life.term.until && life.billingCycle !== 'none' ? [{ kind: 'cycle', on: paidUntil }] : [];
}

/** The earliest event whose day has come; null while nothing is due. */
export function dueEvent(life: Life, policy: LifePolicy, today: Day): LifeEvent | null {
  const [next] = nextEvents(life, policy, today);
  return next !== undefined && next.on <= today ? next : null;
}

/**
 * Up to when it is paid. Where nothing is known of any charge the period of today counts as paid: it was charged
 * elsewhere, before this ledger began.
 */
export function paidTo(life: Pick<Life, 'paidUntil' | 'term' | 'billingCycle'>, today: Day): Day {
  return life.paidUntil ?? periodOf(life.term, life.billingCycle, today).until;
}
