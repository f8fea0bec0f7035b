import type { PartnerId } from '../kit/ids.ts';
import type { Subscription } from '../subscriptions/subscription.ts';

/** Whose sales are looked at: all of a seller's, or those among them that an indirect reseller looks after. */
export type Sales = { readonly sellerId: PartnerId; readonly reseller: Reseller | null };

/** An indirect reseller sees what carries its number, of customers whose reseller of record it is and to whom it does not sell itself. */
export type Reseller = { readonly partnerId: PartnerId; readonly mpnId: string };

/** Everything that a partner sells itself. */
export function ownSales(partnerId: PartnerId): Sales {
  return { sellerId: partnerId, reseller: null };
}

/** Whether a customer's subscription is among the sales; of a reseller's customer nothing else is. */
export function isAmong(
  { sellerId, reseller }: Sales,
  { partnerId, resellerMpnId }: Pick<Subscription, 'partnerId' | 'resellerMpnId'>,
): boolean {
  return partnerId === sellerId && (reseller === null || resellerMpnId === reseller.mpnId);
}
