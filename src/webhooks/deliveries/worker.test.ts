import assert from 'node:assert/strict';
import { verify, X509Certificate } from 'node:crypto';
import { describe, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import { agentOf, plantCustomer, plantPartner } from '../../../test/tenant.ts';
import { webhookReceiver, type Receiver } from '../../../test/webhook-receiver.ts';
import { announce, recordAudit } from '../../audit/store.ts';
import type { PartnerId } from '../../kit/ids.ts';
import { newId } from '../../platform/clock.ts';
import { readerOf } from '../../platform/reader.ts';
import { writeAll } from '../../platform/write.ts';
import { webhookCertificateRoutes } from '../signing/routes.ts';
import { saveRegistration } from '../store.ts';
import { findDelivery } from './store.ts';
import { openSender, purgeWebhooks, type SenderDeps } from './worker.ts';

const db = await testDatabase();
let now = new Date('2026-06-11T09:00:00Z');
const minutes = (count: number) => {
  now = new Date(now.getTime() + count * 60_000);
};
const clock = { now: () => now };
const certificates = await testServer([webhookCertificateRoutes({ db })]);
const troubles: unknown[] = [];
const deps: SenderDeps = {
  db,
  clock,
  newId,
  publicUrl: () => certificates.origin,
  policy: { plainHttp: 'loopback', addresses: 'loopback' },
  millisecondsMax: 2_000,
  onTrouble: (sentence, error) => troubles.push([sentence, error]),
};
const sender = openSender(deps);
const look = async (by = sender) => {
  await by.look();
  await by.settled();
  assert.deepEqual(troubles, []);
};

type World = { readonly partnerId: PartnerId; readonly customerId: string; readonly receiver: Receiver };
async function world(
  more: { readonly url?: string; readonly events?: readonly string[]; readonly inMsHeader?: boolean } = {},
): Promise<World> {
  const partnerId = await plantPartner(db);
  const receiver = await webhookReceiver();
  const { url = receiver.url, events = ['subscription-updated'], inMsHeader = false } = more;
  await db.transaction(async (tx) =>
    writeAll(tx, partnerId, [saveRegistration({ url, events, signatureInMsHeader: inMsHeader, changedAt: now })]),
  );
  return { partnerId, customerId: await plantCustomer(db, partnerId), receiver };
}

/** Changes a subscription as far as the outside sees it: an audit entry and an announcement in one statement. */
async function happen({ partnerId, customerId }: World, eventName = 'subscription-updated') {
  const [eventId, auditId, correlationId, subscriptionId] = [newId(), newId(), newId(), newId()];
  const caller = agentOf(partnerId, 'admin_agent');
  await db.transaction(async (tx) =>
    writeAll(tx, customerId, [
      recordAudit([
        {
          auditId,
          actor: { caller, correlationId, remoteAddress: null },
          customerName: 'Contoso',
          resourceType: 'subscription',
          resourceId: subscriptionId,
          operationType: 'update_subscription',
          oldValue: null,
          newValue: null,
          customizedData: [],
          at: now,
        },
      ]),
      announce([
        {
          eventId,
          partnerId,
          eventName,
          resourceName: 'subscription',
          resourceUri: `/customers/${customerId}/subscriptions/${subscriptionId}`,
          auditId,
          at: now,
        },
      ]),
    ]),
  );
  return { eventId, auditId, correlationId, subscriptionId };
}
const kept = async ({ partnerId }: World, id: string) =>
  (await findDelivery(readerOf(db), partnerId, id, now)) ?? assert.fail('there is no such delivery');

/** Waits for what happens on another socket; a few milliseconds each time. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((done) => setTimeout(done, 5));
}

describe('what a receiver hears', () => {
  test('the message of the public API, under the id of the event and the correlation id of the request', async () => {
    const at = await world();
    const { eventId, auditId, correlationId, subscriptionId } = await happen(at);
    await look();
    const [heard] = at.receiver.heard;
    assert.ok(heard);
    assert.equal(at.receiver.heard.length, 1);
    const { AuditUri, ...rest } = heard.body;
    assert.deepEqual(rest, {
      EventName: 'subscription-updated',
      ResourceUri: `${certificates.origin}/webhooks/v1/customers/${at.customerId}/subscriptions/${subscriptionId}`,
      ResourceName: 'subscription',
      ResourceChangeUtcDate: '2026-06-11T09:00:00Z',
    });
    assert.ok(
      AuditUri.startsWith(`${certificates.origin}/v1/auditrecords/${at.partnerId}_${at.customerId}_${auditId}_updatesubscription_`),
    );
    assert.equal(heard.headers['ms-requestid'], eventId);
    assert.equal(heard.headers['ms-correlationid'], correlationId);
    assert.equal(heard.headers['content-type'], 'application/json; charset=utf-8');
    const delivery = await kept(at, eventId);
    assert.deepEqual([delivery.state, delivery.tries, delivery.attempts.length, delivery.nextAttemptAt], ['delivered', 1, 1, null]);
    assert.deepEqual(delivery.attempts[0]?.outcome, { kind: 'answered', status: 200, excerpt: 'heard', retryAfter: null });
  });

  for (const inMsHeader of [false, true]) {
    test(`a signature in ${inMsHeader ? 'x-ms-signature' : 'Authorization'} that the named certificate verifies`, async () => {
      const at = await world({ inMsHeader });
      await happen(at);
      await look();
      const { headers, raw } = at.receiver.heard[0] ?? assert.fail();
      assert.equal(headers['x-ms-signature-algorithm'], 'rsa-sha256');
      assert.equal(headers[inMsHeader ? 'authorization' : 'x-ms-signature'], undefined);
      const fetched = await fetch(String(headers['x-ms-certificate-url']));
      assert.equal(fetched.headers.get('content-type'), 'application/x-x509-ca-cert');
      const certificate = new X509Certificate(Buffer.from(await fetched.arrayBuffer()));
      assert.match(certificate.issuer, /O=Upseat/);
      const [scheme, signature = ''] = String(headers[inMsHeader ? 'x-ms-signature' : 'authorization']).split(' ');
      assert.equal(scheme, 'Signature');
      const isGood = (text: string) => verify('sha256', Buffer.from(text), certificate.publicKey, Buffer.from(signature, 'base64'));
      assert.deepEqual([isGood(raw), isGood(`${raw} `)], [true, false]);
    });
  }

  test('404 for a certificate that never was', async () => {
    assert.equal((await certificates.ask(`/webhooks/v1/certificates/${newId()}`)).status, 404);
  });

  test('only what was asked for, and nothing without a registration; neither is looked at again', async () => {
    const at = await world({ events: ['invoice-ready'] });
    await happen(at);
    const silent: World = { ...at, partnerId: await plantPartner(db) };
    await happen(silent);
    await look();
    assert.equal(at.receiver.heard.length, 0);
    const { rows } = await db.read(`select 1 from announcement where delivered_at is null`);
    assert.equal(rows.length, 0);
  });

  test('what a partner alone is concerned with carries the correlation id of its own request', async () => {
    const at = await world({ events: ['invoice-ready'] });
    const [eventId, correlationId] = [newId(), newId()];
    const invoice = {
      eventId,
      partnerId: at.partnerId,
      eventName: 'invoice-ready',
      resourceName: 'invoice',
      resourceUri: '/invoices/G000000001',
    };
    await db.transaction(async (tx) => writeAll(tx, at.partnerId, [announce([{ ...invoice, auditId: null, correlationId, at: now }])]));
    await look();
    const { body, headers } = at.receiver.heard[0] ?? assert.fail();
    assert.deepEqual([body.ResourceUri, body.AuditUri], [`${certificates.origin}/v1/invoices/G000000001`, null]);
    assert.equal(headers['ms-correlationid'], correlationId);
  });
});

describe('a receiver that fails', () => {
  test('is tried ten times within days, under the same id, then given up on', async () => {
    const at = await world();
    at.receiver.answersWith = 500;
    const { eventId } = await happen(at);
    const seen: number[] = [];
    for (let day = 0; day < 6 * 24 * 60; day += 1) {
      const { state, nextAttemptAt } = day === 0 ? { state: 'waiting', nextAttemptAt: now.toISOString() } : await kept(at, eventId);
      if (state !== 'waiting' || nextAttemptAt === null) break;
      const wait = (Date.parse(nextAttemptAt) - now.getTime()) / 60_000;
      if (wait > 0) {
        minutes(wait - 0.5);
        await look();
        assert.equal(at.receiver.heard.length, seen.length, 'not before its time');
        minutes(0.5);
      }
      seen.push(wait);
      await look();
      assert.equal(at.receiver.heard.length, seen.length);
    }
    assert.deepEqual(seen, [0, 1, 4, 16, 64, 256, 1024, 1440, 1440, 1440]);
    const delivery = await kept(at, eventId);
    assert.deepEqual([delivery.state, delivery.tries, delivery.attempts.length], ['given_up', 10, 10]);
    assert.deepEqual(new Set(at.receiver.heard.map(({ headers }) => headers['ms-requestid'])), new Set([eventId]));
    assert.equal(new Set(at.receiver.heard.map(({ raw }) => raw)).size, 1);
  });

  test('and then works is told, and the log knows both', async () => {
    const at = await world();
    at.receiver.answersWith = 503;
    const { eventId } = await happen(at);
    await look();
    at.receiver.answersWith = 204;
    minutes(1);
    await look();
    const { state, attempts } = await kept(at, eventId);
    assert.equal(state, 'delivered');
    assert.deepEqual(
      attempts.map(({ outcome }) => outcome.kind === 'answered' && outcome.status),
      [503, 204],
    );
  });

  test('one that never answers costs its own time only: others are told meanwhile', async () => {
    const hanging = await world();
    hanging.receiver.answersWith = null;
    const events = [];
    for (let i = 0; i < 12; i += 1) events.push(await happen(hanging));
    const quick = await world();
    const told = await happen(quick);
    const patient = openSender({ ...deps, millisecondsMax: 700 });
    await patient.look();
    await until(async () => hanging.receiver.heard.length >= 4 && (await kept(quick, told.eventId)).state !== 'waiting');
    assert.equal((await kept(quick, told.eventId)).state, 'delivered');
    assert.equal(hanging.receiver.heard.length, 4, 'four of one partner at once');
    await patient.settled();
    assert.equal(hanging.receiver.heard.length, 12);
    const [first] = (await kept(hanging, events[0]?.eventId ?? '')).attempts;
    assert.equal(first?.outcome.kind === 'unreachable' && first.outcome.cause, 'timed_out');
    hanging.receiver.answersWith = 200;
    minutes(1);
    await look();
    assert.equal(hanging.receiver.heard.length, 24);
  });

  test('a private address is refused when it is sent to, whatever was registered', async () => {
    const at = await world({ url: 'http://10.0.0.1/' });
    const { eventId } = await happen(at);
    await look();
    const { state, attempts } = await kept(at, eventId);
    assert.equal(state, 'waiting');
    assert.equal(attempts[0]?.outcome.kind === 'unreachable' && attempts[0].outcome.cause, 'address_refused');
  });
});

describe('several senders', () => {
  test('tell each event once', async () => {
    const at = await world();
    const events = await Promise.all(Array.from({ length: 60 }, () => happen(at)));
    const senders = [openSender(deps), openSender(deps), openSender(deps)];
    await Promise.all(senders.map((each) => look(each)));
    await Promise.all(senders.map((each) => look(each)));
    const heard = at.receiver.heard.map(({ headers }) => headers['ms-requestid']);
    assert.equal(heard.length, events.length);
    assert.deepEqual(new Set(heard), new Set(events.map(({ eventId }) => eventId)));
  });

  test('what a sender left in the middle is sent by another, once its claim has run out', async () => {
    const at = await world();
    at.receiver.answersWith = null;
    const { eventId } = await happen(at);
    const dying = openSender({ ...deps, millisecondsMax: 600_000 });
    await dying.look();
    await until(async () => at.receiver.heard.length > 0);
    assert.equal((await kept(at, eventId)).isBeingSent, true);
    at.receiver.answersWith = 200;
    await look();
    assert.equal(at.receiver.heard.length, 1);
    minutes(1);
    await look();
    assert.equal(at.receiver.heard.length, 2);
    assert.equal((await kept(at, eventId)).state, 'delivered');
    // What the first one reports now comes too late to change anything.
    await dying.stop();
    assert.deepEqual([(await kept(at, eventId)).state, (await kept(at, eventId)).tries], ['delivered', 2]);
  });

  test('one that is stopped lets go at once, and the try does not count', async () => {
    const at = await world();
    at.receiver.answersWith = null;
    const { eventId } = await happen(at);
    const stopped = openSender(deps);
    await stopped.look();
    await until(async () => at.receiver.heard.length > 0);
    await stopped.stop();
    const { state, tries, isBeingSent, attempts } = await kept(at, eventId);
    assert.deepEqual([state, tries, isBeingSent, attempts.length], ['waiting', 0, false, 0]);
    at.receiver.answersWith = 200;
    await look();
    assert.equal((await kept(at, eventId)).state, 'delivered');
  });
});

test('what is over is removed after its days, and what waits never', async () => {
  for (const table of ['webhook_delivery', 'announcement']) await db.read(`truncate ${table}`);
  const at = await world();
  await happen(at);
  await look();
  at.receiver.answersWith = 500;
  const failing = await happen(at);
  for (let i = 0; i < 10; i += 1) {
    await look();
    minutes(1440);
  }
  assert.equal((await kept(at, failing.eventId)).state, 'given_up');
  const there = async () =>
    (await db.read<{ id: string }>('select delivery_id as id from webhook_delivery')).rows.map(({ id }) => id).toSorted();
  const days = (count: number) => minutes(count * 1440);
  days(19);
  await purgeWebhooks(deps);
  assert.equal((await there()).length, 2, 'twenty-nine days');
  days(2);
  assert.equal(await purgeWebhooks(deps), 3, 'the delivered one and both announcements');
  assert.deepEqual(await there(), [failing.eventId]);
  days(67);
  await purgeWebhooks(deps);
  assert.deepEqual(await there(), [failing.eventId], 'eighty-nine days');
  days(2);
  await purgeWebhooks(deps);
  assert.deepEqual(await there(), []);
});
