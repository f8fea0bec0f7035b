import { Type, type Static } from 'typebox';
import { Attributes, Collection, Guid } from '../../platform/contract.ts';

const AgreementTypeWord = Type.Enum(['MicrosoftCustomerAgreement', 'MicrosoftCloudAgreement']);

/** A text that customers can accept. */
export const AgreementMetaData = Type.Object({
  templateId: Type.String(),
  agreementType: AgreementTypeWord,
  agreementLink: Type.String(),
  versionRank: Type.Integer(),
  attributes: Attributes('AgreementMetaData'),
});
export const AgreementMetaDataList = Collection(AgreementMetaData);

export const AgreementsQuery = Type.Object({
  agreementType: Type.Optional(
    Type.Enum(['MicrosoftCustomerAgreement', 'MicrosoftCloudAgreement', '*'], {
      description: 'Of the texts: MicrosoftCloudAgreement when left out, as existing clients expect. Of what a customer accepted: all.',
    }),
  ),
});

export const Contact = Type.Object({
  firstName: Type.String({ minLength: 1, maxLength: 100 }),
  lastName: Type.String({ minLength: 1, maxLength: 100 }),
  email: Type.String({ minLength: 3, maxLength: 256, pattern: '^[^\\s@]+@[^\\s@]+$' }),
  phoneNumber: Type.Optional(Type.String({ maxLength: 50 })),
});

/** An agreement that a customer accepted. */
export const Agreement = Type.Object({
  userId: Type.Optional(Type.String({ description: 'Who of the partner confirmed it. Absent where the customer signed itself.' })),
  confirmedBy: Type.Optional(Type.String({ description: 'The name of that person. Not in Partner Center.' })),
  primaryContact: Type.Object({
    firstName: Type.String(),
    lastName: Type.String(),
    email: Type.String(),
    phoneNumber: Type.Optional(Type.String()),
  }),
  templateId: Type.String(),
  dateAgreed: Type.String({ format: 'date-time' }),
  type: AgreementTypeWord,
  agreementLink: Type.String(),
  attributes: Attributes('Agreement'),
});
export const Agreements = Collection(Agreement);

export const NewAgreement = Type.Object({
  primaryContact: Contact,
  templateId: Guid,
  dateAgreed: Type.String({ description: 'When the customer accepted; not in the future.' }),
  type: Type.Optional(AgreementTypeWord),
});

export const DirectSignature = Type.Object({ isSigned: Type.Boolean(), attributes: Attributes('DirectSignedCustomerAgreementStatus') });

export type Agreement = Static<typeof Agreement>;
export type AgreementMetaData = Static<typeof AgreementMetaData>;
