import assert from 'node:assert/strict';
import { verify, X509Certificate } from 'node:crypto';
import { describe, test } from 'node:test';
import { deliveryWorld, type Registered } from '../../../test/deliveries.ts';
import { plantPartner } from '../../../test/tenant.ts';
import { announce } from '../../audit/store.ts';
import { newId } from '../../platform/clock.ts';
import { writeAll } from '../../platform/write.ts';

const { certificates, db, happen, kept, look, now, registered } = await deliveryWorld();

describe('what a receiver hears', () => {
  test('the message of the public API, under the id of the event and the correlation id of the request', async () => {
    const at = await registered();
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
      const at = await registered({ inMsHeader });
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
    const at = await registered({ events: ['invoice-ready'] });
    await happen(at);
    const silent: Registered = { ...at, partnerId: await plantPartner(db) };
    await happen(silent);
    await look();
    assert.equal(at.receiver.heard.length, 0);
    const { rows } = await db.read(`select 1 from announcement where delivered_at is null`);
    assert.equal(rows.length, 0);
  });

  test('what a partner alone is concerned with carries the correlation id of its own request', async () => {
    const at = await registered({ events: ['invoice-ready'] });
    const [eventId, correlationId] = [newId(), newId()];
    const invoice = {
      eventId,
      partnerId: at.partnerId,
      eventName: 'invoice-ready',
      resourceName: 'invoice',
      resourceUri: '/invoices/G000000001',
    };
    await db.transaction(async (tx) => writeAll(tx, at.partnerId, [announce([{ ...invoice, auditId: null, correlationId, at: now() }])]));
    await look();
    const { body, headers } = at.receiver.heard[0] ?? assert.fail();
    assert.deepEqual([body.ResourceUri, body.AuditUri], [`${certificates.origin}/v1/invoices/G000000001`, null]);
    assert.equal(headers['ms-correlationid'], correlationId);
  });
});
