import type { CatalogSource } from '../src/catalog/catalog.ts';
import { newId, type Clock } from '../src/platform/clock.ts';
import type { Db } from '../src/platform/db.ts';
import type { Routes } from '../src/platform/http.ts';
import { testDatabase } from './database.ts';
import { testServer, type TestServer } from './server.ts';
import { agentOf, NOW, plantTenant, type Tenant } from './tenant.ts';

/** What most routes are made with. */
export type DeskParts = { readonly db: Db; readonly catalog: CatalogSource; readonly clock: Clock; readonly newId: () => string };

/** What a test of routes works with. */
export type Desk = {
  readonly db: Db;
  readonly tenant: Tenant;
  readonly parts: DeskParts;
  readonly server: TestServer;
  /** Moves the clock, which stands still at `NOW` until then. */
  readonly at: (instant: string | Date) => void;
};

/** A database with a partner and a customer, and a server with some routes, which an admin agent of the partner asks. */
export async function testDesk(
  routesOf: (parts: DeskParts) => readonly Routes[],
  options: Parameters<typeof plantTenant>[1] = {},
): Promise<Desk> {
  const db = await testDatabase();
  const tenant = await plantTenant(db, options);
  let now = NOW;
  const parts = { db, catalog: tenant.catalog, clock: { now: () => now }, newId };
  const server = await testServer(routesOf(parts), agentOf(tenant.partnerId, 'admin_agent'));
  const at = (instant: string | Date) => {
    now = new Date(instant);
  };
  return { db, tenant, parts, server, at };
}
