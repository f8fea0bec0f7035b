import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import type { Caller } from '../access/caller.ts';
import { importCatalogFiles, openCatalog, shippedFiles } from '../catalog/worker.ts';
import type { CatalogSource } from '../catalog/catalog.ts';
import { dayOf } from '../kit/dates.ts';
import type { ApplicationId, CustomerId, OfferId, PartnerId, PartnerUserId, SubscriptionId } from '../kit/ids.ts';
import { newId } from '../platform/clock.ts';
import { decideUpgrades } from '../upgrades/eligibility.ts';
import { countUsers, planUpgrade, type UpgradePlan, type UpgradePlanning } from '../upgrades/plan.ts';
import { gatherForUpgrade, type Gathered } from '../upgrades/store.ts';
import { DEMO_CASES } from './cases.ts';
import type { DemoCase } from './case.ts';
import { DEMO_SEED } from './cast.ts';
import { loadDemo } from './commands.ts';
import { customerIdOf, thingIdOf } from './draft.ts';
import { partnerIdOf } from './partners.ts';

const now = new Date('2026-11-22T09:00:00Z');
const clock = { now: () => now };
const db = await testDatabase();
let catalog: CatalogSource;

before(async () => {
  await importCatalogFiles({ db, clock, newId }, shippedFiles());
  catalog = await openCatalog(db, clock);
  await loadDemo(db, {
    seed: DEMO_SEED,
    customers: 0,
    today: dayOf(now),
    catalog: catalog.current(),
    grow: false,
    hashSecret: (secret) => secret,
  });
});
after(() => catalog.close());

const caseOf = (name: string): DemoCase => {
  const found = DEMO_CASES.find((example) => example.name === name);
  assert.ok(found, name);
  return found;
};
const customerOf = (name: string) => customerIdOf(DEMO_SEED, name) as CustomerId;
const sourceOf = (name: string) => thingIdOf(DEMO_SEED, name, 'source') as SubscriptionId;
const userOf = (name: string) => thingIdOf(DEMO_SEED, name, 'user');
const offerOf = (key: string) => {
  const offer = [...catalog.current().offers.values()].find((candidate) => candidate.key === key);
  assert.ok(offer, key);
  return offer;
};
const keyOf = (id: OfferId) => catalog.current().offers.get(id)?.key;

/** Who asks: the partner whose sign-in shows the case, or, where it has nothing to do with the customer, the seller. */
function callerFor({ partner, seller, reseller, signIn }: DemoCase): Caller {
  const partnerId = partnerIdOf(DEMO_SEED, reseller === null || reseller === undefined ? (seller ?? partner) : partner) as PartnerId;
  if (signIn === 'application') return { kind: 'application', partnerId, applicationId: newId() as ApplicationId, displayName: 'Program' };
  const person = {
    userId: newId() as PartnerUserId,
    userPrincipalName: 'agent@partner.example',
    displayName: 'Agent',
    applicationId: null,
  };
  return { kind: 'user', partnerId, ...person, roles: [signIn ?? 'admin_agent'] };
}

/** The case as its seller's programs read it from the database. */
async function gathered(example: DemoCase, target?: string): Promise<Gathered> {
  const partnerId = partnerIdOf(DEMO_SEED, example.seller ?? example.partner) as PartnerId;
  const targetOfferId = target === undefined ? ('' as OfferId) : offerOf(target).id;
  const asked = { sourceId: sourceOf(example.name), targetOfferId, question: null, previewId: null };
  const found = await db.transaction((tx) => gatherForUpgrade(tx, { partnerId, customerId: customerOf(example.name) }, asked));
  assert.ok(found, example.name);
  return found;
}

async function planned(example: DemoCase, target: string): Promise<UpgradePlanning> {
  const people = await gathered(example, target);
  const { facts: customer } = people;
  const source = customer.subscriptions.find((subscription) => subscription.id === sourceOf(example.name));
  assert.ok(source, `${example.name} has no source`);
  const facts = { customer, source, caller: callerFor(example), catalog: catalog.current(), today: dayOf(now) };
  const wish = {
    targetOfferId: offerOf(target).id,
    quantity: example.quantity ?? null,
    upgradeType: null,
    targetId: newId() as SubscriptionId,
  };
  return planUpgrade(facts, wish, people);
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
      const { facts: customer } = await gathered(example);
      const source = customer.subscriptions.find((subscription) => subscription.id === sourceOf(example.name));
      assert.ok(source);
      const facts = { customer, source, caller: callerFor(example), catalog: catalog.current(), today: dayOf(now) };
      const [verdict] = decideUpgrades(facts);
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

  test('every live subscription has the charge of its current period, and the lines of a line add up', async () => {
    const { rows } = await db.read<{ subscription_id: string }>(
      `select s.subscription_id from subscription s
        where s.status in ('active', 'pending') and s.unit_price_minor > 0
          and not exists (select 1 from charge c where c.customer_id = s.customer_id and c.subscription_id = s.subscription_id
                             and c.cause in ('purchase', 'cycle', 'upgrade_purchase') and c.charged_until > $1::date
                             and c.amount_minor = c.unit_price_minor * c.quantity and c.charged_from >= s.term_from and c.charged_until <= s.term_until)`,
      [dayOf(now)],
    );
    assert.deepEqual(rows, []);
  });

  test('month_end_anniversary: bought on one of the last days, paid from the first', async () => {
    const { rows } = await db.read<{ bought: number; begins: number }>(
      `select extract(day from created_at)::integer as bought, extract(day from term_from)::integer as begins from subscription where customer_id = $1`,
      [customerOf('month_end_anniversary')],
    );
    assert.ok(rows[0] !== undefined && rows[0].bought >= 29 && rows[0].begins === 1);
  });
});

