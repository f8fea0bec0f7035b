import type { CustomerId, DelegatedAdminId, PartnerId, RelationshipRequestId } from '../../kit/ids.ts';

/** How long a link can be used, in days; the same for a relationship and for delegated administration. */
export const REQUEST_DAYS = 90;

/** What a partner asks of a customer by a link of a single use. */
export type RelationshipRequest = {
  readonly id: RelationshipRequestId;
  readonly partnerId: PartnerId;
  readonly asked:
    | { readonly kind: 'reseller'; readonly withDelegatedAdmin: boolean; readonly resellerPartnerId: PartnerId | null }
    | { readonly kind: 'delegated_admin'; readonly tenantId: CustomerId; readonly relationshipId: DelegatedAdminId };
  /** Whom it is meant for, in the sender's own words. */
  readonly note: string;
  /** The user name of who sends it. */
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly answered: RequestAnswer | null;
  /** The customer that answered, once one did; for delegated administration the one that is asked. */
  readonly tenantId: CustomerId | null;
};

/** How a request was answered, when and by whom. */
export type RequestAnswer = { readonly answer: 'accepted' | 'declined'; readonly at: Date; readonly by: string };

/** Open, or why it can be used no longer. */
export type RequestState = 'open' | 'accepted' | 'declined' | 'revoked' | 'expired';

/** The state of a request at a moment. What happened first counts. */
export function stateOf(request: Pick<RelationshipRequest, 'answered' | 'revokedAt' | 'expiresAt'>, now: Date): RequestState {
  if (request.answered !== null) return request.answered.answer;
  if (request.revokedAt !== null) return 'revoked';
  return now < request.expiresAt ? 'open' : 'expired';
}

/** When a request that is sent now can be used no longer. */
export function expiryOf(now: Date): Date {
  return new Date(now.getTime() + REQUEST_DAYS * 86_400_000);
}
