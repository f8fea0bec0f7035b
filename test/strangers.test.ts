import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isRight, RIGHTS } from '../src/access/permissions.ts';
import type { DescribedRoute } from '../src/platform/app.ts';
import { newId } from '../src/platform/clock.ts';
import { queueAnnounced } from '../src/webhooks/deliveries/store.ts';
import { OF_CUSTOMERS } from './repeats/customer.ts';
import { OF_PARTNERS } from './repeats/partner.ts';
import { OF_PORTFOLIOS } from './repeats/portfolio.ts';
import { repeatWorld, type Answer, type Made, type Prepared, type World } from './repeats/world.ts';
import { testSignIns } from './sign-in.ts';
import { clock, NOW, plantCustomer } from './tenant.ts';
import { signedInAs, tenantAdmin } from './tenant-person.ts';
import { watchWrites, writtenSince } from './written-rows.ts';

// Each request that names what is there, and would succeed, is sent by somebody whose it is not, about a sibling of the
// customer whose it is, and after the relationship has ended. It must be answered as if nothing of the kind were there,
// and write nothing; then its owner sends it, and it does succeed. A new route is covered when it is there.
const world = await repeatWorld();
const { db } = world;
const theirs = await testSignIns(db, { clock, name: 'fabrikam' });
await watchWrites(db);

const SUBSCRIPTION = '/v1/customers/:customerId/subscriptions/:subscriptionId';
const WRITING: Readonly<Record<string, (of: World) => Promise<Prepared>>> = { ...OF_PARTNERS, ...OF_CUSTOMERS, ...OF_PORTFOLIOS };

/** What there is to be asked that no writing route names, by one of its parameters. */
const ASKING: Readonly<Record<string, () => Promise<Prepared>>> = {
  invoiceId: async () => {
    const number = world.next();
    await db.read(
      `insert into invoice (partner_id, invoice_number, currency, month_from, month_until, total_minor, line_count, partner_name, issued_at)
       values ($1, $2, 'USD', '2020-01-01'::date + 31 * $2::int, '2020-01-02'::date + 31 * $2::int, 0, 0, 'C', $3)`,
      [world.partnerId, number, NOW],
    );
    const params = { invoiceId: `G${String(number).padStart(9, '0')}`, provider: 'office', lineItemType: 'billinglineitems' };
    return { params, query: 'provider=office&invoicelineitemtype=billinglineitems' };
  },
  recordId: async () => {
    await world.done(`PATCH ${SUBSCRIPTION}`, { params: await world.customer(), body: { quantity: 20 } });
    const { items } = await world.done('GET /v1/auditrecords', { query: `startDate=${NOW.toISOString().slice(0, 10)}` });
    return { params: { recordId: items[0].id } };
  },
  correlationId: async () => ({ params: { correlationId: await testEvent() } }),
  productId: async () => {
    const [productId = '', skuId = '', availabilityId = ''] = world.offer('m365-business-basic-nce').id.split(':');
    return { params: { ...(await world.customer()), productId, skuId, availabilityId }, query: 'country=US' };
  },
};

/** What is only looked at beforehand, by what does it. */
const PREVIEWS: Readonly<Record<string, () => Promise<Prepared>>> = {
  [`POST ${SUBSCRIPTION}/changepreviews`]: () => prepared(`PATCH ${SUBSCRIPTION}`),
  [`POST ${SUBSCRIPTION}/upgradepreviews`]: () => prepared(`POST ${SUBSCRIPTION}/upgrades`),
  [`POST ${SUBSCRIPTION}/scheduledchangepreviews`]: () => prepared(`POST ${SUBSCRIPTION}/scheduledchanges`),
  [`POST ${SUBSCRIPTION}/transitionpreviews`]: () => prepared(`POST ${SUBSCRIPTION}/transitions`),
  'POST /v1/customers/:customerId/orders/:orderId/cyclepreviews': async () => ({
    params: (await prepared('PATCH /v1/customers/:customerId/orders/:orderId')).params ?? {},
  }),
};

async function testEvent(): Promise<string> {
  const deliveryId = newId();
  const event = { deliveryId, partnerId: world.partnerId, eventName: 'test-created', resourceName: 'test', resourceUri: '/test' };
  const row = { ...event, auditRecordId: null, correlationId: deliveryId, happenedAt: NOW.toISOString() };
  await db.transaction(async (tx) => queueAnnounced(tx, [row], NOW));
  return deliveryId;
}

const nameOf = ({ method, url }: DescribedRoute) => `${method} ${url}`;
const parametersOf = (url: string) => [...url.matchAll(/:(\w+)/g)].map(([, name = '']) => name);

async function prepared(name: string): Promise<Prepared> {
  const prepare = WRITING[name];
  assert.ok(prepare !== undefined, name);
  return prepare(world);
}

