import type { CatalogSource } from '../src/catalog/catalog.ts';
import type { PartnerId } from '../src/kit/ids.ts';
import type { Db } from '../src/platform/db.ts';
import { digestMissing } from '../src/portfolio/digest/worker.ts';

/** How large a portfolio is: each customer has four subscriptions. */
export type PortfolioSize = { readonly customers: number };
export const SUBSCRIPTIONS_PER_CUSTOMER = 4;

/** Customers per statement: the memory stays flat, and so does the time that the planner's guesses cost. */
const BATCH = 5_000;

/**
 * Gives a partner a large portfolio: products in the mix of the demo world, six countries, nine in
 * ten customers in order, some with grants for a time, some with something from elsewhere. Everything follows from the
 * customer's number, so that every run measures the same. Tells how long the digest took, in milliseconds.
 */
export async function plantPortfolio(
  { db, catalog }: { db: Db; catalog: CatalogSource },
  partnerId: PartnerId,
  { customers }: PortfolioSize,
): Promise<{ readonly digestMs: number }> {
  const shelf = await shelfOf(db);
  let digestMs = 0;
  for (let first = 0; first < customers; first += BATCH) {
    const last = Math.min(first + BATCH, customers);
    for (const sql of STATEMENTS)
      await db.read(sql.text, [
        first,
        last - 1,
        ...(sql.needs === 'partner' ? [partnerId] : sql.needs === 'shelf' ? [partnerId, shelf] : []),
      ]);
    await db.dedicated((client) =>
      client.query('analyze subscription, relationship, customer, entitlement, delegated_admin_relationship, customer_agreement'),
    );
    const began = performance.now();
    await digestMissing(db, catalog);
    digestMs += performance.now() - began;
  }
  // The index-only scans of a real database find its pages known to be visible to all.
  for (const table of [
    'portfolio_subscription',
    'portfolio_customer',
    'subscription',
    'relationship',
    'customer',
    'license',
    'directory_user',
  ])
    await db.dedicated((client) => client.query(`vacuum (analyze) ${table}`));
  return { digestMs };
}

/**
 * What customers have, four products each, as shelves with a weight. Customers are alike in what they work with: a product
 * for everybody, sometimes a second one for those in an office or in the field, and tools for a few.
 */
async function shelfOf(db: Db): Promise<readonly string[]> {
  const { rows } = await db.read<{ id: string; part: string }>(
    `select offer_id as id, sku_part_number as part from offer where not is_trial and not is_add_on order by offer_id`,
  );
  const idOf = (part: string): string => {
    const found = rows.find((row) => row.part === part);
    if (found === undefined) throw new Error(`the catalogue has no ${part}`);
    return found.id;
  };
  return SHELVES.flatMap(([weight, parts]) => Array.from({ length: weight }, () => parts.map(idOf).join(' ')));
}

const SHELVES: readonly (readonly [weight: number, parts: readonly string[]])[] = [
  [14, ['O365_BUSINESS_ESSENTIALS', 'POWER_BI_PRO', 'VISIOCLIENT', 'PROJECTPROFESSIONAL']],
  [9, ['O365_BUSINESS_ESSENTIALS', 'O365_BUSINESS', 'POWER_BI_PRO', 'VISIOCLIENT']],
  [8, ['O365_BUSINESS_ESSENTIALS', 'O365_BUSINESS_PREMIUM', 'PROJECTPROFESSIONAL', 'POWER_BI_PRO']],
  [12, ['O365_BUSINESS_PREMIUM', 'VISIOCLIENT', 'PROJECTPROFESSIONAL', 'POWER_BI_PRO']],
  [6, ['O365_BUSINESS_PREMIUM', 'EXCHANGESTANDARD', 'POWER_BI_PRO', 'AAD_PREMIUM']],
  [7, ['O365_BUSINESS', 'EXCHANGESTANDARD', 'VISIOCLIENT', 'POWER_BI_PRO']],
  [5, ['O365_BUSINESS', 'SHAREPOINTSTANDARD', 'EXCHANGESTANDARD', 'POWER_BI_PRO']],
  [9, ['SPB', 'VISIOCLIENT', 'PROJECTPROFESSIONAL', 'POWER_BI_PRO']],
  [7, ['STANDARDPACK', 'EXCHANGESTANDARD', 'POWER_BI_PRO', 'VISIOCLIENT']],
  [9, ['ENTERPRISEPACK', 'STANDARDPACK', 'EMS', 'POWER_BI_PRO']],
  [5, ['ENTERPRISEPREMIUM', 'EMS', 'VISIOCLIENT', 'PROJECTPROFESSIONAL']],
  [4, ['O365_BUSINESS_ESSENTIALS', 'EXCHANGESTANDARD', 'SHAREPOINTSTANDARD', 'AAD_PREMIUM']],
  [3, ['O365_BUSINESS_ESSENTIALS', 'ENTERPRISEPACK', 'VISIOCLIENT', 'POWER_BI_PRO']],
  [2, ['O365_BUSINESS_PREMIUM', 'ENTERPRISEPACK', 'EMS', 'PROJECTPROFESSIONAL']],
];

