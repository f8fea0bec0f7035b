import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { agentOf } from '../../../test/callers.ts';
import { living } from '../../../test/change-facts.ts';
import { offer } from '../../../test/small-catalog.ts';
import { movable, us } from '../../../test/tenant-facts.ts';
import { FROM, source, term, there, TO, transitionFacts, type Given } from '../../../test/transition-facts.ts';
import { addMonths, day } from '../../kit/dates.ts';
import type { SubscriptionId } from '../../kit/ids.ts';
import { minor } from '../../kit/money.ts';
import type { Subscription } from '../../subscriptions/subscription.ts';
import { planTransition, type TransitionPlan, type TransitionSurroundings } from './plan.ts';
import type { TransitionOrder } from './transition.ts';

const order: TransitionOrder = {
  toOfferId: TO,
  quantity: null,
  transitionType: null,
  toSubscriptionId: null,
  duration: null,
  billingCycle: null,
};
const around: TransitionSurroundings = {
  source: living(source),
  destination: null,
  candidates: [],
  targetHolders: 0,
  newId: 'new' as SubscriptionId,
};

type Asked = { readonly given?: Given; readonly asked?: Partial<TransitionOrder>; readonly beside?: Partial<TransitionSurroundings> };
const planningOf = ({ given, asked, beside }: Asked) =>
  planTransition(transitionFacts(given), { ...order, ...asked }, { ...around, ...beside });
function planned(asked: Asked = {}): TransitionPlan {
  const planning = planningOf(asked);
  return planning.kind === 'planned' ? planning.plan : assert.fail(JSON.stringify(planning));
}
function refused(asked: Asked): readonly { readonly code: string }[] {
  const planning = planningOf(asked);
  return planning.kind === 'planned' ? [] : planning.reasons;
}
const codes = (asked: Asked) => refused(asked).map(({ code }) => code);
const billed = ({ lines }: TransitionPlan) => lines.map((line) => [line.subscriptionId, line.chargeType, line.quantity, line.amountMinor]);
const into = (change: Partial<Subscription> = {}, given: Given = {}): Asked => {
  const destination = { ...there, ...change };
  return { given: { beside: [destination], ...given }, beside: { destination: living(destination) } };
};

describe('all seats, in place', () => {
  const plan = planned({ beside: { candidates: [movable('ada', 'bob')] } });

  test('the subscription becomes the other product, under its own id and with its own term', () => {
    assert.deepEqual([plan.way, plan.transitionType, plan.target], ['in_place', 'transition_with_license_transfer', plan.source.after]);
    const { id, offerId, quantity, unitPriceMinor, friendlyName, term: same, version } = plan.target.subscription;
    assert.deepEqual(
      [id, offerId, quantity, unitPriceMinor, friendlyName, same, version],
      ['source', TO, 10, 1250, 'standard', source.term, 1],
    );
    assert.deepEqual([plan.target.account.paidUntil, plan.target.account.offerName], ['2026-07-01', 'standard']);
  });

  test('the unused days come back, and those of the other product are charged', () => {
    assert.deepEqual(billed(plan), [
      ['source', 'convert', 10, -2500],
      ['source', 'convert', 10, 6250],
    ]);
    assert.equal(plan.total, 3750);
  });

  test('the users move along, as far as there are seats', () => {
    assert.deepEqual(
      plan.transfer.moves.flatMap(({ userIds }) => userIds),
      ['ada', 'bob'],
    );
    const tight = planned({ beside: { candidates: [movable('ada', 'bob')], targetHolders: 9 } });
    assert.deepEqual([tight.transfer.moves.length, tight.transfer.leftBehind.length], [1, 1]);
  });

  test('where they may not be moved, everybody is left, and it is said why', () => {
    const { transfer, transferReasons } = planned({ given: { caller: agentOf(us) }, beside: { candidates: [movable('ada')] } });
    assert.deepEqual([transfer.moves, transfer.leftBehind.length], [[], 1]);
    assert.deepEqual(
      transferReasons.map(({ code }) => code),
      ['user_context_required'],
    );
  });

  test('a name in the words of the catalogue changes with the product, another stays', () => {
    const named = (friendlyName: string) =>
      planned({ beside: { source: living({ ...source, friendlyName }) } }).target.subscription.friendlyName;
    assert.deepEqual(['basic', 'basic（中文）', 'Ours'].map(named), ['standard', 'standard（中文）', 'Ours']);
  });

  test('for another term it begins today', () => {
    const longer = planned({ asked: { duration: 'P3Y' } }).target;
    assert.deepEqual([longer.subscription.term, longer.subscription.unitPriceMinor], [term('2026-06-16', 36), 1000]);
    assert.equal(longer.account.paidUntil, '2026-07-16');
  });

  test('of a period that was not charged nothing comes back', () => {
    const paid = (paidUntil: string) => {
      const own = living(source);
      return billed(planned({ beside: { source: { ...own, account: { ...own.account, paidUntil: day(paidUntil) } } } })).length;
    };
    assert.deepEqual(['2026-06-15', '2026-06-16', '2026-06-17'].map(paid), [1, 1, 2]);
  });
});

