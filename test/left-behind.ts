import assert from 'node:assert/strict';
import type { CustomerId, SubscriptionId, UserId } from '../src/kit/ids.ts';
import type { Db } from '../src/platform/db.ts';
import type { TestServer } from './server.ts';
import { plantCustomer, plantSubscription, plantUser, type LicenseSeed, type Tenant } from './tenant.ts';

/** Somebody in the customer's directory before the upgrade. */
export type Person = readonly [name: string, licenses: readonly LicenseSeed[], location?: string | null];

/** A customer whose upgrade from Business Basic to Business Standard has happened. */
export type Upgraded = {
  readonly customerId: CustomerId;
  readonly sourceId: SubscriptionId;
  readonly targetId: SubscriptionId;
  readonly upgradeId: string;
  /** The upgrade's record. */
  readonly url: string;
  readonly ids: Readonly<Record<string, UserId>>;
};

/** People with Business Basic: one who moves, one without a usage location, one with an exclusive service beside it. */
export function usualPeople({ offer }: Tenant): { readonly ada: Person; readonly nowhere: Person; readonly withSharePoint: Person } {
  const basic = { offer: offer('m365-business-basic') };
  return {
    ada: ['ada', [basic]],
    nowhere: ['nowhere', [basic], null],
    withSharePoint: ['sharepoint', [basic, { offer: offer('sharepoint-plan-2') }]],
  };
}

/** Plants a customer with these people and as many seats of Business Basic, and upgrades it over the wire. */
export async function plantUpgraded(
  { db, tenant, server }: { readonly db: Db; readonly tenant: Tenant; readonly server: TestServer },
  people: readonly Person[],
  options: { readonly targetSeats?: number; readonly type?: string } = {},
): Promise<Upgraded> {
  const { targetSeats: quantity = people.length, type: upgradeType = 'upgrade_with_license_transfer' } = options;
  const customerId = await plantCustomer(db, tenant.partnerId);
  const planted = { partnerId: tenant.partnerId, customerId };
  const sourceId = await plantSubscription(db, planted, { offer: tenant.offer('m365-business-basic'), quantity: people.length });
  await plantSubscription(db, planted, { offer: tenant.offer('sharepoint-plan-2'), quantity: 5 });
  const ids: Record<string, UserId> = {};
  for (const [name, licenses, location = 'US'] of people) ids[name] = await plantUser(db, planted, name, licenses, location);
  const order = { targetOffer: { id: tenant.offer('m365-business-standard').id }, quantity, upgradeType };
  const { body } = await server.ask(`/v1/customers/${customerId}/subscriptions/${sourceId}/upgrades`, { method: 'POST', body: order });
  assert.deepEqual(body.upgradeErrors, []);
  const url = `/v1/customers/${customerId}/upgraderecords/${body.upgradeId}`;
  return { customerId, sourceId, targetId: body.targetSubscriptionId, upgradeId: body.upgradeId, ids, url };
}
