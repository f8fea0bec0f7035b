import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { agentOf } from '../../test/callers.ts';
import { offer } from '../../test/small-catalog.ts';
import { boughtOn, movable, subscription, us } from '../../test/tenant-facts.ts';
import { source, upgradeFacts, type Situation } from '../../test/upgrade-facts.ts';
import type { Charge } from '../billing/charge.ts';
import { day } from '../kit/dates.ts';
import type { SubscriptionId } from '../kit/ids.ts';
import { minor, type Currency } from '../kit/money.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import { planUpgrade, seatsStillNeeded, type UpgradePlan, type UpgradeSurroundings, type UpgradeWish } from './plan.ts';

const people = (count: number) => movable(...Array.from({ length: count }, (_, i) => `user ${i}`));
const advance: Charge = {
  subscriptionId: source.id,
  offerId: source.offerId,
  cause: 'purchase',
  chargeType: 'Prorate fees when purchase',
  span: { from: day('2026-06-01'), until: day('2026-07-01') },
  periodDays: 30,
  quantity: 10,
  unitPriceMinor: minor(500),
  amountMinor: minor(5000),
  currency: 'USD' as Currency,
  rounding: 'exact_half_up',
};

type Setting = Situation & {
  readonly upgradeType?: 'upgrade_only';
  readonly around?: Partial<UpgradeSurroundings>;
};

/** The plan for an upgrade to Suite; the seats were bought on 1 June. */
function planned({ source: change, upgradeType, around, ...situation }: Setting): UpgradePlan {
  const facts = upgradeFacts({ ...situation, source: { ...boughtOn('2026-06-01'), ...change } });
  const wish = { targetOfferId: offer('suite'), quantity: null, upgradeType: upgradeType ?? null, targetId: 'target' as SubscriptionId };
  const planning = planUpgrade(facts, wish, { candidates: [], targetHolders: 0, ledger: [], account: null, ...around });
  assert.equal(planning.kind, 'planned', JSON.stringify(planning));
  return planning.plan;
}
const credits = (plan: UpgradePlan) =>
  plan.lines
    .filter((line) => line.cause === 'upgrade_cancel')
    .map(({ span, quantity, amountMinor }) => [span.from, span.until, quantity, amountMinor]);
const credited = (plan: UpgradePlan) => credits(plan).reduce((total, line) => total + Number(line[3]), 0);

test('the new subscription is named in the language in which the source was', () => {
  const named = (friendlyName: string) => planned({ source: { friendlyName } }).target.name;
  assert.deepEqual(['basic', 'basic（中文）', 'Branch office'].map(named), ['suite', 'suite（中文）', 'suite']);
});

describe('the seats that the source keeps for those who stay', () => {
  const beside = (status: Subscription['status'], quantity: number): Setting => ({
    beside: [subscription('other', { status, quantity })],
    upgradeType: 'upgrade_only',
    around: { candidates: [people(6)] },
  });
  test('one for each of them', () =>
    assert.equal(planned({ upgradeType: 'upgrade_only', around: { candidates: [people(6)] } }).sourceSeatsLeft, 6));
  test('never more than it had', () =>
    assert.equal(planned({ upgradeType: 'upgrade_only', around: { candidates: [people(16)] } }).sourceSeatsLeft, 10));
  test('none where another active subscription of the product has enough', () =>
    assert.equal(planned(beside('active', 6)).sourceSeatsLeft, 0));
  test('none, and not fewer, where another one has more than enough', () => assert.equal(planned(beside('active', 9)).sourceSeatsLeft, 0));
  test('all of them where the catalogue no longer has the product: of what else it lacks nobody has a seat', () => {
    const facts = upgradeFacts({ source: { offerId: offer('gone') }, beside: [subscription('other', { offerId: offer('lost') })] });
    assert.deepEqual(
      [1, 6, 11].map((users) => seatsStillNeeded(facts, users)),
      [1, 6, 10],
    );
  });
  test('those that the other one lacks', () => assert.equal(planned(beside('active', 5)).sourceSeatsLeft, 1));
  test('all of them where the other one is suspended: nobody can work on a suspended seat', () => {
    const plan = planned(beside('suspended', 6));
    assert.deepEqual([plan.sourceSeatsLeft, plan.leftBehind.length], [6, 1]);
  });
  test('all of them where the other one is not set up yet', () => assert.equal(planned(beside('pending', 6)).sourceSeatsLeft, 6));
});

describe('the credit for the source', () => {
  test('all that was paid within 30 days of the purchase, and the rest of the period later', () => {
    assert.deepEqual(credits(planned({ around: { ledger: [advance] } })), [['2026-06-01', '2026-07-01', 10, -5000]]);
    const older = { source: { createdOn: day('2026-01-01') }, around: { ledger: [advance] } };
    assert.deepEqual(credits(planned(older)), [['2026-06-11', '2026-07-01', 10, -3333]]);
  });
  test('not for days on which seats that came later were not there', () => {
    // 10 seats on 1 June, 20 from the 6th: 5 days at 10 and 25 days at 20 were paid.
    const span = (from: string, until: string) => ({ from: day(from), until: day(until) });
    const ledger: Charge[] = [
      advance,
      { ...advance, cause: 'seat_change', amountMinor: minor(-5000) },
      { ...advance, cause: 'seat_change', span: span('2026-06-01', '2026-06-06'), amountMinor: minor(833) },
      { ...advance, cause: 'seat_change', span: span('2026-06-06', '2026-07-01'), quantity: 20, amountMinor: minor(8333) },
    ];
    assert.equal(credited(planned({ source: { quantity: 20 }, around: { ledger } })), -9166);
  });
  test('nothing for a period that was not charged yet', () => {
    const plan = planned({
      source: { createdOn: day('2026-01-01') },
      today: '2026-07-01',
      around: { ledger: [advance], account: { paidUntil: day('2026-07-01') } },
    });
    assert.deepEqual(credits(plan), []);
  });
  test('of the seats that go, where some stay', () => {
    const plan = planned({ upgradeType: 'upgrade_only', around: { candidates: [people(4)], ledger: [advance] } });
    assert.deepEqual(credits(plan), [['2026-06-01', '2026-07-01', 6, -3000]]);
  });
  test('a purchase on the 31st: the term begins on the 1st, and all of its first period comes back', () => {
    const bought = { createdOn: day('2026-05-30') };
    assert.deepEqual(credits(planned({ source: bought, today: '2026-05-31', around: { ledger: [advance] } })), [
      ['2026-06-01', '2026-07-01', 10, -5000],
    ]);
  });
});

test('an upgrade with its users is refused where they cannot move, and one of seats alone is not', () => {
  const facts = upgradeFacts({ caller: agentOf(us) });
  const codes = (upgradeType: UpgradeWish['upgradeType']) => {
    const wish = { targetOfferId: offer('suite'), quantity: null, upgradeType, targetId: 'target' as SubscriptionId };
    const planning = planUpgrade(facts, wish, { candidates: [], targetHolders: 0, ledger: [], account: null });
    return planning.kind === 'planned' ? [planning.upgradeType] : planning.reasons.map(({ code }) => code);
  };
  assert.deepEqual(codes('upgrade_with_license_transfer'), ['user_context_required']);
  assert.deepEqual([codes('upgrade_only'), codes(null)], [['upgrade_only'], ['upgrade_only']]);
});

test('lines and total are of the same sum', () => {
  const plan = planned({ around: { ledger: [advance] } });
  assert.equal(
    plan.total,
    plan.lines.reduce((total, line) => total + line.amountMinor, 0),
  );
});
