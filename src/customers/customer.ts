import type { CustomerId, PartnerId } from '../kit/ids.ts';

/** The members of a postal address, named as on the wire. */
export const ADDRESS_MEMBERS = [
  'country',
  'region',
  'city',
  'state',
  'addressLine1',
  'addressLine2',
  'addressLine3',
  'postalCode',
  'firstName',
  'middleName',
  'lastName',
  'phoneNumber',
] as const;

/** A postal address as recorded; members that are not known are left out. */
export type Address = { readonly [Member in (typeof ADDRESS_MEMBERS)[number]]?: string };

/** What ties the customer to the partner who sells to it. */
export type Relationship = {
  readonly partnerId: PartnerId;
  /** Services with delegated admin privileges; `*` stands for all of them. */
  readonly delegatedAdminServices: readonly string[];
  /** The indirect reseller of record, where the partner is an indirect provider. */
  readonly resellerPartnerId: PartnerId | null;
};

/**
 * Which of a customer's subscriptions a caller may know of: those that these partners sold, and for an indirect
 * reseller only those that carry its own MPN id.
 */
export type SellingScope = {
  readonly customerId: CustomerId;
  readonly sellerIds: readonly PartnerId[];
  readonly resellerMpnId: string | null;
};

/** One customer as a partner with a relationship to it may see it. */
export type Customer = {
  readonly id: CustomerId;
  readonly companyName: string;
  readonly domain: string;
  readonly country: string;
  readonly language: string;
  readonly culture: string;
  readonly email: string | null;
  readonly address: Address;
  /** Where the country registers companies by number. */
  readonly registrationNumber?: string;
  /** Counts the changes; the ETag of the billing profile. */
  readonly version: number;
  readonly relationship: Relationship;
  readonly scope: SellingScope;
};

/** What a list of customers shows of each. */
export type ListedCustomer = Pick<Customer, 'id' | 'companyName' | 'domain' | 'country' | 'address' | 'email'> & {
  readonly delegatedAdminServices: readonly string[];
  /** The folded name that the list is ordered by. */
  readonly sortName: string;
};

/**
 * What a list is narrowed to: names, domains or both that begin with a folded text, or are that text; or the customers
 * of one indirect reseller or provider, which id, MPN id or name tells.
 */
export type CustomerSearch = {
  readonly field: 'name' | 'domain' | 'any' | 'reseller' | 'provider';
  readonly text: string;
  readonly isWhole: boolean;
};

/** A name as lists are ordered and searched by it: case does not count. The same for what is stored and what is asked. */
export function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
