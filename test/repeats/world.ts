import assert from 'node:assert/strict';
import { after } from 'node:test';
import type { TSchema } from 'typebox';
import type { Role } from '../../src/access/caller.ts';
import { authentication } from '../../src/access/routes.ts';
import { importCatalogFiles, openCatalog, shippedFiles } from '../../src/catalog/worker.ts';
import type { CustomerId, SubscriptionId, UserId } from '../../src/kit/ids.ts';
import type { DescribedRoute } from '../../src/platform/app.ts';
import { newId, newSecret } from '../../src/platform/clock.ts';
import { createHttpServer } from '../../src/platform/http.ts';
import { allRoutes } from '../../src/routes.ts';
import { testDatabase } from '../database.ts';
import { sampleOf, samplesFor, type Sample } from '../samples.ts';
import { testSignIns } from '../sign-in.ts';
import { clock, offerByKey, plantCustomer, plantSubscription, plantUser } from '../tenant.ts';

/** A request that will change something, as far as the route's schema and the samples do not tell it. */
export type Prepared = Sample & {
  readonly params?: Readonly<Record<string, string>>;
  /** Whose token; a global admin's where nothing is said. */
  readonly as?: Role;
  /** In a token's place: the cookie of somebody of a customer. */
  readonly headers?: Readonly<Record<string, string>>;
};

/** A request with all that it carries but its id. */
export type Made = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};

export type Answer = { readonly status: number; readonly text: string };
/** How many rows each table has, and a checksum of them. */
export type Tables = ReadonlyMap<string, { readonly rows: number; readonly hash: string }>;

export type World = Awaited<ReturnType<typeof repeatWorld>>;

/** The whole program with one partner, and what brings it into the state in which a request changes something. */
export async function repeatWorld() {
  const db = await testDatabase();
  await importCatalogFiles({ db, clock, newId }, shippedFiles());
  const catalog = await openCatalog(db, clock);
  const ours = await testSignIns(db, { clock });
  const { partnerId } = ours.partner;
  const app = createHttpServer({ newId, log: false, checksAnswers: true });
  await app.register(authentication(ours.access));
  const parts = { db, access: ours.access, catalog, clock, newId, newSecret, mode: 'demo', version: 'test', docsFolder: 'docs' } as const;
  for (const routes of allRoutes({ ...parts, outbound: { plainHttp: 'loopback', addresses: 'loopback' } })) await app.register(routes);
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  after(async () => {
    app.server.closeAllConnections();
    await app.close();
    catalog.close();
  });
  const offer = (key: string) => offerByKey(catalog.current(), key);
  const basic = offer('m365-business-basic');
  const samples = samplesFor(basic.id);
  const { rows: found } = await db.read<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public' order by 1`);
  const watched = found.map(({ name }) => name).filter((name) => name !== 'identity_record');
  const tablesSql = watched
    .map(
      (name) =>
        `select '${name}' as name, count(*) as rows, md5(coalesce(string_agg(x::text, '|' order by x::text), '')) as hash from ${name} x`,
    )
    .join(' union all ');

  const make = async (route: DescribedRoute, prepared: Prepared): Promise<Made> => {
    const { params = {}, as = 'global_admin', headers = { authorization: `Bearer ${await ours.tokenFor(as)}` } } = prepared;
    const { body: shape, querystring, params: named } = route.schema as Readonly<Record<string, TSchema | undefined>>;
    const sample = { ...samples[`${route.method} ${route.url}`], ...prepared };
    const made = (named === undefined ? {} : sampleOf(named, newId)) as Record<string, string>;
    const path = route.url.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? made[name] ?? newId()));
    const query =
      sample.query ??
      new URLSearchParams((querystring === undefined ? {} : sampleOf(querystring, newId)) as Record<string, string>).toString();
    const content = sample.raw ?? (shape === undefined ? undefined : JSON.stringify(sample.body ?? sampleOf(shape, newId)));
    const type = sample.raw === undefined ? 'application/json' : 'text/csv';
    return {
      method: route.method,
      path: `${path}${query === '' ? '' : `?${query}`}`,
      headers: { ...headers, ...(content === undefined ? {} : { 'content-type': type }) },
      body: content ?? null,
    };
  };
  const send = async ({ method, path, headers, body }: Made, requestId = newId()): Promise<Answer> => {
    const answer = await fetch(`${origin}${path}`, { method, headers: { ...headers, 'ms-requestid': requestId }, body });
    return { status: answer.status, text: await answer.text() };
  };

  const routes = app.describedRoutes();
  /** Does something that a request needs to be done before, and gives the answer's body. */
  const done = async (name: string, prepared: Prepared = {}): Promise<any> => {
    const route = routes.find(({ method, url }) => `${method} ${url}` === name);
    assert.ok(route !== undefined, name);
    const { status, text } = await send(await make(route, prepared));
    assert.ok(status < 300, `${name}: ${status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  /** A customer with ten seats of Business Basic and a user who has one of them. */
  const customer = async (): Promise<{
    readonly customerId: CustomerId;
    readonly subscriptionId: SubscriptionId;
    readonly userId: UserId;
  }> => {
    const customerId = await plantCustomer(db, partnerId);
    const subscriptionId = await plantSubscription(db, { partnerId, customerId }, { offer: basic });
    return { customerId, subscriptionId, userId: await plantUser(db, { customerId }, 'kim', [{ offer: basic }]) };
  };
  let serial = 0;
  return {
    db,
    ours,
    partnerId,
    basic,
    offer,
    routes,
    make,
    send,
    done,
    customer,
    /** Something that no request had before. */
    next: () => (serial += 1),
    /** Whether a text stands in an answer that is kept. */
    isKept: async (text: string) => (await db.read('select 1 from answered_request where strpos(answer, $1) > 0', [text])).rowCount > 0,
    tables: async (): Promise<Tables> => {
      const { rows } = await db.read<{ name: string; rows: number; hash: string }>(tablesSql);
      return new Map(rows.map(({ name, rows: count, hash }) => [name, { rows: count, hash }]));
    },
  };
}
