import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addOn, changeFacts, living, nothing, type Given } from '../../../test/change-facts.ts';
import { offer, sku } from '../../../test/small-catalog.ts';
import { subscription } from '../../../test/tenant-facts.ts';
import type { SubscriptionId } from '../../kit/ids.ts';
import type { Change } from './change.ts';
import { planChange } from './plan.ts';

describe('planChange', () => {
  const planned = (change: Partial<Change>, given: Given = {}) => {
    const planning = planChange(changeFacts(given), { ...nothing, ...change });
    assert.equal(planning.kind, 'planned');
    return planning.kind === 'planned' ? planning.plan : assert.fail();
  };
  test('what hangs on an add-on follows too', () => {
    const deep = addOn({ id: 'deep' as SubscriptionId, parentId: 'add-on' as SubscriptionId, quantity: 8 });
    const plan = planned(
      { quantity: 3 },
      { beside: [addOn({ quantity: 9 }), deep, addOn({ id: 'small' as SubscriptionId, quantity: 2 })] },
    );
    assert.deepEqual(
      plan.changed.map(({ after }) => [after.subscription.id, after.subscription.quantity]),
      [
        ['base', 3],
        ['add-on', 3],
        ['deep', 3],
      ],
    );
  });
  test('only what sleeps because of its base wakes with it, in turn', () => {
    const asleep = addOn({ status: 'suspended' }, ['BaseSuspended']);
    const under = addOn({ id: 'under' as SubscriptionId, parentId: 'add-on' as SubscriptionId, status: 'suspended' }, ['BaseSuspended']);
    const own = addOn({ id: 'own' as SubscriptionId, status: 'suspended' });
    const underOwn = addOn({ id: 'under-own' as SubscriptionId, parentId: 'own' as SubscriptionId, status: 'suspended' }, [
      'BaseSuspended',
    ]);
    const plan = planned({ status: 'active' }, { own: { status: 'suspended' }, beside: [asleep, under, own, underOwn] });
    assert.deepEqual(
      plan.changed.map(({ after }) => after.subscription.id),
      ['base', 'add-on', 'under'],
    );
  });
  test('licences of a product go when the last subscription of it goes', () => {
    assert.deepEqual(planned({ status: 'deleted' }).releasedSkuIds, [sku('basic')]);
    const twin = living(subscription('twin', { status: 'suspended' }));
    assert.deepEqual(planned({ status: 'deleted' }, { beside: [twin] }).releasedSkuIds, []);
  });
  test('a suspension leaves users without a seat, and says how many', () => {
    const plan = planned({ status: 'suspended' }, { facts: { assigned: [{ skuId: sku('basic'), users: 7 }] } });
    assert.equal(plan.usersWithoutSeat, 7);
  });
  test('where the catalogue only warns, the family’s overrun is told and goes', () => {
    const family = { name: 'small', seatsMax: 300, policy: 'warn' as const };
    const facts = changeFacts({
      beside: [living(subscription('other', { offerId: offer('standard'), quantity: 250 }))],
    });
    const planning = planChange(
      { ...facts, catalog: { ...facts.catalog, seatFamilies: new Map([['small', family]]) } },
      { ...nothing, quantity: 51 },
    );
    assert.deepEqual(planning.kind === 'planned' ? planning.plan.familyWarning?.seatsHeld : planning, 250);
  });
});
