import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDesk } from '../../test/desk.ts';
import { plantUpgraded } from '../../test/left-behind.ts';
import { NOW, plantCustomer, plantPartner, plantUser } from '../../test/tenant.ts';
import type { Offer } from '../catalog/catalog.ts';
import type { CustomerId, PartnerId } from '../kit/ids.ts';
import { assignmentRoutes } from '../licenses/assignment/routes.ts';
import { licenseRoutes } from '../licenses/routes.ts';
import { newId } from '../platform/clock.ts';
import { leftBehindWorkRoutes } from './left-behind/working/routes.ts';
import { upgradeRoutes } from './routes.ts';

const { db, tenant, server } = await testDesk((parts) => [
  upgradeRoutes(parts),
  leftBehindWorkRoutes(parts),
  licenseRoutes(parts),
  assignmentRoutes(parts),
]);

/** What a partner noted that the customer has elsewhere; null: the operator did. */
async function note(customerId: CustomerId, offer: Offer, quantity: number, recordedBy: PartnerId | null): Promise<void> {
  await db.read(
    `insert into entitlement (customer_id, entitlement_id, channel, offer_id, quantity, status, held_since, recorded_at, recorded_by)
     values ($1, $2, 'web_direct', $3, $4, 'active', '2025-01-01', $5, $6)`,
    [customerId, newId(), offer.id, quantity, NOW, recordedBy],
  );
}
const [BASIC, STANDARD] = [tenant.offer('m365-business-basic'), tenant.offer('m365-business-standard')];
const stranger = await plantPartner(db);
const WHO: readonly [who: string, recordedBy: PartnerId | null, counts: boolean][] = [
  ['this partner', tenant.partnerId, true],
  ['the operator', null, true],
  ['another partner', stranger, false],
];

describe('what somebody noted that is held elsewhere', () => {
  for (const [who, recordedBy, counts] of WHO) {
    test(`by ${who}: ${counts ? 'is' : 'is not'} among the products of the customer`, async () => {
      const customerId = await plantCustomer(db, tenant.partnerId);
      await note(customerId, BASIC, 7, recordedBy);
      const { body } = await server.ask(`/v1/customers/${customerId}/subscribedskus`);
      assert.deepEqual(
        body.items.map((sku: any) => sku.totalUnits),
        counts ? [7] : [],
      );
    });
    test(`by ${who}: ${counts ? 'gives' : 'does not give'} seats to assign`, async () => {
      const customerId = await plantCustomer(db, tenant.partnerId);
      const userId = await plantUser(db, { customerId }, 'ada', []);
      await note(customerId, BASIC, 7, recordedBy);
      const body = { licensesToAssign: [{ skuId: BASIC.skuId }] };
      const answer = await server.ask(`/v1/customers/${customerId}/users/${userId}/licenseupdates`, { method: 'POST', body });
      assert.equal(answer.status, counts ? 201 : 400);
    });
    test(`by ${who}: ${counts ? 'gives' : 'does not give'} a seat to somebody left behind for want of one`, async () => {
      const holding = [{ offer: BASIC }];
      const { customerId, url } = await plantUpgraded(
        { db, tenant, server },
        [
          ['ada', holding],
          ['bob', holding],
        ],
        { targetSeats: 1 },
      );
      await note(customerId, STANDARD, 1, recordedBy);
      const { body } = await server.ask(`${url}/retries`, { method: 'POST', body: {} });
      assert.deepEqual([body.usersMoved, body.usersOpen], counts ? [1, 0] : [0, 1]);
    });
  }
});
