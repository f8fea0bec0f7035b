import { unreachable } from '../kit/brand.ts';
import type { Caller } from '../access/caller.ts';
import type { PartnerId } from '../kit/ids.ts';

/** Who did something and how it reached us: written into every audit entry. */
export type Actor = {
  readonly caller: Caller;
  readonly correlationId: string;
  readonly remoteAddress: string | null;
};

/**
 * Somebody who is no caller of a partner: a customer's own admin, or the program itself when a day comes. `partnerId` is
 * the partner whom it concerns.
 */
export type OtherDoer =
  | { readonly kind: 'customer'; readonly partnerId: PartnerId; readonly userId: string; readonly userPrincipalName: string }
  | { readonly kind: 'background'; readonly partnerId: PartnerId };

/** Something that was done to a customer, with the values before and after. The words are those of the audit API. */
export type AuditEntry = {
  readonly auditId: string;
  readonly actor: Omit<Actor, 'caller'> & { readonly caller: Caller | OtherDoer };
  readonly customerName: string;
  readonly resourceType:
    | 'customer'
    | 'subscription'
    | 'license'
    | 'order'
    | 'customer_user'
    | 'agreement'
    | 'partner_customer_relationship'
    | 'partner_customer_dap'
    | 'granular_admin_relationship'
    | 'customer_directory_role';
  readonly resourceId: string;
  readonly operationType: string;
  readonly oldValue: object | null;
  readonly newValue: object | null;
  readonly customizedData: readonly { readonly key: string; readonly value: string }[];
  readonly at: Date;
};

/** The person or program behind an actor, as an entry names it. */
export function whoOf(caller: Caller | OtherDoer): {
  user_id: string | null;
  user_principal_name: string | null;
  application_id: string | null;
} {
  switch (caller.kind) {
    case 'user':
      return { user_id: caller.userId, user_principal_name: caller.userPrincipalName, application_id: caller.applicationId };
    case 'application':
      return { user_id: null, user_principal_name: null, application_id: caller.applicationId };
    case 'customer':
      return { user_id: caller.userId, user_principal_name: caller.userPrincipalName, application_id: null };
    case 'background':
      return { user_id: null, user_principal_name: null, application_id: null };
    default:
      return unreachable(caller);
  }
}
