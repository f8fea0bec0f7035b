import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import { agentOf, plantPartner } from '../../../test/tenant.ts';
import { webhookReceiver } from '../../../test/webhook-receiver.ts';
import type { PartnerId } from '../../kit/ids.ts';
import { newId } from '../../platform/clock.ts';
import { webhookRoutes, type WebhookDeps } from '../routes.ts';
import { webhookDeliveryRoutes } from './routes.ts';
import { claimDue, queueAnnounced } from './store.ts';
import { openSender } from './worker.ts';

const db = await testDatabase();
let now = new Date('2026-06-11T09:00:00Z');
const minutes = (count: number) => {
  now = new Date(now.getTime() + count * 60_000);
};
const clock = { now: () => now };
const access = { config: { publicUrl: () => 'https://upseat.example' } } as unknown as WebhookDeps['access'];
const policy = { plainHttp: 'loopback', addresses: 'loopback' } as const;
const deps: WebhookDeps = { access, db, clock, newId, outbound: policy };
const { ask, actAs } = await testServer([webhookRoutes(deps), webhookDeliveryRoutes(deps)]);
const sender = openSender({
  db,
  clock,
  newId,
  publicUrl: access.config.publicUrl,
  policy,
  onTrouble: (_, error) => assert.fail(String(error)),
});
const look = async () => {
  await sender.look();
  await sender.settled();
};
const LOG = '/v1/webhooks/deliveries';
const AT = '/webhooks/v1/registration';

async function world(events: readonly string[] = ['subscription-updated', 'invoice-ready', 'test-created']) {
  const partnerId = await plantPartner(db);
  const receiver = await webhookReceiver();
  const be = () => actAs(agentOf(partnerId, 'helpdesk_agent'));
  be();
  const body = { webhookUrl: receiver.url, webhookEvents: events };
  assert.equal((await ask(AT, { method: 'POST', body })).status, 200);
  return { partnerId, receiver, be };
}
async function queue(
  partnerId: PartnerId,
  resourceUri = '/customers/a/subscriptions/b',
  eventName = 'subscription-updated',
): Promise<string> {
  const deliveryId = newId();
  const about = { deliveryId, partnerId, eventName, resourceName: 'subscription', resourceUri };
  const row = { ...about, auditRecordId: null, correlationId: newId(), happenedAt: now.toISOString() };
  await db.transaction(async (tx) => queueAnnounced(tx, [row], now));
  return deliveryId;
}
const ids = (body: any): string[] => body.items.map(({ id }: { id: string }) => id);