describe('some seats', () => {
  test('open a subscription of their own, and nobody is moved', () => {
    const plan = planned({ asked: { quantity: 4 }, given: { caller: agentOf(us) }, beside: { candidates: [movable('ada')] } });
    assert.deepEqual(
      [plan.way, plan.transitionType, plan.transfer, plan.transferReasons],
      ['partial', 'transition_only', { moves: [], leftBehind: [] }, []],
    );
    assert.deepEqual([plan.source.after.subscription.quantity, plan.source.after.subscription.status], [6, 'active']);
    const { subscription: opened, account } = plan.target;
    assert.deepEqual([opened.id, opened.quantity, opened.version, opened.createdOn, opened.term], ['new', 4, 1, '2026-06-16', source.term]);
    assert.deepEqual([account.subscriptionId, account.upgradedFromId, account.createdAt], ['new', 'source', '2026-06-16T09:00:00.000Z']);
    assert.deepEqual(billed(plan), [
      ['source', 'convert', 4, -1000],
      ['new', 'convert', 4, 2500],
    ]);
  });

  test('are named after the product, whatever the source was called', () => {
    const own = { source: living({ ...source, friendlyName: 'Ours' }) };
    assert.equal(planned({ asked: { quantity: 4 }, beside: own }).target.subscription.friendlyName, 'standard');
  });

  for (const [quantity, expected] of [
    [0, ['transition_quantity']],
    [1, []],
    [10, []],
    [11, ['transition_quantity']],
  ] as const) {
    test(`${quantity} of ten`, () => assert.deepEqual(codes({ asked: { quantity } }), expected));
  }
});

describe('into a subscription that is there', () => {
  test('all seats close the source; the others have as many more', () => {
    const plan = planned(into());
    assert.deepEqual(
      [plan.way, plan.source.after.subscription.status, plan.target.subscription.quantity],
      ['into_existing', 'deleted', 17],
    );
    assert.deepEqual(billed(plan), [
      ['source', 'convert', 10, -2500],
      ['there', 'moveQuantity', 10, 7910],
    ]);
  });

  test('some leave the rest', () => {
    const plan = planned({ ...into(), asked: { quantity: 4, duration: 'P1M', billingCycle: 'annual' } });
    assert.deepEqual([plan.source.after.subscription.quantity, plan.target.subscription.quantity, plan.way], [6, 11, 'into_existing']);
  });

  const late = { ...there.term, until: addMonths(there.term.from, 36) };
  const line = { subscriptionId: there.id, cause: 'purchase' as const, quantity: 7, chargedAt: '2026-06-12T09:00:00Z' };
  const bought = {
    ...(planned().lines[1] ?? assert.fail()),
    ...line,
    amountMinor: minor(8750),
    span: { from: day('2026-06-12'), until: day('2026-07-05') },
  };
  const cases: readonly [situation: string, change: Partial<Subscription>, given: Given, expected: readonly string[]][] = [
    ['itself', { id: source.id }, {}, ['destination_is_source']],
    ['another product', { offerId: FROM }, {}, ['destination_other_product']],
    ['a suspended one', { status: 'suspended' }, {}, ['destination_not_active']],
    ['one that can still be cancelled', {}, { ledger: [bought] }, ['destination_in_window']],
    ['of a shorter term', { term: term('2026-06-05', 1) }, {}, ['destination_term_shorter', 'destination_ends_earlier']],
    ['of a longer one', { term: late }, {}, []],
    ['that ends on the same day', { term: source.term }, {}, []],
    ['that ends a day earlier', { term: term('2026-05-31') }, {}, ['destination_ends_earlier']],
  ];
  for (const [situation, change, given, expected] of cases) {
    test(situation, () => assert.deepEqual(codes(into(change, given)), expected));
  }
});

describe('an order that cannot be', () => {
  test('is no operation that failed', () => {
    assert.equal(planningOf({ asked: { billingCycle: 'annual' } }).kind, 'wrong_order');
    assert.equal(planningOf({ asked: { toOfferId: offer('gone') } }).kind, 'refused');
  });

  const three = { ...source, term: term('2026-06-01', 36) };
  const cases: readonly [situation: string, asked: Asked, expected: readonly string[]][] = [
    ['of the licence-based catalogue', { given: { source: { ...source, offerId: offer('basic') } } }, ['not_new_commerce']],
    ['of something that the catalogue does not know', { given: { source: { ...source, offerId: offer('gone') } } }, ['not_new_commerce']],
    ['for a shorter term', { given: { source: three }, asked: { duration: 'P1Y' } }, ['transition_term_shorter']],
    [
      'for a term that is not sold',
      { given: { source: { ...source, term: term('2026-06-01', 1) } }, asked: { duration: 'P1M' } },
      ['term_not_sold'],
    ],
    ['by a billing cycle that is not sold', { asked: { billingCycle: 'annual' } }, ['term_not_sold']],
    ['to something unknown', { asked: { toOfferId: offer('gone') } }, ['subscription_target_offer_not_found']],
    ['to something where no way leads', { asked: { toOfferId: offer('suite') } }, ['subscription_target_offer_not_found']],
  ];
  for (const [situation, asked, expected] of cases) {
    test(situation, () => assert.deepEqual(codes(asked), expected));
  }
});
