import { after } from 'node:test';
import { invoiceLineRoutes } from '../src/billing/invoices/lines/routes.ts';
import { invoiceRoutes } from '../src/billing/invoices/routes.ts';
import { invoiceAll } from '../src/billing/invoices/worker.ts';
import { newId } from '../src/platform/clock.ts';
import { plantCharge } from './charges.ts';
import { testDatabase } from './database.ts';
import { testServer } from './server.ts';
import { agentOf, plantCustomer, plantSubscription, plantTenant } from './tenant.ts';

/** A partner with a ledger of two customers: lines in April, in June in two currencies, and in the first instant of July. */
export async function chargedPartner() {
  const db = await testDatabase();
  const { partnerId, customerId, catalog, offer } = await plantTenant(db);
  after(() => catalog.close());
  const own = { partnerId, customerId };
  const others = { partnerId, customerId: await plantCustomer(db, partnerId) };
  const basic = await plantSubscription(db, own, { offer: offer('m365-business-basic'), quantity: 10 });
  const standard = await plantSubscription(db, others, { offer: offer('m365-business-standard'), quantity: 3 });
  const cancelled = { cause: 'upgrade_cancel', chargeType: 'Cancel fee', from: '2026-06-11' };
  const lines = [
    [own, { subscriptionId: basic, amountMinor: 4500, chargedAt: '2026-04-10T08:00:00Z' }],
    [own, { subscriptionId: basic, amountMinor: 5000, chargedAt: '2026-06-01T00:00:00Z' }],
    [own, { subscriptionId: basic, amountMinor: -3333, chargedAt: '2026-06-11T08:00:00Z', ...cancelled }],
    [others, { subscriptionId: standard, amountMinor: 3750, quantity: 3, unitPriceMinor: 1250, chargedAt: '2026-06-30T23:59:59.9Z' }],
    [others, { subscriptionId: standard, amountMinor: 9900, currency: 'EUR', chargedAt: '2026-06-12T08:00:00Z' }],
    [others, { subscriptionId: standard, amountMinor: 1, chargedAt: '2026-07-01T00:00:00Z' }],
  ] as const;
  for (const [place, seed] of lines) await plantCharge(db, place, seed);
  const deps = { db, clock: { now: () => new Date('2026-07-03T08:00:00Z') }, newId };
  return { db, deps, catalog, offer, partnerId, own, others, basic };
}

/** The same partner with the invoices of April to July, of which the last has a line that came late; a billing admin asks. */
export async function invoicedPartner() {
  const ledger = await chargedPartner();
  const { db, deps, catalog, partnerId, own, others, basic } = ledger;
  await db.read(`update customer set company_name = '台灣測試股份有限公司 =1+1' where customer_id = $1`, [others.customerId]);
  await invoiceAll(deps);
  await plantCharge(db, own, { subscriptionId: basic, amountMinor: 700, chargedAt: '2026-05-20T08:00:00Z' });
  await invoiceAll({ ...deps, clock: { now: () => new Date('2026-08-01T00:00:00Z') } });
  const billingAdmin = agentOf(partnerId, 'billing_admin');
  const routes = { ...deps, catalog };
  return {
    ...ledger,
    billingAdmin,
    server: await testServer([invoiceRoutes({ ...routes, mode: 'demo' }), invoiceLineRoutes(routes)], billingAdmin),
    production: await testServer([invoiceRoutes({ ...routes, mode: 'production' })], billingAdmin),
  };
}
