import type { CustomerId, PartnerId } from '../kit/ids.ts';
import { ONE_PLAN } from '../platform/planning.ts';
import type { Reader } from '../platform/reader.ts';
import type { Write } from '../platform/write.ts';
import type { Address, Customer, CustomerSearch, ListedCustomer } from './customer.ts';

/**
 * Reads a customer for a partner: as its seller, or as the indirect reseller of record. The only way to a customer;
 * null for one that does not exist and for one of other partners alike.
 */
export async function findCustomer(reader: Reader, partnerId: PartnerId, customerId: CustomerId): Promise<Customer | null> {
  const { rows } = await reader.query<CustomerRow>(
    `select c.customer_id, c.company_name, c.domain, c.country, c.language, c.culture, c.email, c.address, c.version, c.registration_number,
            r.partner_id, r.delegated_admin_services, r.reseller_partner_id, reseller.mpn_id as reseller_mpn_id
       from relationship r
       join customer c on c.customer_id = r.customer_id
       left join partner reseller on reseller.partner_id = $2 and r.partner_id <> $2
      where r.customer_id = $1 and r.state = 'active' and $2 in (r.partner_id, r.reseller_partner_id)
      order by (r.partner_id = $2) desc, r.since`,
    [customerId, partnerId],
  );
  return toCustomer(rows);
}

/** A tenant as it is known here, whoever looks after it: for its own people, and for what is decided about it. */
export async function findTenant(
  reader: Reader,
  customerId: CustomerId,
): Promise<{ readonly companyName: string; readonly domain: string; readonly country: string } | null> {
  const { rows } = await reader.query<{ companyName: string; domain: string; country: string }>(
    `select company_name as "companyName", domain, country from customer where customer_id = $1`,
    [customerId],
  );
  return rows[0] ?? null;
}

/** A customer that is not known yet. */
export type NewCustomer = Pick<
  Customer,
  'companyName' | 'domain' | 'country' | 'language' | 'culture' | 'email' | 'address' | 'registrationNumber'
> & { readonly at: Date };

/** Adds the customer; of two partners who add the same tenant at the same moment the first says what it is called. */
export function addCustomers(customers: readonly NewCustomer[]): Write {
  return {
    table: 'customer',
    sql: `
      insert into customer (customer_id, company_name, domain, country, language, culture, email, address, created_at, registration_number)
      select $customer, r.company_name, r.domain, r.country, r.language, r.culture, r.email, r.address, r.created_at, r.registration_number
      from jsonb_to_recordset($rows) as r(company_name text, domain text, country text, language text, culture text, email text,
        address jsonb, created_at timestamptz, registration_number text)
      on conflict (customer_id) do nothing`,
    rows: customers.map((customer) => ({
      company_name: customer.companyName,
      domain: customer.domain,
      country: customer.country,
      language: customer.language,
      culture: customer.culture,
      email: customer.email,
      address: customer.address,
      created_at: customer.at.toISOString(),
      registration_number: customer.registrationNumber ?? null,
    })),
  };
}

/** The billing profile of a customer as it is to be. */
export type SavedProfile = Pick<Customer, 'companyName' | 'language' | 'culture' | 'email' | 'address'>;

/** Writes a billing profile, and counts the version up. */
export function saveProfile(profile: SavedProfile): Write {
  return {
    table: 'customer',
    sql: `
      update customer c
         set company_name = r.company_name, language = r.language, culture = r.culture, email = r.email, address = r.address, version = c.version + 1
        from jsonb_to_recordset($rows) as r(company_name text, language text, culture text, email text, address jsonb)
       where c.customer_id = $customer`,
    rows: [
      {
        company_name: profile.companyName,
        language: profile.language,
        culture: profile.culture,
        email: profile.email,
        address: profile.address,
      },
    ],
  };
}

/** Whether a tenant of that domain is known here. Domains are kept in lower case. */
export async function isDomainTaken(reader: Reader, domain: string): Promise<boolean> {
  const { rows } = await reader.query('/* fanout */ select 1 from customer where domain = $1 limit 1', [domain.toLowerCase()]);
  return rows.length > 0;
}

/** Where a page of the list begins: after this customer, in the order of the question. */
export type ListPosition = { readonly name: string; readonly customerId: CustomerId };

/** One page of a partner's customers in the order of their names. */
export async function listCustomers(
  reader: Reader,
  question: { readonly partnerId: PartnerId; readonly after: ListPosition | null; readonly limit: number },
): Promise<readonly ListedCustomer[]> {
  // Two branches, each read from its own index in the order of the list, because a partner may sell or resell.
  // A reseller may see one customer through two providers: it is one customer all the same.
  const branch = (scope: string) =>
    `(select distinct on (company_name, customer_id) customer_id, company_name, delegated_admin_services
        from relationship
       where ${scope} = $1 and state = 'active' and (company_name, customer_id) > ($2, $3)
       order by company_name, customer_id
       limit $4)`;
  const { rows } = await reader.query<ListedRow>(
    `${ONE_PLAN} ${listed(`${branch('partner_id')} union all ${branch('reseller_partner_id')}`)}
      order by found.company_name, found.customer_id
      limit $4`,
    [question.partnerId, question.after?.name ?? '', question.after?.customerId ?? FIRST_ID, question.limit],
  );
  return rows.map(toListed);
}

