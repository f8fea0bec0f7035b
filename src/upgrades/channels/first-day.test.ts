import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { offer } from '../../../test/small-catalog.ts';
import { heldElsewhere, subscription, them, us } from '../../../test/tenant-facts.ts';
import { source, upgradeFacts } from '../../../test/upgrade-facts.ts';
import { day, type Day } from '../../kit/dates.ts';
import type { Entitlement } from '../../subscriptions/subscription.ts';
import type { TenantFacts } from '../../subscriptions/tenant/facts.ts';
import { firstPossibleDay, stillHeld } from './first-day.ts';

const held = (product: string, until: string | null, change: Partial<Entitlement> = {}) =>
  heldElsewhere(product, { since: day('2025-08-01'), until: until as Day | null, ...change });
const first = (change: Partial<TenantFacts>) => {
  const found = firstPossibleDay(upgradeFacts({ customer: change }), offer('standard'));
  return found.kind === 'on' ? found.day : found.kind;
};

describe('the first day on which an upgrade becomes possible', () => {
  const other = subscription('other', { partnerId: them, offerId: offer('standard') });
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
