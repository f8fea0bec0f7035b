import assert from 'node:assert/strict';
import { setTimeout as after } from 'node:timers/promises';
import { describe, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import { agentOf, NOW, plantAgent, plantCustomer, plantSubscription, plantTenant } from '../../../test/tenant.ts';
import { newId } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { scheduledListRoutes } from './lists/routes.ts';
import { scheduledChangeRoutes } from './routes.ts';
import { runScheduledChanges } from './worker.ts';

const db = await testDatabase();
const tenant = await plantTenant(db);
const { partnerId } = tenant;
let now = NOW;
const parts = { db, catalog: tenant.catalog, clock: { now: () => now }, newId };
const agent = agentOf(partnerId, 'admin_agent');
await plantAgent(db, agent, ['admin_agent']);
const server = await testServer([scheduledChangeRoutes(parts), scheduledListRoutes(parts)], agent);

/** Forty seats, of which there are to be fifty on the 21st. */
async function plant() {
  now = NOW;
  const customerId = await plantCustomer(db, partnerId);
  const offer = tenant.offer('m365-business-basic');
  const id = await plantSubscription(db, { partnerId, customerId }, { offer, quantity: 40, createdOn: '2025-07-01' });
  const url = `/v1/customers/${customerId}/subscriptions/${id}/scheduledchanges`;
  const body = { kind: 'seats', when: 'date', date: '2026-06-21', quantity: 50 };
  const made = await server.ask(url, { method: 'POST', body });
  assert.equal(made.status, 201, made.text);
  const seats = async () =>
    (await db.read<{ quantity: number }>('select quantity from subscription where customer_id = $1', [customerId])).rows[0]?.quantity;
  return { customerId, one: `${url}/${made.body.id}`, seats, shown: async () => (await server.ask(url)).body.items[0] };
}

/** Sends these one after the other while somebody else holds the customer, and lets go of it once all of them wait. */
async function behindEachOther(customerId: string, sends: readonly (() => Promise<{ readonly status: number }>)[]) {
  return db.transaction(async (tx) => {
    await tx.query('select 1 from customer where customer_id = $1 for update', [customerId]);
    const answers: Promise<{ readonly status: number }>[] = [];
    for (const send of sends) {
      now = new Date(now.getTime() + 1_000);
      answers.push(send());
      await after(150);
    }
    return { answers };
  });
}

describe('two people change one that is scheduled at the same time', () => {
  test('the second is told so, and nothing of the first is lost', async () => {
    const it = await plant();
    const patch = (body: object) => () => server.ask(it.one, { method: 'PATCH', body });
    const { answers } = await behindEachOther(it.customerId, [patch({ quantity: 60 }), patch({ date: '2026-06-25' })]);
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    assert.deepEqual(statuses.toSorted(), [200, 409]);
    const { date, quantity } = await it.shown();
    assert.deepEqual([date, quantity], statuses[0] === 200 ? ['2026-06-21', 60] : ['2026-06-25', 50]);
  });
});

test('one that is put off while a worker goes to carry it out is not carried out', async () => {
  const it = await plant();
  now = new Date('2026-06-21T00:00:00Z');
  const putOff = async () => {
    const answer = await server.ask(it.one, { method: 'PATCH', body: { date: '2026-06-25' } });
    assert.equal(answer.status, 200, answer.text);
  };
  let isPutOff = false;
  const between: Db = {
    ...db,
    transaction: async (work) => {
      if (!isPutOff) {
        isPutOff = true;
        await putOff();
      }
      return db.transaction(work);
    },
  };
  await runScheduledChanges({ ...parts, db: between, onTrouble: (_, error) => assert.fail(String(error)) });
  const { state, date } = await it.shown();
  assert.deepEqual([await it.seats(), state, date], [40, 'pending', '2026-06-25']);
});
