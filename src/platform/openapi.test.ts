import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Type } from 'typebox';
import { readingCatalog } from '../../test/reading-world.ts';
import { customerRoutes } from '../customers/routes.ts';
import { licenseRoutes } from '../licenses/routes.ts';
import { subscriptionRoutes } from '../subscriptions/routes.ts';
import { newId } from './clock.ts';
import { Attributes, Collection } from './contract.ts';
import type { Db } from './db.ts';
import { documentationRoutes } from './documentation.ts';
import { createHttpServer } from './http.ts';
import { describeApi, type OpenApi } from './openapi.ts';
import { namedSchemas } from './openapi-schemas.ts';

/** No route is called here, so no database is either. */
const db = {} as Db;
const catalog = { current: () => readingCatalog };
const app = createHttpServer({ newId, log: false });
after(() => app.close());
for (const routes of [
  customerRoutes({ db }),
  subscriptionRoutes({ db, catalog, clock: { now: () => new Date() } }),
  licenseRoutes({ db, catalog }),
  documentationRoutes({ version: '1.2.3', docsFolder: 'docs' }),
]) {
  await app.register(routes);
}
const served = await app.inject('/openapi.json');
const api = served.json<OpenApi>();

/** Every `$ref` in a document. */
function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => (key === '$ref' && typeof member === 'string' ? [member] : references(member)));
}

test('the description is OpenAPI 3.1, with the version of the program', () => {
  assert.deepEqual([served.statusCode, api.openapi, api.info.version], [200, '3.1.0', '1.2.3']);
});

test('every pointer leads somewhere', () => {
  const found = references(api);
  assert.ok(found.length > 100);
  for (const reference of found) {
    const target = reference
      .split('/')
      .slice(1)
      .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], api);
    assert.notEqual(target, undefined, reference);
  }
});

test('every route of the API is described', () => {
  const missing = app
    .describedRoutes()
    .filter(
      ({ method, url }) =>
        url.startsWith('/v1') && method !== 'HEAD' && api.paths[url.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()] === undefined,
    );
  assert.deepEqual(missing, []);
  assert.ok(Object.keys(api.paths).includes('/v1/customers/{customerId}/subscriptions/{subscriptionId}/addons'));
});

test('operations have ids of their own, their path parameters, a right and the answers of every route', () => {
  const ids = new Set<string>();
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const operation of Object.values(methods)) {
      assert.ok(!ids.has(operation.operationId), operation.operationId);
      ids.add(operation.operationId);
      const inPath = operation.parameters.flatMap((parameter) => ('in' in parameter && parameter.in === 'path' ? [parameter] : []));
      assert.deepEqual(
        inPath.map(({ name }) => name),
        [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
      );
      assert.ok(inPath.every(({ required }) => required));
      assert.notEqual(operation['x-right'], '');
      if (operation['x-right'] !== 'public')
        for (const status of ['401', '403', '500', '503']) assert.ok(status in operation.responses, `${path} ${status}`);
      for (const answer of Object.values(operation.responses)) assert.ok('$ref' in answer || answer.description !== '', path);
    }
  }
});

test('resources are named as on the wire, and written once', () => {
  const names = Object.keys(api.components.schemas);
  for (const name of [
    'Customer',
    'CustomerCollection',
    'Subscription',
    'SubscriptionCollection',
    'SubscribedSku',
    'License',
    'CustomerUser',
    'Fault',
    'Link',
  ])
    assert.ok(names.includes(name), name);
  assert.deepEqual(
    names.filter((name) => /\d$/.test(name)),
    [],
  );
  assert.ok(!JSON.stringify(api.components.schemas).includes('~'));
});

test('a list in a query is described as one', () => {
  const parameters = api.paths['/v1/customers/{customerId}/subscribedskus']?.['get']?.parameters ?? [];
  const groups = parameters.find((parameter) => 'name' in parameter && parameter.name === 'licenseGroupIds');
  assert.deepEqual(groups, {
    name: 'licenseGroupIds',
    in: 'query',
    required: false,
    description: 'Repeated or with commas; none: group1.',
    schema: { type: 'array', items: { enum: ['none', 'group1', 'group2'], description: '`group1`: licences that the directory manages.' } },
    style: 'form',
    explode: true,
  });
});

test('two different schemas of one name are told apart, two equal ones are one', () => {
  const schemas = namedSchemas();
  const first = Type.Object({ attributes: Attributes('Thing') });
  const again = Type.Object({ attributes: Attributes('Thing') });
  const other = Type.Object({ size: Type.Integer(), attributes: Attributes('Thing') });
  assert.deepEqual(
    [first, again, other, Collection(first)].map((schema) => schemas.use(schema)['$ref']),
    ['#/components/schemas/Thing', '#/components/schemas/Thing', '#/components/schemas/Thing2', '#/components/schemas/ThingCollection'],
  );
});

test('a body and an answer without content are described', () => {
  const described = describeApi(
    [
      {
        method: 'POST',
        url: '/v1/things',
        right: 'things.write',
        schema: {
          summary: 'Make',
          tags: ['things'],
          body: Type.Object({ name: Type.String() }),
          response: { 204: Type.Null({ description: 'Made' }) },
        },
      },
    ],
    '1',
  );
  const operation = described.paths['/v1/things']?.['post'];
  assert.deepEqual(operation?.requestBody, {
    required: true,
    content: { 'application/json': { schema: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } } },
  });
  assert.deepEqual(operation?.responses['204'], { description: 'Made' });
});
