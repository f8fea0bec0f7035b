import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { offer, smallCatalog, smallOffer } from '../../../test/small-catalog.ts';
import { boughtOn, contoso, movable, subscription } from '../../../test/tenant-facts.ts';
import { paidPeriod, seatChangeLines } from '../../billing/advance.ts';
import { purchaseCharge } from '../../billing/charge.ts';
import { day } from '../../kit/dates.ts';
import type { GroupId, SubscriptionId, UpgradeId, UserId } from '../../kit/ids.ts';
import { sum } from '../../kit/money.ts';
import type { Subscription } from '../../subscriptions/subscription.ts';
import { planDismissal, planRetry, type WorkFacts } from './plan.ts';

const users = (...names: string[]) => names as UserId[];
const source = subscription('source', { quantity: 3 });
const customer = { ...contoso, subscriptions: [source] };
const work: WorkFacts = {
  customer,
  ledger: [],
  account: null,
  upgrade: {
    id: 'upgrade' as UpgradeId,
    state: 'finishing',
    sourceId: source.id,
    targetId: 'target' as SubscriptionId,
    sourceOfferId: offer('basic'),
    targetOfferId: offer('standard'),
    usersMoved: 7,
    usersOpen: 3,
  },
  chosen: [{ userIds: users('ada', 'bob', 'cyd'), hasSource: true, hasTarget: false }],
  candidates: [movable('ada', 'bob', 'cyd')],
  sourceHolders: 3,
  targetHolders: 7,
  targetSeats: 10,
};
const around = { catalog: smallCatalog, today: day('2026-06-11') };

const seatsOf = ({ id: subscriptionId, offerId, quantity, unitPriceMinor, currency }: Subscription) => ({
  subscriptionId,
  offerId,
  quantity,
  unitPriceMinor,
  currency,
  rounding: customer.partner.rounding,
});

function retry(change: Partial<WorkFacts>) {
  return planRetry({ ...work, ...change }, { source: smallOffer('basic'), target: smallOffer('standard') }, around);
}
const withSource = (change: Partial<Subscription>): Partial<WorkFacts> => ({
  customer: { ...customer, subscriptions: [{ ...source, ...change }] },
});
const seatsLeft = (change: Partial<WorkFacts>) => retry(change).change?.seatsLeft ?? null;

