import type { Answer } from '../../audit/store.ts';
import { dayOf } from '../../kit/dates.ts';
import type { DelegatedAdminId, PartnerId, RelationshipRequestId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import { writeAll, type Write } from '../../platform/write.ts';
import { changeOnce, done, inTheirTime, recorded, type Answered } from '../commands.ts';
import type { Customer } from '../customer.ts';
import type { About, Happening } from '../relationships/happening.ts';
import { expiryOf, type RelationshipRequest } from '../relationships/request.ts';
import { lockTenant, revokeRequestFor, saveRequest } from '../relationships/store.ts';
import type { CustomerRequest } from '../request.ts';
import { findCustomer } from '../store.ts';
import {
  decideWish,
  endOf,
  stateOf,
  type DelegatedAdmin,
  type DelegatedAdminWish,
  type DelegationState,
  type WishRefusal,
} from './delegation.ts';
import { adminHappening } from './happening.ts';
import { GLOBAL_ADMINISTRATOR } from './roles.ts';
import { changeDelegatedAdmin, findDelegatedAdmin, listDelegatedAdmin, NO_CHANGE, saveDelegatedAdmin } from './store.ts';

/** The world as a command sees it. */
export type Surroundings = { readonly now: Date; readonly newId: () => string };

export type NotThere =
  | { readonly kind: 'no_such_customer' }
  | { readonly kind: 'no_such_relationship' }
  | { readonly kind: 'indirect_reseller' };

export type AskOutcome =
  | Exclude<NotThere, { kind: 'no_such_relationship' }>
  | { readonly kind: 'refused'; readonly refusal: WishRefusal }
  | { readonly kind: 'asked'; readonly admin: DelegatedAdmin };

/** Asks a customer for roles in its directory. The link that its admin approves by holds the secret of this hash. */
export async function askForDelegatedAdmin(
  tx: Tx,
  request: CustomerRequest & { readonly requestedBy: string },
  wish: DelegatedAdminWish,
  tokenHash: string,
  present: Surroundings,
): Promise<AskOutcome> {
  const { partnerId, customerId } = request;
  await lockTenant(tx, customerId);
  const around = await inTheirTime(tx, customerId, present);
  const customer = await findCustomer(tx, partnerId, customerId);
  if (customer === null) return { kind: 'no_such_customer' };
  if (customer.relationship.partnerId !== partnerId) return { kind: 'indirect_reseller' };
  const refusal = decideWish(
    wish,
    (await listDelegatedAdmin(tx, partnerId, customerId)).map(({ displayName }) => displayName),
  );
  if (refusal !== null) return { kind: 'refused', refusal };

  const admin = newAdmin(customer, request, wish, around);
  const link: RelationshipRequest = {
    id: around.newId() as RelationshipRequestId,
    partnerId,
    asked: { kind: 'delegated_admin', tenantId: customerId, relationshipId: admin.id },
    note: customer.companyName,
    requestedBy: request.requestedBy,
    requestedAt: present.now,
    // The link is the partner's: its time is the real one.
    expiresAt: expiryOf(present.now),
    revokedAt: null,
    answered: null,
    tenantId: customerId,
  };
  writeAll(tx, customerId, [
    saveDelegatedAdmin([admin]),
    ...recorded([adminHappening(aboutOf(request, customer.companyName, around), 'created', null, admin)]),
  ]);
  saveRequest(tx, link, tokenHash);
  return { kind: 'asked', admin };
}

function newAdmin(
  customer: Customer,
  { partnerId, requestedBy }: CustomerRequest & { readonly requestedBy: string },
  wish: DelegatedAdminWish,
  { now, newId }: Surroundings,
): DelegatedAdmin {
  return {
    id: newId() as DelegatedAdminId,
    customerId: customer.id,
    customerName: customer.companyName,
    partnerId,
    displayName: wish.displayName.trim(),
    roles: [...new Set(wish.roles.map((id) => id.toLowerCase()))],
    duration: wish.duration.trim().toUpperCase(),
    autoExtendDays: wish.autoExtendDays,
    requestedAt: now,
    requestedBy,
    requestExpiresAt: expiryOf(now),
    approval: null,
    termination: null,
    version: 1,
    aheadSeconds: 0,
  };
}

export type ChangeOutcome =
  | NotThere
  | Answered
  | { readonly kind: 'over'; readonly state: DelegationState }
  | { readonly kind: 'global_admin_is_not_extended' };

/** A change of one relationship by its partner; the answer is kept with the effect. */
export type AdminRequest = CustomerRequest & { readonly id: DelegatedAdminId; readonly answer: (admin: DelegatedAdmin) => Answer };

/** Ends a relationship from the partner's side, or takes the request for it back. */
export async function endDelegatedAdminEarly(tx: Tx, request: AdminRequest, present: Surroundings): Promise<ChangeOutcome> {
  return changeOwn(tx, request, present, (before, around) => {
    const after: DelegatedAdmin = { ...before, termination: { at: around.now, by: 'partner' }, version: before.version + 1 };
    if (before.approval === null) revokeRequestFor(tx, before.id, around.now);
    const change = { ...NO_CHANGE, id: before.id, terminated: after.termination, endToldAt: around.now };
    const about = aboutOf(request, before.customerName, around);
    return done(request.answer(after), [changeDelegatedAdmin([change]), ...recorded([adminHappening(about, 'terminated', before, after)])]);
  });
}

/** Switches the extension by itself on or off. Switched off, a relationship ends when the time it has now is over. */
export async function setAutoExtension(
  tx: Tx,
  request: AdminRequest,
  autoExtendDays: 0 | 180,
  present: Surroundings,
): Promise<ChangeOutcome> {
  return changeOwn(tx, request, present, (before, around) => {
    if (autoExtendDays > 0 && before.roles.includes(GLOBAL_ADMINISTRATOR)) return { kind: 'global_admin_is_not_extended' };
    if (autoExtendDays === before.autoExtendDays) return done(request.answer(before), []);
    const endsOn = before.approval === null ? null : endOf(before.approval.endsOn, before.autoExtendDays, dayOf(around.now));
    const approval = before.approval === null || endsOn === null ? null : { ...before.approval, endsOn };
    const after: DelegatedAdmin = { ...before, autoExtendDays, approval, version: before.version + 1 };
    const about = aboutOf(request, before.customerName, around);
    return done(request.answer(after), [
      changeDelegatedAdmin([{ ...NO_CHANGE, id: before.id, autoExtendDays, endsOn }]),
      ...recorded([adminHappening(about, 'updated', before, after)]),
    ]);
  });
}

/** Everything that ends when the reseller relationship does. */
export async function endAllDelegatedAdmin(
  tx: Tx,
  partnerId: PartnerId,
  about: About,
): Promise<{ readonly writes: readonly Write[]; readonly happenings: readonly Happening[] }> {
  const running = (await listDelegatedAdmin(tx, partnerId, about.customerId)).filter((admin) => !isOver(stateOf(admin, about.at)));
  const termination = { at: about.at, by: 'relationship_ended' } as const;
  for (const admin of running) revokeRequestFor(tx, admin.id, about.at);
  return {
    writes: [changeDelegatedAdmin(running.map(({ id }) => ({ ...NO_CHANGE, id, terminated: termination, endToldAt: about.at })))],
    happenings: running.map((before) => adminHappening(about, 'terminated', before, { ...before, termination })),
  };
}

/** Whether nothing more can happen to it. */
export function isOver(state: DelegationState): boolean {
  return state === 'expired' || state === 'terminated';
}

type Decided = ReturnType<typeof done> | { readonly kind: 'global_admin_is_not_extended' };

async function changeOwn(
  tx: Tx,
  request: AdminRequest,
  present: Surroundings,
  work: (before: DelegatedAdmin, around: Surroundings) => Decided,
): Promise<ChangeOutcome> {
  const { partnerId, customerId, id } = request;
  await lockTenant(tx, customerId);
  const around = await inTheirTime(tx, customerId, present);
  return changeOnce<Exclude<ChangeOutcome, Answered>>(tx, request, around.now, async () => {
    const customer = await findCustomer(tx, partnerId, customerId);
    if (customer === null) return { kind: 'no_such_customer' };
    const before = await findDelegatedAdmin(tx, customerId, id);
    if (before === null || before.partnerId !== partnerId) return { kind: 'no_such_relationship' };
    const state = stateOf(before, around.now);
    return isOver(state) ? { kind: 'over', state } : work(before, around);
  });
}

function aboutOf({ customerId, actor }: CustomerRequest, customerName: string, { now, newId }: Surroundings): About {
  return { customerId, customerName, actor, at: now, newId };
}
