import { recordInJournal } from '../../access/journal/store.ts';
import { findPartner } from '../../access/store.ts';
import type { TenantPerson } from '../../access/tenant/person.ts';
import type { AuditEntry, OtherDoer } from '../../audit/entry.ts';
import { recordAudit } from '../../audit/store.ts';
import { dayOf } from '../../kit/dates.ts';
import type { DelegatedAdminId, PartnerId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import { writeAll } from '../../platform/write.ts';
import { agreementAudit } from '../agreements/commands.ts';
import type { Agreement } from '../agreements/agreement.ts';
import { hasCustomerAgreement, recordAgreements } from '../agreements/store.ts';
import { inTheirTime, recorded } from '../commands.ts';
import { isOver } from '../delegation/commands.ts';
import { endAfter, stateOf as stateOfAdmin, type DelegatedAdmin } from '../delegation/delegation.ts';
import { adminHappening } from '../delegation/happening.ts';
import { changeDelegatedAdmin, findDelegatedAdmin, NO_CHANGE } from '../delegation/store.ts';
import { customerAdded, privilegesChanged, type About, type Happening } from '../relationships/happening.ts';
import { requestEntry, type Origin } from '../relationships/journal.ts';
import type { RelationshipRequest } from '../relationships/request.ts';
import {
  answerRequest,
  endPrivileges,
  findTie,
  holdRequestByToken,
  lockTenant,
  revokeRequestFor,
  saveTies,
} from '../relationships/store.ts';
import { addCustomers, findTenant } from '../store.ts';
import {
  answerRefusal,
  decideAcceptance,
  isForAnotherTenant,
  type Acceptance,
  type AcceptanceRefusal,
  type AcceptanceWish,
} from './acceptance.ts';

/** The world as a command sees it. */
export type Surroundings = { readonly now: Date; readonly newId: () => string };

/** Somebody of a customer who answers, and how it reached us. */
export type Visitor = Origin & { readonly person: TenantPerson };

export type AnswerOutcome =
  | { readonly kind: 'no_such_invitation' }
  | { readonly kind: 'refused'; readonly refusal: AcceptanceRefusal }
  | { readonly kind: 'accepted'; readonly request: RelationshipRequest; readonly allowDelegatedAccess: boolean }
  | { readonly kind: 'declined'; readonly request: RelationshipRequest };

/** Accepts what a link asks for. A link that was used, taken back or has expired does nothing but leave a trace. */
export async function acceptInvitation(
  tx: Tx,
  tokenHash: string,
  visitor: Visitor,
  wish: AcceptanceWish,
  around: Surroundings,
): Promise<AnswerOutcome> {
  const request = await holdRequestByToken(tx, tokenHash);
  if (request === null) return { kind: 'no_such_invitation' };
  const { person } = visitor;
  if (isForAnotherTenant(request, person)) return strange(tx, request, visitor, around);
  await lockTenant(tx, person.tenantId);
  if (request.asked.kind === 'delegated_admin') return approve(tx, request, request.asked, visitor, around);

  const facts = {
    request,
    person,
    tenant: await findTenant(tx, person.tenantId),
    tie: await findTie(tx, request.partnerId, person.tenantId),
    agreementRecorded: await hasCustomerAgreement(tx, person.tenantId),
    isPartner: (await findPartner(tx, String(person.tenantId) as PartnerId)) !== null,
    partnerCountry: (await findPartner(tx, request.partnerId))?.country ?? '',
    now: around.now,
  };
  const decision = decideAcceptance(facts, wish);
  if (decision.kind === 'refused') return refuse(tx, request, visitor, decision.refusal, around);
  writeAcceptance(tx, decision.acceptance, facts.tie?.state === 'active' ? facts.tie.delegatedAdminServices : [], request, visitor, around);
  finish(tx, request, 'accepted', visitor, around);
  return { kind: 'accepted', request, allowDelegatedAccess: decision.acceptance.tie.delegatedAdminServices.length > 0 };
}

/** Declines what a link asks for; from then on it opens nothing. */
export async function declineInvitation(tx: Tx, tokenHash: string, visitor: Visitor, around: Surroundings): Promise<AnswerOutcome> {
  const request = await holdRequestByToken(tx, tokenHash);
  if (request === null) return { kind: 'no_such_invitation' };
  const { person } = visitor;
  const { asked } = request;
  if (isForAnotherTenant(request, person)) return strange(tx, request, visitor, around);
  const refusal = answerRefusal(request, person, around.now);
  if (refusal !== null) return refuse(tx, request, visitor, refusal, around);
  if (asked.kind === 'delegated_admin') {
    await lockTenant(tx, asked.tenantId);
    const theirs = await inTheirTime(tx, asked.tenantId, around);
    const before = await findDelegatedAdmin(tx, asked.tenantId, asked.relationshipId);
    if (before !== null && !isOver(stateOfAdmin(before, theirs.now))) terminate(tx, before, 'rejected', visitor, theirs);
  }
  finish(tx, request, 'declined', visitor, around);
  return { kind: 'declined', request };
}

export type TenantEndOutcome = { readonly kind: 'ended' } | { readonly kind: 'nothing_there' } | { readonly kind: 'not_global_admin' };

/** Takes delegated admin privileges back from a partner. The relationship stays. */
export async function takePrivilegesBack(tx: Tx, partnerId: PartnerId, visitor: Visitor, present: Surroundings): Promise<TenantEndOutcome> {
  const { tenantId, isGlobalAdmin } = visitor.person;
  if (!isGlobalAdmin) return { kind: 'not_global_admin' };
  await lockTenant(tx, tenantId);
  const around = await inTheirTime(tx, tenantId, present);
  const [tenant, tie] = [await findTenant(tx, tenantId), await findTie(tx, partnerId, tenantId)];
  if (tenant === null || tie === null || tie.state === 'ended' || tie.delegatedAdminServices.length === 0) return { kind: 'nothing_there' };
  const about = aboutOf(partnerId, tenant.companyName, visitor, around);
  writeAll(tx, tenantId, [endPrivileges(partnerId), ...recorded([privilegesChanged(about, tie.delegatedAdminServices, [])])]);
  return { kind: 'ended' };
}

/** Ends delegated administration of limited time, or declines it while it is only asked for. */
export async function takeRolesBack(tx: Tx, id: DelegatedAdminId, visitor: Visitor, present: Surroundings): Promise<TenantEndOutcome> {
  const { tenantId, isGlobalAdmin } = visitor.person;
  if (!isGlobalAdmin) return { kind: 'not_global_admin' };
  await lockTenant(tx, tenantId);
  const around = await inTheirTime(tx, tenantId, present);
  const before = await findDelegatedAdmin(tx, tenantId, id);
  if (before === null || isOver(stateOfAdmin(before, around.now))) return { kind: 'nothing_there' };
  if (before.approval === null) revokeRequestFor(tx, id, around.now);
  terminate(tx, before, before.approval === null ? 'rejected' : 'customer', visitor, around);
  return { kind: 'ended' };
}

type AdminAsked = Extract<RelationshipRequest['asked'], { kind: 'delegated_admin' }>;

async function approve(
  tx: Tx,
  request: RelationshipRequest,
  asked: AdminAsked,
  visitor: Visitor,
  around: Surroundings,
): Promise<AnswerOutcome> {
  const { person } = visitor;
  // The link of one customer tells another nothing.
  if (asked.tenantId !== person.tenantId) return { kind: 'no_such_invitation' };
  const refusal = answerRefusal(request, person, around.now);
  if (refusal !== null) return refuse(tx, request, visitor, refusal, around);
  const before = await findDelegatedAdmin(tx, asked.tenantId, asked.relationshipId);
  if (before === null) return { kind: 'no_such_invitation' };
  const theirs = await inTheirTime(tx, asked.tenantId, around);
  const state = stateOfAdmin(before, theirs.now);
  if (state !== 'approvalPending')
    return refuse(tx, request, visitor, { code: 'not_open', state: state === 'expired' ? 'expired' : 'revoked' }, around);

  const endsOn = endAfter(before.duration, dayOf(theirs.now));
  const after: DelegatedAdmin = {
    ...before,
    approval: { at: theirs.now, by: person.userPrincipalName, endsOn },
    version: before.version + 1,
  };
  const about = aboutOf(request.partnerId, before.customerName, visitor, theirs);
  writeAll(tx, asked.tenantId, [
    changeDelegatedAdmin([{ ...NO_CHANGE, id: before.id, approved: after.approval, endsOn }]),
    ...recorded([adminHappening(about, 'approved', before, after), adminHappening(about, 'activated', before, after)]),
  ]);
  finish(tx, request, 'accepted', visitor, around);
  return { kind: 'accepted', request, allowDelegatedAccess: true };
}

function terminate(tx: Tx, before: DelegatedAdmin, by: 'customer' | 'rejected', visitor: Visitor, around: Surroundings): void {
  const termination = { at: around.now, by };
  const about = aboutOf(before.partnerId, before.customerName, visitor, around);
  writeAll(tx, before.customerId, [
    changeDelegatedAdmin([{ ...NO_CHANGE, id: before.id, terminated: termination, endToldAt: around.now }]),
    ...recorded([adminHappening(about, 'terminated', before, { ...before, termination, version: before.version + 1 })]),
  ]);
}

/** Customer, tie, agreement, entries and announcements in one statement. */
function writeAcceptance(
  tx: Tx,
  acceptance: Acceptance,
  hadServices: readonly string[],
  { partnerId }: RelationshipRequest,
  visitor: Visitor,
  around: Surroundings,
): void {
  const { tenantId } = visitor.person;
  const { newCompany, companyName, domain, tie } = acceptance;
  const about = aboutOf(partnerId, companyName, visitor, around);
  const agreement: Agreement | null =
    acceptance.agreement === null
      ? null
      : { ...acceptance.agreement, agreementId: around.newId(), customerId: tenantId, partnerId, userId: null, signedByCustomer: true };
  const happenings: readonly Happening[] = [
    ...(acceptance.isNewTie ? [customerAdded(about, domain)] : []),
    ...(tie.delegatedAdminServices.join() === hadServices.join()
      ? []
      : [privilegesChanged(about, hadServices, tie.delegatedAdminServices)]),
  ];
  const signed: readonly AuditEntry[] =
    agreement === null
      ? []
      : [agreementAudit(agreement, { auditId: around.newId(), actor: about.actor, customerName: companyName, at: around.now })];
  writeAll(tx, tenantId, [
    addCustomers(newCompany === null ? [] : [{ ...newCompany, address: {}, at: around.now }]),
    saveTies([tie]),
    recordAgreements(agreement === null ? [] : [agreement]),
    ...recorded(happenings),
    recordAudit(signed),
  ]);
}

/** A used link leaves its trace in the partner's journal. */
function finish(tx: Tx, request: RelationshipRequest, answer: 'accepted' | 'declined', visitor: Visitor, around: Surroundings): void {
  const { userPrincipalName: by, tenantId } = visitor.person;
  answerRequest(tx, request.id, { answer, by, tenantId, at: around.now });
  recordInJournal(tx, [requestEntry(`relationship_request_${answer}`, request, { kind: 'outsider', name: by }, visitor, around)]);
}

/** The link of one customer tells another nothing; that it was tried is told to the partner. */
function strange(tx: Tx, request: RelationshipRequest, visitor: Visitor, around: Surroundings): AnswerOutcome {
  const doer = { kind: 'outsider', name: visitor.person.userPrincipalName } as const;
  recordInJournal(tx, [requestEntry('relationship_request_refused', request, doer, visitor, { ...around, failure: 'other_tenant' })]);
  return { kind: 'no_such_invitation' };
}

/** So does one that is used in vain. */
function refuse(tx: Tx, request: RelationshipRequest, visitor: Visitor, refusal: AcceptanceRefusal, around: Surroundings): AnswerOutcome {
  const failure = refusal.code === 'not_open' ? refusal.state : refusal.code;
  const doer = { kind: 'outsider', name: visitor.person.userPrincipalName } as const;
  recordInJournal(tx, [requestEntry('relationship_request_refused', request, doer, visitor, { ...around, failure })]);
  return { kind: 'refused', refusal };
}

function aboutOf(
  partnerId: PartnerId,
  customerName: string,
  { person, correlationId, remoteAddress }: Visitor,
  { now, newId }: Surroundings,
): About {
  const caller: OtherDoer = { kind: 'customer', partnerId, userId: person.userId, userPrincipalName: person.userPrincipalName };
  return { customerId: person.tenantId, customerName, actor: { caller, correlationId, remoteAddress }, at: now, newId };
}
