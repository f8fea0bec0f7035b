import { after } from 'node:test';
import { authentication } from '../../src/access/routes.ts';
import type { Role } from '../../src/access/caller.ts';
import { importCatalogFiles, openCatalog, shippedFiles } from '../../src/catalog/worker.ts';
import type { CustomerId, PartnerId, SubscriptionId, UserId } from '../../src/kit/ids.ts';
import { newId, newSecret, type Clock } from '../../src/platform/clock.ts';
import type { Db } from '../../src/platform/db.ts';
import { createHttpServer, type App } from '../../src/platform/http.ts';
import { allRoutes } from '../../src/routes.ts';
import { testDatabase } from '../database.ts';
import { testSignIns, type SignIns } from '../sign-in.ts';
import { clock as standing, offerByKey, plantCustomer, plantSubscription, plantUser } from '../tenant.ts';

/** One answer, as it came over the wire. */
export type Answer = { readonly status: number; readonly headers: Headers; readonly text: string; readonly body: any };

/** A request as a client writes it, word for word. */
export type Request = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is. */
  readonly raw?: string;
};

/** A running server with every route of the program, real sign-in, and a customer that has a bit of everything. */
export type World = {
  readonly app: App;
  readonly db: Db;
  readonly origin: string;
  readonly signIns: SignIns;
  readonly partnerId: PartnerId;
  readonly offer: (key: string) => ReturnType<typeof offerByKey>;
  /** Sends a request with the token of somebody; `path` begins with a slash. */
  readonly ask: (path: string, request?: Request, who?: Role | 'application') => Promise<Answer>;
  readonly token: (who: Role | 'application') => Promise<string>;
  readonly plant: () => Promise<Planted>;
  /** A customer who tries something. */
  readonly plantTrial: () => Promise<{ readonly customerId: CustomerId; readonly trialId: SubscriptionId }>;
};

/** A customer with subscriptions in every state, users, and people whom an upgrade would leave behind. */
export type Planted = {
  readonly customerId: CustomerId;
  readonly basicId: SubscriptionId;
  readonly suspendedId: SubscriptionId;
  readonly pendingId: SubscriptionId;
  readonly baseId: SubscriptionId;
  readonly addOnId: SubscriptionId;
  readonly userId: UserId;
};

/** `clock` is that of the planted world, unless what signs in by itself needs the real one. */
export async function openWorld(clock: Clock = standing): Promise<World> {
  const db = await testDatabase();
  await importCatalogFiles({ db, clock, newId }, shippedFiles());
  const catalog = await openCatalog(db, clock);
  let origin = '';
  const signIns = await testSignIns(db, { clock, publicUrl: () => origin });
  const app = createHttpServer({ newId, log: false, checksAnswers: true });
  await app.register(authentication(signIns.access));
  const parts = {
    db,
    access: signIns.access,
    catalog,
    clock,
    newId,
    newSecret,
    mode: 'demo' as const,
    version: '1.2.3',
    docsFolder: 'docs',
  };
  for (const routes of allRoutes(parts)) await app.register(routes);
  await app.listen({ port: 0, host: '127.0.0.1' });
  after(() => app.close());
  const address = app.server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;

  const { partnerId } = signIns.partner;
  const offer = (key: string) => offerByKey(catalog.current(), key);
  const token = signIns.tokenFor;
  return {
    app,
    db,
    origin,
    signIns,
    partnerId,
    offer,
    token,
    ask: async (path, request = {}, who = 'admin_agent') => send(`${origin}${path}`, request, await token(who)),
    plant: () => plantEverything(db, partnerId, offer),
    plantTrial: () => plantTrial(db, partnerId, offer('o365-e5-trial')),
  };
}

async function send(address: string, { method = 'GET', headers = {}, raw }: Request, token: string): Promise<Answer> {
  const response = await fetch(address, {
    method,
    headers: { Authorization: `Bearer ${token}`, ...headers },
    ...(raw === undefined ? {} : { body: raw }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true && text !== '';
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
}

async function plantEverything(db: Db, partnerId: PartnerId, offer: World['offer']): Promise<Planted> {
  const customerId = await plantCustomer(db, partnerId);
  await db.read(`update customer set domain = $2 where customer_id = $1`, [customerId, `${customerId}.example`]);
  const at = { partnerId, customerId };
  const basicId = await plantSubscription(db, at, { offer: offer('m365-business-basic'), quantity: 10 });
  const suspendedId = await plantSubscription(db, at, { offer: offer('visio-plan-1'), status: 'suspended', createdOn: '2026-05-20' });
  const pendingId = await plantSubscription(db, at, { offer: offer('project-plan-3'), status: 'pending', createdOn: '2026-06-10' });
  const baseId = await plantSubscription(db, at, { offer: offer('exchange-online-plan-2'), quantity: 8, billingCycle: 'annual' });
  const addOnId = await plantSubscription(db, at, {
    offer: offer('defender-o365-p1'),
    quantity: 8,
    billingCycle: 'annual',
    parentId: baseId,
  });
  const name = (text: string) => `${text}-${customerId}`;
  const userId = await plantUser(db, at, name('ada'), [{ offer: offer('m365-business-basic') }]);
  await plantUser(db, at, name('bob'), [{ offer: offer('m365-business-basic') }, { offer: offer('exchange-online-plan-2') }]);
  await plantUser(db, at, name('eve'), [{ offer: offer('m365-business-basic') }], null);
  return { customerId, basicId, suspendedId, pendingId, baseId, addOnId, userId };
}

async function plantTrial(db: Db, partnerId: PartnerId, trial: ReturnType<World['offer']>) {
  const customerId = await plantCustomer(db, partnerId);
  const seed = { offer: trial, quantity: 25, billingCycle: 'none', unitPriceMinor: 0, createdOn: '2026-06-01' };
  return { customerId, trialId: await plantSubscription(db, { partnerId, customerId }, seed) };
}
