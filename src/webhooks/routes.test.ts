import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import { testServer } from '../../test/server.ts';
import { sources } from '../../test/sources.ts';
import { agentOf, plantPartner } from '../../test/tenant.ts';
import { newId } from '../platform/clock.ts';
import { RAISED_EVENTS } from './events.ts';
import { webhookRoutes, type WebhookDeps } from './routes.ts';

const db = await testDatabase();
let now = new Date('2026-06-11T09:00:00Z');
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
const clock = { now: () => now };
const access = { config: { publicUrl: () => 'https://upseat.example' } } as unknown as WebhookDeps['access'];
const deps: WebhookDeps = { access, db, clock, newId };
const { ask, actAs } = await testServer([webhookRoutes(deps)]);
const local = await testServer([webhookRoutes({ ...deps, outbound: { plainHttp: 'loopback', addresses: 'loopback' } })]);

const AT = '/webhooks/v1/registration';
const TESTS = `${AT}/validationEvents`;
const wish = { WebhookUrl: 'https://hook.example/upseat', WebhookEvents: ['subscription-updated', 'Test-Created', 'test-created'] };
const aPartner = async () => {
  const partnerId = await plantPartner(db);
  actAs(agentOf(partnerId, 'admin_agent'));
  local.actAs(agentOf(partnerId, 'admin_agent'));
  return partnerId;
};
const post = (body: unknown, headers = {}) => ask(AT, { method: 'POST', body, headers });

describe('the registration', () => {
  test('404 while there is none, to be read, changed, ended or tried', async () => {
    await aPartner();
    for (const [path, method, body] of [
      [AT, 'GET', undefined],
      [AT, 'PUT', wish],
      [AT, 'DELETE', undefined],
      [TESTS, 'POST', undefined],
      [`${TESTS}/${newId()}`, 'GET', undefined],
    ] as const) {
      const answer = await ask(path, { method, body });
      assert.deepEqual([answer.status, answer.body.code], [404, 1000], `${method} ${path}`);
    }
  });

  test('200 when it is made, in the words of the public API; event names in any case, each once', async () => {
    const partnerId = await aPartner();
    const made = await post(wish);
    assert.equal(made.status, 200);
    const expected = {
      subscriberId: partnerId,
      webhookUrl: wish.WebhookUrl,
      webhookEvents: ['subscription-updated', 'test-created'],
      signatureTokenToMsSignatureHeader: false,
      lastModifiedTimestamp: '2026-06-11T09:00:00Z',
    };
    assert.deepEqual(made.body, expected);
    assert.deepEqual((await ask(AT)).body, expected);
  });

  test('409 when there is one; a repeat of the request that made it gets its answer again', async () => {
    await aPartner();
    const headers = { 'MS-RequestId': newId() };
    const first = await post(wish, headers);
    assert.deepEqual((await post(wish, headers)).body, first.body);
    const second = await post(wish);
    assert.deepEqual([second.status, second.body.data], [409, ['webhookUrl']]);
  });

  test('200 when it is changed, whole; and the change stands in the journal with both states', async () => {
    const partnerId = await aPartner();
    await post(wish);
    later(60);
    const change = { webhookUrl: 'https://other.example/', webhookEvents: ['invoice-ready'], signatureTokenToMsSignatureHeader: true };
    const { status, body } = await ask(AT, { method: 'PUT', body: change });
    assert.equal(status, 200);
    assert.deepEqual({ ...body, ...change }, body);
    assert.deepEqual((await ask(AT)).body, body);
    const { rows } = await db.read<{ operation_type: string; resource_old_value: string | null; resource_new_value: string }>(
      `select operation_type, resource_old_value, resource_new_value from partner_audit_entry where partner_id = $1 order by operation_date`,
      [partnerId],
    );
    assert.deepEqual(
      rows.map(({ operation_type }) => operation_type),
      ['add_webhook', 'update_webhook'],
    );
    assert.equal(JSON.parse(rows[1]?.resource_old_value ?? '').WebhookUrl, wish.WebhookUrl);
    assert.equal(JSON.parse(rows[1]?.resource_new_value ?? '').WebhookUrl, change.webhookUrl);
  });

  test('204 when it is ended, after which another can be made', async () => {
    await aPartner();
    await post(wish);
    assert.equal((await ask(AT, { method: 'DELETE' })).status, 204);
    assert.equal((await ask(AT)).status, 404);
    assert.equal((await post(wish)).status, 200);
  });

  test('a partner sees its own only', async () => {
    await aPartner();
    await post(wish);
    await aPartner();
    assert.equal((await ask(AT)).status, 404);
    assert.equal((await post({ ...wish, WebhookUrl: 'https://second.example/' })).status, 200);
  });

  const refused: [why: string, change: Record<string, unknown>, member: string][] = [
    ['plain HTTP', { WebhookUrl: 'http://hook.example/' }, 'webhookUrl'],
    ['this machine', { WebhookUrl: 'https://localhost/' }, 'webhookUrl'],
    ['a private address', { WebhookUrl: 'https://192.168.1.1/' }, 'webhookUrl'],
    ['the metadata service', { WebhookUrl: 'https://169.254.169.254/' }, 'webhookUrl'],
    ['no address', { WebhookUrl: 'hook' }, 'webhookUrl'],
    ['a password', { WebhookUrl: 'https://a:b@hook.example/' }, 'webhookUrl'],
    ['a very long address', { WebhookUrl: `https://hook.example/${'x'.repeat(2000)}` }, 'webhookUrl'],
    ['no event', { WebhookEvents: [] }, 'webhookEvents'],
    ['an unknown event', { WebhookEvents: ['subscription-updated', 'subscription-exploded'] }, 'webhookEvents'],
  ];
  for (const [why, change, member] of refused) {
    test(`400 for ${why}`, async () => {
      await aPartner();
      const { status, body } = await post({ ...wish, ...change });
      assert.deepEqual([status, body.code, body.data], [400, 2000, [member]]);
    });
  }

  test('a program that asks for every documented event may, also for those that never happen here', async () => {
    await aPartner();
    const events = ['usagerecords-thresholdExceeded', 'azure-fraud-event-detected'];
    assert.deepEqual((await post({ ...wish, WebhookEvents: events })).body.webhookEvents, events);
  });

  test('where the operator allows it, this machine over plain HTTP', async () => {
    await aPartner();
    assert.equal((await local.ask(AT, { method: 'POST', body: { ...wish, WebhookUrl: 'http://localhost:9000/' } })).status, 200);
    assert.equal((await local.ask(AT, { method: 'PUT', body: { ...wish, WebhookUrl: 'http://hook.example/' } })).status, 400);
  });
});

