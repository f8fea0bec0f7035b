import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { announce } from '../../src/audit/store.ts';
import { invoiceAll } from '../../src/billing/invoices/worker.ts';
import { dropProducts } from '../../src/licenses/assignment/store.ts';
import { newId } from '../../src/platform/clock.ts';
import { writeAll } from '../../src/platform/write.ts';
import { runLifeCycle } from '../../src/subscriptions/renewal/worker.ts';
import { openSender } from '../../src/webhooks/deliveries/worker.ts';
import { saveRegistration } from '../../src/webhooks/store.ts';
import { testDatabase } from '../database.ts';
import { fingerprint, plantCustomer, plantSubscription, plantTenant } from '../tenant.ts';
import { webhookReceiver } from '../webhook-receiver.ts';

const db = await testDatabase();
const tenant = await plantTenant(db);
let now = new Date('2026-06-11T09:00:00Z');
const clock = { now: () => now };
const jumpTo = (instant: string): void => void (now = new Date(instant));
const troubles: unknown[] = [];
const onTrouble = (sentence: string, error: unknown) => void troubles.push([sentence, error]);
const daily = () => runLifeCycle({ db, catalog: tenant.catalog, clock, newId, dropProducts, onTrouble });

describe('a clock that jumps', () => {
  test('forward: what fell due meanwhile is done once; back and forward again: nothing is done twice', async () => {
    const customerId = await plantCustomer(db, tenant.partnerId);
    await plantSubscription(
      db,
      { partnerId: tenant.partnerId, customerId },
      { offer: tenant.offer('m365-business-basic'), createdOn: '2026-06-01' },
    );
    await daily();
    jumpTo('2026-09-15T09:00:00Z');
    assert.ok((await daily()).events > 0);
    const ahead = await fingerprint(db);
    for (const instant of ['2026-06-11T09:00:00Z', '2026-09-15T09:00:00Z', '2026-07-15T09:00:00Z', '2026-09-15T23:59:59Z']) {
      jumpTo(instant);
      assert.equal((await daily()).events, 0, instant);
      assert.equal(await fingerprint(db), ahead, instant);
    }
    assert.deepEqual(troubles, []);
  });

  test('over several months: each is invoiced once, and no line is on two invoices', async () => {
    jumpTo('2026-10-02T00:30:00Z');
    const written = await invoiceAll({ db, clock, newId });
    assert.ok(written.length > 0);
    for (const instant of ['2026-07-02T00:30:00Z', '2026-10-02T00:30:00Z', '2025-01-01T00:00:00Z']) {
      jumpTo(instant);
      assert.deepEqual(await invoiceAll({ db, clock, newId }), [], instant);
    }
  });

  test('back: an announcement of the future is told all the same, and its webhook is not sent twice', async () => {
    const receiver = await webhookReceiver();
    jumpTo('2026-12-01T00:00:00Z');
    const registration = { url: receiver.url, events: ['test-of-clocks'], signatureInMsHeader: false, changedAt: now };
    const customerId = await plantCustomer(db, tenant.partnerId);
    const told = {
      eventId: newId(),
      partnerId: tenant.partnerId,
      eventName: 'test-of-clocks',
      resourceName: 'subscription',
      resourceUri: `/customers/${customerId}`,
      auditId: null,
      correlationId: newId(),
      at: now,
    };
    await db.transaction(async (tx) => writeAll(tx, tenant.partnerId, [saveRegistration(registration)]));
    await db.transaction(async (tx) => writeAll(tx, customerId, [announce([told])]));
    jumpTo('2026-06-11T09:00:00Z');
    const policy = { plainHttp: 'loopback', addresses: 'loopback' } as const;
    const sender = openSender({ db, clock, newId, publicUrl: () => 'http://127.0.0.1:1', policy, onTrouble });
    for (const instant of ['2026-06-11T09:00:00Z', '2026-12-01T00:00:00Z', '2026-06-11T09:00:00Z']) {
      jumpTo(instant);
      await sender.look();
      await sender.settled();
    }
    await sender.stop();
    assert.deepEqual(troubles, []);
    assert.equal(receiver.heard.length, 1);
  });
});
