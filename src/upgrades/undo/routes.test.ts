import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import { agentOf, fingerprint, NOW, plantCustomer, plantPartner, plantSubscription, plantTenant, plantUser } from '../../../test/tenant.ts';
import type { CustomerId, SubscriptionId, UserId } from '../../kit/ids.ts';
import { newId } from '../../platform/clock.ts';
import { upgradeRecordRoutes } from '../records/routes.ts';
import { upgradeRoutes } from '../routes.ts';
import { undoRoutes } from './routes.ts';

const db = await testDatabase();
const tenant = await plantTenant(db);
let now = NOW;
const deps = { db, catalog: tenant.catalog, clock: { now: () => now }, newId };
const server = await testServer(
  [upgradeRoutes(deps), upgradeRecordRoutes(deps), undoRoutes(deps)],
  agentOf(tenant.partnerId, 'admin_agent'),
);
const basic = tenant.offer('m365-business-basic');
const standard = tenant.offer('m365-business-standard');
const [, , disabledPlan = ''] = basic.servicePlanIds;

type Upgraded = { customerId: CustomerId; source: SubscriptionId; target: SubscriptionId; users: UserId[]; url: string; record: string };

/** A customer whose Business Basic was upgraded to Business Standard, with three people on it who moved. */
async function upgraded(more: { seats?: number; upgradeType?: string } = {}): Promise<Upgraded> {
  const customerId = await plantCustomer(db, tenant.partnerId);
  const planted = { partnerId: tenant.partnerId, customerId };
  const source = await plantSubscription(db, planted, { offer: basic, quantity: more.seats ?? 10 });
  const users = [
    await plantUser(db, planted, 'ada', [{ offer: basic }]),
    await plantUser(db, planted, 'bob', [{ offer: basic, disabled: [disabledPlan] }]),
    await plantUser(db, planted, 'cyd', [{ offer: basic }]),
  ];
  await db.read(`update license set assigned_at = '2026-02-03T04:05:06Z' where customer_id = $1`, [customerId]);
  const body = { targetOffer: { id: standard.id }, ...(more.upgradeType === undefined ? {} : { upgradeType: more.upgradeType }) };
  const answer = await server.ask(`/v1/customers/${customerId}/subscriptions/${source}/upgrades`, { method: 'POST', body });
  assert.equal(answer.status, 200, answer.text);
  const record = `/v1/customers/${customerId}/upgraderecords/${answer.body.upgradeId}`;
  return { customerId, source, target: answer.body.targetSubscriptionId, users, url: `${record}/undo`, record };
}

/** What an undo must give back: everything of the source, every licence, and a ledger that says the same. */
const stateOf = async (customerId: CustomerId) => {
  const { rows: subscriptions } = await db.read(
    `select offer_id, quantity, status, term_from, term_until, unit_price_minor, suspended_at, deleted_at from subscription
      where customer_id = $1 and status <> 'deleted' order by subscription_id`,
    [customerId],
  );
  const { rows: licenses } = await db.read(
    `select user_id, sku_id, group_id, disabled_plans, assigned_at from license where customer_id = $1 order by 1, 2, 3`,
    [customerId],
  );
  const { rows: sums } = await db.read(
    `select subscription_id, currency, sum(amount_minor)::bigint as amount from charge where customer_id = $1 group by 1, 2 having sum(amount_minor) <> 0 order by 1`,
    [customerId],
  );
  return { subscriptions, licenses, sums };
};
const undo = (url: string, headers: Record<string, string> = {}) => server.ask(url, { method: 'POST', headers });

