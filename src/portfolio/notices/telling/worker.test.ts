import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../../test/database.ts';
import { clock, NOW, plantPartner, plantSubscription, plantTenant } from '../../../../test/tenant.ts';
import { webhookReceiver } from '../../../../test/webhook-receiver.ts';
import type { PartnerId } from '../../../kit/ids.ts';
import { newId } from '../../../platform/clock.ts';
import { writeAll } from '../../../platform/write.ts';
import { openSender } from '../../../webhooks/deliveries/worker.ts';
import { saveRegistration } from '../../../webhooks/store.ts';
import { tellNotices } from './worker.ts';

const db = await testDatabase();
const tenant = await plantTenant(db);
after(() => tenant.catalog.close());
const receiver = await webhookReceiver();
const troubles: unknown[] = [];
const sender = openSender({
  db,
  clock,
  newId,
  publicUrl: () => 'https://upseat.example',
  policy: { plainHttp: 'loopback', addresses: 'loopback' },
  onTrouble: (sentence, error) => troubles.push([sentence, error]),
});
const look = () => tellNotices({ db, clock, newId });

async function register(partnerId: PartnerId, events: readonly string[]) {
  await db.transaction(async (tx) =>
    writeAll(tx, partnerId, [saveRegistration({ url: receiver.url, events, signatureInMsHeader: false, changedAt: NOW })]),
  );
}

/** Plants a subscription that ends a year after a day and is not renewed. */
async function ending(createdOn: string): Promise<string> {
  const id = await plantSubscription(db, tenant, { offer: tenant.offer('m365-business-basic'), createdOn });
  await db.read('update subscription set auto_renew = false where subscription_id = $1', [id]);
  return id;
}

/** What the receiver heard since it was asked last. */
async function heard(): Promise<readonly unknown[]> {
  await sender.look();
  await sender.settled();
  assert.deepEqual(troubles, []);
  return receiver.heard.splice(0).map(({ body }) => body);
}
/** How many others wait for a lock in this database. */
async function waiting(): Promise<number> {
  const { rows } = await db.read<{ readonly count: number }>(
    `select count(*) as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    [],
  );
  return rows[0]?.count ?? 0;
}

const RAISED = {
  EventName: 'notice-raised',
  ResourceUri: 'https://upseat.example/v1/notices',
  ResourceName: 'term_end',
  AuditUri: null,
  ResourceChangeUtcDate: '2026-06-11T09:00:00Z',
};

test('a partner without a receiver, or whose receiver asked for other events, is told nothing', async () => {
  await ending('2025-06-20');
  assert.equal(await look(), 0);
  await register(tenant.partnerId, ['subscription-updated', 'test-created']);
  assert.equal(await look(), 0);
  const { rows } = await db.read('select 1 from notice_told union all select 1 from announcement');
  assert.equal(rows.length, 0, 'and nothing is kept of it');
});

test('a notice is told once, and again only when something newer joins it', async () => {
  await register(tenant.partnerId, ['notice-raised']);
  await register(await plantPartner(db), ['notice-raised']);
  assert.equal(await look(), 1);
  assert.deepEqual(await heard(), [RAISED]);
  assert.equal(await look(), 0);
  await ending('2025-06-18');
  assert.equal(await look(), 0, 'this one ends earlier than what was told');
  await ending('2025-06-22');
  assert.equal(await look(), 1);
  assert.equal(await look(), 0);
  assert.deepEqual(await heard(), [RAISED]);
});

test('another kind is told for itself', async () => {
  const id = await ending('2025-09-01');
  await db.read(
    `update subscription set status = 'suspended', suspension_reasons = '{CustomerCancellation}', suspended_at = $2 where subscription_id = $1`,
    [id, '2026-03-20T09:00:00Z'],
  );
  assert.equal(await look(), 1);
  assert.deepEqual(await heard(), [{ ...RAISED, ResourceName: 'removal' }]);
});

test('of several processes that look at once, one tells', async () => {
  await ending('2025-06-24');
  // All of them have seen what is new, and wait for the partner, before the first may tell.
  const looks = await db.transaction(async (tx) => {
    await tx.query('select 1 from notice_told where partner_id = $1 for update', [tenant.partnerId]);
    const begun = [look(), look()];
    while ((await waiting()) < begun.length) await new Promise((done) => setTimeout(done, 5));
    return { begun };
  });
  assert.deepEqual((await Promise.all(looks.begun)).sort(), [0, 1]);
  assert.deepEqual(await heard(), [RAISED]);
});

test('what was over and arises again is told again', async () => {
  await db.read('update subscription set auto_renew = true');
  assert.equal(await look(), 0);
  await ending('2025-06-15');
  assert.equal(await look(), 1);
  assert.equal(await look(), 0);
  assert.deepEqual(await heard(), [RAISED]);
});