/** A number that follows from the customer and a name, from 0 to 99. */
const lot = (name: string) => `(abs(hashtext('${name}' || n)) % 100)`;
const id = (kind: string, of = 'n') => `('${kind}-0000-4000-8000-' || lpad(to_hex(${of}), 12, '0'))::uuid`;
/** The ids come in no order of the numbers, as ids do. */
const CUSTOMER = `(md5('customer' || n))::uuid`;
/** That is also when something falls due, as after a daily run: else the server would look after every customer while it is measured. */
const TERM_END = `current_date + 5 + ${lot('term')} * 3`;
const numbers = 'generate_series($1::int, $2::int) as n';

const STATEMENTS: readonly { readonly text: string; readonly needs: 'nothing' | 'partner' | 'shelf' }[] = [
  {
    needs: 'nothing',
    text: `insert into customer (customer_id, company_name, domain, country, created_at)
      select ${CUSTOMER}, 'Company ' || n, 'p' || n || '.example.com', (array['US','US','US','DE','DE','GB','TW','JP','IN','US'])[1 + ${lot('country')} / 10], now() from ${numbers}`,
  },
  {
    needs: 'partner',
    text: `insert into relationship (customer_id, partner_id, company_name, delegated_admin_services, since)
      select ${CUSTOMER}, $3, 'company ' || n,
             case when ${lot('admin')} < 86 then '{*}' when ${lot('admin')} < 92 then '{}' when ${lot('admin')} < 97 then '{microsoft365}' else '{azure}' end::text[], now() from ${numbers}`,
  },
  {
    needs: 'partner',
    text: `insert into customer_agreement (customer_id, agreement_id, agreement_type, template_id, date_agreed, primary_contact, partner_id)
      select ${CUSTOMER}, ${id('a1000000')}, 'MicrosoftCustomerAgreement', ${id('a1000000')}, now(), '{}', $3 from ${numbers} where ${lot('agreed')} < 94`,
  },
  {
    needs: 'partner',
    text: `insert into delegated_admin_relationship (customer_id, relationship_id, partner_id, display_name, roles, duration, auto_extend_days, requested_at, requested_by,
        request_expires_at, activated_at, ends_on)
      select ${CUSTOMER}, ${id('b1000000')}, $3, 'Support', case when ${lot('role')} < 70 then '{4d6ac14f-3453-41d0-bef9-a3e0c569773a}' else '{88d8e3e3-8f55-4a1e-953a-9b9898b8876b}' end::uuid[],
        'P180D', case when ${lot('extended')} < 30 then 180 else 0 end, now(), 'x', now(), now(), current_date + 1 + ${lot('ends')} * 2 from ${numbers} where ${lot('grant')} < 40`,
  },
  {
    needs: 'shelf',
    text: `insert into subscription (customer_id, subscription_id, partner_id, order_id, offer_id, friendly_name, quantity, status, billing_cycle, unit_price_minor,
        currency, term_from, term_until, due_on, created_at)
      select ${CUSTOMER}, (md5('subscription' || n || ' ' || i))::uuid, $3, ${id('0d100000')}, o.offer_id, o.name,
             case when ${lot('size')} < 3 then 250 + ${lot('large')} * 3 else 1 + ${lot('small')} * ${lot('small2')} / 60 + i end, case when ${lot('state')} + i < 97 then 'active' else 'suspended' end,
             case when ${lot('cycle')} < 25 then 'annual' else 'monthly' end, 500 + 100 * (abs(hashtext(o.offer_id)) % 30), 'USD',
             current_date - 360 + ${lot('term')} * 3, ${TERM_END}, ${TERM_END}, now() - interval '100 days'
        from ${numbers}
        cross join generate_series(0, 3) as i
        join offer o on o.offer_id = (string_to_array(($4::text[])[1 + abs(hashtext('shelf' || n)) % cardinality($4::text[])], ' '))[i + 1]`,
  },
  {
    needs: 'partner',
    text: `insert into entitlement (customer_id, entitlement_id, channel, offer_id, quantity, status, held_since, held_until, recorded_at, recorded_by)
      select ${CUSTOMER}, ${id('e1000000')}, (array['web_direct','retail_key','other_partner'])[1 + ${lot('channel')} % 3], s.offer_id, 5, 'active', current_date - 100, current_date + 200, now(), $3
        from ${numbers} join subscription s on s.customer_id = (md5('customer' || (n + 1)))::uuid and s.subscription_id = (md5('subscription' || (n + 1) || ' 0'))::uuid
       where ${lot('elsewhere')} < 10`,
  },
  {
    needs: 'nothing',
    text: `insert into directory_user (customer_id, user_id, user_principal_name, display_name, usage_location, created_at)
      select ${CUSTOMER}, ${id('d1000000', 'n * 4 + u')}, 'u' || u || '@p' || n || '.example.com', 'Person ' || u, case when ${lot('place')} < 95 then 'US' end, now()
        from ${numbers}, generate_series(1, 2) as u`,
  },
  {
    needs: 'nothing',
    text: `insert into license (customer_id, user_id, sku_id, assigned_at)
      select s.customer_id, u.user_id, o.sku_id, now() from ${numbers} join subscription s on s.customer_id = ${CUSTOMER} and s.subscription_id = (md5('subscription' || n || ' 0'))::uuid
        join offer o on o.offer_id = s.offer_id join directory_user u on u.customer_id = s.customer_id`,
  },
];