describe('the log', () => {
  test('tells what waits, what came of each try, and what is sent', async () => {
    const { partnerId, receiver } = await world();
    receiver.answersWith = 503;
    const id = await queue(partnerId);
    const waiting = (await ask(LOG)).body.items[0];
    assert.deepEqual(
      [waiting.id, waiting.state, waiting.tries, waiting.lastStatus, waiting.nextAttemptDate],
      [id, 'waiting', 0, undefined, '2026-06-11T09:00:00Z'],
    );
    await look();
    const tried = (await ask(LOG)).body.items[0];
    assert.deepEqual(
      [tried.state, tried.tries, tried.lastStatus, tried.lastAttemptDate, tried.nextAttemptDate],
      ['waiting', 1, 503, '2026-06-11T09:00:00Z', '2026-06-11T09:01:00Z'],
    );
    const { status, body } = await ask(`${LOG}/${id.toUpperCase()}`);
    assert.equal(status, 200);
    assert.equal(body.payload, receiver.heard[0]?.raw);
    assert.deepEqual(body.attempts, [{ date: '2026-06-11T09:00:00Z', url: receiver.url, milliseconds: 0, status: 503, excerpt: 'heard' }]);
  });

  test('says why no answer came', async () => {
    const { partnerId } = await world();
    await db.read(`update webhook_registration set url = 'http://127.0.0.1:1/' where partner_id = $1`, [partnerId]);
    const id = await queue(partnerId);
    await look();
    assert.equal((await ask(LOG)).body.items[0].lastCause, 'connection_refused');
    const { body } = await ask(`${LOG}/${id}`);
    assert.equal(body.attempts[0].cause, 'connection_refused');
    assert.match(body.attempts[0].detail, /127\.0\.0\.1:1/);
  });

  test('latest first, page by page, narrowed by state, event and resource; pages survive new rows', async () => {
    const { partnerId, receiver } = await world();
    const made: string[] = [];
    for (let i = 0; i < 5; i += 1) {
      made.unshift(await queue(partnerId, `/customers/c${i}/subscriptions/s`, i === 0 ? 'invoice-ready' : 'subscription-updated'));
      minutes(1);
    }
    const first = (await ask(`${LOG}?size=2`)).body;
    assert.deepEqual(ids(first), made.slice(0, 2));
    await queue(partnerId);
    const headers = { 'MS-ContinuationToken': first.continuationToken };
    const second = (await ask(`/v1${first.links.next.uri}`, { headers })).body;
    assert.deepEqual(ids(second), made.slice(2, 4));
    assert.deepEqual(ids((await ask(`${LOG}?eventName=invoice-ready`)).body), made.slice(4));
    assert.deepEqual(ids((await ask(`${LOG}?resource=C3`)).body), [made[1]]);
    assert.equal((await ask(`${LOG}?state=delivered`)).body.items.length, 0);
    await look();
    assert.equal((await ask(`${LOG}?State=Delivered`)).body.items.length, 6);
    assert.equal(receiver.heard.length, 6);
    const narrowed = (await ask(`${LOG}?size=1&state=delivered&eventName=subscription-updated`)).body;
    const next = await ask(`/v1${narrowed.links.next.uri}`, { headers: { 'MS-ContinuationToken': narrowed.continuationToken } });
    assert.deepEqual([next.body.items.length, next.body.items[0].eventName], [1, 'subscription-updated']);
  });

  const malformed: [query: string, headers: Record<string, string>, member: string][] = [
    ['?size=501', {}, 'size'],
    ['?state=lost', {}, 'state'],
    ['?seekOperation=Next', {}, 'MS-ContinuationToken'],
    ['?seekOperation=Next', { 'MS-ContinuationToken': 'AAAA' }, 'MS-ContinuationToken'],
  ];
  for (const [query, headers, member] of malformed) {
    test(`400 for ${query}${Object.keys(headers).join()}`, async () => {
      await world();
      const { status, body } = await ask(`${LOG}${query}`, { headers });
      assert.deepEqual([status, body.data], [400, [member]]);
    });
  }

  test('404 for what is not there and for another partner’s, alike, whatever is asked', async () => {
    const theirs = await world();
    const id = await queue(theirs.partnerId);
    await world();
    assert.deepEqual((await ask(LOG)).body.items, []);
    for (const [path, method] of [
      ['', 'GET'],
      ['/replay', 'POST'],
    ] as const) {
      const [foreign, unknown] = [await ask(`${LOG}/${id}${path}`, { method }), await ask(`${LOG}/${newId()}${path}`, { method })];
      assert.deepEqual([foreign.status, foreign.text], [404, unknown.text]);
    }
    theirs.be();
    assert.equal((await ask(`${LOG}/${id}`)).status, 200);
  });
});

