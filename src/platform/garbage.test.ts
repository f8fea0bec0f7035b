import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Type } from 'typebox';
import { testDatabase } from '../../test/database.ts';
import { callerOfPartner, guid, readingCatalog, readingWorld } from '../../test/reading-world.ts';
import { testServer } from '../../test/server.ts';
import { customerRoutes } from '../customers/routes.ts';
import { licenseRoutes } from '../licenses/routes.ts';
import { subscriptionRoutes } from '../subscriptions/routes.ts';
import { Guid } from './contract.ts';
import type { Routes } from './http.ts';

const db = await testDatabase();
const world = readingWorld(db);
const partner = await world.partner();
const customer = await world.customer(partner);
const catalog = { current: () => readingCatalog };

/** A body of every kind of member that there is, whose texts the database gets to see as JSON. */
const Everything = Type.Object({
  id: Type.Optional(Guid),
  name: Type.Optional(Type.String()),
  size: Type.Optional(Type.Integer({ minimum: -2147483648, maximum: 2147483647 })),
  word: Type.Optional(Type.Enum(['none', 'first_one', 'second_one'])),
  list: Type.Optional(Type.Array(Type.Object({ name: Type.String() }))),
  free: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});
const storing: Routes = async (app) => {
  app.post(
    '/v1/everything',
    { config: { right: 'public' }, schema: { body: Everything, response: { 200: Type.Object({ size: Type.Integer() }) } } },
    async (request) => {
      const { rows } = await db.read<{ size: number }>('select length($1::jsonb::text) as size, $2::integer as taken', [
        JSON.stringify(request.body),
        request.body.size ?? 0,
      ]);
      return { size: rows[0]?.size ?? 0 };
    },
  );
};
const server = await testServer(
  [storing, customerRoutes({ db }), subscriptionRoutes({ db, catalog, clock: { now: () => new Date() } }), licenseRoutes({ db, catalog })],
  callerOfPartner(partner),
);

const unit = fc.constantFrom<'binary' | 'grapheme'>('binary', 'grapheme');
const text = fc.oneof(
  unit.chain((each) => fc.string({ unit: each })),
  fc.constantFrom('\u0000', '\ud800', "'; drop table customer; --", '%00', '__proto__', 'constructor', '-1', '1e999', '../..'),
);
const name = fc.constantFrom(
  'size',
  'SIZE',
  'filter',
  'seekOperation',
  'search',
  'order_id',
  'mpn_id',
  'licenseGroupIds',
  'sortField',
  'sortDirection',
);
const value = fc.oneof(
  text,
  fc
    .record({
      Field: fc.constantFrom('CompanyName', 'Domain', 'UserState', 'DisplayName'),
      Value: text,
      Operator: fc.constantFrom('starts_with', 'equals', 'substring'),
    })
    .map((filter) => JSON.stringify(filter)),
);
const id = fc.oneof(fc.constant(customer), fc.constant(guid('1')), text);
const place = fc.constantFrom(
  '',
  '/subscriptions',
  '/users',
  '/subscribedskus',
  '/profiles/company',
  '/subscriptions/ID',
  '/subscriptions/ID/addons',
  '/users/ID',
  '/users/ID/licenses',
);

test('no address, query or token makes the server fail', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.option(id),
      place,
      id,
      fc.array(fc.tuple(name, value), { maxLength: 4 }),
      fc.option(fc.base64String()),
      async (customerId, part, inner, query, token) => {
        const rest = part.replace('ID', encode(inner));
        const path = customerId === null ? '/v1/customers' : `/v1/customers/${encode(customerId)}${rest}`;
        const parameters = query.map(([key, each]) => `${key}=${encode(each)}`).join('&');
        const answer = await server.ask(`${path}?${parameters}`, token === null ? {} : { headers: { 'MS-ContinuationToken': token } });
        assert.ok(answer.status < 500, `${path}?${parameters}: ${answer.text}`);
      },
    ),
    { numRuns: 300 },
  );
});

test('no body makes the server fail', async () => {
  const member = fc.oneof(
    fc.json({ noUnicodeString: false }).map((json) => JSON.parse(json) as unknown),
    fc.anything({ maxDepth: 3, withNullPrototype: false }),
    text,
    fc.double(),
    fc.integer(),
    fc.constant(customer),
  );
  const body = fc.oneof(
    fc.record(
      {
        id: member,
        NAME: text,
        size: member,
        Word: fc.oneof(fc.constantFrom('FirstOne', 2, '1', 'none'), member),
        list: member,
        free: member,
      },
      { requiredKeys: [] },
    ),
    fc.record({ free: fc.dictionary(text, member) }),
    fc.record({ list: fc.array(fc.record({ Name: text })) }),
    member,
  );
  await fc.assert(
    fc.asyncProperty(body, async (each) => {
      const raw = JSON.stringify(each, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? 'null';
      const answer = await server.ask('/v1/everything', { method: 'POST', raw });
      assert.ok(answer.status < 500, `${raw}: ${answer.text}`);
    }),
    { numRuns: 500 },
  );
});

test('no bytes make the server fail', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 200 }),
        fc.string({ unit: 'binary' }).map((each) => Buffer.from(`{"name":"${each}"}`)),
      ),
      async (bytes) => {
        const response = await fetch(`${server.origin}/v1/everything`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: Buffer.from(bytes),
        });
        assert.ok(response.status < 500, Buffer.from(bytes).toString('hex'));
        await response.arrayBuffer();
      },
    ),
    { numRuns: 300 },
  );
});

/** Percent-encodes what can be encoded; halves of a character go as the bytes that would stand for them. */
function encode(part: string): string {
  try {
    return encodeURIComponent(part).replaceAll('.', '%2e');
  } catch {
    return '%ed%a0%80';
  }
}