/** One page of the partner's customers that a search finds, in the order of their names by character code. */
export async function searchCustomers(
  reader: Reader,
  question: { readonly partnerId: PartnerId; readonly search: CustomerSearch; readonly after: ListPosition | null; readonly limit: number },
): Promise<readonly ListedCustomer[]> {
  const { field, text, isWhole } = question.search;
  if (field === 'reseller' || field === 'provider') return listCustomersShared(reader, question, field);
  const byName = field === 'domain' ? [] : [nameBranch('partner_id'), nameBranch('reseller_partner_id')];
  const byDomain = field === 'name' ? [] : [domainBranch()];
  // Domains are found among those of all partners, of which there may be many: how, depends on what is asked.
  const plan = byDomain.length === 0 ? ONE_PLAN : '';
  const { rows } = await reader.query<ListedRow>(
    `${plan} ${listed([...byName, ...byDomain].join(' union '))}
      order by found.company_name using ~<~, found.customer_id
      limit $4`,
    [
      question.partnerId,
      question.after?.name ?? '',
      question.after?.customerId ?? FIRST_ID,
      question.limit,
      text,
      isWhole ? text : `${text}${LAST_CHARACTER}`,
    ],
  );
  return rows.map(toListed);
}

/** One page of the customers that a partner shares with some of its resellers, or of its providers. */
async function listCustomersShared(
  reader: Reader,
  { partnerId, search, after, limit }: Parameters<typeof searchCustomers>[1],
  other: 'reseller' | 'provider',
): Promise<readonly ListedCustomer[]> {
  const [own, theirs] = other === 'reseller' ? ['partner_id', 'reseller_partner_id'] : ['reseller_partner_id', 'partner_id'];
  const [known, sought] = other === 'reseller' ? ['provider', 'reseller'] : ['reseller', 'provider'];
  const { rows } = await reader.query<ListedRow>(
    `${listed(`
      select distinct on (r.company_name, r.customer_id) r.customer_id, r.company_name, r.delegated_admin_services
        from relationship r
       where r.${own} = $1 and r.state = 'active' and ${AFTER}
         and r.${theirs} in (
           select t.${sought}_partner_id
             from partner_relationship t
             join partner p on p.partner_id = t.${sought}_partner_id
            where t.${known}_partner_id = $1
              and ($5 in (p.partner_id::text, p.mpn_id, lower(p.name))
                   or (not $6 and (starts_with(p.partner_id::text, $5) or starts_with(lower(p.name), $5)))))
       order by r.company_name using ~<~, r.customer_id
       limit $4`)}
      order by found.company_name using ~<~, found.customer_id
      limit $4`,
    [partnerId, after?.name ?? '', after?.customerId ?? FIRST_ID, limit, search.text, search.isWhole],
  );
  return rows.map(toListed);
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
/** Sorts after every character, so that `prefix` to `prefix` + this holds all texts with the prefix: no pattern to escape. */
const LAST_CHARACTER = '\u{10FFFF}';

// The pattern operators compare by character code in every database, and are those of the prefix index.
const AFTER = `company_name ~>=~ $2 and (company_name ~>~ $2 or r.customer_id > $3)`;

function nameBranch(scope: string): string {
  return `(select distinct on (r.company_name, r.customer_id) r.customer_id, r.company_name, r.delegated_admin_services
             from relationship r
            where r.${scope} = $1 and r.state = 'active' and company_name ~>=~ $5 and company_name ~<=~ $6 and ${AFTER}
            order by r.company_name using ~<~, r.customer_id
            limit $4)`;
}

function domainBranch(): string {
  return `(select distinct on (r.company_name, r.customer_id) r.customer_id, r.company_name, r.delegated_admin_services
             from customer c
             join relationship r on r.customer_id = c.customer_id and r.state = 'active' and $1 in (r.partner_id, r.reseller_partner_id)
            where c.domain ~>=~ $5 and c.domain ~<=~ $6 and ${AFTER.replaceAll('company_name', 'r.company_name')}
            order by r.company_name using ~<~, r.customer_id
            limit $4)`;
}

function listed(found: string): string {
  return `select c.customer_id, c.company_name, c.domain, c.country, c.email, c.address,
                 found.delegated_admin_services, found.company_name as sort_name
            from (${found}) found
            join customer c on c.customer_id = found.customer_id`;
}

type CustomerRow = {
  customer_id: string;
  company_name: string;
  domain: string;
  country: string;
  language: string;
  culture: string;
  email: string | null;
  address: Address;
  version: number;
  registration_number: string | null;
  partner_id: string;
  delegated_admin_services: string[];
  reseller_partner_id: string | null;
  reseller_mpn_id: string | null;
};

/** One row for each relationship through which the caller sees the customer; a reseller may have several. */
function toCustomer(rows: readonly CustomerRow[]): Customer | null {
  const [row] = rows;
  if (row === undefined) return null;
  const asSeller = row.reseller_mpn_id === null;
  const sellers = asSeller ? [row] : rows;
  const id = row.customer_id as CustomerId;
  return {
    id,
    companyName: row.company_name,
    domain: row.domain,
    country: row.country,
    language: row.language,
    culture: row.culture,
    email: row.email,
    address: row.address,
    version: row.version,
    ...(row.registration_number === null ? {} : { registrationNumber: row.registration_number }),
    relationship: {
      partnerId: row.partner_id as PartnerId,
      delegatedAdminServices: row.delegated_admin_services,
      resellerPartnerId: row.reseller_partner_id as PartnerId | null,
    },
    scope: { customerId: id, sellerIds: sellers.map((seller) => seller.partner_id as PartnerId), resellerMpnId: row.reseller_mpn_id },
  };
}

type ListedRow = Pick<
  CustomerRow,
  'customer_id' | 'company_name' | 'domain' | 'country' | 'email' | 'address' | 'delegated_admin_services'
> & {
  sort_name: string;
};

function toListed(row: ListedRow): ListedCustomer {
  return {
    id: row.customer_id as CustomerId,
    companyName: row.company_name,
    domain: row.domain,
    country: row.country,
    address: row.address,
    email: row.email,
    delegatedAdminServices: row.delegated_admin_services,
    sortName: row.sort_name,
  };
}