describe('an upgrade can be undone', () => {
  test('200: subscriptions, licences with their disabled plans, and money are as they were', async () => {
    const customerId = await plantCustomer(db, tenant.partnerId);
    const planted = { partnerId: tenant.partnerId, customerId };
    const source = await plantSubscription(db, planted, { offer: basic, quantity: 10 });
    await plantUser(db, planted, 'ada', [{ offer: basic }]);
    await plantUser(db, planted, 'bob', [{ offer: basic, disabled: [disabledPlan] }]);
    await db.read(`update license set assigned_at = '2026-02-03T04:05:06Z' where customer_id = $1`, [customerId]);
    const before = await stateOf(customerId);
    const done = await server.ask(`/v1/customers/${customerId}/subscriptions/${source}/upgrades`, {
      method: 'POST',
      body: { targetOffer: { id: standard.id } },
    });
    assert.notDeepEqual(await stateOf(customerId), before);

    const record = `/v1/customers/${customerId}/upgraderecords/${done.body.upgradeId}`;
    assert.equal((await server.ask(record)).body.undoableUntil, '2026-06-12T09:00:00Z');
    const preview = (await server.ask(`${record}/undo`)).body;
    const { status, body } = await undo(`${record}/undo`);
    assert.equal(status, 200);
    assert.deepEqual(await stateOf(customerId), before);
    assert.deepEqual([preview.isPossible, preview.reasons, preview.usersBack], [true, [], 2]);
    assert.deepEqual([body.lines, body.total], [preview.lines, preview.total]);
    assert.deepEqual(
      body.lines.map((line: any) => [line.subscription, line.chargeType, line.amount.amount]),
      [
        ['source', 'Activation fee', 50],
        ['target', 'Cancel fee', -125],
      ].map(([side, type, amount]) => [side, type, side === 'source' ? body.lines[0].amount.amount : amount]),
    );
    const after = (await server.ask(record)).body;
    assert.deepEqual([after.state, after.undoableUntil, after.undoneAt], ['undone', undefined, NOW.toISOString().replace('.000', '')]);
  });

  test('it leaves one audit entry of its own, two announcements, and lines with the cause undo', async () => {
    const { customerId, source, target, url } = await upgraded();
    await undo(url);
    const { rows: entries } = await db.read<{
      operation_type: string;
      resource_old_value: string;
      resource_new_value: string;
      customized_data: any;
    }>(
      `select operation_type, resource_old_value, resource_new_value, customized_data from audit_entry where customer_id = $1 order by audit_id`,
      [customerId],
    );
    assert.deepEqual(
      entries.map((entry) => entry.operation_type),
      ['upgrade_subscription', 'update_subscription'],
    );
    const [, entry] = entries;
    assert.deepEqual(
      [JSON.parse(entry?.resource_old_value ?? ''), JSON.parse(entry?.resource_new_value ?? '')].map((value) => [
        value.SourceSubscription.Status,
        value.TargetSubscription.Status,
      ]),
      [
        ['deleted', 'active'],
        ['active', 'deleted'],
      ],
    );
    assert.deepEqual(entry?.customized_data[1], { key: 'UsersMovedBack', value: '3' });
    const { rows: told } = await db.read<{ count: number }>(`select count(*) from announcement where customer_id = $1`, [customerId]);
    assert.equal(told[0]?.count, 4);
    const { rows: lines } = await db.read<{ subscription_id: string; sum: number; causes: string[] }>(
      `select subscription_id, sum(amount_minor)::bigint as sum, array_agg(cause order by charge_id) as causes from charge where customer_id = $1 group by 1 order by 1`,
      [customerId],
    );
    assert.deepEqual(
      lines,
      [
        { subscription_id: source, sum: 0, causes: ['upgrade_cancel', 'undo'] },
        { subscription_id: target, sum: 0, causes: ['upgrade_purchase', 'undo'] },
      ].toSorted((a, b) => (a.subscription_id < b.subscription_id ? -1 : 1)),
    );
  });

  test('the same request again has the same answer and one effect', async () => {
    const { customerId, url } = await upgraded();
    const headers = { 'ms-requestid': newId() };
    const first = await undo(url, headers);
    const before = await fingerprint(db);
    const second = await undo(url, headers);
    assert.deepEqual([second.status, second.text, await fingerprint(db)], [200, first.text, before]);
    const { rows } = await db.read(`select 1 from charge where customer_id = $1 and cause = 'undo'`, [customerId]);
    assert.equal(rows.length, 2);
  });

  test('of many at once one has the effect', async () => {
    const { customerId, url } = await upgraded();
    const statuses = (await Promise.all(Array.from({ length: 6 }, () => undo(url)))).map((answer) => answer.status);
    assert.deepEqual(statuses.toSorted(), [200, 409, 409, 409, 409, 409]);
    const { rows } = await db.read(`select 1 from charge where customer_id = $1 and cause = 'undo'`, [customerId]);
    assert.equal(rows.length, 2);
  });

  test('with people left behind: the source has all its seats again, and nobody is left to do', async () => {
    const customerId = await plantCustomer(db, tenant.partnerId);
    const planted = { partnerId: tenant.partnerId, customerId };
    const source = await plantSubscription(db, planted, { offer: basic, quantity: 10 });
    await plantUser(db, planted, 'ada', [{ offer: basic }]);
    await plantUser(db, planted, 'dan', [{ offer: basic }], null);
    const before = await stateOf(customerId);
    const done = await server.ask(`/v1/customers/${customerId}/subscriptions/${source}/upgrades`, {
      method: 'POST',
      body: { targetOffer: { id: standard.id } },
    });
    assert.equal(done.body.licenseErrors.length, 1);
    const answer = await undo(`/v1/customers/${customerId}/upgraderecords/${done.body.upgradeId}/undo`);
    assert.deepEqual([answer.status, answer.body.usersBack], [200, 1]);
    assert.deepEqual(await stateOf(customerId), before);
    const { rows } = await db.read(`select state from left_behind_user where customer_id = $1`, [customerId]);
    assert.deepEqual(rows, [{ state: 'dismissed' }]);
  });

  test('who had the target before keeps it', async () => {
    const customerId = await plantCustomer(db, tenant.partnerId);
    const planted = { partnerId: tenant.partnerId, customerId };
    const source = await plantSubscription(db, planted, { offer: basic, quantity: 10 });
    const both = await plantUser(db, planted, 'eve', [{ offer: basic, disabled: [disabledPlan] }, { offer: standard }]);
    const done = await server.ask(`/v1/customers/${customerId}/subscriptions/${source}/upgrades`, {
      method: 'POST',
      body: { targetOffer: { id: standard.id } },
    });
    const answer = await undo(`/v1/customers/${customerId}/upgraderecords/${done.body.upgradeId}/undo`);
    assert.equal(answer.status, 200, answer.text);
    const { rows } = await db.read<{ sku_id: string; disabled_plans: string[] }>(
      `select sku_id, disabled_plans from license where customer_id = $1 and user_id = $2`,
      [customerId, both],
    );
    assert.deepEqual(
      rows.map((row) => [row.sku_id, row.disabled_plans]).toSorted(),
      [
        [basic.skuId, [disabledPlan]],
        [standard.skuId, []],
      ].toSorted(),
    );
  });

  test('and done again afterwards', async () => {
    const { customerId, source, url } = await upgraded();
    await undo(url);
    const again = await server.ask(`/v1/customers/${customerId}/subscriptions/${source}/upgrades`, {
      method: 'POST',
      body: { targetOffer: { id: standard.id } },
    });
    assert.deepEqual([again.status, again.body.upgradeErrors], [200, []]);
    assert.equal((await undo(`/v1/customers/${customerId}/upgraderecords/${again.body.upgradeId}/undo`)).status, 200);
  });

  test('a sales agent undoes an upgrade that moved nobody', async () => {
    const { url } = await upgraded({ upgradeType: 'upgrade_only' });
    server.actAs(agentOf(tenant.partnerId, 'sales_agent'));
    const answer = await undo(url);
    server.actAs(agentOf(tenant.partnerId, 'admin_agent'));
    assert.equal(answer.status, 200, answer.text);
  });
});

