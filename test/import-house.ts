import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after } from 'node:test';
import { customerRoutes } from '../src/customers/routes.ts';
import { newId } from '../src/platform/clock.ts';
import { openPortfolio } from '../src/portfolio/commands.ts';
import { digestFollows } from '../src/portfolio/digest/store.ts';
import { exportRoutes } from '../src/portfolio/exports/routes.ts';
import { importRoutes } from '../src/portfolio/imports/routes.ts';
import { writeImports } from '../src/portfolio/imports/worker.ts';
import { portfolioRoutes } from '../src/portfolio/routes.ts';
import { upgradeRoutes } from '../src/upgrades/routes.ts';
import { testDatabase } from './database.ts';
import { testServer } from './server.ts';
import { agentOf, clock, plantPartner, plantTenant } from './tenant.ts';

/** A file of the examples in the documentation. */
export function example(name: string): string {
  return readFileSync(new URL(`../docs/examples/import/${name}`, import.meta.url), 'utf8');
}

/** A partner without a customer, the server that takes its files in and gives them out, and whoever writes them. */
export async function emptyHouse() {
  const db = await testDatabase({ followUps: [digestFollows()] });
  const { catalog } = await plantTenant(db);
  after(() => catalog.close());
  const partnerId = await plantPartner(db);
  const deps = { db, catalog, clock, newId };
  const routes = [importRoutes(deps), exportRoutes(deps), customerRoutes(deps), upgradeRoutes(deps)];
  const server = await testServer(
    [...routes, portfolioRoutes({ catalog, portfolio: openPortfolio(deps) })],
    agentOf(partnerId, 'admin_agent'),
  );
  const onTrouble = (sentence: string, error: unknown) => assert.fail(`${sentence} ${String(error)}`);
  const write = () => writeImports({ ...deps, onTrouble });
  const typeOf = (text: string) => (text.startsWith('{') ? 'application/x-ndjson' : 'text/csv');
  const send = (kind: string, raw: string) =>
    server.ask(`/v1/imports?kind=${kind}&fileName=${kind}.csv`, { method: 'POST', raw, headers: { 'content-type': typeOf(raw) } });
  const start = (id: string) => server.ask(`/v1/imports/${id}/start`, { method: 'POST' });
  const progress = async (id: string) => (await server.ask(`/v1/imports/${id}`)).body;
  const mistakesOf = async (id: string) =>
    (await server.ask(`/v1/imports/${id}/mistakes`)).body.items.map(
      (each: { line: number; column: string }) => `${each.line} ${each.column}`,
    );

  /** A file that is right, written. */
  const imported = async (kind: string, raw: string): Promise<any> => {
    const { status, body } = await send(kind, raw);
    assert.equal(status, 200);
    const why = body.state === 'faulty' ? (await server.ask(`/v1/imports/${body.id}/mistakefile`)).text : '';
    assert.equal(body.state, 'ready', why);
    assert.equal((await start(body.id)).status, 202);
    await write();
    return progress(body.id);
  };

  /** How much there is of everything that imports write. */
  const everything = async () =>
    (
      await db.read<{ counts: string }>(
        `select (select count(*) from relationship where partner_id = $1) || ' ' || (select count(*) from subscription where partner_id = $1) || ' ' ||
                (select count(*) from directory_user) || ' ' || (select count(*) from license) || ' ' || (select count(*) from entitlement) || ' ' ||
                (select count(*) from audit_entry where partner_id = $1) || ' ' || (select count(*) from announcement) as counts`,
        [partnerId],
      )
    ).rows[0]?.counts;
  return { deps, db, server, partnerId, write, send, start, progress, mistakesOf, imported, everything };
}

/** The examples' two files, and a third customer with two seats of which its two users hold both. */
export async function fillHouse({ imported }: Pick<Awaited<ReturnType<typeof emptyHouse>>, 'imported'>): Promise<void> {
  for (const kind of ['customers', 'subscriptions']) await imported(kind, example(`${kind}.csv`));
  await imported('customers', 'companyName,domain,country,agreedOn\n"Litware, Inc.",litware.example,US,2026-01-01\n');
  const subscription = { customer: 'litware.example', product: 'm365-business-basic', quantity: 2, termStart: '2026-02-01' };
  await imported('subscriptions', `${JSON.stringify(subscription)}\n`);
  const move = (text: string) =>
    text.replaceAll('tailspintoys.example', 'litware.example').replaceAll('wingtiptoys.example', 'litware.example');
  await imported('users', move(example('users.jsonl')));
  await imported('licenses', move(example('licenses.csv')));
}
