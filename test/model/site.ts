import type { CatalogSource } from '../../src/catalog/catalog.ts';
import { importCatalogFiles, openCatalog, shippedFiles } from '../../src/catalog/worker.ts';
import type { CustomerId, PartnerId } from '../../src/kit/ids.ts';
import { assignmentRoutes } from '../../src/licenses/assignment/routes.ts';
import { dropLicenses, dropProducts } from '../../src/licenses/assignment/store.ts';
import { licenseRoutes } from '../../src/licenses/routes.ts';
import { directoryRoutes } from '../../src/licenses/directory/routes.ts';
import { newId } from '../../src/platform/clock.ts';
import type { Db } from '../../src/platform/db.ts';
import { createHttpServer } from '../../src/platform/http.ts';
import { changeRoutes } from '../../src/subscriptions/change/routes.ts';
import { orderRoutes } from '../../src/subscriptions/orders/routes.ts';
import { settleCustomer } from '../../src/subscriptions/renewal/commands.ts';
import { LIFE_POLICY } from '../../src/subscriptions/renewal/policy.ts';
import { lockCustomer } from '../../src/subscriptions/tenant/store.ts';
import { leftBehindWorkRoutes } from '../../src/upgrades/left-behind/working/routes.ts';
import { upgradeRoutes } from '../../src/upgrades/routes.ts';
import { undoRoutes } from '../../src/upgrades/undo/routes.ts';
import { agentOf, NOW, plantPartner } from '../tenant.ts';
import { dayOf } from './state.ts';

/** The part of the program that the model is about, over HTTP, with a clock that only the run moves. */
export type Site = {
  readonly db: Db;
  readonly partnerId: PartnerId;
  readonly setClock: (now: number) => void;
  readonly ask: (ask: Ask) => Promise<Answer>;
  /** What falls due until the clock's day happens, one day after the other. */
  readonly live: (customerId: CustomerId, until: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type Ask = { readonly method: string; readonly path: string; readonly body?: unknown; readonly requestId: string };
export type Answer = { readonly status: number; readonly text: string; readonly body: any };

export async function openSite(db: Db): Promise<Site> {
  let now = NOW;
  const clock = { now: () => now };
  await importCatalogFiles({ db, clock, newId }, shippedFiles());
  const catalog: CatalogSource = await openCatalog(db, clock);
  const partnerId = await plantPartner(db);
  const deps = { db, catalog, clock, newId };
  const app = createHttpServer({ newId, log: false, checksAnswers: true });
  app.addHook('onRequest', async (request) => {
    request.caller = agentOf(partnerId, 'global_admin', 'admin_agent');
  });
  const routes = [
    orderRoutes({ ...deps, dropProducts }),
    changeRoutes({ ...deps, licenses: { dropLicenses, dropProducts } }),
    upgradeRoutes(deps),
    undoRoutes(deps),
    leftBehindWorkRoutes(deps),
    assignmentRoutes(deps),
    directoryRoutes(deps),
    licenseRoutes(deps),
  ];
  for (const each of routes) await app.register(each);
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  const setClock = (instant: number): void => void (now = new Date(instant));
  return {
    db,
    partnerId,
    setClock,
    ask: (ask) => send(origin, ask),
    live: async (customerId, until) => {
      for (let due: string | null = ''; due !== null;) {
        due = await nextDue(db, customerId, dayOf(now.getTime()), dayOf(until));
        setClock(due === null ? until : Math.max(Date.parse(`${due}T00:00:00Z`) + (until % DAY), now.getTime()));
        await db.transaction(async (tx) => {
          await lockCustomer(tx, { customerId, partnerId });
          await settleCustomer(tx, customerId, { catalog, policy: LIFE_POLICY, now, newId, dropProducts });
        });
      }
    },
    close: async () => {
      app.server.closeAllConnections();
      await app.close();
      catalog.close();
    },
  };
}

const DAY = 86_400_000;

async function nextDue(db: Db, customerId: string, from: string, until: string): Promise<string | null> {
  const { rows } = await db.read<{ on: string | null }>(
    `select min(greatest(due_on, $2::date))::text as on from subscription where customer_id = $1 and status <> 'deleted' and due_on <= $3`,
    [customerId, from, until],
  );
  return rows[0]?.on ?? null;
}

async function send(origin: string, { method, path, body, requestId }: Ask): Promise<Answer> {
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: { 'ms-requestid': requestId, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, body: text.startsWith('{') ? JSON.parse(text) : undefined };
}
