import type { RoundingMode } from '../../billing/rounding.ts';
import type { CustomerId, PartnerId, SubscriptionId, UpgradeId } from '../../kit/ids.ts';
import type { Currency } from '../../kit/money.ts';
import type { Entitlement, Subscription } from '../subscription.ts';

/**
 * Everything about one customer that decides about purchases, seat changes and upgrades, read in one statement. No rule
 * looks anything up.
 */
export type TenantFacts = {
  readonly customerId: CustomerId;
  readonly companyName: string;
  readonly country: string;
  /** The selling partner. */
  readonly partner: {
    readonly id: PartnerId;
    readonly standing: 'good' | 'suspended';
    readonly currency: Currency;
    readonly rounding: RoundingMode;
  };
  /** Services with delegated admin privileges; `*` stands for all. */
  readonly delegatedAdminServices: readonly string[];
  readonly agreementRecorded: boolean;
  /** All that are not deleted, of every partner that works here. */
  readonly subscriptions: readonly Subscription[];
  readonly entitlements: readonly Entitlement[];
  readonly unfinished: readonly UnfinishedUpgrade[];
  /** The catalogue's revision in the database; a process that holds another one reads again. */
  readonly catalogRevision: number;
};

/** An upgrade that still has people to move. */
export type UnfinishedUpgrade = { readonly upgradeId: UpgradeId; readonly sourceId: SubscriptionId; readonly usersLeftBehind: number };

/** Whether the partner holds delegated admin privileges for every one of these services; those missing otherwise. */
export function missingDelegatedServices(
  customer: Pick<TenantFacts, 'delegatedAdminServices'>,
  services: readonly string[],
): readonly string[] {
  if (customer.delegatedAdminServices.includes('*')) return [];
  return [...new Set(services)].filter((service) => !customer.delegatedAdminServices.includes(service));
}
