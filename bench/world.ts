import { hashPassword } from '../src/access/passwords.ts';
import { savePartner, savePartnerUser, saveApplication } from '../src/access/store.ts';
import type { ApplicationId, CustomerId, OfferId, PartnerId, PartnerUserId, SkuId, SubscriptionId } from '../src/kit/ids.ts';
import type { Currency } from '../src/kit/money.ts';
import { importCatalogFiles, openCatalog, shippedFiles } from '../src/catalog/worker.ts';
import { newId, systemClock } from '../src/platform/clock.ts';
import type { Db } from '../src/platform/db.ts';

/** A partner, its agent, and the offers that the load upgrades from and to. Customers are numbered from 1. */
export type World = {
  readonly partnerId: PartnerId;
  readonly applicationId: ApplicationId;
  readonly agent: { readonly userId: PartnerUserId; readonly username: string; readonly password: string };
  readonly source: { readonly offerId: OfferId; readonly skuId: SkuId };
  /** What fits any customer, up to the seats that a small business may have. */
  readonly target: { readonly offerId: OfferId; readonly skuId: SkuId };
  /** What has no upper limit of seats. */
  readonly wideTarget: { readonly offerId: OfferId; readonly skuId: SkuId };
};

/** Customers `first` to `last`, each with one subscription and so many people on it. */
export type Customers = { readonly first: number; readonly last: number; readonly users: number };

const NUMBERS_FROM = 100_000_000_000;
/** The seats that a customer begins with, where it has no more people. */
export const SEATS_MIN = 10;

/** The twelve digits with which every id of a customer's own rows ends: what makes one request's values those of another. */
export function digitsOf(customer: number): string {
  return String(NUMBERS_FROM + customer);
}

/** Customers lie in the tables in the order of their numbers, but do not come in that order: their turns go up by this prime. */
export const STRIDE = 7919;

/** The customer whose turn it is, among `count` from `first` on. */
export function customerAt({ first, count }: { readonly first: number; readonly count: number }, turn: number): number {
  return first + ((turn * STRIDE) % count);
}

export function customerIdOf(customer: number): CustomerId {
  return `c0000000-0000-4000-8000-${digitsOf(customer)}` as CustomerId;
}

/** The subscription that each customer begins with. */
export function subscriptionIdOf(customer: number): SubscriptionId {
  return `50000000-0000-4000-8000-${digitsOf(customer)}` as SubscriptionId;
}

/** Writes the catalogue, the partner and its people into an empty, migrated database. */
export async function plantWorld(db: Db): Promise<World> {
  await importCatalogFiles({ db, clock: systemClock, newId }, shippedFiles());
  const source = await openCatalog(db, systemClock);
  const offers = [...source.current().offers.values()];
  source.close();
  const offer = (key: string): World['source'] => {
    const found = offers.find((each) => each.key === key);
    if (found === undefined) throw new Error(`the catalogue has no offer ${key}`);
    return { offerId: found.id, skuId: found.skuId };
  };

  const partnerId = newId() as PartnerId;
  const domain = 'load.example.com';
  const agent = { userId: newId() as PartnerUserId, username: `agent@${domain}`, password: newId() };
  const applicationId = newId() as ApplicationId;
  const passwordHash = await hashPassword(agent.password, Buffer.from(partnerId));
  const now = systemClock.now();
  await db.transaction(async (tx) => {
    savePartner(
      tx,
      { partnerId, name: 'Load', kind: 'direct', country: 'US', currency: 'USD' as Currency, domain, mpnId: '4711', standing: 'good' },
      now,
    );
    savePartnerUser(
      tx,
      { userId: agent.userId, partnerId, userPrincipalName: agent.username, displayName: 'Agent', roles: ['admin_agent'] },
      passwordHash,
      now,
    );
    saveApplication(tx, { applicationId, partnerId, displayName: 'Load', redirectUris: [] }, null, now);
  });
  return {
    partnerId,
    applicationId,
    agent,
    source: offer('m365-business-basic'),
    target: offer('m365-business-standard'),
    wideTarget: offer('o365-e3'),
  };
}

/** Writes customers with everything that an upgrade reads, a table at a time. */
export async function plantCustomers(db: Db, world: World, { first, last, users }: Customers): Promise<void> {
  const seats = Math.max(SEATS_MIN, users);
  const customer = id('c0000000', 'n');
  const person = `(lpad(to_hex(u), 8, '0') || '-0000-4000-8000-' || (${NUMBERS_FROM} + n))::uuid`;
  const numbers = `generate_series($1::int, $2::int) as n`;
  const statements: readonly [sql: string, values: readonly unknown[]][] = [
    [
      `insert into customer (customer_id, company_name, domain, country, created_at) select ${customer}, 'Customer ' || n, 'c' || n || '.example.com', 'US', now() from ${numbers}`,
      [],
    ],
    [
      `insert into relationship (customer_id, partner_id, company_name, delegated_admin_services, since)
       select ${customer}, $3, 'customer ' || n, '{*}', now() from ${numbers}`,
      [world.partnerId],
    ],
    [
      `insert into customer_agreement (customer_id, agreement_id, agreement_type, template_id, date_agreed, primary_contact, partner_id)
       select ${customer}, ${id('a0000000', 'n')}, 'MicrosoftCustomerAgreement', ${id('a0000000', 'n')}, now(), '{}', $3 from ${numbers}`,
      [world.partnerId],
    ],
    [
      `insert into subscription (customer_id, subscription_id, partner_id, order_id, offer_id, friendly_name, quantity, status, billing_cycle,
         unit_price_minor, currency, term_from, term_until, created_at)
       select ${customer}, ${id('50000000', 'n')}, $3, ${id('0d000000', 'n')}, $4, 'Business Basic', $5, 'active', 'monthly', 500, 'USD',
         current_date - 100, current_date + 265, now() - interval '100 days' from ${numbers}`,
      [world.partnerId, world.source.offerId, seats],
    ],
    [
      `insert into directory_user (customer_id, user_id, user_principal_name, display_name, usage_location, created_at)
       select ${customer}, ${person}, 'u' || u || '@c' || n || '.example.com', 'Person ' || u, 'US', now()
         from ${numbers}, generate_series(1, $3::int) as u`,
      [users],
    ],
    [
      `insert into license (customer_id, user_id, sku_id, assigned_at) select ${customer}, ${person}, $3, now()
         from ${numbers}, generate_series(1, $4::int) as u`,
      [world.source.skuId, users],
    ],
  ];
  for (const [sql, values] of statements) await db.read(sql, [first, last, ...values]);
}

function id(kind: string, number: string): string {
  return `('${kind}-0000-4000-8000-' || (${NUMBERS_FROM} + ${number}))::uuid`;
}