describe('an upgrade on which something depends is not undone, and nothing is written', () => {
  type Case = [name: string, status: number, codes: string[], prepare: (done: Upgraded) => Promise<unknown>];
  const cases: Case[] = [
    ['it was undone before', 409, ['undo_done_already'], ({ url }) => undo(url)],
    [
      'the target has more seats',
      409,
      ['undo_target_changed'],
      ({ target }) => db.read(`update subscription set quantity = 11, version = 2 where subscription_id = $1`, [target]),
    ],
    [
      'the source was changed',
      409,
      ['undo_source_changed'],
      ({ source }) => db.read(`update subscription set version = version + 1 where subscription_id = $1`, [source]),
    ],
    [
      'a user has the old licence again',
      409,
      ['undo_licenses_changed'],
      ({ customerId, users }) =>
        db.read(`insert into license (customer_id, user_id, sku_id, assigned_at) values ($1, $2, $3, $4)`, [
          customerId,
          users[0],
          basic.skuId,
          NOW,
        ]),
    ],
    [
      'a user lost the new licence',
      409,
      ['undo_licenses_changed'],
      ({ customerId, users }) => db.read(`delete from license where customer_id = $1 and user_id = $2`, [customerId, users[0]]),
    ],
    [
      'a plan was switched off in the new licence',
      409,
      ['undo_licenses_changed'],
      ({ customerId, users }) =>
        db.read(`update license set disabled_plans = $3 where customer_id = $1 and user_id = $2`, [customerId, users[0], [disabledPlan]]),
    ],
    [
      'a user was deleted',
      409,
      ['undo_licenses_changed'],
      ({ customerId, users }) =>
        db.read(`update directory_user set state = 'inactive' where customer_id = $1 and user_id = $2`, [customerId, users[1]]),
    ],
    [
      'a user got another licence since',
      409,
      ['undo_licenses_changed'],
      ({ customerId, users }) =>
        db.read(`insert into license (customer_id, user_id, sku_id, assigned_at) values ($1, $2, $3, $4)`, [
          customerId,
          users[0],
          tenant.offer('o365-e3').skuId,
          new Date(NOW.getTime() + 1000),
        ]),
    ],
    [
      'somebody else was given a seat of the target since',
      409,
      ['undo_licenses_changed'],
      async ({ customerId }) => {
        const newcomer = await plantUser(db, { customerId }, 'newcomer', [{ offer: standard }]);
        await db.read(`update license set assigned_at = $3 where customer_id = $1 and user_id = $2`, [
          customerId,
          newcomer,
          new Date(NOW.getTime() + 1000),
        ]);
      },
    ],
    [
      'another subscription of the target’s product was reduced since, and its people sit on the target',
      409,
      ['undo_licenses_changed'],
      async ({ customerId }) => {
        const planted = { partnerId: tenant.partnerId, customerId };
        await plantUser(db, planted, 'elder', [{ offer: standard }]);
        const other = await plantSubscription(db, planted, { offer: standard, quantity: 1, status: 'deleted' });
        await db.read(
          `insert into charge (customer_id, charge_id, partner_id, subscription_id, offer_id, event_id, cause, charge_type, charged_from, charged_until, quantity,
             unit_price_minor, period_days, amount_minor, currency, rounding, charged_at)
           values ($1, $2, $3, $4, $5, $2, 'cancel', 'Cancel fee', '2026-06-11', '2026-07-11', 1, 1, 30, -1, 'USD', 'exact_half_up', $6)`,
          [customerId, newId(), tenant.partnerId, other, standard.id, new Date(NOW.getTime() + 1000)],
        );
      },
    ],
    [
      'the product was bought again',
      409,
      ['undo_source_replaced'],
      ({ customerId }) => plantSubscription(db, { partnerId: tenant.partnerId, customerId }, { offer: basic, createdOn: '2026-06-12' }),
    ],
    [
      'another charge was made since',
      409,
      ['undo_charged_since'],
      ({ customerId, target }) =>
        db.read(
          `insert into charge (customer_id, charge_id, partner_id, subscription_id, offer_id, event_id, cause, charge_type, charged_from, charged_until, quantity,
             unit_price_minor, period_days, amount_minor, currency, rounding, charged_at)
           values ($1, $2, $3, $4, $5, $2, 'correction', 'Cycle fee', '2026-06-11', '2026-07-11', 1, 1, 30, 1, 'USD', 'exact_half_up', $6)`,
          [customerId, newId(), tenant.partnerId, target, standard.id, NOW],
        ),
    ],
    [
      'delegated admin privileges are gone',
      403,
      ['delegated_admin_permissions_disabled'],
      ({ customerId }) => db.read(`update relationship set delegated_admin_services = '{}' where customer_id = $1`, [customerId]),
    ],
    [
      'the upgrade remembers nothing',
      409,
      ['undo_not_recorded'],
      ({ customerId }) => db.read(`delete from upgrade_undo where customer_id = $1`, [customerId]),
    ],
    ['the window is over', 409, ['undo_window_over'], async () => (now = new Date(NOW.getTime() + 24 * 3_600_000))],
  ];
  for (const [name, status, codes, prepare] of cases) {
    test(`${status}: ${name}`, async () => {
      const done = await upgraded();
      await prepare(done);
      const before = await fingerprint(db);
      const preview = await server.ask(done.url, { headers: { 'x-locale': 'zh-TW' } });
      const answer = await undo(done.url);
      now = NOW;
      assert.deepEqual([answer.status, answer.body.data], [status, codes]);
      assert.deepEqual([preview.body.isPossible, preview.body.reasons.map((reason: any) => reason.code)], [false, codes]);
      assert.match(preview.body.reasons[0].description, /[\u4e00-\u9fff]/);
      assert.equal(await fingerprint(db), before);
    });
  }

  test('one second before the end of the window it can be', async () => {
    const { url } = await upgraded();
    now = new Date(NOW.getTime() + 24 * 3_600_000 - 1000);
    const answer = await undo(url);
    now = NOW;
    assert.equal(answer.status, 200, answer.text);
  });

  test('403: the seats no longer fit into the family of the tenant', async () => {
    const { customerId, url } = await upgraded({ seats: 150 });
    await plantSubscription(
      db,
      { partnerId: tenant.partnerId, customerId },
      { offer: tenant.offer('m365-business-premium'), quantity: 151, createdOn: '2026-06-01' },
    );
    const answer = await undo(url);
    assert.deepEqual([answer.status, answer.body.data], [403, ['seat_family_full']]);
  });

  for (const [name, roles, code] of [
    ['a sales agent cannot move licences back', ['sales_agent'], 'insufficient_granular_admin_permissions'],
    ['nor can a program', [], 'user_context_required'],
  ] as const) {
    test(`403: ${name}`, async () => {
      const { url } = await upgraded();
      server.actAs(agentOf(tenant.partnerId, ...roles));
      const answer = await undo(url);
      server.actAs(agentOf(tenant.partnerId, 'admin_agent'));
      assert.deepEqual([answer.status, answer.body.data], [403, [code]]);
    });
  }

  test('404 for an unknown upgrade, and the same words for an unknown and a foreign customer', async () => {
    const { customerId, record } = await upgraded();
    const nowhere = `/v1/customers/${customerId}/upgraderecords/${newId()}/undo`;
    assert.deepEqual([(await undo(nowhere)).status, (await server.ask(nowhere)).status], [404, 404]);
    const foreign = await plantCustomer(db, await plantPartner(db));
    const answers = [
      await undo(`/v1/customers/${foreign}/upgraderecords/${newId()}/undo`),
      await undo(`/v1/customers/${newId()}/upgraderecords/${newId()}/undo`),
    ];
    assert.deepEqual([answers[0]?.status, answers[0]?.body.code], [404, 60003]);
    assert.equal(answers[0]?.text, answers[1]?.text);
    server.actAs(agentOf(await plantPartner(db), 'admin_agent'));
    assert.equal((await undo(`${record}/undo`)).status, 404);
    server.actAs(agentOf(tenant.partnerId, 'admin_agent'));
  });
});
