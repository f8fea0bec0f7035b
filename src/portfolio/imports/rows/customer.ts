import { isCountry } from '../../../catalog/countries.ts';
import { ADDRESS_MEMBERS, type Address } from '../../../customers/customer.ts';
import type { Day } from '../../../kit/dates.ts';
import type { PartnerId } from '../../../kit/ids.ts';
import type { Cells } from '../cells.ts';
import { keyOf } from '../keys.ts';

/** A customer as a file has it. */
export type CustomerRow = {
  readonly companyName: string;
  readonly domain: string;
  readonly country: string;
  readonly email: string | null;
  readonly language: string;
  readonly culture: string;
  readonly address: Address;
  readonly registrationNumber: string | null;
  /** `*` is all services. */
  readonly delegatedAdminServices: readonly string[];
  readonly resellerPartnerId: PartnerId | null;
  /** When the customer accepted the Customer Agreement; null where it did not, or nobody knows. */
  readonly agreedOn: Day | null;
  readonly since: Day | null;
};

/** What there is to know about customers before a row of them can be judged. */
export type CustomersKnown = {
  readonly partnerId: PartnerId;
  readonly today: Day;
  /** Tenants that are known here, whoever looks after them. */
  readonly tenants: readonly { readonly customerId: string; readonly domain: string; readonly isOurs: boolean }[];
  /** Indirect resellers that work with the partner, by their number. */
  readonly resellers: ReadonlyMap<string, PartnerId>;
};

/** A row that can be written: its customer, what no other row of the file may share with it, and its content. */
export type Placed<Content> = {
  readonly tenantId: string;
  readonly key: string;
  readonly alsoKey: string | null;
  readonly content: Content & Keyed;
};

/** What a row is known by at its customer: where one of these is taken, the row is there already. */
export type Keyed = {
  readonly keys: readonly string[];
  /** What must be there when it is written: ids of users, and `group …`, `member …` or `handed …` with the ids of what is meant. */
  readonly needs?: readonly string[];
};

const DOMAIN = /^(?=.{4,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/i;
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,255}$/;

/** Reads a row of a file of customers. */
export function readCustomer(cells: Cells, known: CustomersKnown): Placed<CustomerRow> | null {
  const companyName = cells.needed('companyName');
  const domain = (
    cells.text('domain') === null ? cells.refuse('domain', { what: 'domain' }) : cells.matching('domain', DOMAIN, { what: 'domain' })
  )?.toLowerCase();
  const country = cells.text('country')?.toUpperCase() ?? '';
  if (!isCountry(country)) cells.refuse('country', { what: 'country' });
  const given = cells.guid('customerId');
  const sameDomain = known.tenants.filter((tenant) => tenant.domain === domain);
  const customerId =
    given ??
    sameDomain.find(({ isOurs }) => isOurs)?.customerId ??
    (domain === undefined ? '' : keyOf('customer', known.partnerId, domain));
  const agreedOn = cells.day('agreedOn');
  if (agreedOn !== null && agreedOn > known.today) cells.refuse('agreedOn', { what: 'day_not_in_future' });
  const since = cells.day('since');
  if (since !== null && since > known.today) cells.refuse('since', { what: 'day_not_in_future' });
  const row = {
    email: cells.matching('email', EMAIL, { what: 'email_or_nothing' }),
    language: cells.matching('language', /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i, { what: 'language' }) ?? 'en',
    culture: cells.matching('culture', /^[a-z]{2,3}(-[a-z0-9]{2,8})+$/i, { what: 'culture' }) ?? 'en-US',
    registrationNumber: cells.text('registrationNumber'),
    delegatedAdminServices: servicesIn(cells),
    resellerPartnerId: resellerIn(cells, known),
    agreedOn,
    since,
  };
  if (companyName === null || domain === undefined || !isCountry(country)) return null;
  const isOwn = known.tenants.some((tenant) => tenant.customerId === customerId && tenant.isOurs);
  if (!isOwn && (sameDomain.length > 0 || known.tenants.some((tenant) => tenant.customerId === customerId)))
    cells.refuse(sameDomain.length > 0 ? 'domain' : 'customerId', { what: 'customer_of_yours_or_new' });
  const address = addressIn(cells, country);
  return {
    tenantId: customerId,
    key: customerId,
    alsoKey: keyOf('domain', domain),
    content: { keys: [customerId], companyName, domain, country, address, ...row },
  };
}

function addressIn(cells: Cells, country: string): Address {
  const members = ADDRESS_MEMBERS.filter((member) => member !== 'country').flatMap((member): [string, string][] => {
    const text = cells.text(member);
    return text === null ? [] : [[member, text]];
  });
  return { country, ...Object.fromEntries(members) };
}

/** Delegated admin privileges come with a relationship unless the file says otherwise. */
function servicesIn(cells: Cells): readonly string[] {
  const written = cells.text('delegatedAdmin')?.toLowerCase() ?? 'yes';
  if (written === 'yes' || written === 'true' || written === '*') return ['*'];
  if (written === 'no' || written === 'false') return [];
  const services = written.split(/[\s,;]+/);
  if (services.every((service) => /^[a-z0-9-]{2,40}$/.test(service))) return services;
  cells.refuse('delegatedAdmin', { what: 'delegated_admin' });
  return [];
}

function resellerIn(cells: Cells, known: CustomersKnown): PartnerId | null {
  const mpnId = cells.text('resellerMpnId');
  if (mpnId === null) return null;
  return known.resellers.get(mpnId) ?? cells.refuse('resellerMpnId', { what: 'reseller_of_yours' });
}
