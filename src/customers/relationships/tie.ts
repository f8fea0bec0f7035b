import type { PartnerId } from '../../kit/ids.ts';

/** What ties one customer to one partner, ended ties too. */
export type Tie = {
  readonly partnerId: PartnerId;
  readonly state: 'active' | 'ended';
  /** Services with delegated admin privileges; `*` stands for all. */
  readonly delegatedAdminServices: readonly string[];
  readonly delegatedAdminSince: string | null;
  readonly resellerPartnerId: PartnerId | null;
  readonly since: string;
};

/** A tie as the customer itself sees it: with the names of those on the other side. */
export type NamedTie = Tie & {
  readonly partnerName: string;
  readonly partnerDomain: string;
  readonly partnerCountry: string;
  readonly resellerName: string | null;
};

export type EndRefusal =
  | { readonly code: 'subscriptions_active'; readonly subscriptionIds: readonly string[] }
  /** Only the provider ends what it sells; its reseller asks it. */
  | { readonly code: 'indirect_reseller' };

/** Decides whether a partner may end the relationship: nothing that it sold may be in use or on its way. */
export function decideEnd(facts: { readonly isSeller: boolean; readonly liveSubscriptionIds: readonly string[] }): EndRefusal | null {
  if (!facts.isSeller) return { code: 'indirect_reseller' };
  return facts.liveSubscriptionIds.length === 0 ? null : { code: 'subscriptions_active', subscriptionIds: facts.liveSubscriptionIds };
}
