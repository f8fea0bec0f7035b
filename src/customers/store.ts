import type { CustomerId, PartnerId } from '../kit/ids.ts';
import type { Reader } from '../platform/reader.ts';
import type { Address, Customer, CustomerSearch, ListedCustomer } from './customer.ts';

/**
 * Reads a customer for a partner: as its seller, or as the indirect reseller of record. The only way to a customer;
 * null for one that does not exist and for one of other partners alike.
 */
export async function findCustomer(reader: Reader, partnerId: PartnerId, customerId: CustomerId): Promise<Customer | null> {
  const { rows } = await reader.query<CustomerRow>(
    `select c.customer_id, c.company_name, c.domain, c.country, c.language, c.culture, c.email, c.address, c.version,
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
    `${listed(`${branch('partner_id')} union all ${branch('reseller_partner_id')}`)}
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
  const byName = field === 'domain' ? [] : [nameBranch('partner_id'), nameBranch('reseller_partner_id')];
  const byDomain = field === 'name' ? [] : [domainBranch()];
  const { rows } = await reader.query<ListedRow>(
    `${listed([...byName, ...byDomain].join(' union '))}
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
