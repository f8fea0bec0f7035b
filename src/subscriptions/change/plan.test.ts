import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addOn, base, changeFacts, living, nothing, type Given } from '../../../test/change-facts.ts';
import { offer, sku, smallCatalog, smallOffer } from '../../../test/small-catalog.ts';
import { subscription } from '../../../test/tenant-facts.ts';
import { purchaseCharge } from '../../billing/charge.ts';
import { day } from '../../kit/dates.ts';
import type { OfferId, SubscriptionId, UserId } from '../../kit/ids.ts';
import type { ChangeFacts } from './facts.ts';
import { seatsOf } from '../living.ts';
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
  test('nobody is without a seat where another subscription has seats to spare, which are nobody else’s', () => {
    const twin = living(subscription('twin', { quantity: 20 }));
    const facts = { assigned: [{ skuId: sku('basic'), users: 7 }] };
    assert.equal(planned({ status: 'suspended' }, { beside: [twin], facts }).usersWithoutSeat, 0);
    assert.equal(
      planned({ status: 'suspended' }, { beside: [{ ...twin, subscription: { ...twin.subscription, quantity: 6 } }], facts })
        .usersWithoutSeat,
      1,
    );
  });
  test('who gives the product up is not without a seat, whatever else they have', () => {
    const licenses = [sku('archiving'), sku('basic')].map((skuId) => ({ skuId, groupId: null, disabledPlanIds: [] }));
    const ada = { userId: 'ada' as UserId, displayName: 'Ada', userPrincipalName: 'ada@contoso.example', licenses };
    const facts: Partial<ChangeFacts> = { assigned: [{ skuId: sku('basic'), users: 7 }], people: [ada] };
    const change = { quantity: 6, unassignUserIds: [ada.userId], acceptLicenseConflict: true };
    assert.equal(planned(change, { facts }).usersWithoutSeat, 0);
    assert.equal(planned({ ...change, quantity: 5 }, { facts }).usersWithoutSeat, 1);
  });
  test('of new commerce, seats that are added are charged from today, though others were bought only yesterday', () => {
    const id = 'P:1:A' as OfferId;
    const target = living({ ...base, offerId: id });
    const period = { from: day('2026-06-13'), until: day('2026-07-13') };
    const rest = { from: day('2026-06-19'), until: period.until };
    const yesterday = { ...purchaseCharge(seatsOf(target), period, 'purchase'), span: rest, chargedAt: '2026-06-19T12:00:00Z' };
    const catalog = { ...smallCatalog, offers: new Map([...smallCatalog.offers, [id, { ...smallOffer('basic'), id }]]) };
    const { lines } = planned({ quantity: 11 }, { own: { offerId: id }, facts: { catalog, ledger: [yesterday] } });
    assert.deepEqual(
      lines.map((line) => [line.chargeType, line.span.from, line.quantity, line.amountMinor]),
      [
        ['addQuantity', '2026-06-20', 10, -3833],
        ['addQuantity', '2026-06-20', 11, 4216],
      ],
    );
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
