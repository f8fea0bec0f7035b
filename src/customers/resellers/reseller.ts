import type { PartnerId } from '../../kit/ids.ts';

/** An indirect provider and a reseller that works with it, seen from one of the two. */
export type PartnerTie = {
  readonly partnerId: PartnerId;
  readonly name: string;
  readonly mpnId: string;
  readonly country: string;
  readonly since: string;
  /** What the partner who asks is to the other one. */
  readonly relation: 'is_indirect_reseller_of' | 'is_indirect_cloud_solution_provider_of';
};

export type ConnectRefusal = { readonly code: 'not_a_provider' } | { readonly code: 'not_a_reseller' } | { readonly code: 'own_company' };

type Known = { readonly partnerId: PartnerId; readonly kind: string };

/** Decides whether a partner may name another one as its indirect reseller. */
export function decideConnection(provider: Known, reseller: Known | null): ConnectRefusal | null {
  if (provider.kind !== 'indirect_provider') return { code: 'not_a_provider' };
  if (reseller?.partnerId === provider.partnerId) return { code: 'own_company' };
  return reseller === null || reseller.kind !== 'indirect_reseller' ? { code: 'not_a_reseller' } : null;
}
