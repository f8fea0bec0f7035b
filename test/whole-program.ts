import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { hashPassword } from '../src/access/passwords.ts';
import { authentication, openAccess } from '../src/access/routes.ts';
import type { CatalogSource } from '../src/catalog/catalog.ts';
import { importCatalogFiles, openCatalog, shippedFiles } from '../src/catalog/worker.ts';
import { DEMO_SEED, demoCast, type Cast } from '../src/demo/cast.ts';
import { loadDemo } from '../src/demo/commands.ts';
import { dayOf } from '../src/kit/dates.ts';
import { newId, newSecret, systemClock } from '../src/platform/clock.ts';
import { consoleFiles } from '../src/platform/console-files.ts';
import type { Db } from '../src/platform/db.ts';
import { createHttpServer, type App } from '../src/platform/http.ts';
import type { LogTarget } from '../src/platform/log.ts';
import { allRoutes } from '../src/routes.ts';
import { testDatabase } from './database.ts';

/** The whole program with the demo world in a database of its own: everything that `npm start` serves. */
export type WholeProgram = {
  readonly url: string;
  readonly db: Db;
  readonly app: App;
  readonly cast: Cast;
  /** An access token of one of the cast, by the password grant (or client credentials for `application`). */
  token(role: string, partner?: string): Promise<string>;
  /** One API call as one of the cast; `body` is sent as JSON. */
  call(
    method: string,
    path: string,
    as: { readonly token: string; readonly body?: unknown; readonly headers?: Record<string, string> },
  ): Promise<{ status: number; body: any; headers: Headers }>;
  /** Signs a browser in at the console, as a person would. */
  signIn(page: Page, role: string): Promise<void>;
};

export async function startWholeProgram(options: { readonly customers?: number } = {}): Promise<WholeProgram> {
  const { close, ...program } = await openWholeProgram(await testDatabase(), options);
  after(close);
  return program;
}

/** The same on a database that is there, for runs outside of the test runner; `close` ends all but the database. */
export async function openWholeProgram(
  db: Db,
  options: { readonly customers?: number; readonly log?: LogTarget } = {},
): Promise<WholeProgram & { readonly catalog: CatalogSource; readonly close: () => Promise<void> }> {
  await importCatalogFiles({ db, clock: systemClock, newId }, shippedFiles());
  const catalog = await openCatalog(db, systemClock);
  const today = dayOf(systemClock.now());
  await loadDemo(db, {
    seed: DEMO_SEED,
    customers: options.customers ?? 100,
    grow: false,
    today,
    catalog: catalog.current(),
    hashSecret: (secret) => hashPassword(secret, randomBytes(16)),
  });
  let url = '';
  const access = openAccess({ db, clock: systemClock, config: { publicUrl: () => url, identity: { kind: 'embedded', audiences: [] } } });
  const app = createHttpServer({ newId, log: options.log ?? false, checksAnswers: true });
  await app.register(authentication(access));
  const parts = {
    db,
    access,
    catalog,
    clock: systemClock,
    newId,
    newSecret,
    mode: 'demo' as const,
    outbound: { plainHttp: 'loopback', addresses: 'loopback' } as const,
    version: 'test',
    docsFolder: folder('docs'),
  };
  for (const routes of allRoutes(parts)) await app.register(routes);
  // Another build of the console than the program's own can be looked at.
  await app.register(consoleFiles({ folder: process.env['CONSOLE_DIR'] ?? folder('dist/console') }));
  url = await app.listen({ port: 0, host: '127.0.0.1' });
  const close = async (): Promise<void> => {
    app.server.closeAllConnections();
    await app.close();
    catalog.close();
  };
  const cast = demoCast({ seed: DEMO_SEED, catalog: catalog.current(), baseUrl: url });
  return {
    url,
    db,
    app,
    catalog,
    close,
    cast,
    token: (role, partner) => tokenOf(cast, role, partner),
    call: (method, path, as) => call(url, method, path, as),
    signIn: (page, role) => signIn(page, url, cast, role),
  };
}

function folder(name: string): string {
  return fileURLToPath(new URL(`../${name}`, import.meta.url));
}

function castMember(cast: Cast, role: string, partner = cast.signIns[0]?.partner) {
  const found = cast.signIns.find((member) => member.role === role && member.partner === partner);
  if (found === undefined) throw new Error(`the cast has no ${role} of ${partner}`);
  return found;
}

async function tokenOf(cast: Cast, role: string, partner?: string): Promise<string> {
  const { username, password, clientId, clientSecret, tokenUrl } = castMember(cast, role, partner);
  const grant =
    username === undefined || username === null
      ? { grant_type: 'client_credentials' }
      : { grant_type: 'password', username, password: password ?? '' };
  const form = new URLSearchParams({
    ...grant,
    client_id: clientId,
    client_secret: clientSecret,
    scope: 'https://api.partnercenter.microsoft.com/.default',
  });
  const answer = await fetch(tokenUrl, { method: 'POST', body: form });
  const body = (await answer.json()) as { access_token?: string };
  if (body.access_token === undefined) throw new Error(`no token for ${role}: ${JSON.stringify(body)}`);
  return body.access_token;
}

async function call(
  url: string,
  method: string,
  path: string,
  { token, body, headers = {} }: { readonly token: string; readonly body?: unknown; readonly headers?: Record<string, string> },
) {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text };
}

async function signIn(page: Page, url: string, cast: Cast, role: string): Promise<void> {
  const { username, password } = castMember(cast, role);
  await page.goto(`${url}/signin?returnTo=/`);
  await page.locator('input[name="username"]').fill(username ?? '');
  await page.locator('input[name="password"]').fill(password ?? '');
  await page.locator('button[type="submit"]').first().click();
  await page.waitForURL((address) => address.pathname === '/' || address.pathname.startsWith('/customers'));
}
