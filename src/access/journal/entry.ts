import type { PartnerId } from '../../kit/ids.ts';
import { unreachable } from '../../kit/brand.ts';
import type { Caller } from '../caller.ts';

/** Who did something: a proven caller, or somebody outside the partner by the name they gave. */
export type Doer = { readonly kind: 'caller'; readonly caller: Caller } | { readonly kind: 'outsider'; readonly name: string | null };

/** Something that was done in a partner's own house, with the values before and after. */
export type JournalEntry = {
  readonly auditId: string;
  /** Null where nobody can say whose it is: a sign-in under a name that nobody has. */
  readonly partnerId: PartnerId | null;
  readonly doer: Doer;
  readonly remoteAddress: string | null;
  readonly correlationId: string;
  readonly resourceType:
    | 'partner_user'
    | 'partner_relationship'
    | 'relationship_request'
    | 'sign_in'
    | 'price_list'
    | 'margin'
    | 'invoice'
    | 'application'
    | 'webhook'
    | 'partner'
    | 'trusted_issuer'
    | 'campaign';
  readonly resourceId: string | null;
  readonly operationType: string;
  readonly status: 'succeeded' | 'failed';
  readonly oldValue: object | null;
  readonly newValue: object | null;
  readonly customizedData: readonly { readonly key: string; readonly value: string }[];
  readonly at: Date;
};

/** Somebody who was not let in, by what they gave. */
export type SignInFailure = {
  /** Why, as the prover or the sign-in says. */
  readonly reason: string;
  /** Whose person or program it claims to be, as far as that is known; only partners that exist are recorded. */
  readonly partnerId: PartnerId | null;
  readonly name: string | null;
  readonly remoteAddress: string;
  readonly correlationId: string | null;
  /** The issuer of a token; it tells the partner where the token names none. */
  readonly issuer?: string | null;
  /** Partner and name are hearsay: they stand in a token for which nobody vouches. */
  readonly isUnverified?: boolean;
};

/** An entry as it is read back, of this journal or of the audit of customers. */
export type KeptEntry = {
  readonly auditId: string;
  readonly partnerId: PartnerId;
  readonly userPrincipalName: string | null;
  readonly applicationId: string | null;
  readonly remoteAddress: string | null;
  readonly resourceType: string;
  readonly resourceId: string | null;
  /** JSON as text, as it was written. */
  readonly oldValue: string | null;
  readonly newValue: string | null;
  readonly operationType: string;
  readonly status: 'succeeded' | 'failed' | 'progress' | 'decline';
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly correlationId: string;
  readonly customizedData: readonly { readonly key: string; readonly value: string }[];
};

/** The columns that name who did it. */
export function columnsOf(doer: Doer): {
  readonly userId: string | null;
  readonly userPrincipalName: string | null;
  readonly applicationId: string | null;
} {
  switch (doer.kind) {
    case 'caller':
      return doer.caller.kind === 'user'
        ? { userId: doer.caller.userId, userPrincipalName: doer.caller.userPrincipalName, applicationId: doer.caller.applicationId }
        : { userId: null, userPrincipalName: null, applicationId: doer.caller.applicationId };
    case 'outsider':
      return { userId: null, userPrincipalName: doer.name, applicationId: null };
    default:
      return unreachable(doer);
  }
}