describe('what the database holds for', () => {
  const count = async (sql: string, name: string) =>
    (await db.read<{ n: number }>(`select count(*)::integer as n ${sql}`, [customerOf(name)])).rows[0]?.n;

  test('every_status: four states and a trial', async () => {
    const { rows } = await db.read<{ status: string }>('select distinct status from subscription where customer_id = $1 order by 1', [
      customerOf('every_status'),
    ]);
    assert.deepEqual(
      rows.map((row) => row.status),
      ['active', 'deleted', 'pending', 'suspended'],
    );
    assert.equal(await count('from subscription join offer using (offer_id) where customer_id = $1 and is_trial', 'every_status'), 1);
  });

  test('every_channel: one holding of each', async () => {
    assert.equal(await count('from entitlement where customer_id = $1', 'every_channel'), 6);
  });

  test('two_partners: two sellers, one tenant', async () => {
    assert.equal(await count('from relationship where customer_id = $1', 'two_partners'), 2);
    assert.equal(await count('from (select distinct partner_id from subscription where customer_id = $1) sellers', 'two_partners'), 2);
  });

  test('indirect_reseller: the reseller of record on the relationship and on the subscription', async () => {
    assert.equal(await count('from relationship where customer_id = $1 and reseller_partner_id is not null', 'indirect_reseller'), 1);
    assert.equal(await count('from subscription where customer_id = $1 and reseller_mpn_id is not null', 'indirect_reseller'), 1);
  });

  test('foreign_customer: nothing that ties it to the first partner', async () => {
    const partnerId = partnerIdOf(DEMO_SEED, 'northwind');
    const { rows } = await db.read('select 1 from relationship where customer_id = $1 and $2 in (partner_id, reseller_partner_id)', [
      customerOf('foreign_customer'),
      partnerId,
    ]);
    assert.equal(rows.length, 0);
    assert.equal(await count('from relationship where customer_id = $1', 'foreign_customer'), 1);
  });

  test('deleted_user: one who can be restored, without a licence', async () => {
    const deleted = await db.read<{ state: string; licenses: number }>(
      `select u.state, (select count(*)::integer from license l where l.customer_id = u.customer_id and l.user_id = u.user_id) as licenses
         from directory_user u where u.customer_id = $1 and u.user_id = $2 and u.soft_deleted_at is not null`,
      [customerOf('deleted_user'), userOf('deleted_user')],
    );
    assert.deepEqual(deleted.rows, [{ state: 'inactive', licenses: 0 }]);
  });

  test('upgrade_unfinished: two open tasks, the source with their seats, and one event for credit and purchase', async () => {
    assert.equal(await count(`from left_behind_user where customer_id = $1 and state = 'open'`, 'upgrade_unfinished'), 2);
    const { rows } = await db.read<{ quantity: number }>(
      'select quantity from subscription where customer_id = $1 and subscription_id = $2',
      [customerOf('upgrade_unfinished'), sourceOf('upgrade_unfinished')],
    );
    assert.equal(rows[0]?.quantity, 2);
    assert.equal(
      await count(
        `from (select event_id from charge where customer_id = $1 and cause in ('upgrade_cancel', 'upgrade_purchase') group by event_id having count(*) = 2) e`,
        'upgrade_unfinished',
      ),
      1,
    );
  });

  test('large_directory: two thousand people', async () => {
    assert.equal(await count('from directory_user where customer_id = $1', 'large_directory'), 2_000);
  });

  test('india: a product that leads to Business Standard (India) and to no ordinary one', async () => {
    for (const name of ['india', 'india_apps_for_business']) {
      const { facts: customer } = await gathered(caseOf(name));
      const source = customer.subscriptions.find((subscription) => subscription.id === sourceOf(name));
      assert.ok(source);
      const targets = decideUpgrades({ customer, source, caller: callerFor(caseOf(name)), catalog: catalog.current(), today: dayOf(now) });
      const keys = targets.map((verdict) => keyOf(verdict.targetOfferId));
      assert.ok(keys.includes('m365-business-standard-india') && !keys.includes('m365-business-standard'), String(keys));
    }
  });
});
