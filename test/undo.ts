import assert from 'node:assert/strict';
import type { CustomerId, SubscriptionId, UserId } from '../src/kit/ids.ts';
import { undoRoutes } from '../src/upgrades/undo/routes.ts';
import { plantCustomer, plantSubscription, plantUser } from './tenant.ts';
import { upgradeWorld } from './upgrades.ts';

/** An upgrade that was done, with the three people who moved. */
export type Upgraded = {
  readonly customerId: CustomerId;
  readonly source: SubscriptionId;
  readonly target: SubscriptionId;
  readonly users: readonly UserId[];
  readonly url: string;
  readonly record: string;
};

/** A server on which upgrades are undone. */
export async function undoWorld() {
  const world = await upgradeWorld((parts) => [undoRoutes(parts)]);
  const { db, tenant, server, basic } = world;
  const [, , disabledPlan = ''] = basic.servicePlanIds;
  return {
    ...world,
    standard: tenant.offer('m365-business-standard'),
    /** A plan of Business Basic that somebody has switched off. */
    disabledPlan,
    /** A customer whose Business Basic was upgraded to Business Standard, with three people on it who moved. */
    upgraded: async ({ seats = 10, order = {} }: { readonly seats?: number; readonly order?: object } = {}): Promise<Upgraded> => {
      const customerId = await plantCustomer(db, tenant.partnerId);
      const planted = { partnerId: tenant.partnerId, customerId };
      const source = await plantSubscription(db, planted, { offer: basic, quantity: seats });
      const users = [
        await plantUser(db, planted, 'ada', [{ offer: basic }]),
        await plantUser(db, planted, 'bob', [{ offer: basic, disabled: [disabledPlan] }]),
        await plantUser(db, planted, 'cyd', [{ offer: basic }]),
      ];
      await db.read(`update license set assigned_at = '2026-02-03T04:05:06Z' where customer_id = $1`, [customerId]);
      const answer = await world.upgrade(`/v1/customers/${customerId}/subscriptions/${source}`, 'm365-business-standard', order);
      assert.equal(answer.status, 200, answer.text);
      const record = `/v1/customers/${customerId}/upgraderecords/${answer.body.upgradeId}`;
      return { customerId, source, target: answer.body.targetSubscriptionId, users, url: `${record}/undo`, record };
    },
    undo: (url: string, headers: Record<string, string> = {}) => server.ask(url, { method: 'POST', headers }),
  };
}
