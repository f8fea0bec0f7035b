import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { caseOf, demoCases, userOf } from '../../test/demo-cases.ts';
import type { SubscriptionId } from '../kit/ids.ts';
import { newId } from '../platform/clock.ts';
import { decideUpgrades } from '../upgrades/eligibility.ts';
import { countUsers, planUpgrade, type UpgradePlan, type UpgradePlanning } from '../upgrades/plan.ts';
import type { DemoCase } from './case.ts';
import { DEMO_CASES } from './cases.ts';

const { offerOf, keyOf, gathered, factsOf } = await demoCases();

async function planned(example: DemoCase, target: string): Promise<UpgradePlanning> {
  const people = await gathered(example, target);
  const order = { targetOfferId: offerOf(target).id, quantity: example.quantity ?? null, upgradeType: null };
  return planUpgrade(factsOf(example, people), { ...order, targetId: newId() as SubscriptionId }, people);
}

async function planOf(name: string): Promise<UpgradePlan> {
  const example = caseOf(name);
  const planning = await planned(example, example.target ?? '');
  assert.equal(planning.kind, 'planned', name);
  return planning.plan;
}

const leftIn = (plan: UpgradePlan) =>
  plan.leftBehind.flatMap((group) =>
    group.userIds.map((id): [id: string, codes: readonly string[]] => [id, group.reasons.map((reason) => reason.code)]),
  );

describe('the law finds in every case just what the case is about', () => {
  for (const example of DEMO_CASES.filter((candidate) => candidate.target !== undefined)) {
    test(example.name, async () => {
      const planning = await planned(example, example.target ?? '');
      assert.deepEqual(planning.kind === 'refused' ? planning.reasons.map((reason) => reason.code) : [], example.reasons);
      if (planning.kind === 'refused') return;
      assert.equal(planning.upgradeType, example.transferReasons.length === 0 ? 'upgrade_with_license_transfer' : 'upgrade_only');
      const codes = new Set(leftIn(planning.plan).flatMap(([, reasons]) => reasons));
      assert.deepEqual([...codes].toSorted(), [...example.leftBehind].toSorted());
    });
  }

  test('and against moving the users', async () => {
    for (const example of DEMO_CASES) {
      const [verdict] = decideUpgrades(factsOf(example, await gathered(example)));
      assert.deepEqual(verdict?.transferReasons.map((reason) => reason.code) ?? [], example.transferReasons, example.name);
    }
  });

  test('every reason there is has its case', () => {
    const reasons = new Set(DEMO_CASES.flatMap((example): readonly string[] => [...example.reasons, ...example.transferReasons]));
    for (const code of [
      'indirect_reseller',
      'delegated_admin_permissions_disabled',
      'user_context_required',
      'insufficient_granular_admin_permissions',
      'customer_agreement_missing',
      'subscription_status_not_active',
      'subscription_not_provisioned',
      'subscription_does_not_have_any_upgrade_paths',
      'subscription_target_offer_not_found',
      'offer_does_not_support_billing_cycle',
      'subscription_add_ons_present',
      'conflicting_service_types',
      'concurrency_conflicts',
      'quantity_out_of_range',
      'seat_family_full',
      'partner_suspended',
      'price_missing',
      'upgrade_unfinished',
      'license_transfer_ambiguous',
    ])
      assert.ok(reasons.has(code), code);
    assert.equal(reasons.size, 19);
    const leftBehind = new Set(DEMO_CASES.flatMap((example): readonly string[] => example.leftBehind));
    assert.equal(leftBehind.size, 7);
  });

  test('india: a product that leads to Business Standard (India) and to no ordinary one', async () => {
    for (const name of ['india', 'india_apps_for_business']) {
      const targets = decideUpgrades(factsOf(caseOf(name), await gathered(caseOf(name))));
      const keys = targets.map((verdict) => keyOf(verdict.targetOfferId));
      assert.ok(keys.includes('m365-business-standard-india') && !keys.includes('m365-business-standard'), String(keys));
    }
  });
});

describe('those who stay behind', () => {
  const alone: readonly [name: string, code: string][] = [
    ['left_behind_exclusive_plan', 'mutually_exclusive_violation'],
    ['left_behind_dependent_add_on', 'dependency_violation'],
    ['left_behind_no_usage_location', 'usage_location_missing'],
    ['left_behind_prohibited_location', 'prohibited_in_usage_location_violation'],
  ];
  for (const [name, code] of alone) {
    test(`${name}: one of ten, for one reason`, async () => {
      const plan = await planOf(name);
      assert.deepEqual(leftIn(plan), [[userOf(name), [code]]]);
      assert.equal(countUsers(plan.moves), 9);
    });
  }

  test('left_behind_group: the three of the group', async () => {
    const plan = await planOf('left_behind_group');
    assert.deepEqual([countUsers(plan.moves), countUsers(plan.leftBehind)], [8, 3]);
    assert.ok(leftIn(plan).some(([id]) => id === userOf('left_behind_group')));
  });

  test('left_behind_too_few_seats: the two who came last', async () => {
    const plan = await planOf('left_behind_too_few_seats');
    assert.deepEqual([countUsers(plan.moves), countUsers(plan.leftBehind)], [8, 2]);
    assert.ok(leftIn(plan).some(([id, codes]) => id === userOf('left_behind_too_few_seats') && codes[0] === 'count_violation'));
  });

  test('left_behind_users: 16 of 24 move, and nobody of the others has two reasons', async () => {
    const plan = await planOf('left_behind_users');
    assert.deepEqual([countUsers(plan.moves), countUsers(plan.leftBehind)], [16, 8]);
    assert.ok(leftIn(plan).every(([, codes]) => codes.length === 1));
    assert.ok(leftIn(plan).some(([id]) => id === userOf('left_behind_users')));
  });

  test('disabled_plans_kept: four people keep two plans switched off', async () => {
    const plan = await planOf('disabled_plans_kept');
    assert.deepEqual(
      plan.moves.filter((move) => move.disabledPlanIds.length === 2).map((move) => move.userIds.length),
      [4],
    );
    assert.equal(plan.leftBehind.length, 0);
  });
});

describe('what the cases say about money', () => {
  test('full_credit: the whole period comes back; clean_upgrade: a part of it', async () => {
    const share = (plan: UpgradePlan) => {
      const credit = plan.lines.find((line) => line.cause === 'upgrade_cancel');
      assert.ok(credit);
      return -credit.amountMinor / (credit.unitPriceMinor * credit.quantity);
    };
    assert.equal(share(await planOf('full_credit')), 1);
    const part = share(await planOf('clean_upgrade'));
    assert.ok(part > 0 && part < 1, String(part));
  });
});
