import type { Caller, Role } from '../src/access/caller.ts';
import type { Catalog, CatalogSource, Offer } from '../src/catalog/catalog.ts';
import { importCatalogFiles, openCatalog, shippedFiles } from '../src/catalog/worker.ts';
import type { CustomerId, PartnerId, SubscriptionId, UserId } from '../src/kit/ids.ts';
import { newId } from '../src/platform/clock.ts';
import type { Db } from '../src/platform/db.ts';

/** Who asks: an agent of a planted partner. */
export { agentOf } from './callers.ts';

/** The day on which the tests' world stands still. */
export const NOW = new Date('2026-06-11T09:00:00Z');
export const clock = { now: () => NOW };

/** A partner with one customer to try things on, made row by row; the shipped catalogue is loaded. */
export type Tenant = {
  readonly partnerId: PartnerId;
  readonly customerId: CustomerId;
  readonly catalog: CatalogSource;
  readonly offer: (key: string) => Offer;
};

export async function plantTenant(db: Db, options: { readonly country?: string; readonly currency?: string } = {}): Promise<Tenant> {
  await importCatalogFiles({ db, clock, newId }, shippedFiles());
  const catalog = await openCatalog(db, clock);
  const partnerId = await plantPartner(db, options);
  const customerId = await plantCustomer(db, partnerId, { country: options.country ?? 'US' });
  return { partnerId, customerId, catalog, offer: (key) => offerByKey(catalog.current(), key) };
}

export function offerByKey(catalog: Catalog, key: string): Offer {
  const found = [...catalog.offers.values()].find((offer) => offer.key === key);
  if (found === undefined) throw new Error(`the catalogue has no ${key}`);
  return found;
}

export async function plantPartner(
  db: Db,
  { country = 'US', currency = 'USD' }: { country?: string; currency?: string } = {},
): Promise<PartnerId> {
  const partnerId = newId();
  await db.read(
    `insert into partner (partner_id, name, kind, country, currency, domain, mpn_id, created_at) values ($1, 'Partner', 'direct', $2, $3, $4, '4711', $5)`,
    [partnerId, country, currency, `${partnerId}.example`, NOW],
  );
  return partnerId as PartnerId;
}

export async function plantCustomer(
  db: Db,
  partnerId: PartnerId,
  { country = 'US', delegated = ['*'], agreement = true }: { country?: string; delegated?: readonly string[]; agreement?: boolean } = {},
): Promise<CustomerId> {
  const customerId = newId();
  await db.read(
    `insert into customer (customer_id, company_name, domain, country, created_at) values ($1, 'Contoso', 'contoso.example', $2, $3)`,
    [customerId, country, NOW],
  );
  await db.read(
    `insert into relationship (customer_id, partner_id, company_name, delegated_admin_services, since) values ($1, $2, 'contoso', $3, $4)`,
    [customerId, partnerId, delegated, NOW],
  );
  if (agreement) {
    await db.read(
      `insert into customer_agreement (customer_id, agreement_id, agreement_type, template_id, date_agreed, primary_contact, partner_id)
       values ($1, $2, 'MicrosoftCustomerAgreement', $2, $3, '{}', $4)`,
      [customerId, newId(), NOW, partnerId],
    );
  }
  return customerId as CustomerId;
}

export type Planted = { readonly partnerId: PartnerId; readonly customerId: CustomerId };
export type SubscriptionSeed = {
  offer: Offer;
  quantity?: number;
  status?: string;
  billingCycle?: string;
  parentId?: string | null;
  unitPriceMinor?: number;
  createdOn?: string;
  partnerId?: PartnerId;
};

export async function plantSubscription(db: Db, { partnerId, customerId }: Planted, seed: SubscriptionSeed): Promise<SubscriptionId> {
  const id = newId();
  await db.read(
    `insert into subscription (customer_id, subscription_id, partner_id, order_id, offer_id, friendly_name, quantity, status, billing_cycle,
       parent_subscription_id, unit_price_minor, currency, term_from, term_until, created_at)
     values ($1, $2, $3, $2, $4, $5, $6, $7, $8, $9, $10, (select currency from partner where partner_id = $3), $11::date, ($11::date + interval '1 year')::date, $11::date)`,
    [
      customerId,
      id,
      seed.partnerId ?? partnerId,
      seed.offer.id,
      seed.offer.name.en,
      seed.quantity ?? 10,
      seed.status ?? 'active',
      seed.billingCycle ?? 'monthly',
      seed.parentId ?? null,
      seed.unitPriceMinor ?? 500,
      seed.createdOn ?? '2026-01-11',
    ],
  );
  return id as SubscriptionId;
}

export type LicenseSeed = { readonly offer: Offer; readonly groupId?: string; readonly disabled?: readonly string[] };

export async function plantUser(
  db: Db,
  { customerId }: Pick<Planted, 'customerId'>,
  name: string,
  licenses: readonly LicenseSeed[],
  usageLocation: string | null = 'US',
): Promise<UserId> {
  const userId = newId();
  await db.read(
    `insert into directory_user (customer_id, user_id, user_principal_name, display_name, usage_location, created_at) values ($1, $2, $3, $4, $5, $6)`,
    [customerId, userId, `${name}@contoso.example`, name, usageLocation, NOW],
  );
  for (const { offer, groupId = '00000000-0000-0000-0000-000000000000', disabled = [] } of licenses) {
    await db.read(
      `insert into license (customer_id, user_id, sku_id, group_id, disabled_plans, assigned_at) values ($1, $2, $3, $4, $5, $6)`,
      [customerId, userId, offer.skuId, groupId, disabled, NOW],
    );
  }
  return userId as UserId;
}

/** Writes down who an agent is and which roles it has by now, for what is done later in its name. */
export async function plantAgent(db: Db, agent: Caller, roles: readonly Role[]): Promise<void> {
  if (agent.kind !== 'user') throw new Error('a program has no roles');
  await db.read(
    `insert into partner_user (user_id, partner_id, user_principal_name, display_name, created_at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [agent.userId, agent.partnerId, agent.userPrincipalName, agent.displayName, NOW],
  );
  await db.read(`delete from partner_user_role where user_id = $1`, [agent.userId]);
  for (const role of roles) await db.read(`insert into partner_user_role (user_id, role) values ($1, $2)`, [agent.userId, role]);
}

/** A checksum of every row of the customers' tables: a refused request leaves it as it was. */
export async function fingerprint(db: Db): Promise<string> {
  const tables = [
    'subscription',
    'license',
    'charge',
    'audit_entry',
    'announcement',
    'answered_request',
    'upgrade',
    'upgrade_undo',
    'transition',
    'upgrade_move',
    'left_behind_user',
    'upgrade_preview',
    'change_preview',
    'life_cycle_event',
    'scheduled_change',
    'directory_user',
    'directory_group',
    'group_member',
    'group_license',
    'directory_role_member',
    'relationship',
    'customer',
  ];
  const parts = tables.map(
    (table) => `select '${table}' as t, md5(coalesce(string_agg(x::text, '|' order by x::text), '')) as h from ${table} x`,
  );
  const { rows } = await db.read<{ t: string; h: string }>(`select * from (${parts.join(' union all ')}) all_tables order by t`);
  return JSON.stringify(rows);
}
