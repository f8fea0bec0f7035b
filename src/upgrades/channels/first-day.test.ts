import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { offer, smallCatalog } from '../../../test/small-catalog.ts';
import type { Caller } from '../../access/caller.ts';
import { day, type Day } from '../../kit/dates.ts';
import type { CustomerId, PartnerId, PartnerUserId, SubscriptionId } from '../../kit/ids.ts';
import { minor, type Currency } from '../../kit/money.ts';
import type { Entitlement, Subscription } from '../../subscriptions/subscription.ts';
import type { TenantFacts } from '../../subscriptions/tenant/facts.ts';
import { firstPossibleDay, stillHeld } from './first-day.ts';

const us = 'us' as PartnerId;
const source: Subscription = {
  customerId: 'customer' as CustomerId,
  id: 'source' as SubscriptionId,
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
  term: { from: day('2026-01-11'), until: day('2027-01-11') },
  createdOn: day('2026-01-11'),
  resellerMpnId: null,
  version: 1,
};
const customer: TenantFacts = {
  customerId: source.customerId,
  companyName: 'Contoso',
  country: 'US',
  partner: { id: us, name: 'Us', standing: 'good', currency: 'USD' as Currency, rounding: 'exact_half_up' },
  delegatedAdminServices: ['*'],
  granularAdmin: [],
  agreementRecorded: true,
  subscriptions: [source],
  entitlements: [],
  unfinished: [],
  aheadSeconds: 0,
  marginBasisPoints: 0,
  catalogRevision: 1,
};
const caller: Caller = {
  kind: 'user',
  partnerId: us,
  userId: 'a' as PartnerUserId,
  userPrincipalName: 'a@us',
  displayName: 'A',
  roles: ['admin_agent'],
  applicationId: null,
};
const held = (product: string, until: string | null, change: Partial<Entitlement> = {}): Entitlement => ({
  channel: 'web_direct',
  offerId: offer(product),
  quantity: 5,
  status: 'active',
  since: day('2025-08-01'),
  until: until as Day | null,
  ...change,
});
const first = (change: Partial<TenantFacts>) => {
  const found = firstPossibleDay(
    { customer: { ...customer, ...change }, source, caller, catalog: smallCatalog, today: day('2026-06-11') },
    offer('standard'),
  );
  return found.kind === 'on' ? found.day : found.kind;
};

describe('the first day on which an upgrade becomes possible', () => {
  const other: Subscription = { ...source, id: 'other' as SubscriptionId, partnerId: 'them' as PartnerId, offerId: offer('standard') };
  const cases: readonly [name: string, change: Partial<TenantFacts>, expected: string][] = [
    ['nothing is in the way', {}, 'now'],
    ['something that does not matter', { entitlements: [held('security', null)] }, 'now'],
    ['a service until August, and 30 days on', { entitlements: [held('apps-only', '2026-08-01')] }, '2026-08-31'],
    ['the target itself until August, and 120 days on', { entitlements: [held('standard', '2026-08-01')] }, '2026-11-29'],
    [
      'the target, cancelled and not yet removed',
      { entitlements: [held('standard', '2026-06-01', { status: 'cancelled' })] },
      '2026-09-29',
    ],
    ['the later of two', { entitlements: [held('apps-only', '2026-08-01'), held('apps-only', '2026-10-01')] }, '2026-10-31'],
    ['a service and the target', { entitlements: [held('apps-only', '2026-12-01'), held('standard', '2026-08-01')] }, '2026-12-31'],
    ['one with an end and one without', { entitlements: [held('apps-only', '2026-08-01'), held('apps-only', null)] }, 'unknown'],
    ['a service without an end', { entitlements: [held('apps-only', null)] }, 'unknown'],
    ['what ended long ago, as recorded', { entitlements: [held('apps-only', '2026-01-01')] }, '2026-06-11'],
    ['another partner’s subscription, whose term nobody is told', { subscriptions: [source, other] }, 'unknown'],
    ['an own subscription', { subscriptions: [source, { ...other, partnerId: us }] }, 'unknown'],
    ['only reasons that waiting does not change', { agreementRecorded: false }, 'now'],
  ];
  for (const [name, change, expected] of cases) test(`${name}: ${expected}`, () => assert.equal(first(change), expected));
});

describe('what is left of an entitlement that ended on 1 August', () => {
  for (const [on, expected] of [
    ['2026-07-31', 'active'],
    ['2026-08-30', 'active'],
    ['2026-08-31', 'cancelled'],
    ['2026-11-28', 'cancelled'],
    ['2026-11-29', undefined],
  ] as const) {
    test(`on ${on}: ${expected ?? 'nothing'}`, () =>
      assert.equal(stillHeld([held('apps-only', '2026-08-01')], day(on))[0]?.status, expected));
  }
});
