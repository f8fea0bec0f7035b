import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { agentOf, plantCustomer, plantSubscription, plantUser } from '../../test/tenant.ts';
import { upgradeWorld } from '../../test/upgrades.ts';
import { newId } from '../platform/clock.ts';

const { basicCustomer, db, server, statusOf, tenant, to, upgrade, usersOf } = await upgradeWorld();

describe('people who stay behind', () => {
  test('the source lives on with their seats; the answer names them and the services', async () => {
    const customerId = await plantCustomer(db, tenant.partnerId);
    const planted = { partnerId: tenant.partnerId, customerId };
    const basic = { offer: tenant.offer('m365-business-basic') };
    const id = await plantSubscription(db, planted, { ...basic, quantity: 10 });
    await plantUser(db, planted, 'ada', [basic]);
    await plantUser(db, planted, 'no-location', [basic], null);
    await plantUser(db, planted, 'by-group', [{ ...basic, groupId: newId() }]);
    const { body } = await server.ask(`/v1/customers/${customerId}/subscriptions/${id}/upgrades`, {
      method: 'POST',
      body: to('m365-business-standard'),
    });
    assert.deepEqual(body.licenseErrors.map((error: any) => [error.name, error.errors[0].code, error.errors[0].data[0]]).sort(), [
      ['by-group', 60000, 'license_inherited_from_group'],
      ['no-location', 60000, 'usage_location_missing'],
    ]);
    assert.deepEqual(await statusOf(customerId), [
      { offer: 'O365_BUSINESS_ESSENTIALS', status: 'active', quantity: 2 },
      { offer: 'O365_BUSINESS_PREMIUM', status: 'active', quantity: 10 },
    ]);
    assert.deepEqual(await usersOf(customerId, 'm365-business-basic'), ['by-group', 'no-location']);
    const record = (await server.ask(`/v1/customers/${customerId}/upgraderecords`)).body.items[0];
    assert.deepEqual(
      [record.state, record.usersMoved, record.usersLeftBehind.map((user: any) => user.displayName)],
      ['finishing', 1, ['by-group', 'no-location']],
    );
    // The credit is for the eight seats given back.
    assert.deepEqual([record.lines[0].quantity, record.lines[0].amount.amount], [8, -40]);
    const again = await server.ask(`/v1/customers/${customerId}/subscriptions/${id}/upgrades`, { method: 'POST', body: to('o365-e3') });
    assert.ok(again.body.upgradeErrors.some((error: any) => error.reason.code === 'upgrade_unfinished'));
  });
  test('fewer seats than users: those who got their licence first move', async () => {
    const { customerId, url } = await basicCustomer();
    const { body } = await upgrade(url, 'm365-business-standard', { quantity: 2 });
    assert.deepEqual([body.licenseErrors.length, body.licenseErrors[0].errors[0].code], [1, 60012]);
    assert.equal((await usersOf(customerId, 'm365-business-standard')).length, 2);
  });
  test('a sales agent upgrades the seats, and everyone waits', async () => {
    const { customerId, url } = await basicCustomer();
    server.actAs(agentOf(tenant.partnerId, 'sales_agent'));
    const { body } = await upgrade(url, 'm365-business-standard');
    server.actAs(agentOf(tenant.partnerId, 'admin_agent'));
    assert.deepEqual([body.upgradeType, body.licenseErrors], ['upgrade_only', []]);
    assert.deepEqual(
      (await statusOf(customerId)).map((row) => row.quantity),
      [3, 10],
    );
    const record = (await server.ask(`/v1/customers/${customerId}/upgraderecords`)).body.items[0];
    assert.deepEqual(
      record.usersLeftBehind.map((user: any) => user.reasons[0].code),
      Array(3).fill('transfer_not_requested'),
    );
  });
  test('disabled plans stay disabled where the target has them', async () => {
    const customerId = await plantCustomer(db, tenant.partnerId);
    const planted = { partnerId: tenant.partnerId, customerId };
    const basic = tenant.offer('m365-business-basic');
    const id = await plantSubscription(db, planted, { offer: basic });
    const shared = tenant.offer('m365-business-standard').servicePlanIds.filter((plan) => basic.servicePlanIds.includes(plan));
    const lost = basic.servicePlanIds.filter((plan) => !tenant.offer('m365-business-standard').servicePlanIds.includes(plan));
    await plantUser(db, planted, 'ada', [{ offer: basic, disabled: [...shared.slice(0, 2), ...lost.slice(0, 1)] }]);
    await server.ask(`/v1/customers/${customerId}/subscriptions/${id}/upgrades`, { method: 'POST', body: to('m365-business-standard') });
    const { rows } = await db.read<{ disabled_plans: string[] }>(`select disabled_plans from license where customer_id = $1`, [customerId]);
    assert.deepEqual([...(rows[0]?.disabled_plans ?? [])].sort(), shared.slice(0, 2).toSorted());
  });
});
