import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDesk } from '../../test/desk.ts';
import { plantCustomer, plantPartner, plantSubscription } from '../../test/tenant.ts';
import type { CustomerId, SubscriptionId } from '../kit/ids.ts';
import { newId } from '../platform/clock.ts';
import { upgradeRoutes } from './routes.ts';

const { db, tenant, server } = await testDesk((parts) => [upgradeRoutes(parts)]);
const standard = tenant.offer('m365-business-standard');
const toStandard = { targetOffer: { id: standard.id } };

/** A customer with ten seats of Business Basic. */
async function basicCustomer(): Promise<{ customerId: CustomerId; id: SubscriptionId; url: string }> {
  const customerId = await plantCustomer(db, tenant.partnerId);
  const id = await plantSubscription(db, { partnerId: tenant.partnerId, customerId }, { offer: tenant.offer('m365-business-basic') });
  return { customerId, id, url: `/v1/customers/${customerId}/subscriptions/${id}` };
}

describe('what fell due for the source and was not done yet', () => {
  test('happens first: a term that ended without renewal is over, and nothing is upgraded', async () => {
    const { customerId, id, url } = await basicCustomer();
    await db.read(
      `update subscription set term_from = '2025-06-01', term_until = '2026-06-01', auto_renew = false where customer_id = $1 and subscription_id = $2`,
      [customerId, id],
    );
    const preview = (await server.ask(`${url}/upgradepreviews`, { method: 'POST', body: toStandard })).body;
    assert.deepEqual([preview.isEligible, preview.upgradeErrors?.[0]?.additionalDetails], [false, 'suspended']);
    const { body } = await server.ask(`${url}/upgrades`, { method: 'POST', body: toStandard });
    assert.deepEqual([body.upgradeErrors[0]?.code, body.upgradeErrors[0]?.additionalDetails], [2, 'suspended']);
    const { rows } = await db.read<{ status: string }>(`select status from subscription where customer_id = $1`, [customerId]);
    assert.deepEqual(rows, [{ status: 'suspended' }]);
  });
  test('a period that began and was not charged yet is charged, and its rest is credited', async () => {
    const { customerId, id, url } = await basicCustomer();
    await db.read(`update subscription set paid_until = '2026-06-11' where customer_id = $1 and subscription_id = $2`, [customerId, id]);
    await server.ask(`${url}/upgrades`, { method: 'POST', body: toStandard });
    const { rows } = await db.read<{ cause: string; amount: number }>(
      `select cause, amount_minor as amount from charge where customer_id = $1 and subscription_id = $2 order by charge_id`,
      [customerId, id],
    );
    assert.deepEqual(rows, [
      { cause: 'cycle', amount: 5000 },
      { cause: 'upgrade_cancel', amount: -5000 },
    ]);
  });
});

test('what another partner noted of the customer stands in nobody else’s way; what the operator noted does', async () => {
  const note = (customerId: CustomerId, by: string | null) =>
    db.read(
      `insert into entitlement (customer_id, entitlement_id, channel, offer_id, quantity, status, held_since, recorded_at, recorded_by)
       values ($1, $2, 'web_direct', $3, 5, 'active', '2025-01-01', now(), $4)`,
      [customerId, newId(), standard.id, by],
    );
  const noted: [by: string | null, eligible: boolean][] = [
    [await plantPartner(db), true],
    [tenant.partnerId, false],
    [null, false],
  ];
  for (const [by, eligible] of noted) {
    const { customerId, url } = await basicCustomer();
    await note(customerId, by);
    assert.equal((await server.ask(`${url}/upgrades`)).body.items[0].isEligible, eligible);
  }
});
