import type { AuditEntry } from '../../audit/entry.ts';
import { recordAudit, type Answer } from '../../audit/store.ts';
import type { Tx } from '../../platform/db.ts';
import { changeOnce, done, inTheirTime } from '../commands.ts';
import { lockTenant } from '../relationships/store.ts';
import type { CustomerRequest } from '../request.ts';
import { findCustomer } from '../store.ts';
import { decideConfirmation, type Agreement, type AgreementRefusal, type Confirmation, type PrimaryContact } from './agreement.ts';
import { listAgreements, recordAgreements } from './store.ts';

export type ConfirmOutcome =
  | { readonly kind: 'no_such_customer' }
  | { readonly kind: 'refused'; readonly refusal: AgreementRefusal }
  | { readonly kind: 'answered'; readonly answer: Answer };

export type ConfirmRequest = CustomerRequest & {
  readonly wanted: Confirmation & { readonly primaryContact: PrimaryContact };
  /** Words the answer; it is kept with the effect, so that a repeat reads the same. */
  readonly answer: (agreement: Agreement) => Answer;
};

/** Records that the customer accepted an agreement, with who confirmed it and when. */
export async function confirmAgreement(
  tx: Tx,
  request: ConfirmRequest,
  present: { readonly now: Date; readonly newId: () => string },
): Promise<ConfirmOutcome> {
  const { partnerId, customerId, actor, wanted } = request;
  await lockTenant(tx, customerId);
  const around = await inTheirTime(tx, customerId, present);
  const customer = await findCustomer(tx, partnerId, customerId);
  if (customer === null) return { kind: 'no_such_customer' };

  return changeOnce(tx, request, around.now, async () => {
    const confirmedBefore = (await listAgreements(tx, partnerId, customerId)).filter((each) => each.partnerId === partnerId);
    const decision = decideConfirmation(wanted, confirmedBefore, around.now);
    if (decision.kind === 'refused') return decision;
    const agreement: Agreement = {
      agreementId: around.newId(),
      customerId,
      partnerId,
      agreementType: decision.template.agreementType,
      templateId: decision.template.templateId,
      dateAgreed: wanted.dateAgreed,
      primaryContact: wanted.primaryContact,
      userId: actor.caller.kind === 'user' ? actor.caller.userId : null,
      signedByCustomer: false,
    };
    const audit = agreementAudit(agreement, { auditId: around.newId(), actor, customerName: customer.companyName, at: around.now });
    return done(request.answer(agreement), [recordAgreements([agreement]), recordAudit([audit])]);
  });
}

/** The audit entry of an agreement. The contact's name and address stay in the agreement itself. */
export function agreementAudit(agreement: Agreement, about: Pick<AuditEntry, 'auditId' | 'actor' | 'customerName' | 'at'>): AuditEntry {
  return {
    ...about,
    resourceType: 'agreement',
    resourceId: agreement.agreementId,
    operationType: 'create_agreement',
    oldValue: null,
    newValue: {
      Type: agreement.agreementType,
      TemplateId: agreement.templateId,
      DateAgreed: agreement.dateAgreed.toISOString(),
      SignedByCustomer: agreement.signedByCustomer,
    },
    customizedData: [],
  };
}
