import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { agentOf, fingerprint, NOW, plantCustomer, plantSubscription, plantUser } from '../../../test/tenant.ts';
import { undoWorld } from '../../../test/undo.ts';
import type { CustomerId } from '../../kit/ids.ts';
import { newId } from '../../platform/clock.ts';

const { basic, db, disabledPlan, server, standard, tenant, undo, upgrade, upgraded } = await undoWorld();

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

describe('an upgrade can be undone', () => {
  test('200: subscriptions, licences with their disabled plans, and money are as they were', async () => {
    const customerId = await plantCustomer(db, tenant.partnerId);
    const planted = { partnerId: tenant.partnerId, customerId };
    const source = await plantSubscription(db, planted, { offer: basic, quantity: 10 });
    await plantUser(db, planted, 'ada', [{ offer: basic }]);
    await plantUser(db, planted, 'bob', [{ offer: basic, disabled: [disabledPlan] }]);
    await db.read(`update license set assigned_at = '2026-02-03T04:05:06Z' where customer_id = $1`, [customerId]);
    const before = await stateOf(customerId);
    const done = await upgrade(`/v1/customers/${customerId}/subscriptions/${source}`, 'm365-business-standard');
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
    const done = await upgrade(`/v1/customers/${customerId}/subscriptions/${source}`, 'm365-business-standard');
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
    const done = await upgrade(`/v1/customers/${customerId}/subscriptions/${source}`, 'm365-business-standard');
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
    const again = await upgrade(`/v1/customers/${customerId}/subscriptions/${source}`, 'm365-business-standard');
    assert.deepEqual([again.status, again.body.upgradeErrors], [200, []]);
    assert.equal((await undo(`/v1/customers/${customerId}/upgraderecords/${again.body.upgradeId}/undo`)).status, 200);
  });

  test('a sales agent undoes an upgrade that moved nobody', async () => {
    const { url } = await upgraded({ order: { upgradeType: 'upgrade_only' } });
    server.actAs(agentOf(tenant.partnerId, 'sales_agent'));
    const answer = await undo(url);
    server.actAs(agentOf(tenant.partnerId, 'admin_agent'));
    assert.equal(answer.status, 200, answer.text);
  });
});
