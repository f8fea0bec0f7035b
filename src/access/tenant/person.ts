import { isGuid, type CustomerId } from '../../kit/ids.ts';
import type { Claims } from '../claims.ts';

/** The directory role whose holders decide about a tenant's partners. The same id in every directory. */
export const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10';

/** Somebody of a customer, or of a tenant that may become one, as their own issuer vouches for them. */
export type TenantPerson = {
  readonly tenantId: CustomerId;
  readonly userId: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  /** Whether they may accept and end what partners do in their tenant. */
  readonly isGlobalAdmin: boolean;
};

/** Reads the person off the claims of an ID token: `tid` names the tenant, `wids` the roles in its directory. Null when they name none. */
export function tenantPersonOf(claims: Claims): TenantPerson | null {
  const { tid, oid, sub, wids } = claims;
  const userId = typeof oid === 'string' ? oid : sub;
  if (typeof tid !== 'string' || !isGuid(tid) || typeof userId !== 'string' || !isGuid(userId)) return null;
  const userPrincipalName = textOf(claims['preferred_username']) ?? textOf(claims['upn']) ?? textOf(claims['email']) ?? userId;
  return {
    tenantId: tid.toLowerCase() as CustomerId,
    userId: userId.toLowerCase(),
    userPrincipalName,
    displayName: textOf(claims['name']) ?? userPrincipalName,
    isGlobalAdmin:
      Array.isArray(wids) && wids.some((role: unknown) => typeof role === 'string' && role.toLowerCase() === GLOBAL_ADMINISTRATOR),
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
