import assert from 'node:assert/strict';
import { invoiceLineRoutes } from '../../src/billing/invoices/lines/routes.ts';
import { invoiceRoutes } from '../../src/billing/invoices/routes.ts';
import { invoiceAll } from '../../src/billing/invoices/worker.ts';
import { importPriceList } from '../../src/billing/prices/commands.ts';
import { importCatalogFiles, openCatalog, shippedFiles } from '../../src/catalog/worker.ts';
import type { CustomerId, PartnerId } from '../../src/kit/ids.ts';
import { dropLicenses, dropProducts } from '../../src/licenses/assignment/store.ts';
import { newId } from '../../src/platform/clock.ts';
import type { Db } from '../../src/platform/db.ts';
import { createHttpServer } from '../../src/platform/http.ts';
import { changeRoutes } from '../../src/subscriptions/change/routes.ts';
import { orderRoutes } from '../../src/subscriptions/orders/routes.ts';
import { runLifeCycle } from '../../src/subscriptions/renewal/worker.ts';
import { upgradeRoutes } from '../../src/upgrades/routes.ts';
import { agentOf, offerByKey, plantCustomer, plantPartner } from '../tenant.ts';
import { CURRENCIES, priceFile, type Currency } from './prices.ts';

/** What is sold and billed over HTTP, with the program's own daily and monthly work, and a clock that only the run moves. */
export type Site = {
  readonly db: Db;
  readonly now: () => Date;
  readonly at: (instant: string) => void;
  readonly ask: (currency: Currency, method: string, path: string, body?: unknown) => Promise<Answer>;
  /** Who sells in a currency gets another customer. */
  readonly newCustomer: (currency: Currency) => Promise<CustomerId>;
  readonly offerIdOf: (key: string) => string;
  /** The daily run, as the program makes it. */
  readonly dailyRun: () => Promise<void>;
  /** The monthly run. */
  readonly writeInvoices: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type Answer = { readonly status: number; readonly text: string; readonly body: any };

export async function openSite(db: Db, from: string): Promise<Site> {
  let now = new Date(`${from}T00:00:00Z`);
  const clock = { now: () => now };
  await importCatalogFiles({ db, clock, newId }, shippedFiles());
  const catalog = await openCatalog(db, clock);
  const offerIdOf = (key: string): string => offerByKey(catalog.current(), key).id;
  const sellers = new Map<Currency, PartnerId>();
  for (const currency of CURRENCIES) {
    const partnerId = await plantPartner(db, { currency });
    const file = { name: 'list', text: priceFile(currency, offerIdOf) };
    const around = { catalog: catalog.current(), now, newId };
    const { kind } = await db.transaction((tx) => importPriceList(tx, { partnerId, file, actor: null }, around));
    assert.equal(kind, 'imported');
    sellers.set(currency, partnerId);
  }
  await catalog.refresh();
  const deps = { db, catalog, clock, newId };
  const sellerIn = (currency: Currency): PartnerId => sellers.get(currency) ?? assert.fail(`nobody sells in ${currency}`);
  const servers = new Map<Currency, Awaited<ReturnType<typeof serve>>>();
  for (const currency of CURRENCIES) servers.set(currency, await serve(deps, sellerIn(currency)));
  return {
    db,
    now: clock.now,
    at: (instant) => void (now = new Date(instant)),
    ask: (currency, method, path, body) => send(servers.get(currency)?.origin ?? '', method, path, body),
    newCustomer: (currency) => plantCustomer(db, sellerIn(currency)),
    offerIdOf,
    dailyRun: async () => {
      const { failed } = await runLifeCycle({ ...deps, dropProducts, onTrouble: (_, error) => assert.fail(String(error)) });
      assert.equal(failed, 0, 'the daily run failed for somebody');
    },
    writeInvoices: async () => void (await invoiceAll(deps)),
    close: async () => {
      for (const { close } of servers.values()) await close();
      catalog.close();
    },
  };
}

type Deps = Parameters<typeof upgradeRoutes>[0];

async function serve(deps: Deps, partnerId: PartnerId) {
  const app = createHttpServer({ newId, log: false });
  app.addHook('onRequest', async (request) => {
    request.caller = agentOf(partnerId, 'global_admin', 'admin_agent', 'billing_admin');
  });
  const routes = [
    orderRoutes({ ...deps, dropProducts }),
    changeRoutes({ ...deps, licenses: { dropLicenses, dropProducts } }),
    upgradeRoutes(deps),
    invoiceRoutes({ ...deps, mode: 'production' }),
    invoiceLineRoutes(deps),
  ];
  for (const each of routes) await app.register(each);
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    origin,
    close: async () => {
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

async function send(origin: string, method: string, path: string, body: unknown): Promise<Answer> {
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: { 'ms-requestid': newId(), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, body: text.startsWith('{') ? JSON.parse(text) : undefined };
}