describe('sending again', () => {
  test('200, and it is sent under the same id, whether it was delivered or given up', async () => {
    const { partnerId, receiver } = await world();
    const id = await queue(partnerId);
    await look();
    for (const state of ['delivered', 'given_up']) {
      if (state === 'given_up') await db.read(`update webhook_delivery set state = 'given_up', tries = 10 where delivery_id = $1`, [id]);
      minutes(5);
      const { status, body } = await ask(`${LOG}/${id}/replay`, { method: 'POST' });
      assert.deepEqual([status, body.state, body.tries], [200, 'waiting', 0]);
      await look();
      assert.equal((await ask(`${LOG}/${id}`)).body.state, 'delivered');
    }
    assert.deepEqual(
      receiver.heard.map(({ headers }) => headers['ms-requestid']),
      [id, id, id],
    );
    assert.equal((await ask(`${LOG}/${id}`)).body.attempts.length, 3);
  });

  test('what waits is sent now', async () => {
    const { partnerId, receiver } = await world();
    receiver.answersWith = 500;
    const id = await queue(partnerId);
    await look();
    receiver.answersWith = 200;
    await ask(`${LOG}/${id}/replay`, { method: 'POST' });
    await look();
    assert.equal((await ask(`${LOG}/${id}`)).body.state, 'delivered');
  });

  test('everything that was given up at once, or a part of it', async () => {
    const { partnerId, receiver } = await world();
    const theirs = await plantPartner(db);
    const made = [
      await queue(partnerId, '/customers/c1'),
      await queue(partnerId, '/customers/c2'),
      await queue(partnerId, '/invoices/G1', 'invoice-ready'),
    ];
    await queue(theirs);
    await db.read(`update webhook_delivery set state = 'given_up', tries = 10, next_attempt_at = null, settled_at = $1`, [now]);
    const replay = async (body: object) => (await ask(`${LOG}/replay`, { method: 'POST', body })).body.queued;
    assert.equal(await replay({ resource: 'C2' }), 1);
    assert.equal(await replay({ eventName: 'invoice-ready' }), 1);
    assert.equal(await replay({}), 1);
    assert.equal(await replay({}), 0);
    await look();
    assert.deepEqual(new Set(receiver.heard.map(({ headers }) => headers['ms-requestid'])), new Set(made));
  });

  test('409 while it is being sent', async () => {
    const { partnerId } = await world();
    const id = await queue(partnerId);
    const claim = { claimId: newId(), now, until: new Date(now.getTime() + 60_000), limit: 100, perPartner: 4 };
    await db.transaction((tx) => claimDue(tx, claim));
    const { status, body } = await ask(`${LOG}/${id}/replay`, { method: 'POST' });
    assert.deepEqual([status, body.code], [409, 900278]);
    assert.equal((await ask(`${LOG}/${id}`)).body.isBeingSent, true);
  });

  test('409 where no receiver is registered; ending a registration gives up what waits', async () => {
    const { partnerId } = await world();
    const id = await queue(partnerId);
    assert.equal((await ask(AT, { method: 'DELETE' })).status, 204);
    assert.equal((await ask(`${LOG}/${id}`)).body.state, 'given_up');
    for (const path of [`${LOG}/${id}/replay`, `${LOG}/replay`]) {
      const { status, body } = await ask(path, { method: 'POST', ...(path === `${LOG}/replay` ? { body: {} } : {}) });
      assert.deepEqual([status, body.code], [409, 900279]);
    }
  });
});

describe('a test event', () => {
  for (const [answer, code] of [
    [200, 'OK'],
    [404, 'NotFound'],
  ] as const) {
    test(`tells that the receiver answered ${answer}, after one try`, async () => {
      const { receiver, partnerId } = await world();
      receiver.answersWith = answer;
      const { correlationId } = (await ask(`${AT}/validationEvents`, { method: 'POST' })).body;
      await look();
      const { body } = await ask(`${AT}/validationEvents/${correlationId}`);
      const results = [{ responseCode: code, responseMessage: 'heard', systemError: false, dateTimeUtc: body.results[0]?.dateTimeUtc }];
      assert.deepEqual(body, { correlationId, partnerId, status: 'completed', callbackUrl: receiver.url, results });
      const { EventName, ResourceUri, ResourceName, AuditUri } = receiver.heard[0]?.body ?? {};
      const uri = `https://upseat.example/webhooks/v1/registration/validationEvents/${correlationId}`;
      assert.deepEqual([EventName, ResourceUri, ResourceName, AuditUri], ['test-created', uri, 'test', null]);
    });
  }

  test('or that nothing answered', async () => {
    const { partnerId } = await world();
    await db.read(`update webhook_registration set url = 'http://127.0.0.1:1/' where partner_id = $1`, [partnerId]);
    const { correlationId } = (await ask(`${AT}/validationEvents`, { method: 'POST' })).body;
    await look();
    const { status, results } = (await ask(`${AT}/validationEvents/${correlationId}`)).body;
    assert.deepEqual([status, results[0].responseCode, results[0].systemError], ['completed', 'NoResponse', true]);
  });
});
