import { callerOf } from '../../access/caller.ts';
import type { CatalogSource } from '../../catalog/catalog.ts';
import { catalogSoldBy } from '../../catalog/prices.ts';
import { pathsFrom } from '../../catalog/upgrade-path.ts';
import { CustomerParams } from '../../customers/contract.ts';
import { NO_CUSTOMER } from '../../customers/faults.ts';
import { customerNow } from '../../customers/time/clock.ts';
import { dayOf } from '../../kit/dates.ts';
import type { CustomerId } from '../../kit/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { sendFault } from '../../platform/faults.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { readerOf } from '../../platform/reader.ts';
import { readSeenTenants, type SeenTenant } from '../../subscriptions/tenant/store.ts';
import { offerName } from '../../catalog/names.ts';
import type { UpgradeFacts } from '../facts.ts';
import { Channels } from './contract.ts';
import { holdingsSeen, servicesHeld } from './holders.ts';
import { holdingView, serviceView, targetView } from './view.ts';

export type ChannelsDeps = { readonly db: Db; readonly catalog: CatalogSource; readonly clock: Clock };

/** Who gives a customer what, and from when on what it wants becomes possible. */
export function customerChannelRoutes({ db, catalog, clock }: ChannelsDeps): Routes {
  const reader = readerOf(db);
  return async (app) => {
    app.get(
      '/v1/customers/:customerId/channels',
      {
        config: { right: 'subscriptions.read' },
        schema: {
          summary: 'What the customer holds, by service and through whom, and the first day on which each upgrade becomes possible',
          tags: ['channels'],
          params: CustomerParams,
          response: { 200: Channels, 404: Fault },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        const seen = await readSeenTenants(reader, { partnerId: caller.partnerId, customerId: request.params.customerId as CustomerId });
        const [tenant] = seen;
        if (tenant === undefined) return sendFault(reply, 404, NO_CUSTOMER);
        if (tenant.facts.catalogRevision !== catalog.current().revision) await catalog.refresh();

        const ofTheDay = catalogOf(tenant);
        const shown = { catalog: ofTheDay, locale: localeOf(request) };
        const holdings = holdingsSeen(tenant, ofTheDay);
        return {
          customerId: tenant.facts.customerId,
          holdings: holdings.map((holding) => holdingView(holding, shown)),
          services: servicesHeld(holdings, ofTheDay).map((service) => serviceView(service, shown)),
          upgrades: seen.flatMap((each) =>
            factsOf(each, caller).map((facts) => ({
              subscriptionId: facts.source.id,
              offerName: offerName(facts.catalog, facts.source.offerId, shown.locale),
              targets: pathsFrom(facts.catalog, facts.source.offerId, facts.customer.country).map(({ to }) =>
                targetView(facts, to, { ...shown, catalog: facts.catalog }),
              ),
            })),
          ),
          attributes: { objectType: 'CustomerChannels' as const },
        };
      },
    );
  };

  function catalogOf({ facts }: SeenTenant) {
    const today = dayOf(customerNow(facts, clock.now()));
    const ofTheDay = facts.aheadSeconds === 0 ? catalog.current() : catalog.on(today);
    return catalogSoldBy(ofTheDay, { partnerId: facts.partner.id, country: facts.country });
  }

  /** The facts of every subscription that the caller sees and that leads anywhere. */
  function factsOf(tenant: SeenTenant, caller: UpgradeFacts['caller']): readonly UpgradeFacts[] {
    const { facts: customer, resellerMpnId } = tenant;
    const today = dayOf(customerNow(customer, clock.now()));
    const sold = catalogOf(tenant);
    return customer.subscriptions
      .filter((source) => source.partnerId === customer.partner.id && (resellerMpnId === null || source.resellerMpnId === resellerMpnId))
      .filter((source) => pathsFrom(sold, source.offerId, customer.country).length > 0)
      .map((source) => ({ customer, source, caller, catalog: sold, today }));
  }
}
