import type { Caller } from '../access/caller.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Day } from '../kit/dates.ts';
import type { TenantFacts } from '../subscriptions/tenant/facts.ts';
import type { Subscription } from '../subscriptions/subscription.ts';

/** What the law decides on: one subscription of one customer, as one caller sees it on one day. */
export type UpgradeFacts = {
  readonly customer: TenantFacts;
  readonly source: Subscription;
  readonly caller: Caller;
  readonly catalog: Catalog;
  readonly today: Day;
};
