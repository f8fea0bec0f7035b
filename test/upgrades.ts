import type { CustomerId, SubscriptionId } from '../src/kit/ids.ts';
import type { Routes } from '../src/platform/http.ts';
import { upgradeRecordRoutes } from '../src/upgrades/records/routes.ts';
import { upgradeRoutes } from '../src/upgrades/routes.ts';
import { testDesk, type DeskParts } from './desk.ts';
import { plantCustomer, plantSubscription, plantUser } from './tenant.ts';

/** A server on which subscriptions are upgraded and upgrades are read, and what else is named. */
export async function upgradeWorld(more: (parts: DeskParts) => readonly Routes[] = () => []) {
  const desk = await testDesk((parts) => [upgradeRoutes(parts), upgradeRecordRoutes(parts), ...more(parts)]);
  const { db, tenant, server } = desk;
  const basic = tenant.offer('m365-business-basic');
  /** The order of an upgrade to this offer. */
  const to = (key: string, order: object = {}) => ({ targetOffer: { id: tenant.offer(key).id }, ...order });
  return {
    ...desk,
    basic,
    to,
    upgrade: (url: string, key: string, order: object = {}) => server.ask(`${url}/upgrades`, { method: 'POST', body: to(key, order) }),
    /** A customer with ten seats of Business Basic and three people on it. */
    basicCustomer: async (): Promise<{ customerId: CustomerId; id: SubscriptionId; url: string }> => {
      const customerId = await plantCustomer(db, tenant.partnerId);
      const planted = { partnerId: tenant.partnerId, customerId };
      const id = await plantSubscription(db, planted, { offer: basic });
      for (const name of ['ada', 'bob', 'cyd']) await plantUser(db, planted, name, [{ offer: basic }]);
      return { customerId, id, url: `/v1/customers/${customerId}/subscriptions/${id}` };
    },
    /** A customer's subscriptions in the order in which they came. */
    statusOf: async (customerId: CustomerId) =>
      (
        await db.read<{ offer: string; status: string; quantity: number }>(
          `select o.sku_part_number as offer, s.status, s.quantity from subscription s join offer o using (offer_id) where customer_id = $1 order by s.created_at, s.subscription_id`,
          [customerId],
        )
      ).rows,
    /** The names of the users who have an offer's product. */
    usersOf: async (customerId: CustomerId, key: string) =>
      (
        await db.read<{ name: string }>(
          `select distinct d.display_name as name from license l join directory_user d using (customer_id, user_id) where customer_id = $1 and sku_id = $2 order by 1`,
          [customerId, tenant.offer(key).skuId],
        )
      ).rows.map((row) => row.name),
  };
}
