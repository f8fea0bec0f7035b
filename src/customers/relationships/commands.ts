import type { Answer } from '../../audit/store.ts';
import { recordInJournal } from '../../access/journal/store.ts';
import type { Caller } from '../../access/caller.ts';
import { digest } from '../../access/passwords.ts';
import { may } from '../../access/permissions.ts';
import { findPartner } from '../../access/store.ts';
import type { CustomerId, PartnerId, RelationshipRequestId } from '../../kit/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { changeOnce, done, inTheirTime, recorded, type Answered } from '../commands.ts';
import type { Customer } from '../customer.ts';
import { endAllDelegatedAdmin } from '../delegation/commands.ts';
import type { CustomerRequest } from '../request.ts';
import { isConnected } from '../resellers/store.ts';
import { findCustomer } from '../store.ts';
import { privilegesChanged, relationshipRemoved, type About } from './happening.ts';
import { requestEntry } from './journal.ts';
import { invitationLink } from './link.ts';
import { draftRelationshipMessage } from './message.ts';
import { expiryOf, stateOf, type RelationshipRequest, type RequestState } from './request.ts';
import { endPrivileges, endTie, holdRequest, listLiveSubscriptions, lockTenant, revokeRequest, saveRequest } from './store.ts';
import { decideEnd, type EndRefusal } from './tie.ts';

/** The world as a command sees it. */
export type Surroundings = { readonly now: Date; readonly newId: () => string };

/** Who of a partner does something that concerns no customer yet. */
export type Sender = {
  readonly caller: Extract<Caller, { kind: 'user' }>;
  readonly correlationId: string;
  readonly remoteAddress: string | null;
};

/** What links are made with. */
export type SendingDeps = {
  readonly clock: Clock;
  readonly newId: () => string;
  readonly newSecret: () => string;
  /** Where browsers reach the program: links to customers lead there. */
  readonly access: { readonly config: { readonly publicUrl: () => string } };
};

/** What is asked of a customer, most often of one that is not known yet; the names are those of the wire. */
export type Wanted = {
  /** Where nothing is said, as the sender's roles allow. */
  readonly withDelegatedAdmin?: boolean | undefined;
  readonly indirectResellerId?: string | undefined;
  /** The only one that can answer; whoever has the link where nobody is named. */
  readonly customerId?: string | undefined;
  readonly note?: string | undefined;
};

export type Sent =
  | {
      readonly kind: 'sent';
      readonly request: RelationshipRequest;
      readonly url: string;
      readonly message: ReturnType<typeof draftRelationshipMessage>;
    }
  | { readonly kind: 'no_such_reseller' }
  | { readonly kind: 'no_such_customer' }
  /** The customer is sold to by another partner: only that one asks it. */
  | { readonly kind: 'provider_asks' };

/** Makes a request with its link and the mail's draft. The secret leaves this function in the link, and nowhere else. */
export async function sendLink(tx: Tx, { clock, newId, newSecret, access }: SendingDeps, sender: Sender, wanted: Wanted): Promise<Sent> {
  const { caller } = sender;
  const customerId = (wanted.customerId ?? null) as CustomerId | null;
  const customer = customerId === null ? null : await findCustomer(tx, caller.partnerId, customerId);
  if (customerId !== null && customer === null) return { kind: 'no_such_customer' };
  if (customer !== null && customer.relationship.partnerId !== caller.partnerId) return { kind: 'provider_asks' };
  const resellerPartnerId = (wanted.indirectResellerId ?? null) as PartnerId | null;
  if (resellerPartnerId !== null && !(await isConnected(tx, caller.partnerId, resellerPartnerId))) return { kind: 'no_such_reseller' };
  const withDelegatedAdmin = wanted.withDelegatedAdmin ?? may(caller, 'delegated_admin.manage').kind === 'allowed';
  const secret = newSecret();
  const asked = { withDelegatedAdmin, resellerPartnerId, customerId, note: wanted.note ?? '' };
  const request = saveLink(tx, sender, asked, digest(secret), { now: clock.now(), newId });
  const [partner, reseller] = await Promise.all([
    findPartner(tx, caller.partnerId),
    resellerPartnerId === null ? null : findPartner(tx, resellerPartnerId),
  ]);
  const url = invitationLink(access.config.publicUrl(), secret);
  const message = draftRelationshipMessage({
    partnerName: partner?.name ?? '',
    resellerName: reseller?.name ?? null,
    senderName: caller.displayName,
    withDelegatedAdmin,
    url,
    expiresAt: request.expiresAt,
  });
  return { kind: 'sent', request, url, message };
}

type NewRequest = {
  readonly withDelegatedAdmin: boolean;
  readonly resellerPartnerId: PartnerId | null;
  readonly customerId: CustomerId | null;
  readonly note: string;
};

