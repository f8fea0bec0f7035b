import { addMonths, day } from '../src/kit/dates.ts';
import type { CustomerId, PartnerId, SubscriptionId, UpgradeId, UserId } from '../src/kit/ids.ts';
import { minor, type Currency } from '../src/kit/money.ts';
import type { TransferCandidates } from '../src/licenses/transfer.ts';
import type { Entitlement, Subscription } from '../src/subscriptions/subscription.ts';
import type { Account } from '../src/subscriptions/tenant/account.ts';
import type { TenantFacts, UnfinishedUpgrade } from '../src/subscriptions/tenant/facts.ts';
import { offer } from './small-catalog.ts';

// A whole valid example for the tests of rules: nothing stands against Contoso's buying, changing or upgrading anything.
// Each test says only what is different in its case.

/** The partner that sells to Contoso. */
export const us = 'partner-us' as PartnerId;
/** Another partner that works with Contoso. */
export const them = 'partner-them' as PartnerId;

/** Ten seats of Basic, bought from us by the month on 11 January 2026. */
export function subscription(id: string, change: Partial<Subscription> = {}): Subscription {
  return {
    customerId: 'customer' as CustomerId,
    id: id as SubscriptionId,
    partnerId: us,
    orderId: 'order',
    offerId: offer('basic'),
    friendlyName: 'Basic',
    quantity: 10,
    status: 'active',
    billingCycle: 'monthly',
    parentId: null,
    unitPriceMinor: minor(500),
    currency: 'USD' as Currency,
    ...boughtOn('2026-01-11'),
    resellerMpnId: null,
    version: 1,
    ...change,
  };
}

/** The term of a year that begins on the day of the purchase. */
export function boughtOn(on: string): Pick<Subscription, 'term' | 'createdOn'> {
  const from = day(on);
  return { term: { from, until: addMonths(from, 12) }, createdOn: from };
}

/** What a subscription's life tells beside it: it renews by itself, and nothing is known of any charge. */
export function accountOf({ id: subscriptionId, createdOn }: Subscription, change: Partial<Account> = {}): Account {
  return {
    subscriptionId,
    autoRenew: true,
    isTrial: false,
    suspensionReasons: [],
    suspendedOn: null,
    paidUntil: null,
    offerName: 'Basic',
    createdAt: `${createdOn}T00:00:00Z`,
    upgradedFromId: null,
    ...change,
  };
}

/** Five seats that Contoso bought on the web, a year before the rest. */
export function heldElsewhere(key: string, change: Partial<Entitlement> = {}): Entitlement {
  return { channel: 'web_direct', offerId: offer(key), quantity: 5, status: 'active', since: day('2025-01-01'), until: null, ...change };
}

/** Contoso: an agreement, delegated admin privileges, a partner in good standing; and nothing bought yet. */
export const contoso: TenantFacts = {
  customerId: 'customer' as CustomerId,
  companyName: 'Contoso',
  country: 'US',
  partner: { id: us, name: 'Us', standing: 'good', currency: 'USD' as Currency, rounding: 'exact_half_up' },
  delegatedAdminServices: ['*'],
  granularAdmin: [],
  agreementRecorded: true,
  subscriptions: [],
  entitlements: [],
  heldElsewhere: [],
  unfinished: [],
  aheadSeconds: 0,
  marginBasisPoints: 0,
  catalogRevision: 1,
};

/** An earlier upgrade of Contoso's with three people who still wait to be moved. */
export function leftBehind(sourceId: string, targetId: string): UnfinishedUpgrade {
  return {
    upgradeId: 'upgrade' as UpgradeId,
    sourceId: sourceId as SubscriptionId,
    targetId: targetId as SubscriptionId,
    usersLeftBehind: 3,
  };
}

/** Users with one direct licence and nothing that keeps them from moving, in the order in which they got it. */
export function movable(...names: string[]): TransferCandidates {
  return {
    userIds: names as UserId[],
    places: names.map((_, i) => i + 1),
    usageLocation: 'US',
    disabledPlanIds: [],
    groupIds: [],
    otherLicenses: [],
  };
}
