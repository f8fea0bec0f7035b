import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { TSchema } from 'typebox';
import { ROLES, type Role } from '../src/access/caller.ts';
import { isRight, may, RIGHTS, type Right } from '../src/access/permissions.ts';
import { authentication } from '../src/access/routes.ts';
import { importCatalogFiles, openCatalog, shippedFiles } from '../src/catalog/worker.ts';
import type { DescribedRoute } from '../src/platform/app.ts';
import { newId, newSecret } from '../src/platform/clock.ts';
import { createHttpServer } from '../src/platform/http.ts';
import { allRoutes } from '../src/routes.ts';
import { testDatabase } from './database.ts';
import { sampleOf, samplesFor } from './samples.ts';
import { testSignIns } from './sign-in.ts';
import { clock, NOW, offerByKey, plantCustomer, plantSubscription, plantUser } from './tenant.ts';
import { watchWrites, writtenSince } from './written-rows.ts';

// Every route × every role × own, foreign, former and unknown customer: the answer is the one of the rights table, a foreign
// and a former customer look like an unknown one, and what is refused changes nothing. New routes are covered when they are there.
const db = await testDatabase();
await importCatalogFiles({ db, clock, newId }, shippedFiles());
const catalog = await openCatalog(db, clock);
const ours = await testSignIns(db, { clock });
const theirs = await testSignIns(db, { clock, name: 'fabrikam' });
const app = createHttpServer({ newId, log: false, checksAnswers: true });
await app.register(authentication(ours.access));
const parts = { db, access: ours.access, catalog, clock, newId, newSecret, mode: 'demo', version: 'test', docsFolder: 'docs' } as const;
for (const routes of allRoutes(parts)) await app.register(routes);
const origin = await app.listen({ port: 0, host: '127.0.0.1' });
after(async () => {
  app.server.closeAllConnections();
  await app.close();
  catalog.close();
});

type Who = Role | 'application';
const EVERYBODY: readonly Who[] = [...ROLES, 'application'];
const tokens = new Map<Who, string>();
for (const who of EVERYBODY) tokens.set(who, await ours.tokenFor(who));

/** A customer with something to reach: a subscription and a user. */
type Target = { readonly customerId: string; readonly subscriptionId: string; readonly userId: string };
const basic = offerByKey(catalog.current(), 'm365-business-basic');
const plant = async (partnerId: typeof ours.partner.partnerId): Promise<Target> => {
  const customerId = await plantCustomer(db, partnerId);
  const subscriptionId = await plantSubscription(db, { partnerId, customerId }, { offer: basic });
  return { customerId, subscriptionId, userId: await plantUser(db, { customerId }, 'kim', [{ offer: basic }]) };
};
const foreign = await plant(theirs.partner.partnerId);
const former = await plant(ours.partner.partnerId);
await db.read(`update relationship set state = 'ended', ended_at = $2 where customer_id = $1`, [former.customerId, NOW]);
const unknown: Target = { customerId: newId(), subscriptionId: foreign.subscriptionId, userId: foreign.userId };

const SAMPLES = samplesFor(basic.id);

type Answer = { readonly status: number; readonly code: unknown; readonly text: string };
const nameOf = ({ method, url }: Pick<DescribedRoute, 'method' | 'url'>) => `${method} ${url}`;

