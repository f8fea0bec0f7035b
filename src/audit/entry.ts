import { unreachable } from '../kit/brand.ts';
import type { Caller } from '../access/caller.ts';

/** Who did something and how it reached us: written into every audit entry. */
export type Actor = {
  readonly caller: Caller;
  readonly correlationId: string;
  readonly remoteAddress: string | null;
};

/** Something that was done to a customer, with the values before and after. The words are those of the audit API. */
export type AuditEntry = {
  readonly auditId: string;
  readonly actor: Actor;
  readonly customerName: string;
  readonly resourceType: 'customer' | 'subscription' | 'license' | 'order' | 'customer_user' | 'agreement' | 'partner_customer_dap';
  readonly resourceId: string;
  readonly operationType: string;
  readonly oldValue: object | null;
  readonly newValue: object | null;
  readonly customizedData: readonly { readonly key: string; readonly value: string }[];
  readonly at: Date;
};

/** The person or program behind an actor, as an entry names it. */
export function whoOf(caller: Caller): { user_id: string | null; user_principal_name: string | null; application_id: string | null } {
  switch (caller.kind) {
    case 'user':
      return { user_id: caller.userId, user_principal_name: caller.userPrincipalName, application_id: caller.applicationId };
    case 'application':
      return { user_id: null, user_principal_name: null, application_id: caller.applicationId };
    default:
      return unreachable(caller);
  }
}
