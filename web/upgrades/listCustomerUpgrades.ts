import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Static } from 'typebox';
import type { SubscriptionUpgrades } from '../../src/upgrades/contract.ts';
import type { Page } from '../kit/paging.ts';
import { read } from '../kit/request.ts';

/** What can become of one subscription: its targets, or why there is none. */
export type UpgradeOptions = Static<typeof SubscriptionUpgrades>;

/** The possible and impossible upgrades of all of a customer's subscriptions, by subscription: one request for a whole list. */
export function customerUpgradesQuery(customerId: string) {
  return queryOptions({
    queryKey: ['customer', customerId, 'upgrades'],
    queryFn: async ({ signal }) => (await read<Page<UpgradeOptions>>(`/v1/customers/${customerId}/upgrades`, { signal })).items,
  });
}

export function useCustomerUpgrades(customerId: string) {
  return useQuery({ ...customerUpgradesQuery(customerId), select: bySubscription });
}

/** The options of one subscription. Of one that is deleted the server does not speak: it is not active, and that is all. */
export function optionsOf(
  all: ReadonlyMap<string, UpgradeOptions>,
  subscription: { readonly id: string; readonly status: string },
): UpgradeOptions {
  const notActive = { code: 'subscription_status_not_active', facts: { status: subscription.status }, remedies: [{ kind: 'buy_new' }] };
  return all.get(subscription.id) ?? { subscriptionId: subscription.id, upgrades: [], reasons: [notActive] };
}

function bySubscription(items: readonly UpgradeOptions[]): ReadonlyMap<string, UpgradeOptions> {
  return new Map(items.map((options) => [options.subscriptionId, options]));
}
