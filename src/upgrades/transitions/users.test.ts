import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { agentOf } from '../../../test/tenant.ts';
import { E1, statuses, transitionWorld } from '../../../test/transitions.ts';

const { agent, ask, db, heldBy, server, tenant, withSeats } = await transitionWorld();

describe('users who cannot go along', () => {
  test('are work that ends: the one without a usage location, then retried', async () => {
    const { turn, customerId, history, id } = await withSeats(3, ['ada', 'nowhere-bob']);
    const { body } = await turn({ toCatalogItemId: E1 });
    assert.deepEqual(statuses(body), ['Conversion Completed', 'LicenseReassignment Failed']);
    assert.deepEqual(
      body.events[1].errors.map((error: any) => error.code),
      [12],
    );
    assert.deepEqual(await heldBy(customerId), { ada: 'STANDARDPACK', 'nowhere-bob': 'O365_BUSINESS_PREMIUM' });
    await db.read(`update directory_user set usage_location = 'DE' where customer_id = $1`, [customerId]);
    // A second one while it is unfinished would lose sight of them.
    const { rows } = await db.read<{ id: string }>(`select upgrade_id as id from upgrade where customer_id = $1`, [customerId]);
    assert.equal(rows[0]?.id, body.operationId);
    const retried = await ask(`/v1/customers/${customerId}/upgraderecords/${body.operationId}/retries`, { method: 'POST', body: {} });
    assert.ok(retried.status < 300, retried.text);
    assert.deepEqual(await heldBy(customerId), { ada: 'STANDARDPACK', 'nowhere-bob': 'STANDARDPACK' });
    const [after] = await history();
    assert.deepEqual(statuses(after).at(-1), 'LicenseReassignment Completed');
    assert.equal((await ask(`/v1/customers/${customerId}/subscriptions/${id}`)).body.quantity, 3);
  });
  test('a program turns the seats, and everybody waits for a person', async () => {
    const { turn, customerId } = await withSeats(2, ['ada']);
    server.actAs({ ...agentOf(tenant.partnerId), generation: 'newest' });
    const { body } = await turn({ toCatalogItemId: E1, transitionType: 1 });
    server.actAs(agent);
    assert.deepEqual(statuses(body), ['Conversion Completed', 'LicenseReassignment Failed']);
    assert.deepEqual(
      body.events[1].errors.map((error: any) => error.code),
      [5, 12],
    );
    assert.deepEqual(await heldBy(customerId), { ada: 'O365_BUSINESS_PREMIUM' });
  });
});
