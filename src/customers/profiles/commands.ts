import type { AuditEntry } from '../../audit/entry.ts';
import { recordAudit, type Answer } from '../../audit/store.ts';
import type { Tx } from '../../platform/db.ts';
import { freshness, type Etags } from '../../platform/etag.ts';
import { changeOnce, done, inTheirTime, type Answered } from '../commands.ts';
import type { Profile } from '../creation/question.ts';
import { foldName, type Customer } from '../customer.ts';
import { lockTenant, renameTies } from '../relationships/store.ts';
import type { CustomerRequest } from '../request.ts';
import { findCustomer, saveProfile } from '../store.ts';

export type ProfileRequest = CustomerRequest & {
  readonly profile: Profile;
  readonly etags: Etags;
  readonly answer: (customer: Customer) => Answer;
};

export type ProfileOutcome =
  | Answered
  | { readonly kind: 'no_such_customer' }
  | { readonly kind: 'indirect_reseller' }
  | { readonly kind: 'precondition_failed' }
  | { readonly kind: 'etag_stale' }
  | { readonly kind: 'country_fixed'; readonly country: string };

/** Writes what the partner recorded about a customer for its bills. */
export async function saveBillingProfile(
  tx: Tx,
  request: ProfileRequest,
  present: { readonly now: Date; readonly newId: () => string },
): Promise<ProfileOutcome> {
  const { customerId, partnerId, profile, etags } = request;
  await lockTenant(tx, customerId);
  const around = await inTheirTime(tx, customerId, present);
  return changeOnce<Exclude<ProfileOutcome, Answered>>(tx, request, present.now, async () => {
    const before = await findCustomer(tx, partnerId, customerId);
    if (before === null) return { kind: 'no_such_customer' };
    if (before.relationship.partnerId !== partnerId) return { kind: 'indirect_reseller' };
    const state = freshness(etags, before);
    if (state !== 'fresh') return { kind: state };
    // What is sold, and at which price, hangs on the country.
    if (profile.country !== before.country) return { kind: 'country_fixed', country: before.country };
    const after: Customer = { ...before, ...profile, version: before.version + 1 };
    return done(request.answer(after), [
      saveProfile(after),
      ...(after.companyName === before.companyName ? [] : [renameTies(foldName(after.companyName))]),
      recordAudit([profileAudit(request, before, after, around)]),
    ]);
  });
}

function profileAudit(
  { actor, customerId }: ProfileRequest,
  before: Customer,
  after: Customer,
  { now: at, newId }: { readonly now: Date; readonly newId: () => string },
): AuditEntry {
  return {
    auditId: newId(),
    actor,
    customerName: after.companyName,
    resourceType: 'customer',
    resourceId: customerId,
    operationType: 'update_customer_billing_profile',
    oldValue: told(before),
    newValue: told(after),
    customizedData: [],
    at,
  };
}

function told({ companyName, email, culture, language, address }: Customer): object {
  const pascal = Object.entries(address).map(([member, text]) => [`${member.slice(0, 1).toUpperCase()}${member.slice(1)}`, text]);
  return {
    CompanyName: companyName,
    Email: email,
    Culture: culture,
    Language: language,
    DefaultAddress: Object.fromEntries(pascal) as object,
  };
}
