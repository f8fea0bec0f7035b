import { foldName } from '../customers/customer.ts';
import { addDays, type Day } from '../kit/dates.ts';
import { companyOf, type Company } from './companies.ts';
import { partnerIdOf, partnerOf, partnerUserIdOf, type DemoPartner, type PartnerKey } from './partners.ts';
import { mailNames } from './people.ts';
import { guidOf, randomFor, type Random } from './random.ts';
import type { CustomerRows } from './rows.ts';
import { at, type Setting } from './setting.ts';

type Growing<Rows> = { readonly [Table in keyof Rows]: Rows[Table] extends readonly (infer Row)[] ? Row[] : never };

/** A customer while it is being written: what it is, and the rows it has so far. */
export type Draft = {
  readonly setting: Setting;
  readonly random: Random;
  readonly customerId: string;
  readonly company: Company;
  /** The partner who sells to it, and the reseller in between where there is one. */
  readonly seller: DemoPartner;
  readonly reseller: DemoPartner | null;
  readonly rows: Growing<CustomerRows>;
  /** The id of one of its things, always the same for the same name. */
  readonly id: (name: string) => string;
  readonly mailName: (wanted: string) => string;
};

/** Which customer to write. Its `name` tells its ids; its `number` its company, and no two customers share one. */
export type Identity = {
  readonly name: string;
  readonly number: number;
  readonly country: string;
  readonly seller: PartnerKey;
  readonly reseller: PartnerKey | null;
};

export function customerIdOf(seed: number, name: string): string {
  return guidOf(seed, `customer ${name}`);
}

/** The id of something of a customer, such as the subscription `source`, as the customer's draft gives it out. */
export function thingIdOf(seed: number, customerName: string, thing: string): string {
  return guidOf(seed, `${thing} of ${customerName}`);
}

/** The company behind a customer. */
export function companyNamed(seed: number, { name, number, country }: Pick<Identity, 'name' | 'number' | 'country'>): Company {
  return companyOf(country, number, randomFor(seed, `company of ${name}`));
}

/** Begins a customer: its company, without any partner yet. */
export function openDraft(setting: Setting, identity: Identity): Draft {
  const random = randomFor(setting.seed, `story of ${identity.name}`);
  const company = companyNamed(setting.seed, identity);
  const customerId = customerIdOf(setting.seed, identity.name);
  const { language, culture } = company.country;
  const knownDays = random.whole(MONTH_DAYS, FOUR_YEARS_DAYS);
  const email = `${company.contact.mailName}@${company.domain}`;
  const created_at = at(addDays(setting.today, -knownDays - MONTH_DAYS), random.whole(0, LAST_SECOND));
  return {
    setting,
    random,
    customerId,
    company,
    seller: partnerOf(identity.seller),
    reseller: identity.reseller === null ? null : partnerOf(identity.reseller),
    id: (name) => thingIdOf(setting.seed, identity.name, name),
    mailName: mailNames(),
    rows: {
      customer: [
        {
          customer_id: customerId,
          company_name: company.name,
          domain: company.domain,
          country: identity.country,
          language,
          culture,
          email,
          address: company.address,
          created_at,
        },
      ],
      relationship: [],
      customer_agreement: [],
      subscription: [],
      entitlement: [],
      directory_user: [],
      directory_group: [],
      group_member: [],
      group_license: [],
      license: [],
      charge: [],
      upgrade: [],
      left_behind_user: [],
    },
  };
}

const MONTH_DAYS = 30;
const FOUR_YEARS_DAYS = 4 * 365;
const LAST_SECOND = 86_399;

/** Ties the customer to a partner: the seller where none is named. Without a word it granted delegated admin for all services. */
export function tie(draft: Draft, terms: { readonly partner?: PartnerKey; readonly delegatedAdmin?: readonly string[] } = {}): void {
  const { setting, random, rows, customerId, company, reseller } = draft;
  const partner = terms.partner ?? draft.seller.key;
  const services = terms.delegatedAdmin ?? ['*'];
  const since = at(knownSince(draft), random.whole(0, LAST_SECOND));
  rows.relationship.push({
    customer_id: customerId,
    partner_id: partnerIdOf(setting.seed, partner),
    company_name: foldName(company.name),
    delegated_admin_services: services,
    delegated_admin_since: services.length === 0 ? null : since,
    reseller_partner_id: reseller === null || partner !== draft.seller.key ? null : partnerIdOf(setting.seed, reseller.key),
    since,
  });
}

/** Records that the customer accepted the Microsoft Customer Agreement. */
export function agree(draft: Draft): void {
  const { setting, random, rows, company, seller } = draft;
  const [person] = seller.people;
  rows.customer_agreement.push({
    customer_id: draft.customerId,
    agreement_id: draft.id('agreement'),
    agreement_type: 'MicrosoftCustomerAgreement',
    template_id: guidOf(setting.seed, 'agreement template'),
    date_agreed: at(knownSince(draft), random.whole(0, LAST_SECOND)),
    primary_contact: {
      firstName: company.contact.firstName,
      lastName: company.contact.lastName,
      email: `${company.contact.mailName}@${company.domain}`,
      phoneNumber: company.address['phoneNumber'] ?? '',
    },
    partner_id: partnerIdOf(setting.seed, seller.key),
    user_id: person === undefined ? null : partnerUserIdOf(setting.seed, seller, person),
  });
}

/** The day from which on the customer is somebody's: a month after it came to be. */
export function knownSince(draft: Draft): Day {
  const [customer] = draft.rows.customer;
  return addDays((customer?.created_at.slice(0, 10) ?? draft.setting.today) as Day, MONTH_DAYS);
}
