import type { UserId } from '../../kit/ids.ts';
import type { Subscription, SubscriptionStatus } from '../subscription.ts';
import { isSameTerm, type NextTerm } from '../scheduled/next-term.ts';
import type { Account } from '../tenant/account.ts';

/** What is asked of a subscription; null for everything that stays as it is. */
export type Change = {
  readonly quantity: number | null;
  readonly status: WantedStatus | null;
  readonly friendlyName: string | null;
  readonly autoRenew: boolean | null;
  /** The MPN id of the reseller of record. */
  readonly resellerMpnId: string | null;
  readonly billingCycle: string | null;
  /** What the next term is to be; `none` takes back what was scheduled. */
  readonly nextTerm: NextTerm | 'none' | null;
  /** Users who lose the product with the seats that are given back. */
  readonly unassignUserIds: readonly UserId[];
  /** Give seats back although more users hold a licence than are left: the tenant then shows a licence conflict. */
  readonly acceptLicenseConflict: boolean;
};

/** The wire's words; some can only be reached otherwise, or not at all. */
export type WantedStatus = 'active' | 'suspended' | 'deleted' | 'expired' | 'pending' | 'disabled';

/** The members of a PATCH that mean something; clients send the whole resource. */
export type ChangeBody = {
  readonly quantity?: number;
  readonly status?: string;
  readonly friendlyName?: string;
  readonly autoRenewEnabled?: boolean;
  readonly partnerId?: string;
  readonly billingCycle?: string;
  readonly nextTerm?: NextTerm | 'none';
  readonly unassignUserIds?: readonly string[];
  readonly acceptLicenseConflict?: boolean;
};

/**
 * What a body changes. A member that is left out stays as it is, `autoRenewEnabled` too: who sends a quantity and nothing
 * else must not end a service a year later. Words that typed clients write where nothing was set (`none`, `unknown`, an
 * empty partner id) ask for nothing.
 */
export function changeIn(body: ChangeBody, subscription: Subscription, account: Account): Change {
  const differs = <Value>(wanted: Value | undefined, current: Value): Value | null =>
    wanted === undefined || wanted === current ? null : wanted;
  return {
    quantity: differs(body.quantity, subscription.quantity),
    status: differs(statusIn(body.status), subscription.status),
    friendlyName: differs(body.friendlyName, subscription.friendlyName),
    autoRenew: differs(body.autoRenewEnabled, account.autoRenew),
    resellerMpnId: body.partnerId === '' ? null : differs<string | null>(body.partnerId, subscription.resellerMpnId),
    billingCycle: body.billingCycle === 'unknown' ? null : differs<string>(body.billingCycle, subscription.billingCycle),
    nextTerm: nextTermIn(body.nextTerm, account.nextTerm ?? null),
    unassignUserIds: [...new Set(body.unassignUserIds ?? [])] as readonly string[] as readonly UserId[],
    acceptLicenseConflict: body.acceptLicenseConflict ?? false,
  };
}

/** Whether anything would be different. */
export function changesSomething(change: Change): boolean {
  const { unassignUserIds, acceptLicenseConflict: _, ...members } = change;
  return unassignUserIds.length > 0 || Object.values(members).some((member) => member !== null);
}

function nextTermIn(wanted: NextTerm | 'none' | undefined, scheduled: NextTerm | null): NextTerm | 'none' | null {
  if (wanted === undefined) return null;
  if (wanted === 'none') return scheduled === null ? null : 'none';
  return isSameTerm(wanted, scheduled) ? null : wanted;
}

function statusIn(word: string | undefined): WantedStatus | undefined {
  return word === undefined || word === 'none' ? undefined : (word as WantedStatus);
}

/** Which statuses the law knows a way from and to. */
export const WAYS: Readonly<Record<SubscriptionStatus, readonly SubscriptionStatus[]>> = {
  pending: [],
  active: ['suspended', 'deleted'],
  suspended: ['active', 'deleted'],
  deleted: [],
  expired: [],
  disabled: [],
};
