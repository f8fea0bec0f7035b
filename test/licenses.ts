import type { CustomerId, UserId } from '../src/kit/ids.ts';
import { assignmentRoutes } from '../src/licenses/assignment/routes.ts';
import { licenseRoutes } from '../src/licenses/routes.ts';
import { testDesk } from './desk.ts';
import { plantCustomer, plantSubscription, plantUser, type LicenseSeed } from './tenant.ts';

/** A customer with seats, and a way to hire people who hold some of them. */
export type Company = {
  readonly customerId: CustomerId;
  readonly hire: (name: string, licenses?: readonly LicenseSeed[], location?: string | null) => Promise<UserId>;
};

/** A server on which licences are given, taken and read. */
export async function licenseWorld() {
  const desk = await testDesk((parts) => [licenseRoutes(parts), assignmentRoutes(parts)]);
  const { db, tenant, server } = desk;
  const basic = tenant.offer('m365-business-basic');
  const plentiful = {
    standard: tenant.offer('m365-business-standard'),
    e3: tenant.offer('o365-e3'),
    sharePoint: tenant.offer('sharepoint-plan-2'),
  };
  return {
    ...desk,
    basic,
    ...plentiful,
    /** A customer with so many seats of Basic and plenty of the others. */
    company: async (basicSeats = 10, delegated: readonly string[] = ['*']): Promise<Company> => {
      const customerId = await plantCustomer(db, tenant.partnerId, { delegated });
      const planted = { partnerId: tenant.partnerId, customerId };
      await plantSubscription(db, planted, { offer: basic, quantity: basicSeats });
      for (const offer of Object.values(plentiful)) await plantSubscription(db, planted, { offer, quantity: 20 });
      return { customerId, hire: (name, licenses = [], location = 'US') => plantUser(db, planted, name, licenses, location) };
    },
    post: (path: string, body: unknown, headers: Record<string, string> = {}) => server.ask(path, { method: 'POST', body, headers }),
    /** The products that a user holds. */
    heldBy: async (customerId: string, userId: string) =>
      (
        await db.read<{ sku: string }>(`select distinct sku_id as sku from license where customer_id = $1 and user_id = $2`, [
          customerId,
          userId,
        ])
      ).rows.map(({ sku }) => sku),
  };
}

/** The part of an update that gives these products. */
export const assign = (...skuIds: string[]) => ({ licensesToAssign: skuIds.map((skuId) => ({ skuId })) });
/** The part of an update that takes these products away. */
export const remove = (...skuIds: string[]) => ({ licensesToRemove: skuIds });
