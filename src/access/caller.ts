import type { ApplicationId, PartnerId, PartnerUserId } from '../kit/ids.ts';

/** The roles a person of a partner can have, several at a time. */
export const ROLES = ['global_admin', 'user_management_admin', 'billing_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'] as const;
/** One of the roles. */
export type Role = (typeof ROLES)[number];

/** Who makes a request, as proven by a token or a console session. */
export type Caller =
  | {
      readonly kind: 'user';
      readonly partnerId: PartnerId;
      readonly userId: PartnerUserId;
      readonly userPrincipalName: string;
      readonly displayName: string;
      readonly roles: readonly Role[];
      readonly applicationId: ApplicationId | null;
      /** What the program in between can read; left out for what all clients can (see generation.ts). */
      readonly generation?: 'newest';
    }
  | {
      readonly kind: 'application';
      readonly partnerId: PartnerId;
      readonly applicationId: ApplicationId;
      readonly displayName: string;
      readonly generation?: 'newest';
    };

/** The id under which a caller's requests are remembered. */
export function callerId(caller: Caller): string {
  return caller.kind === 'user' ? caller.userId : caller.applicationId;
}

/** The proven caller of a request. A request without one means that its route has no right of its own: our mistake, hence a fault. */
export function callerOf(request: { readonly caller?: unknown }): Caller {
  if (!isCaller(request.caller)) throw new Error('the request has no proven caller: its route is public');
  return request.caller;
}

function isCaller(value: unknown): value is Caller {
  return typeof value === 'object' && value !== null && 'kind' in value && (value.kind === 'user' || value.kind === 'application');
}
