import type { RoundingMode } from '../../billing/rounding.ts';
import type { GranularGrant } from '../../customers/delegation/reach.ts';
import type { CustomerId, PartnerId, SkuId, SubscriptionId, UpgradeId } from '../../kit/ids.ts';
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
    readonly name: string;
    readonly standing: 'good' | 'suspended';
    readonly currency: Currency;
    readonly rounding: RoundingMode;
  };
  /** Services with delegated admin privileges; `*` stands for all. */
  readonly delegatedAdminServices: readonly string[];
  /** Roles in the customer's directory that were granted for a time, and that nobody ended. */
  readonly granularAdmin: readonly GranularGrant[];
  readonly agreementRecorded: boolean;
  /** All that are not deleted, of every partner that works here. */
  readonly subscriptions: readonly Subscription[];
  /** By the notes of this partner and of the operator. */
  readonly entitlements: readonly Entitlement[];
  /** Products that are held elsewhere by the notes of any partner: what takes licences away asks all of them (decision 0032). */
  readonly heldElsewhere: readonly SkuId[];
  readonly unfinished: readonly UnfinishedUpgrade[];
  /** How far the customer was moved forward in time: `customerNow` makes its own present of it. 0 for everyone in production. */
  readonly aheadSeconds: number;
  /** What the partner puts on top of its bill for this customer, in hundredths of a percent. */
  readonly marginBasisPoints: number;
  /** The catalogue's revision in the database; a process that holds another one reads again. */
  readonly catalogRevision: number;
};

/** An upgrade that still has people to move. */
export type UnfinishedUpgrade = {
  readonly upgradeId: UpgradeId;
  readonly sourceId: SubscriptionId;
  readonly targetId: SubscriptionId;
  readonly usersLeftBehind: number;
};
