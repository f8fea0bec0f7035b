import type { PartnerId } from '../../kit/ids.ts';
import { isAddress, TENANT, type KeptIssuer } from '../settings.ts';
import type { PartnerRow, SetUpOrder } from './contract.ts';

type IssuerOrder = Extract<SetUpOrder, { kind: 'add_issuer' }>;

/** The issuer that is ordered, or a sentence for everything in the order that makes no sense. */
export function readIssuerOrder(
  { issuer: { address, audiences, jwksUri, consoleClientId } }: IssuerOrder,
  partner: PartnerRow | null,
): { readonly kind: 'read'; readonly issuer: KeptIssuer } | { readonly kind: 'refused'; readonly problems: readonly string[] } {
  const servesMany = address.includes(TENANT);
  const problems = [
    ...(isAddress(address) ? [] : ['The issuer must be an https address (http is for this machine only).']),
    ...(jwksUri === undefined || isAddress(jwksUri) ? [] : ['The address of the keys must be an https address.']),
    ...(servesMany && jwksUri === undefined ? [`An issuer with ${TENANT} stands for many tenants: add --jwks-uri.`] : []),
    ...(servesMany && consoleClientId !== undefined
      ? ['The console signs people in at one issuer, which cannot stand for many tenants.']
      : []),
    ...(!servesMany && partner === null ? ['Whose people does it know? Add --partner.'] : []),
  ];
  if (problems.length > 0) return { kind: 'refused', problems };
  return {
    kind: 'read',
    issuer: {
      issuer: address,
      audiences,
      jwksUri: jwksUri ?? null,
      partnerId: servesMany ? null : ((partner?.id ?? null) as PartnerId | null),
      consoleClientId: consoleClientId ?? null,
    },
  };
}
