import type { CatalogSource } from '../../catalog/catalog.ts';
import { withFreshCatalog } from '../../catalog/freshness.ts';
import { CustomerParams } from '../../customers/contract.ts';
import { NO_CUSTOMER, RESELLER_ASKS } from '../../customers/faults.ts';
import { customerRequest } from '../../customers/request.ts';
import { findCustomer } from '../../customers/store.ts';
import type { SubscriptionId } from '../../kit/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { sendFault } from '../../platform/faults.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { collection } from '../../platform/paging.ts';
import { readerOf } from '../../platform/reader.ts';
import { decidePurchase } from '../orders/commands.ts';
import { gatherForPurchase } from '../orders/store.ts';
import { PurchaseOptions, PurchaseOptionsQuery } from './contract.ts';
import { purchaseOptions } from './options.ts';
import { optionView } from './view.ts';

export type PurchaseOptionDeps = {
  readonly db: Db;
  readonly catalog: CatalogSource;
  readonly clock: Clock;
  readonly newId: () => string;
};

/** What can be bought for a customer, with prices, and what stands against each offer. */
export function purchaseOptionRoutes({ db, catalog, clock, newId }: PurchaseOptionDeps): Routes {
  const reader = readerOf(db);
  return async (app) => {
    app.get(
      '/v1/customers/:customerId/purchaseoptions',
      {
        config: { right: 'orders.read' },
        schema: {
          summary: 'What can be bought for a customer: prices by billing cycle, and what stands against each offer',
          tags: ['offers'],
          params: CustomerParams,
          querystring: PurchaseOptionsQuery,
          response: { 200: PurchaseOptions, 403: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const { partnerId, customerId } = customerRequest(request);
        const { search = null, offer_category_id: categoryId = null, base_subscription_id: baseId } = request.query;
        const gather = async () => {
          const gathered = await gatherForPurchase(reader, { partnerId, customerId }, { question: null });
          const decision = decidePurchase(gathered, [], { catalog, now: clock.now(), newId });
          return 'decided' in decision ? { kind: 'decided' as const, facts: decision.decided.facts } : decision;
        };
        const read = await withFreshCatalog<Exclude<Awaited<ReturnType<typeof gather>>, { kind: 'catalog_outdated' }>>(catalog, gather);
        if (read.kind === 'no_such_customer') {
          const seen = await findCustomer(reader, partnerId, customerId);
          return seen === null ? sendFault(reply, 404, NO_CUSTOMER) : sendFault(reply, 403, RESELLER_ASKS);
        }
        const wish = { search, categoryId, baseId: (baseId?.toLowerCase() ?? null) as SubscriptionId | null };
        const locale = localeOf(request);
        return collection(
          purchaseOptions(read.facts, wish).map((option) => optionView(option, read.facts, locale)),
          { self: `/customers/${customerId}/purchaseoptions` },
        );
      },
    );
  };
}
