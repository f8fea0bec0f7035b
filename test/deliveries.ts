import assert from 'node:assert/strict';
import { announce, recordAudit } from '../src/audit/store.ts';
import type { PartnerId } from '../src/kit/ids.ts';
import { newId } from '../src/platform/clock.ts';
import { readerOf } from '../src/platform/reader.ts';
import { writeAll } from '../src/platform/write.ts';
import { findDelivery } from '../src/webhooks/deliveries/store.ts';
import { openSender, type SenderDeps } from '../src/webhooks/deliveries/worker.ts';
import { webhookCertificateRoutes } from '../src/webhooks/signing/routes.ts';
import { saveRegistration } from '../src/webhooks/store.ts';
import { testDatabase } from './database.ts';
import { testServer } from './server.ts';
import { agentOf, plantCustomer, plantPartner } from './tenant.ts';
import { webhookReceiver, type Receiver } from './webhook-receiver.ts';

/** A partner with a customer and a receiver of its own that is registered. */
export type Registered = { readonly partnerId: PartnerId; readonly customerId: string; readonly receiver: Receiver };

type Registration = { readonly url?: string; readonly events?: readonly string[]; readonly inMsHeader?: boolean };

/** A sender of announcements, with a clock that is moved by hand; what goes wrong in it fails the test. */
export async function deliveryWorld() {
  const db = await testDatabase();
  let now = new Date('2026-06-11T09:00:00Z');
  const certificates = await testServer([webhookCertificateRoutes({ db })]);
  const troubles: unknown[] = [];
  const deps: SenderDeps = {
    db,
    clock: { now: () => now },
    newId,
    publicUrl: () => certificates.origin,
    policy: { plainHttp: 'loopback', addresses: 'loopback' },
    millisecondsMax: 2_000,
    onTrouble: (sentence, error) => troubles.push([sentence, error]),
  };
  const sender = openSender(deps);
  return {
    db,
    certificates,
    deps,
    now: () => now,
    /** Time passes. */
    minutes: (count: number) => {
      now = new Date(now.getTime() + count * 60_000);
    },
    /** A sender looks for what is due, and is done with it. */
    look: async (by = sender) => {
      await by.look();
      await by.settled();
      assert.deepEqual(troubles, []);
    },
    registered: async (registration: Registration = {}): Promise<Registered> => {
      const partnerId = await plantPartner(db);
      const receiver = await webhookReceiver();
      const { url = receiver.url, events = ['subscription-updated'], inMsHeader = false } = registration;
      const saved = saveRegistration({ url, events, signatureInMsHeader: inMsHeader, changedAt: now });
      await db.transaction(async (tx) => writeAll(tx, partnerId, [saved]));
      return { partnerId, customerId: await plantCustomer(db, partnerId), receiver };
    },
    /** Changes a subscription as far as the outside sees it: an audit entry and an announcement in one statement. */
    happen: async (registered: Registered) => {
      const ids = { eventId: newId(), auditId: newId(), correlationId: newId(), subscriptionId: newId() };
      await db.transaction(async (tx) => writeAll(tx, registered.customerId, changeOf(registered, ids, now)));
      return ids;
    },
    kept: async ({ partnerId }: Registered, id: string) =>
      (await findDelivery(readerOf(db), partnerId, id, now)) ?? assert.fail('there is no such delivery'),
  };
}

type ChangeIds = { readonly eventId: string; readonly auditId: string; readonly correlationId: string; readonly subscriptionId: string };

function changeOf({ partnerId, customerId }: Registered, { eventId, auditId, correlationId, subscriptionId }: ChangeIds, at: Date) {
  const caller = agentOf(partnerId, 'admin_agent');
  return [
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
        at,
      },
    ]),
    announce([
      {
        eventId,
        partnerId,
        eventName: 'subscription-updated',
        resourceName: 'subscription',
        resourceUri: `/customers/${customerId}/subscriptions/${subscriptionId}`,
        auditId,
        at,
      },
    ]),
  ];
}