/** How a route's request is made ready; of one that reads, by the route that writes to the same things. */
function preparationOf(route: DescribedRoute): (() => Promise<Prepared>) | null {
  const [name, names] = [nameOf(route), parametersOf(route.url)];
  if (name in WRITING) return () => prepared(name);
  const other = PREVIEWS[name] ?? names.map((each) => ASKING[each]).find((each) => each !== undefined);
  if (other !== undefined || names.length === 0) return other ?? null;
  // The nearest is the one whose address has the same beginning and as few other parameters as possible.
  const [near] = Object.keys(WRITING)
    .filter(
      (each) => names.every((wanted) => each.includes(`:${wanted}`)) && each.includes(route.url.split(`/:${names.at(-1)}`)[0] ?? name),
    )
    .toSorted((a, b) => parametersOf(a).length - parametersOf(b).length);
  return near === undefined ? null : async () => ({ params: (await prepared(near)).params ?? {} });
}

const isThere = (route: DescribedRoute) => Object.keys(route.schema.response ?? {}).join() !== '501';
const asked = world.routes.filter(
  (route) =>
    !['HEAD', 'OPTIONS'].includes(route.method) && isThere(route) && isRight(route.right) && RIGHTS[route.right].asks !== 'nothing',
);

/** Ids that were made here have the version 7; those of products, roles and templates have not. */
const MADE_HERE = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|\bG\d{9}\b/gi;
const idsIn = ({ path, body }: Made) => [...new Set(`${path} ${body ?? ''}`.match(MADE_HERE) ?? [])];

/** The same request about other things. */
function about(request: Made, others: ReadonlyMap<string, string>): Made {
  const changed = (text: string) => text.replaceAll(MADE_HERE, (id) => others.get(id) ?? id);
  return { ...request, path: changed(request.path), body: request.body === null ? null : changed(request.body) };
}
const unknown = (ids: readonly string[]) => new Map(ids.map((id) => [id, id.startsWith('G') ? 'G999999999' : newId()]));

/** An answer without the ids that it was asked with, and what was written meanwhile. */
async function outcomeOf(request: Made): Promise<Answer & { readonly written: readonly string[] }> {
  await writtenSince(db);
  const { status, text } = await world.send(request);
  const ids = new Set(idsIn(request).map((id) => id.toLowerCase()));
  return { status, text: text.replaceAll(MADE_HERE, (id) => (ids.has(id.toLowerCase()) ? 'asked' : id)), written: await writtenSince(db) };
}

async function looksUnknown(request: Made, nothing: Made, who: string): Promise<void> {
  const [seen, expected] = [await outcomeOf(request), await outcomeOf(nothing)];
  assert.deepEqual(seen, expected, `${who} is answered as if it were not there`);
  if (seen.status >= 400) assert.deepEqual(seen.written, [], who);
  if (request.path !== nothing.path) assert.equal(seen.status, 404, `${who}: ${seen.text}`);
}

describe('what is there and not the caller’s looks like what is not there', () => {
  for (const route of asked) {
    const prepare = preparationOf(route);
    if (prepare === null) continue;
    test(nameOf(route), async () => {
      const ready = await prepare();
      const request = await world.make(route, ready);
      const ids = idsIn(request);
      if (ids.length > 0) {
        const headers = { ...request.headers, ...(await strangers(ready)) };
        await looksUnknown({ ...request, headers }, about({ ...request, headers }, unknown(ids)), 'somebody else');
      }
      const customerId = route.url.includes(':customerId') ? ready.params?.['customerId'] : undefined;
      if (customerId !== undefined) await amongOwn(request, customerId, ids);

      const { status, text, written } = await outcomeOf(request);
      assert.ok(status < 300, `whose it is: ${status} ${text}`);
      if (route.method !== 'GET' && nameOf(route) in WRITING) assert.ok(written.length > 0, 'whose it is does write');
    });
  }
});

/** Somebody of another partner; of another tenant where a tenant's people ask. */
async function strangers({ headers, as = 'global_admin' }: Prepared): Promise<Readonly<Record<string, string>>> {
  if (headers !== undefined) return signedInAs(db, clock, tenantAdmin({ tenantId: await plantCustomer(db, world.partnerId) }));
  return { authorization: `Bearer ${await theirs.tokenFor(as)}` };
}

/** The partner itself, about a sibling of the customer, and when the customer is not its own any more. */
async function amongOwn(request: Made, customerId: string, ids: readonly string[]): Promise<void> {
  const below = ids.filter((id) => id !== customerId);
  const sibling = new Map([[customerId, String((await world.customer()).customerId)]]);
  if (below.length > 0)
    await looksUnknown(about(request, sibling), about(request, new Map([...sibling, ...unknown(below)])), 'below a sibling');

  await db.read(`update relationship set state = 'ended', ended_at = $2 where customer_id = $1`, [customerId, NOW]);
  await looksUnknown(request, about(request, unknown(ids)), 'after the end');
  await db.read(`update relationship set state = 'active', ended_at = null where customer_id = $1`, [customerId]);
}

test('every route that names something but what all may see is tried', () => {
  const left = asked.filter((route) => parametersOf(route.url).some((name) => name !== 'offerId') && preparationOf(route) === null);
  assert.deepEqual(left.map(nameOf), []);
});
