import { Type, type Static } from 'typebox';
import { Attributes, Collection, Guid, Link } from '../platform/contract.ts';

const text = Type.Optional(Type.String());

/** A postal address. Which members are filled differs by country. */
export const Address = Type.Object(
  {
    country: text,
    region: text,
    city: text,
    state: text,
    addressLine1: text,
    addressLine2: text,
    addressLine3: text,
    postalCode: text,
    firstName: text,
    middleName: text,
    lastName: text,
    phoneNumber: text,
  },
  { title: 'Address' },
);

const selfLink = Type.Object({ self: Link });

export const CustomerCompanyProfile = Type.Object({
  tenantId: Type.String(),
  domain: Type.String(),
  companyName: Type.String(),
  address: Type.Optional(Address),
  email: Type.Optional(Type.String({ description: 'Only with delegated admin privileges, like the address.' })),
  organizationRegistrationNumber: text,
  links: selfLink,
  attributes: Attributes('CustomerCompanyProfile'),
});

export const CustomerBillingProfile = Type.Object({
  id: Type.String(),
  firstName: text,
  lastName: text,
  email: text,
  culture: Type.String({ description: 'e.g. `en-US`' }),
  language: Type.String({ description: 'e.g. `en`' }),
  companyName: Type.String(),
  defaultAddress: Address,
  links: selfLink,
  attributes: Attributes('CustomerBillingProfile'),
});

/** A customer as lists show it (short) or as one is read (with the billing profile and what follows it). */
export const Customer = Type.Object({
  id: Type.String({ description: 'Also the tenant id.' }),
  companyProfile: CustomerCompanyProfile,
  relationshipToPartner: Type.Enum(['unknown', 'reseller', 'advisor', 'syndication', 'microsoftSupport', 'none']),
  country: Type.String({ description: 'ISO country. Not in Partner Center’s own resource.' }),
  billingProfile: Type.Optional(CustomerBillingProfile),
  allowDelegatedAccess: Type.Optional(Type.Boolean({ description: 'Whether delegated admin privileges are granted. Never in lists.' })),
  associatedPartnerId: Type.Optional(Type.String({ description: 'The indirect reseller of record.' })),
  userCredentials: Type.Optional(
    Type.Object(
      {
        userName: Type.String(),
        password: Type.Optional(Type.String({ description: 'Told once; a repeat of the request does not have it.' })),
      },
      { title: 'UserCredentials', description: 'Only when a customer is added, and only where the embedded sign-in is its directory.' },
    ),
  ),
  links: selfLink,
  attributes: Attributes('Customer'),
});
export const Customers = Collection(Customer);

export const CustomerParams = Type.Object({ customerId: Guid });

export const CustomersQuery = Type.Object({
  size: Type.Optional(Type.Integer({ description: '1 to 500; 0 or none: 100.' })),
  filter: Type.Optional(
    Type.String({
      description:
        'JSON, e.g. `{"Field":"CompanyName","Value":"cont","Operator":"starts_with"}`. Fields: CompanyName, Domain, IndirectReseller, IndirectCloudSolutionProvider (an id, an MPN id or a name).',
    }),
  ),
  seekOperation: Type.Optional(
    Type.Enum(['Next', 'Previous', 'First', 'Last', 'PageIndex'], {
      description: '`Next` with the header MS-ContinuationToken, or `First`.',
    }),
  ),
  search: Type.Optional(Type.String({ description: 'The beginning of the company name or of the domain. Not in Partner Center.' })),
});

export type Address = Static<typeof Address>;
export type Customer = Static<typeof Customer>;
export type CustomerBillingProfile = Static<typeof CustomerBillingProfile>;
export type CustomerCompanyProfile = Static<typeof CustomerCompanyProfile>;
