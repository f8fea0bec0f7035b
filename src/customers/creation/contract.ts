import { Type, type Static } from 'typebox';
import { Address } from '../contract.ts';

const text = Type.Optional(Type.String());

/** A customer as it is to be added. */
export const NewCustomer = Type.Object({
  companyProfile: Type.Object({
    domain: Type.Optional(Type.String({ description: 'A domain that nobody has yet, e.g. `contoso.onmicrosoft.com`.' })),
    organizationRegistrationNumber: text,
  }),
  billingProfile: Type.Object({
    firstName: text,
    lastName: text,
    email: text,
    culture: text,
    language: text,
    companyName: text,
    defaultAddress: Type.Optional(Address),
  }),
  associatedPartnerId: Type.Optional(Type.String({ description: 'The indirect reseller, where an indirect provider adds the customer.' })),
  enableGDAPByDefault: Type.Optional(Type.Boolean({ description: 'Not possible here: ask for delegated administration afterwards.' })),
});

export type NewCustomer = Static<typeof NewCustomer>;
