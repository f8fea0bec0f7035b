import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { offer, smallCatalog } from '../../../test/small-catalog.ts';
import { contoso, heldElsewhere, subscription, them } from '../../../test/tenant-facts.ts';
import type { SubscriptionId } from '../../kit/ids.ts';
import type { TenantFacts } from './facts.ts';
import { holdingsBeside } from './holdings.ts';

const held = (customer: Partial<TenantFacts>, beside: string | null = null) =>
  holdingsBeside({ ...contoso, ...customer }, smallCatalog, beside as SubscriptionId | null).map((each) => [
    each.holder.kind,
    each.offer.key,
    each.quantity,
    each.givesServices,
  ]);

describe('what a customer holds', () => {
  test('from this partner, from another one, and from other channels', () => {
    const subscriptions = [subscription('ours', { quantity: 3 }), subscription('theirs', { partnerId: them, offerId: offer('suite') })];
    const entitlements = [heldElsewhere('standard'), heldElsewhere('archiving', { channel: 'other_partner', status: 'suspended' })];
    assert.deepEqual(held({ subscriptions, entitlements }), [
      ['own', 'basic', 3, true],
      ['other_partner', 'suite', 10, true],
      ['other_channel', 'standard', 5, true],
      ['other_partner', 'archiving', 5, true],
    ]);
  });
  test('cancelled elsewhere it gives no services, and is held until it is gone; removed here it is gone', () => {
    const entitlements = [heldElsewhere('standard', { status: 'cancelled' })];
    assert.deepEqual(held({ subscriptions: [subscription('ours', { status: 'deleted' })], entitlements }), [
      ['other_channel', 'standard', 5, false],
    ]);
  });
  test('beside one subscription is all but that', () => {
    assert.deepEqual(held({ subscriptions: [subscription('one'), subscription('two', { quantity: 2 })] }, 'one'), [
      ['own', 'basic', 2, true],
    ]);
  });
  test('what the catalogue does not know is left out, from wherever it is', () => {
    const gone = offer('gone');
    assert.deepEqual(held({ subscriptions: [subscription('ours', { offerId: gone })], entitlements: [heldElsewhere('gone')] }), []);
  });
});
