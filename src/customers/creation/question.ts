import { isCountry } from '../../catalog/countries.ts';
import { isGuid, type PartnerId } from '../../kit/ids.ts';
import type { Address, Customer } from '../customer.ts';
import { ADDRESS_MEMBERS } from '../customer.ts';
import type { NewCustomer } from './contract.ts';

/** A customer that can be added, as far as one can tell from what was sent. */
export type Wanted = Pick<Customer, 'companyName' | 'domain' | 'country' | 'language' | 'culture' | 'address' | 'registrationNumber'> & {
  readonly email: string;
  readonly resellerPartnerId: PartnerId | null;
};

export type WantedRead =
  | { readonly kind: 'wanted'; readonly wanted: Wanted }
  | { readonly kind: 'malformed'; readonly member: string; readonly why: string }
  | { readonly kind: 'registration_number_missing' };

/** What every billing profile has. */
export type Profile = Pick<Wanted, 'companyName' | 'language' | 'culture' | 'email' | 'address' | 'country'>;
export type ProfileRead =
  | { readonly kind: 'profile'; readonly profile: Profile }
  | { readonly kind: 'malformed'; readonly member: string; readonly why: string };

/** Countries where a company is registered under a number that must be given. */
const REGISTERED = new Set(['AM', 'AZ', 'BY', 'HU', 'KZ', 'KG', 'MD', 'RU', 'TJ', 'UZ', 'UA']);
const DOMAIN = /^(?=.{4,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/i;
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,255}$/;

/** Reads what is sent to add a customer. */
export function wantedIn(body: NewCustomer): WantedRead {
  const domain = textIn(body.companyProfile.domain)?.toLowerCase() ?? '';
  if (!DOMAIN.test(domain))
    return { kind: 'malformed', member: 'companyProfile.domain', why: 'must be a domain such as contoso.onmicrosoft.com' };
  const read = profileIn(body.billingProfile, 'billingProfile');
  if (read.kind === 'malformed') return read;
  const registrationNumber = textIn(body.companyProfile.organizationRegistrationNumber);
  if (registrationNumber === null && REGISTERED.has(read.profile.country)) return { kind: 'registration_number_missing' };
  const resellerId = textIn(body.associatedPartnerId);
  if (resellerId !== null && !isGuid(resellerId)) return { kind: 'malformed', member: 'associatedPartnerId', why: 'must be a GUID' };
  const resellerPartnerId = (resellerId?.toLowerCase() ?? null) as PartnerId | null;
  const wanted = { ...read.profile, domain, resellerPartnerId, ...(registrationNumber === null ? {} : { registrationNumber }) };
  return { kind: 'wanted', wanted };
}

/** Reads a billing profile; `path` is where it stands in the body. */
export function profileIn(profile: NewCustomer['billingProfile'], path: string): ProfileRead {
  const at = (member: string) => (path === '' ? member : `${path}.${member}`);
  const malformed = (member: string, why: string): ProfileRead => ({ kind: 'malformed', member: at(member), why });
  const companyName = textIn(profile.companyName);
  const email = textIn(profile.email);
  const culture = textIn(profile.culture);
  const language = textIn(profile.language);
  const country = textIn(profile.defaultAddress?.country)?.toUpperCase() ?? '';
  if (companyName === null || companyName.length > 200) return malformed('companyName', 'must have 1 to 200 characters');
  if (email === null || !EMAIL.test(email)) return malformed('email', 'must be a mail address');
  if (culture === null || !/^[a-z]{2,3}(-[a-z0-9]{2,8})+$/i.test(culture)) return malformed('culture', 'must be such as en-US');
  if (language === null || !/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(language)) return malformed('language', 'must be such as en');
  if (!isCountry(country)) return malformed('defaultAddress.country', 'is no country of ISO 3166');
  const tooLong = ADDRESS_MEMBERS.find((member) => (profile.defaultAddress?.[member]?.length ?? 0) > 200);
  if (tooLong !== undefined) return malformed(`defaultAddress.${tooLong}`, 'is longer than 200 characters');
  return { kind: 'profile', profile: { companyName, email, culture, language, country, address: addressIn(profile, country) } };
}

/** The address; who is to be asked for stands in it, in the address itself or beside it. */
function addressIn({ firstName, lastName, defaultAddress = {} }: NewCustomer['billingProfile'], country: string): Address {
  const given: Address = { firstName, lastName, ...defaultAddress, country } as Address;
  const known = ADDRESS_MEMBERS.flatMap((member): [string, string][] => {
    const text = textIn(given[member]);
    return text === null ? [] : [[member, text]];
  });
  return Object.fromEntries(known);
}

function textIn(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
