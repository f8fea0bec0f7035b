import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ABSENT } from '../../src/coverage/absent.ts';
import { CAUSES } from '../../src/coverage/causes.ts';
import { coveragePage } from '../../src/coverage/page.ts';
import { newId } from '../../src/platform/clock.ts';
import { openWorld } from './world.ts';

const world = await openWorld();
const registered = world.app.describedRoutes();
const shape = (address: string) => address.replace(/:\w+/g, ':').toLowerCase();

test('the table in the docs is the list in the code: print it anew with `npm run --silent api-coverage > docs/api-coverage.md`', () => {
  assert.equal(readFileSync(new URL('../../docs/api-coverage.md', import.meta.url), 'utf8'), coveragePage());
});

test('what has a route of its own has left the list', () => {
  const there = new Set(
    registered.filter(({ schema }) => schema.tags?.[0] !== 'not there').map(({ method, url }) => shape(`${method} ${url}`)),
  );
  assert.deepEqual(
    ABSENT.flatMap(({ addresses }) => addresses).filter((address) => there.has(shape(address))),
    [],
  );
});

test('each address of the list answers 501 and names what is missing, whatever is sent', async () => {
  for (const { key, why, addresses } of ABSENT) {
    for (const address of addresses) {
      const [method = '', url = ''] = address.split(' ');
      const path = url.replace(/:\w+/g, () => newId());
      const body = ['POST', 'PUT', 'PATCH'].includes(method) ? { raw: '{}', headers: { 'Content-Type': 'application/json' } } : {};
      const answer = await world.ask(path, { method, ...body }, 'application');
      assert.deepEqual([answer.status, answer.body.code, answer.body.data, answer.body.source], [501, 0, [key], 'Upseat'], address);
      assert.ok(answer.body.description.endsWith(CAUSES[why]));
    }
  }
});

test('nobody is told what is missing without signing in', async () => {
  const answer = await fetch(`${world.origin}/v1/usagesummary`);
  assert.deepEqual([answer.status, ((await answer.json()) as { code: number }).code], [401, 400]);
});

test('keys are named once', () => {
  assert.equal(new Set(ABSENT.map(({ key }) => key)).size, ABSENT.length);
});
