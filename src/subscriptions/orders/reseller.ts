/** Who sells, and which indirect resellers it may name on a subscription. */
export type Seller = {
  readonly kind: 'direct' | 'indirect_provider' | 'indirect_reseller';
  readonly mpnId: string;
  /** MPN ids of the indirect resellers that work with this provider. */
  readonly resellerMpnIds: readonly string[];
  /** The customer's own indirect reseller. */
  readonly usualResellerMpnId: string | null;
};

export type Reseller = { readonly kind: 'found'; readonly mpnId: string | null } | { readonly kind: 'unknown'; readonly mpnId: string };

/** The reseller of record of a purchase. Only a provider names one, and only one that works with it (domain rules 2.2). */
export function resellerOf(seller: Seller, asked: string | null): Reseller {
  if (asked === null) return { kind: 'found', mpnId: seller.usualResellerMpnId };
  // Direct partners put their own number where typed clients leave no place empty.
  if (asked === seller.mpnId && seller.kind === 'direct') return { kind: 'found', mpnId: null };
  if (asked === seller.usualResellerMpnId || seller.resellerMpnIds.includes(asked)) return { kind: 'found', mpnId: asked };
  return { kind: 'unknown', mpnId: asked };
}
