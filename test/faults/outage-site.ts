import assert from 'node:assert/strict';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openAccess } from '../../src/access/routes.ts';
import type { Caller } from '../../src/access/caller.ts';
import { invoiceAll } from '../../src/billing/invoices/worker.ts';
import { startCampaigns } from '../../src/campaigns/worker.ts';
import { dropProducts } from '../../src/licenses/assignment/store.ts';
import { newId, newSecret } from '../../src/platform/clock.ts';
import { openDb, type Db } from '../../src/platform/db.ts';
import { createHttpServer } from '../../src/platform/http.ts';
import { regularly, type Regular } from '../../src/platform/regularly.ts';
import { openPortfolio } from '../../src/portfolio/commands.ts';
import { digestFollows } from '../../src/portfolio/digest/store.ts';
import { allRoutes } from '../../src/routes.ts';
import { runLifeCycle } from '../../src/subscriptions/renewal/worker.ts';
import { startWebhooks } from '../../src/webhooks/deliveries/worker.ts';
import { testDatabase, testDatabaseUrl } from '../database.ts';
import { NOW, plantTenant, type Tenant } from '../tenant.ts';
import { openWire, type Wire } from './proxy.ts';

/** Every route of the program, reached over HTTP, and its workers, all on one database at the end of a wire. */
export type OutageSite = {
  /** Leads to the database past the wire. */
  readonly main: Db;
  readonly tenant: Tenant;
  readonly wire: Wire;
  readonly origin: string;
  readonly actAs: (caller: Caller) => void;
  /** Begins the daily run, the invoices, the campaigns and the webhooks. */
  readonly startWork: () => void;
  /** Works that could not be done at some look. */
  readonly troubles: () => ReadonlySet<string>;
};

const LOOK_MS = 500;
/** The clock runs ten times as fast, so that what rests for half a minute after a failure rests for three seconds. */
const HASTE = 10;

export async function openOutageSite(): Promise<OutageSite> {
  const main = await testDatabase({ followUps: [digestFollows()] });
  const tenant = await plantTenant(main);
  const { rows } = await main.read<{ name: string }>('select current_database() as name');
  const wire = await openWire(testDatabaseUrl(rows[0]?.name ?? ''));
  const db = openDb({ connectionString: wire.url, connectMillisecondsMax: 1000, followUps: [digestFollows()] });
  const begun = performance.now();
  const clock = { now: () => new Date(NOW.getTime() + HASTE * (performance.now() - begun)) };
  const access = openAccess({
    ...{ db, clock },
    config: { publicUrl: () => origin, identity: { kind: 'embedded', audiences: [] } },
  });
  const app = createHttpServer({ newId, log: false });
  let caller: Caller | null = null;
  app.addHook('onRequest', async (request) => void (request.caller = caller));
  const outbound = { plainHttp: 'loopback', addresses: 'loopback' } as const;
  const parts = { db, access, catalog: tenant.catalog, clock, newId, newSecret, mode: 'production' as const, outbound };
  const docsFolder = fileURLToPath(new URL('../../docs', import.meta.url));
  for (const each of allRoutes({ ...parts, version: 'test', docsFolder })) await app.register(each);
  const origin: string = await app.listen({ port: 0, host: '127.0.0.1' });
  const workers: Regular[] = [];
  const troubled = new Set<string>();
  after(async () => {
    for (const { stop } of workers) await stop();
    app.server.closeAllConnections();
    await app.close();
    await wire.close();
    await db.close();
    tenant.catalog.close();
  });
  const deps = { db, catalog: tenant.catalog, clock, newId };
  const trouble = (name: string) => () => void troubled.add(name);
  return {
    ...{ main, tenant, wire, origin },
    actAs: (next) => void (caller = next),
    troubles: () => troubled,
    startWork: () => {
      // As the program does them, but for the time between two looks.
      const dailyRun = async () => {
        const { failed } = await runLifeCycle({ ...deps, dropProducts, onTrouble: trouble('renewals') });
        assert.equal(failed, 0);
      };
      workers.push(
        regularly({ name: 'renewals', everyMs: LOOK_MS, work: dailyRun, onTrouble: trouble('renewals') }),
        regularly({ name: 'invoices', everyMs: LOOK_MS, work: () => invoiceAll(deps), onTrouble: trouble('invoices') }),
        startCampaigns({ ...deps, portfolio: openPortfolio(deps), onTrouble: trouble('campaigns') }),
        startWebhooks({ ...deps, publicUrl: () => origin, policy: outbound, onTrouble: trouble('webhooks') }),
      );
    },
  };
}
