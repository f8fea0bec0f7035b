import type { CustomerId, PartnerId } from '../../kit/ids.ts';

export const AGREEMENT_TYPES = ['MicrosoftCustomerAgreement', 'MicrosoftCloudAgreement'] as const;
export type AgreementType = (typeof AGREEMENT_TYPES)[number];

/** A text that customers accept. */
export type AgreementTemplate = {
  readonly templateId: string;
  readonly agreementType: AgreementType;
  readonly agreementLink: string;
  readonly versionRank: number;
};

/** The public templates. The Customer Agreement replaced the Cloud Agreement; only it allows purchases. */
export const TEMPLATES: readonly AgreementTemplate[] = [
  {
    templateId: '117a77b0-9360-443b-8795-c6dedc750cf9',
    agreementType: 'MicrosoftCustomerAgreement',
    agreementLink: 'https://aka.ms/customeragreement',
    versionRank: 0,
  },
  {
    templateId: '998b88de-aa99-4388-a42c-1b3517d49490',
    agreementType: 'MicrosoftCloudAgreement',
    agreementLink: 'https://docs.microsoft.com/partner-center/agreements',
    versionRank: 0,
  },
];

/** The template that a customer accepts together with a relationship. */
export const CUSTOMER_AGREEMENT_TEMPLATE = '117a77b0-9360-443b-8795-c6dedc750cf9';

/** Who accepted for the customer. */
export type PrimaryContact = {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phoneNumber?: string;
};

/** An agreement that a customer accepted, confirmed by a partner or signed by the customer itself. */
export type Agreement = {
  readonly agreementId: string;
  readonly customerId: CustomerId;
  readonly partnerId: PartnerId;
  readonly agreementType: AgreementType;
  readonly templateId: string;
  readonly dateAgreed: Date;
  readonly primaryContact: PrimaryContact;
  /** Who of the partner confirmed it; null where nobody did. */
  readonly userId: string | null;
  /** The name of that person, where it is read back and they are known still. */
  readonly confirmedBy?: string;
  readonly signedByCustomer: boolean;
};

/** What a partner wants to confirm. Without a type the template's own counts. */
export type Confirmation = { readonly templateId: string; readonly agreementType: AgreementType | null; readonly dateAgreed: Date };

export type AgreementRefusal =
  | { readonly code: 'template_unknown' }
  | { readonly code: 'type_differs'; readonly agreementType: AgreementType }
  | { readonly code: 'agreed_in_future' }
  | { readonly code: 'confirmed_already' };

/** Decides whether a confirmation may be recorded beside those that the partner recorded before. */
export function decideConfirmation(
  wanted: Confirmation,
  known: readonly Pick<Agreement, 'agreementType' | 'signedByCustomer'>[],
  now: Date,
): { readonly kind: 'confirmed'; readonly template: AgreementTemplate } | { readonly kind: 'refused'; readonly refusal: AgreementRefusal } {
  const template = TEMPLATES.find(({ templateId }) => templateId === wanted.templateId.toLowerCase());
  if (template === undefined) return refused({ code: 'template_unknown' });
  const { agreementType } = template;
  if (wanted.agreementType !== null && wanted.agreementType !== agreementType) return refused({ code: 'type_differs', agreementType });
  if (wanted.dateAgreed > now) return refused({ code: 'agreed_in_future' });
  if (known.some((agreement) => agreement.agreementType === agreementType && !agreement.signedByCustomer))
    return refused({ code: 'confirmed_already' });
  return { kind: 'confirmed', template };
}

function refused(refusal: AgreementRefusal): { readonly kind: 'refused'; readonly refusal: AgreementRefusal } {
  return { kind: 'refused', refusal };
}