async function ask(route: DescribedRoute, who: Who, at: Target): Promise<Answer> {
  const sample = SAMPLES[nameOf(route)] ?? {};
  const { params, querystring, body } = route.schema as {
    readonly params?: TSchema;
    readonly querystring?: TSchema;
    readonly body?: TSchema;
  };
  const made = (params === undefined ? {} : sampleOf(params, newId)) as Record<string, string>;
  const values: Record<string, string> = { ...made, ...at };
  const path = route.url.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? newId()));
  const query =
    sample.query ??
    new URLSearchParams((querystring === undefined ? {} : sampleOf(querystring, newId)) as Record<string, string>).toString();
  const content = sample.raw ?? (body === undefined ? undefined : JSON.stringify(sample.body ?? sampleOf(body, newId)));
  const answer = await fetch(`${origin}${path}${query === '' ? '' : `?${query}`}`, {
    method: route.method,
    headers: {
      authorization: `Bearer ${tokens.get(who)}`,
      ...(content === undefined ? {} : { 'content-type': sample.raw === undefined ? 'application/json' : 'text/csv' }),
    },
    ...(content === undefined ? {} : { body: content }),
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') === true && text !== '';
  return { status: answer.status, code: isJson ? JSON.parse(text).code : undefined, text };
}

await watchWrites(db);
/** What was refused has changed nothing, in any table. */
const nothingWritten = async (why: string) => assert.deepEqual(await writtenSince(db), [], why);

const routes = app.describedRoutes().filter(({ method }) => !['HEAD', 'OPTIONS'].includes(method));
const rightOf = ({ right }: DescribedRoute): Right => {
  assert.ok(isRight(right), right);
  return right;
};
const proven = routes.filter((route) => RIGHTS[rightOf(route)].asks !== 'nothing');
const ofCustomers = proven.filter(({ url }) => url.includes(':customerId'));

/** How a caller is answered whose role does not suffice, or who is no person. */
function denial(who: Who, right: Right): { readonly status: number; readonly code: number } | null {
  const permission = may(ours.callerAs(who), right);
  if (permission.kind === 'allowed') return null;
  return { status: 403, code: permission.kind === 'user_required' ? 900329 : 900150 };
}

/**
 * A caller whom the table lets in may still be refused what a body asks for, and is told which roles may; or a program
 * that a person is needed.
 */
function isInnerRefusal({ status, code, text }: Answer, who: Who): boolean {
  if (status !== 403) return false;
  return code === 900329 ? who === 'application' : code === 900150 && /"data":\["[a-z_]+"/.test(text);
}

test('the routes are all there', () => {
  assert.ok(ofCustomers.length > 30, `${ofCustomers.length} routes of customers`);
  assert.deepEqual(routes.filter((route, i) => routes.findIndex((other) => nameOf(other) === nameOf(route)) !== i).map(nameOf), []);
});

describe('a customer’s route', () => {
  for (const route of ofCustomers) {
    test(`${nameOf(route)} (${route.right})`, async () => {
      const right = rightOf(route);
      await writtenSince(db);
      for (const who of EVERYBODY) {
        const denied = denial(who, right);
        const atUnknown = await ask(route, who, unknown);
        assert.deepEqual(await ask(route, who, foreign), atUnknown, `${who}: a foreign customer looks like an unknown one`);
        assert.deepEqual(await ask(route, who, former), atUnknown, `${who}: a former customer looks like an unknown one`);
        if (denied !== null) assert.deepEqual({ status: atUnknown.status, code: atUnknown.code }, denied, who);
        // What is not there at all (501) is so for everybody; and some bodies ask for more than the route's own right.
        else if (atUnknown.status !== 501 && !isInnerRefusal(atUnknown, who))
          assert.deepEqual([atUnknown.status, atUnknown.code], [404, 60003], `${who}: ${atUnknown.text}`);
        await nothingWritten(`${who}: about a customer who is not theirs`);
      }
      const own = await plant(ours.partner.partnerId);
      await writtenSince(db);
      for (const who of EVERYBODY.filter((each) => denial(each, right) !== null)) {
        const { status, code } = await ask(route, who, own);
        assert.deepEqual({ status, code }, denial(who, right), who);
        await nothingWritten(`${who}: who may not`);
      }

      for (const who of EVERYBODY.filter((each) => denial(each, right) === null)) {
        const answer = await ask(route, who, await plant(ours.partner.partnerId));
        const { status, code, text } = answer;
        assert.ok(![401, 500].includes(status) && code !== 60003, `${who}: ${status} ${text}`);
        if (code === 900150 || code === 900329) assert.ok(isInnerRefusal(answer, who), `${who}: ${text}`);
      }
    });
  }
});

describe('a partner’s route', () => {
  for (const route of proven.filter((each) => !ofCustomers.includes(each))) {
    test(`${nameOf(route)} (${route.right})`, async () => {
      const right = rightOf(route);
      await writtenSince(db);
      for (const who of EVERYBODY.filter((each) => denial(each, right) !== null)) {
        const { status, code } = await ask(route, who, unknown);
        assert.deepEqual({ status, code }, denial(who, right), who);
        await nothingWritten(`${who}: who may not`);
      }
      for (const who of EVERYBODY.filter((each) => denial(each, right) === null)) {
        const answer = await ask(route, who, unknown);
        assert.ok(answer.status !== 500, `${who}: ${answer.status} ${answer.text}`);
        if (answer.code === 900150 || answer.code === 900329) assert.ok(isInnerRefusal(answer, who), `${who}: ${answer.text}`);
      }
    });
  }
});

test('without any proof every route that asks for one answers 401', async () => {
  for (const route of proven) {
    const path = route.url.replaceAll(/:(\w+)/g, () => newId());
    const answer = await fetch(`${origin}${path}`, {
      method: route.method,
      ...(route.method === 'GET' ? {} : { body: '{}', headers: { 'content-type': 'application/json' } }),
    });
    assert.equal(answer.status, 401, nameOf(route));
    assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer/, nameOf(route));
  }
});
