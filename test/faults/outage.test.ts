import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { PartnerUserId } from '../../src/kit/ids.ts';
import { newId } from '../../src/platform/clock.ts';
import { lastDone } from '../../src/platform/regularly.ts';
import { writeAll } from '../../src/platform/write.ts';
import { saveRegistration } from '../../src/webhooks/store.ts';
import { personOf } from '../callers.ts';
import { plantCharge } from '../charges.ts';
import { NOW, plantAgent, plantCustomer, plantSubscription, plantUser } from '../tenant.ts';
import { webhookReceiver } from '../webhook-receiver.ts';
import { openOutageSite } from './outage-site.ts';
import { openSeatCallers } from './seat-callers.ts';

/** How long the database is gone; a full minute: `OUTAGE_SECONDS=60 npm test -- test/faults/outage.test.ts`. */
const SECONDS = Number(process.env['OUTAGE_SECONDS'] ?? 4);
const UPGRADES = 40;
const DUE = 150;
const CALLERS = 6;
const CHANGES = 40;

const site = await openOutageSite();
const { main, tenant, origin } = site;
const { partnerId, offer } = tenant;

test('the database is gone while people and workers work: all of it goes on by itself, and nothing is lost, done twice or in part', async (t) => {
  const receiver = await webhookReceiver();
  const registration = saveRegistration({
    ...{ url: receiver.url, events: ['subscription-updated', 'invoice-ready'], signatureInMsHeader: false, changedAt: NOW },
  });
  await main.transaction(async (tx) => writeAll(tx, partnerId, [registration]));
  await plantDue();
  const campaignId = await plantCampaign();
  site.startWork();
  await until('the campaign is worked out', async () => (await stateOf(campaignId)) === 'ready');
  for (const action of ['approval', 'run']) assert.ok((await post(`/v1/campaigns/${campaignId}/${action}`, {})).ok, action);
  await setDue();
  const callers = openSeatCallers({ db: main, tenant, origin, patienceMs: (SECONDS + 60) * 1000 });
  const working = callers.work(CALLERS, CHANGES);
  await until('some are upgraded', async () => (await upgraded(campaignId)) > 3);
  site.wire.cut();
  await wait(SECONDS * 1000);
  assert.equal(site.wire.open(), 0);
  const meanwhile = await upgraded(campaignId);
  const health = await fetch(`${origin}/health`);
  const mendedAt = Date.now();
  site.wire.mend();

  await callers.requireAll(await working, CHANGES);
  await until('the campaign is done', async () => (await stateOf(campaignId)) === 'done');
  await until(
    'all that fell due has happened',
    async () => (await numberOf(`select count(*) as value from subscription where status <> 'deleted' and due_on <= '2026-06-11'`)) === 0,
  );
  await until('every change is told', async () => (await numberOf(WAITING)) === 0);
  await until('every work was done again', async () => lastDone().every(({ name, at }) => name === 'old_webhooks' || at > mendedAt));

  const { answers, longestMs } = callers.seen();
  t.diagnostic(
    JSON.stringify({
      seconds: SECONDS,
      meanwhile,
      answers,
      longestMs,
      troubles: [...site.troubles()],
      heard: receiver.heard.length,
    }),
  );
  assert.equal(health.status, 503);
  assert.deepEqual(Object.keys(answers).sort(), ['200', '503 2']);
  assert.ok(meanwhile < UPGRADES, 'the campaign was over before the database was gone');
  assert.equal(await upgraded(campaignId), UPGRADES);
  assert.equal(await numberOf('select count(*) as value from upgrade'), UPGRADES);
  assert.equal(await numberOf(`select count(*) as value from charge where cause = 'upgrade_purchase'`), UPGRADES);
  assert.equal(await numberOf(`select count(*) as value from charge where cause = 'renew'`), DUE);
  assert.equal(await numberOf('select count(*) as value from invoice'), 1);
  const told = new Set(receiver.heard.map(({ headers, body }) => `${String(headers['ms-correlation-id'])} ${body.ResourceUri}`));
  assert.equal(await numberOf(`select count(*) as value from webhook_delivery where state <> 'delivered'`), 0);
  assert.equal(
    await numberOf('select count(*) as value from webhook_delivery'),
    await numberOf('select count(*) as value from announcement'),
  );
  assert.ok(told.size > UPGRADES, `${told.size} webhooks`);
});

const WAITING = `select (select count(*) from announcement where delivered_at is null) + (select count(*) from webhook_delivery where state = 'waiting') as value`;

/** Subscriptions whose term ends today, each of a customer of its own, and a line that an invoice waits for. */
async function plantDue(): Promise<void> {
  for (let i = 0; i < DUE; i += 1) {
    const customerId = await plantCustomer(main, partnerId);
    const seed = { offer: offer('m365-business-basic'), createdOn: '2025-06-11' };
    const subscriptionId = await plantSubscription(main, { partnerId, customerId }, seed);
    if (i === 0)
      await plantCharge(main, { partnerId, customerId }, { subscriptionId, amountMinor: 5000, chargedAt: '2026-05-11T08:00:00Z' });
  }
  await main.read(`update subscription set due_on = '2027-01-01', paid_until = '2026-06-11' where term_until = '2026-06-11'`);
}

/** They fall due while the campaign runs. */
async function setDue(): Promise<void> {
  await main.read(`update subscription set due_on = '2026-06-11' where term_until = '2026-06-11'`);
}

async function plantCampaign(): Promise<string> {
  const ada = personOf({
    ...{
      partnerId,
      userId: newId() as PartnerUserId,
      userPrincipalName: 'ada@partner.example',
      displayName: 'Ada',
      roles: ['admin_agent'],
    },
  });
  await plantAgent(main, ada, ['admin_agent']);
  site.actAs(ada);
  const subscriptions = [];
  for (let i = 0; i < UPGRADES; i += 1) {
    const customerId = await plantCustomer(main, partnerId);
    const subscriptionId = await plantSubscription(main, { partnerId, customerId }, { offer: offer('m365-business-basic') });
    await plantUser(main, { customerId }, 'user', [{ offer: offer('m365-business-basic') }]);
    subscriptions.push({ customerId, subscriptionId });
  }
  const answer = await post('/v1/campaigns', { name: 'Spring', targetOfferId: offer('m365-business-standard').id, subscriptions });
  const body: any = await answer.json();
  assert.equal(answer.status, 201, JSON.stringify(body));
  return body.id;
}

function post(path: string, body: object): Promise<Response> {
  return fetch(`${origin}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

async function stateOf(campaignId: string): Promise<string | undefined> {
  const { rows } = await main.read<{ state: string }>('select state from campaign where campaign_id = $1', [campaignId]);
  return rows[0]?.state;
}

function upgraded(campaignId: string): Promise<number> {
  return numberOf(`select count(*) as value from campaign_row where campaign_id = '${campaignId}' and state = 'upgraded'`);
}

async function numberOf(sql: string): Promise<number> {
  const { rows } = await main.read<{ value: number | string }>(sql);
  return Number(rows[0]?.value);
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const from = performance.now();
  while (!(await isSo())) {
    assert.ok(performance.now() - from < 60_000, `a minute has passed, and not: ${what}; troubles: ${[...site.troubles()].join()}`);
    await wait(100);
  }
}
