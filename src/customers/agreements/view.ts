import type * as wire from './contract.ts';
import { TEMPLATES, type Agreement, type AgreementTemplate, type PrimaryContact } from './agreement.ts';

/** A text that customers accept, as the wire has it. */
export function templateView(template: AgreementTemplate): wire.AgreementMetaData {
  return { ...template, attributes: { objectType: 'AgreementMetaData' } };
}

/** An accepted agreement as the wire has it. */
export function agreementView(agreement: Agreement): wire.Agreement {
  // Entries that came from elsewhere may lack some of it.
  const contact: Partial<PrimaryContact> = agreement.primaryContact;
  const [firstName, lastName] = [contact.firstName ?? '', contact.lastName ?? ''];
  const [email, phoneNumber] = [contact.email ?? '', contact.phoneNumber ?? ''];
  return {
    ...(agreement.userId === null ? {} : { userId: agreement.userId }),
    ...(agreement.confirmedBy === undefined ? {} : { confirmedBy: agreement.confirmedBy }),
    primaryContact: { firstName, lastName, email, ...(phoneNumber === '' ? {} : { phoneNumber }) },
    templateId: agreement.templateId,
    dateAgreed: agreement.dateAgreed.toISOString(),
    type: agreement.agreementType,
    agreementLink: TEMPLATES.find((template) => template.agreementType === agreement.agreementType)?.agreementLink ?? '',
    attributes: { objectType: 'Agreement' },
  };
}
