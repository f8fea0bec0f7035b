import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { offer } from '../../test/small-catalog.ts';
import { heldElsewhere, subscription, them } from '../../test/tenant-facts.ts';
import { upgradeFacts, type Situation } from '../../test/upgrade-facts.ts';
import type { Entitlement, Subscription } from '../subscriptions/subscription.ts';
import { decideUpgrade } from './eligibility.ts';
import type { ReasonCode } from './reasons.ts';

const codes = (situation: Situation, target = 'standard', quantity: number | null = null) =>
  decideUpgrade(upgradeFacts(situation), { targetOfferId: offer(target), quantity }).reasons.map((reason) => reason.code);

describe('quantity', () => {
  const cases: [target: string, quantity: number, expected: ReasonCode[]][] = [
    ['standard', 1, []],
    ['standard', 0, ['quantity_out_of_range']],
    ['standard', -1, ['quantity_out_of_range']],
    ['standard', 300, []],
    ['standard', 301, ['quantity_out_of_range', 'seat_family_full']],
    ['standard', 10 ** 12, ['quantity_out_of_range', 'seat_family_full']],
    ['big', 49, ['quantity_out_of_range']],
    ['big', 50, []],
    ['suite', 10_000_000, []],
    ['suite', 10_000_001, ['quantity_out_of_range']],
  ];
  for (const [target, quantity, expected] of cases) {
    test(`${quantity} seats of ${target}`, () => assert.deepEqual(codes({}, target, quantity), expected));
  }
});

describe('the seat family of a tenant', () => {
  const beside = (quantity: number, change: Partial<Subscription> = {}) => ({
    beside: [subscription('other', { quantity, ...change })],
  });
  test('290 held and 10 more are 300', () => assert.deepEqual(codes(beside(290)), []));
  test('291 held and 10 more are too many', () => assert.deepEqual(codes(beside(291)), ['seat_family_full']));
  test('another partner’s seats count', () => assert.deepEqual(codes(beside(291, { partnerId: them })), ['seat_family_full']));
  test('seats held elsewhere count while they are in use or suspended, and not once they are cancelled', () => {
    const held = (status: Entitlement['status']) =>
      codes({ customer: { entitlements: [heldElsewhere('basic', { quantity: 291, status })] } });
    assert.deepEqual([held('active'), held('suspended'), held('cancelled')], [['seat_family_full'], ['seat_family_full'], []]);
  });
  test('a target outside the family does not count', () => assert.deepEqual(codes(beside(300), 'suite'), []));
});