describe('the events', () => {
  test('are a plain array of names', async () => {
    const { status, body } = await ask(`${AT}/events`);
    assert.equal(status, 200);
    assert.ok(body.includes('subscription-updated') && body.includes('test-created'));
  });

  test('everything that is announced anywhere can be asked for', () => {
    const named = sources('src')
      .filter(({ path }) => !path.endsWith('.test.ts'))
      .flatMap(({ text }) => [...text.matchAll(/\beventName: (?:granted \? )?['`]([a-z-]+)/g)].map((match) => match[1] ?? ''));
    assert.ok(named.length > 5);
    for (const name of named)
      assert.ok(
        RAISED_EVENTS.some((event) => event.startsWith(name)),
        name,
      );
  });
});

describe('a test event', () => {
  test('200 with its id, twice a minute; then 429 that says how long to wait', async () => {
    const partnerId = await aPartner();
    await post(wish);
    const headers = { 'MS-RequestId': newId() };
    const first = await ask(TESTS, { method: 'POST', headers });
    assert.equal(first.status, 200);
    assert.deepEqual((await ask(TESTS, { method: 'POST', headers })).body, first.body, 'a repeat sends no second one');
    later(20);
    assert.equal((await ask(TESTS, { method: 'POST' })).status, 200);
    later(20);
    const third = await ask(TESTS, { method: 'POST' });
    assert.deepEqual([third.status, third.headers.get('retry-after'), third.body.statusCode], [429, '20', 429]);
    later(20);
    assert.equal((await ask(TESTS, { method: 'POST' })).status, 200);

    const { correlationId } = first.body;
    assert.deepEqual((await ask(`${TESTS}/${correlationId.toUpperCase()}`)).body, {
      correlationId,
      partnerId,
      status: 'pending',
      callbackUrl: wish.WebhookUrl,
      results: [],
    });
    actAs(agentOf(await plantPartner(db), 'admin_agent'));
    assert.equal((await ask(`${TESTS}/${correlationId}`)).status, 404);
    actAs(agentOf(partnerId, 'admin_agent'));
    later(7 * 86_400);
    assert.equal((await ask(`${TESTS}/${correlationId}`)).status, 404);
  });

  test('400 where the registration leaves it out', async () => {
    await aPartner();
    await post({ ...wish, WebhookEvents: ['invoice-ready'] });
    const { status, body } = await ask(TESTS, { method: 'POST' });
    assert.deepEqual([status, body.code, body.data], [400, 2000, ['webhookEvents']]);
  });
});