/** Keeps a request whose link holds the secret of this hash. */
function saveLink(tx: Tx, sender: Sender, wanted: NewRequest, tokenHash: string, { now, newId }: Surroundings): RelationshipRequest {
  const request: RelationshipRequest = {
    id: newId() as RelationshipRequestId,
    partnerId: sender.caller.partnerId,
    asked: { kind: 'reseller', withDelegatedAdmin: wanted.withDelegatedAdmin, resellerPartnerId: wanted.resellerPartnerId },
    note: wanted.note,
    requestedBy: sender.caller.userPrincipalName,
    requestedAt: now,
    expiresAt: expiryOf(now),
    revokedAt: null,
    answered: null,
    tenantId: wanted.customerId,
  };
  saveRequest(tx, request, tokenHash);
  recordInJournal(tx, [
    requestEntry('create_relationship_request', request, { kind: 'caller', caller: sender.caller }, sender, { now, newId }),
  ]);
  return request;
}

export type RevokeOutcome =
  | { readonly kind: 'revoked'; readonly request: RelationshipRequest }
  | { readonly kind: 'no_such_request' }
  | { readonly kind: 'not_open'; readonly state: RequestState };

/** Takes a request back: its link opens nothing from now on. */
export async function takeBackRequest(tx: Tx, sender: Sender, id: RelationshipRequestId, around: Surroundings): Promise<RevokeOutcome> {
  const request = await holdRequest(tx, sender.caller.partnerId, id);
  if (request === null) return { kind: 'no_such_request' };
  const state = stateOf(request, around.now);
  if (state === 'revoked') return { kind: 'revoked', request };
  if (state !== 'open') return { kind: 'not_open', state };
  revokeRequest(tx, id, around.now);
  recordInJournal(tx, [requestEntry('revoke_relationship_request', request, { kind: 'caller', caller: sender.caller }, sender, around)]);
  return { kind: 'revoked', request: { ...request, revokedAt: around.now } };
}

export type EndOutcome = Answered | { readonly kind: 'no_such_customer' } | { readonly kind: 'refused'; readonly refusal: EndRefusal };

/** What is to end, and how the answer is worded; it is kept with the effect. */
export type EndRequest = CustomerRequest & { readonly answer: (customer: Customer) => Answer };

/** Ends the delegated admin privileges from the partner's side. The relationship stays; ending what is not there changes nothing. */
export async function endDelegatedAdmin(tx: Tx, request: EndRequest, present: Surroundings): Promise<EndOutcome> {
  await lockTenant(tx, request.customerId);
  const around = await inTheirTime(tx, request.customerId, present);
  return changeOnce<Exclude<EndOutcome, Answered>>(tx, request, around.now, async () => {
    const found = await ownCustomer(tx, request);
    if (found.kind !== 'found') return found;
    const { customer } = found;
    const before = customer.relationship.delegatedAdminServices;
    const after: Customer = { ...customer, relationship: { ...customer.relationship, delegatedAdminServices: [] } };
    if (before.length === 0) return done(request.answer(after), []);
    return done(request.answer(after), [
      endPrivileges(request.partnerId),
      ...recorded([privilegesChanged(aboutOf(request, customer, around), before, [])]),
    ]);
  });
}

/** Ends the relationship, once nothing is active, and all delegated administration with it. */
export async function endRelationship(tx: Tx, request: EndRequest, present: Surroundings): Promise<EndOutcome> {
  const { partnerId, customerId } = request;
  await lockTenant(tx, customerId);
  const around = await inTheirTime(tx, customerId, present);
  return changeOnce<Exclude<EndOutcome, Answered>>(tx, request, around.now, async () => {
    const found = await ownCustomer(tx, request);
    if (found.kind !== 'found') return found;
    const { customer } = found;
    const refusal = decideEnd({ isSeller: true, liveSubscriptionIds: await listLiveSubscriptions(tx, partnerId, customerId) });
    if (refusal !== null) return { kind: 'refused', refusal };

    const about = aboutOf(request, customer, around);
    const { delegatedAdminServices } = customer.relationship;
    const happenings = [
      ...(delegatedAdminServices.length > 0 ? [privilegesChanged(about, delegatedAdminServices, [])] : []),
      relationshipRemoved(about, 'ended by the partner'),
    ];
    const granular = await endAllDelegatedAdmin(tx, partnerId, about);
    const after: Customer = { ...customer, relationship: { ...customer.relationship, delegatedAdminServices: [] } };
    return done(request.answer(after), [
      endTie(partnerId, around.now),
      ...granular.writes,
      ...recorded([...happenings, ...granular.happenings]),
    ]);
  });
}

type Found = { readonly kind: 'found'; readonly customer: Customer };

async function ownCustomer(tx: Tx, { partnerId, customerId }: CustomerRequest): Promise<Found | Exclude<EndOutcome, Answered>> {
  const customer = await findCustomer(tx, partnerId, customerId);
  if (customer === null) return { kind: 'no_such_customer' };
  if (customer.relationship.partnerId !== partnerId) return { kind: 'refused', refusal: { code: 'indirect_reseller' } };
  return { kind: 'found', customer };
}

function aboutOf({ customerId, actor }: CustomerRequest, customer: Customer, { now, newId }: Surroundings): About {
  return { customerId, customerName: customer.companyName, actor, at: now, newId };
}
