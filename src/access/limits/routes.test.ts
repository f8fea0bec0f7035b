import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Type } from 'typebox';
import { testServer } from '../../../test/server.ts';
import { agentOf } from '../../../test/tenant.ts';
import type { PartnerId } from '../../kit/ids.ts';
import type { Routes } from '../../platform/http.ts';
import { newId } from '../../platform/clock.ts';
import { rateLimits } from './routes.ts';

let now = new Date('2026-06-11T09:00:00Z');
const clock = { now: () => now };
const some: Routes = async (app) => {
  const options = { config: { right: 'customers.read' }, schema: { response: { 200: Type.Object({}) } } };
  app.get('/v1/customers', options, async () => ({}));
  app.get('/v1/customers/:customerId', options, async () => ({}));
  app.post('/form', { config: { right: 'public' } }, async () => ({}));
};
const [one, two] = [agentOf(newId() as PartnerId, 'admin_agent'), agentOf(newId() as PartnerId, 'admin_agent')];
const server = await testServer([rateLimits({ clock, perMinute: 5 }), some], one);
const times = async (count: number, path: string) => {
  const statuses = [];
  for (let i = 0; i < count; i += 1) statuses.push((await server.ask(path)).status);
  return statuses.filter((status) => status === 200).length;
};

describe('a caller who is too fast', () => {
  test('is told when to try again, in the words of the gateway, and is let in then', async () => {
    assert.equal(await times(6, '/v1/customers'), 5);
    const { status, headers, body } = await server.ask('/v1/customers');
    assert.equal(status, 429);
    assert.equal(headers.get('retry-after'), '12');
    assert.deepEqual(body, { statusCode: 429, message: 'Rate limit is exceeded. Try again in 12 seconds.' });
    assert.ok(headers.get('ms-requestid'));
    now = new Date(now.getTime() + 12_000);
    assert.equal(await times(2, '/v1/customers'), 1);
  });

  test('leaves other customers and other partners alone', async () => {
    const [a, b] = [newId(), newId()];
    assert.equal(await times(6, `/v1/customers/${a}`), 5);
    assert.equal(await times(6, `/v1/customers/${b}`), 5);
    assert.equal((await server.ask(`/v1/customers/${a.toUpperCase()}`)).status, 429, 'in whatever case');
    server.actAs(two);
    assert.equal(await times(6, `/v1/customers/${a}`), 5);
    server.actAs(one);
  });

  test('is everybody of the partner together', async () => {
    const id = newId();
    await times(5, `/v1/customers/${id}`);
    server.actAs(agentOf(one.partnerId));
    assert.equal((await server.ask(`/v1/customers/${id}`)).status, 429);
    server.actAs(one);
  });
});

test('forms that need no proof are counted by address', async () => {
  server.actAs(null);
  const answers = await Promise.all(Array.from({ length: 601 }, () => server.ask('/form', { method: 'POST', body: {} })));
  assert.equal(answers.filter(({ status }) => status === 200).length, 600);
});

test('without a limit nobody is stopped', async () => {
  const free = await testServer([rateLimits({ clock, perMinute: 0 }), some], one);
  const answers = await Promise.all(Array.from({ length: 50 }, () => free.ask('/v1/customers')));
  assert.ok(answers.every(({ status }) => status === 200));
});