describe('planRetry', () => {
  test('everyone can move: the source closes, and all its seats are credited', () => {
    const plan = retry({});
    assert.deepEqual([plan.moves.flatMap((move) => move.userIds), plan.leftBehind, plan.usersOpen], [['ada', 'bob', 'cyd'], [], 0]);
    assert.deepEqual([plan.change?.seatsLeft, plan.change?.closes], [0, true]);
    // 30 of 30 days of June 11 to July 10, three seats at 5.00.
    assert.deepEqual(
      plan.lines.map((line) => [line.cause, line.quantity, line.amountMinor]),
      [['upgrade_cancel', 3, -1500]],
    );
  });
  test('one of three is chosen: one seat goes back, the others wait', () => {
    const plan = retry({ chosen: [{ userIds: users('bob'), hasSource: true, hasTarget: false }], candidates: [movable('bob')] });
    assert.deepEqual(
      [plan.moves.flatMap((move) => move.userIds), plan.change?.seatsLeft, plan.change?.closes, plan.usersOpen],
      [['bob'], 2, false, 2],
    );
    assert.deepEqual(
      plan.lines.map((line) => line.amountMinor),
      [-500],
    );
  });
  test('nobody can move: the reasons are those of today, and nothing else changes', () => {
    const plan = retry({ candidates: [{ ...movable('ada', 'bob', 'cyd'), usageLocation: null }] });
    assert.deepEqual(
      [plan.moves, plan.leftBehind, plan.change, plan.lines, plan.usersOpen],
      [[], [{ userIds: ['ada', 'bob', 'cyd'], reasons: [{ code: 'usage_location_missing' }] }], null, [], 3],
    );
  });
  test('a licence from a group still stays', () => {
    const plan = retry({ candidates: [movable('ada'), { ...movable('bob', 'cyd'), groupIds: ['g' as GroupId] }] });
    assert.deepEqual(
      [plan.change?.seatsLeft, plan.leftBehind[0]?.reasons[0]?.code, plan.usersOpen],
      [2, 'license_inherited_from_group', 2],
    );
  });

  const seats: [name: string, change: Partial<WorkFacts>, moved: number][] = [
    ['as many free seats as people', { targetSeats: 10, targetHolders: 7 }, 3],
    ['one free seat fewer', { targetSeats: 9, targetHolders: 7 }, 2],
    ['no free seat', { targetSeats: 7, targetHolders: 7 }, 0],
    ['more users than seats', { targetSeats: 5, targetHolders: 7 }, 0],
    ['seats added since', { targetSeats: 12, targetHolders: 9 }, 3],
  ];
  for (const [name, change, moved] of seats) {
    test(`${name}: ${moved} move`, () => assert.equal(retry(change).moves.flatMap((move) => move.userIds).length, moved));
  }

  const sources: [name: string, change: Partial<WorkFacts>, expected: number | null][] = [
    ['seats bought for the source since stay', withSource({ quantity: 5 }), 2],
    ['somebody new has the product: the seat stays with them', { sourceHolders: 4 }, 1],
    [
      'a second subscription of the product has seats for everyone',
      {
        customer: {
          ...customer,
          subscriptions: [{ ...source, quantity: 1 }, subscription('second')],
        },
        sourceHolders: 13,
      },
      0,
    ],
    ['fewer seats than people: as many as before, as far as people stay', { ...withSource({ quantity: 2 }), sourceHolders: 5 }, null],
    ['a source that was deleted meanwhile', withSource({ status: 'deleted' }), null],
    ['a source that is not there any more', { customer: { ...customer, subscriptions: [] } }, null],
  ];
  for (const [name, change, expected] of sources) test(name, () => assert.equal(seatsLeft(change), expected));

  test('a suspended source gives its seats back without credit: it is not billed', () => {
    const plan = retry(withSource({ status: 'suspended' }));
    assert.deepEqual([plan.change?.closes, plan.lines], [true, []]);
  });
  test('seats that were added later are credited as they were charged', () => {
    // Two seats bought on June 1 (2 × 5.00), a third added on June 10 (21 of 30 days of 5.00): 13.50 in all, and no more comes back.
    const june = { from: day('2026-06-01'), until: day('2026-07-01') };
    const bought = { ...source, ...boughtOn('2026-06-01') };
    const seatsBefore = seatsOf({ ...bought, quantity: 2 });
    const purchase = [purchaseCharge(seatsBefore, june, 'purchase')];
    const added = seatChangeLines(paidPeriod(seatsBefore, june, purchase), seatsBefore, 3, day('2026-06-10'));
    const plan = retry({ ...withSource(bought), ledger: [...purchase, ...added] });
    assert.deepEqual([plan.change?.closes, sum(plan.lines.map((line) => line.amountMinor))], [true, -1350]);
  });
  test('who was moved by hand, or has no licence any more, is done, and the seat goes back', () => {
    const plan = retry({
      chosen: [
        { userIds: users('ada'), hasSource: true, hasTarget: false },
        { userIds: users('bob'), hasSource: false, hasTarget: true },
        { userIds: users('cyd'), hasSource: false, hasTarget: false },
      ],
      candidates: [movable('ada')],
      sourceHolders: 1,
    });
    assert.deepEqual(
      [plan.moves.flatMap((move) => move.userIds), plan.movedByHand, plan.gone, plan.usersOpen, plan.change?.closes],
      [['ada'], ['bob'], ['cyd'], 0, true],
    );
  });
  test('nobody chosen is left behind any more: nothing happens', () => {
    const plan = retry({ chosen: [], candidates: [] });
    assert.deepEqual([plan.moves, plan.change, plan.lines, plan.usersOpen], [[], null, [], 3]);
  });
});

describe('planDismissal', () => {
  test('they keep the product, and the source its seats', () => {
    const plan = planDismissal(work, [], [], around);
    assert.deepEqual([plan.dismissed, plan.change, plan.lines, plan.usersOpen], [['ada', 'bob', 'cyd'], null, [], 0]);
  });
  test('the licence is taken away: the seats go back', () => {
    const plan = planDismissal(work, users('ada', 'bob', 'cyd'), [], around);
    assert.deepEqual(
      [plan.dismissed, plan.change?.closes, plan.lines.map((line) => line.amountMinor)],
      [['ada', 'bob', 'cyd'], true, [-1500]],
    );
  });
  test('from whom it cannot be taken, stays open', () => {
    const plan = planDismissal(work, users('ada'), users('bob', 'cyd'), around);
    assert.deepEqual([plan.dismissed, plan.change?.seatsLeft, plan.usersOpen], [['ada'], 2, 2]);
  });
});
