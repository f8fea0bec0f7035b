import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRight } from '../../src/access/permissions.ts';
import type { Answer, OpenApi, Operation } from '../../src/platform/openapi.ts';
import { openWorld } from './world.ts';

// The description of the API, linted, and held against every route of the program.
const world = await openWorld();
const served = await fetch(`${world.origin}/openapi.json`);
const api = (await served.json()) as OpenApi;
const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]): [string, string, Operation] => [path, method, operation]),
);
const routes = world.app.describedRoutes().filter(({ method, url }) => /^\/(v1|webhooks|auditactivity)\//.test(url) && method !== 'HEAD');

/** Follows a pointer; what is no pointer is itself. */
function resolve(value: unknown): any {
  const reference = (value as { $ref?: string }).$ref;
  if (reference === undefined) return value;
  return reference
    .split('/')
    .slice(1)
    .reduce<any>((at, part) => at?.[part], api);
}

function pointersIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => (key === '$ref' && typeof member === 'string' ? [member] : pointersIn(member)));
}

test('it is OpenAPI 3.1', () => assert.deepEqual([served.status, api.openapi, api.info.version], [200, '3.1.0', '1.2.3']));

test('every pointer leads somewhere', () => {
  const broken = pointersIn(api).filter((pointer) => resolve({ $ref: pointer }) === undefined);
  assert.deepEqual(broken, []);
});

test('it describes every route of the API, and nothing else', () => {
  const described = operations
    .filter(([path]) => /^\/(v1|webhooks|auditactivity)\//.test(path))
    .map(([path, method]) => `${method.toUpperCase()} ${path}`);
  const there = routes.map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, '{$1}')}`);
  assert.deepEqual(described.toSorted(), there.toSorted());
  assert.ok(described.length > 150);
});

test('every operation has an id of its own, a summary, a chapter and a right of the table', () => {
  const ids = operations.map(([, , operation]) => operation.operationId);
  assert.deepEqual(
    ids.filter((id, i) => ids.indexOf(id) !== i),
    [],
  );
  for (const [path, method, operation] of operations) {
    assert.ok(operation.summary.length > 3 && operation.tags.length > 0, `${method} ${path}`);
    assert.ok(isRight(operation['x-right']), `${method} ${path} names ${operation['x-right']}`);
  }
});

test('every operation names its path’s parameters, and says what it answers', () => {
  for (const [path, method, operation] of operations) {
    const named = operation.parameters.map(resolve).filter((parameter) => parameter.in === 'path');
    assert.deepEqual(
      named.map((parameter) => parameter.name),
      [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
      `${method} ${path}`,
    );
    const statuses = Object.keys(operation.responses);
    assert.ok(
      statuses.some((status) => /^(2|3|501)/.test(status)),
      `${method} ${path} says no success`,
    );
    for (const answer of Object.values(operation.responses)) assert.ok(resolve(answer).description.length > 1, `${method} ${path}`);
  }
});

test('every fault has an example in the form of a fault', () => {
  for (const [path, method, operation] of operations) {
    for (const [status, given] of Object.entries(operation.responses)) {
      if (!/^[45]/.test(status)) continue;
      const answer: Answer = resolve(given);
      const content = answer.content?.['application/json'];
      // The sign-in addresses answer as their own standards say.
      if (content === undefined || !pointersIn(content.schema).some((pointer) => pointer.endsWith('/Fault'))) continue;
      const example = (content as { example?: { code?: unknown; description?: unknown; data?: unknown; source?: unknown } }).example;
      assert.deepEqual(
        [typeof example?.code, typeof example?.description, Array.isArray(example?.data), example?.source],
        ['number', 'string', true, 'Upseat'],
        `${method} ${path} ${status}`,
      );
    }
  }
});

test('every operation with a body takes JSON or says what it takes', () => {
  for (const [path, method, { requestBody }] of operations) {
    if (requestBody !== undefined) assert.ok(Object.keys(requestBody.content).length > 0, `${method} ${path}`);
  }
});

test('enums and formats are those of JSON Schema', () => {
  const formats = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { format, type } = value as { format?: unknown; type?: unknown };
    if (typeof format === 'string' && type === 'string') formats.add(format);
    Object.values(value).forEach(look);
  };
  look(api.components.schemas);
  assert.deepEqual(
    [...formats].filter((format) => !['date', 'date-time', 'email', 'uri', 'uuid', 'binary'].includes(format)),
    [],
  );
});
