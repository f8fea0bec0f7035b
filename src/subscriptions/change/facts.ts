import type { Caller } from '../../access/caller.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { LicensePlans } from '../../catalog/held-products.ts';
import type { Day } from '../../kit/dates.ts';
import type { GroupId, SkuId, UserId } from '../../kit/ids.ts';
import type { Living } from '../living.ts';
import type { TenantFacts } from '../tenant/facts.ts';
import type { DatedCharge } from './reduction.ts';

/** What decides about a change of one subscription, as one caller sees it at one instant. */
export type ChangeFacts = {
  readonly customer: TenantFacts;
  readonly target: Living;
  /** What hangs on it, and on that in turn, as far as it is not deleted. */
  readonly addOns: readonly Living[];
  /** The lines of the current terms of all of these. */
  readonly ledger: readonly DatedCharge[];
  /** How many users hold a licence of each of their products. */
  readonly assigned: readonly { readonly skuId: SkuId; readonly users: number }[];
  /** The users who are named to lose their licences. */
  readonly people: readonly NamedUser[];
  /** What is known of a reseller that is wanted as reseller of record; null where none is. */
  readonly reseller: 'known' | 'unknown' | 'partner_itself' | null;
  readonly caller: Caller;
  readonly catalog: Catalog;
  readonly today: Day;
  readonly now: Date;
};

/** Someone of the customer's directory, with the ways in which they hold products. */
export type NamedUser = {
  readonly userId: UserId;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly licenses: readonly (LicensePlans & { readonly groupId: GroupId | null })[];
};
