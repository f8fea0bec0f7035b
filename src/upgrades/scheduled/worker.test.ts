import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDesk } from '../../../test/desk.ts';
import { agentOf, NOW, plantAgent, plantCustomer, plantSubscription, plantUser, type SubscriptionSeed } from '../../../test/tenant.ts';
import { newId } from '../../platform/clock.ts';
import { readerOf } from '../../platform/reader.ts';
import { changeRoutes } from '../../subscriptions/change/routes.ts';
import { dropLicenses, dropProducts } from '../../licenses/assignment/store.ts';
import { upgradeRoutes } from '../routes.ts';
import { scheduledListRoutes } from './lists/routes.ts';
import { scheduledChangeRoutes } from './routes.ts';
import { listTroubledSchedules } from './store.ts';
import { runScheduledChanges, type ScheduledRun } from './worker.ts';

const { db, tenant, parts, server, at } = await testDesk((of) => [
  scheduledChangeRoutes(of),
  scheduledListRoutes(of),
  changeRoutes({ ...of, licenses: { dropLicenses, dropProducts } }),
  upgradeRoutes(of),
]);
const { partnerId } = tenant;
const agent = agentOf(partnerId, 'admin_agent');
await plantAgent(db, agent, ['admin_agent']);
const basic = tenant.offer('m365-business-basic');
const standard = tenant.offer('m365-business-standard');

/** A day in the life of the tests' world. */
async function on<Result>(instant: string, work: () => Promise<Result>): Promise<Result> {
  at(instant);
  try {
    return await work();
  } finally {
    at(NOW);
  }
}
const troubles: unknown[] = [];
const run = (instant = NOW.toISOString()): Promise<ScheduledRun> =>
  on(instant, () => runScheduledChanges({ ...parts, onTrouble: (_, error) => troubles.push(error) }));

/** The renewal is on 2026-07-01. */
async function plant(seed: Partial<SubscriptionSeed> = {}) {
  const customerId = await plantCustomer(db, partnerId);
  const id = await plantSubscription(db, { partnerId, customerId }, { offer: basic, quantity: 40, createdOn: '2025-07-01', ...seed });
  const url = `/v1/customers/${customerId}/subscriptions/${id}`;
  const send = (path: string, method: string, body: unknown, instant = NOW.toISOString()) =>
    on(instant, () => server.ask(`${url}${path}`, { method, body }));
  return {
    customerId,
    id,
    url,
    schedule: (body: unknown) => send('/scheduledchanges', 'POST', body),
    preview: (body: unknown) => send('/scheduledchangepreviews', 'POST', body),
    patch: (body: unknown, instant?: string) => send('', 'PATCH', body, instant),
    list: async () => (await server.ask(`${url}/scheduledchanges`)).body.items,
    quantity: async () =>
      (
        await db.read<{ quantity: number }>('select quantity from subscription where customer_id = $1 and subscription_id = $2', [
          customerId,
          id,
        ])
      ).rows[0]?.quantity,
    lines: async () =>
      (
        await db.read<{ cause: string; quantity: number; amount: number }>(
          'select cause, quantity, amount_minor as amount from charge where customer_id = $1 order by charge_id',
          [customerId],
        )
      ).rows,
  };
}

describe('on its day', () => {
  test('seats: what was worked out before is what is billed then, once, and by any number of workers', async () => {
    const it = await plant();
    const created = await it.schedule({ kind: 'seats', when: 'date', date: '2026-06-21', quantity: 50 });
    assert.equal(created.status, 201, created.text);
    assert.equal(created.body.wouldFail, false);
    const { id: scheduleId } = created.body;
    const preview = await it.preview({ kind: 'seats', when: 'date', date: '2026-06-21', quantity: 50, scheduleId });
    assert.equal(preview.status, 200, preview.text);
    assert.deepEqual(preview.body.seats.total, created.body.expected.total);
    assert.deepEqual(await it.lines(), []);

    await run('2026-06-20T23:59:00Z');
    assert.equal(await it.quantity(), 40);
    await Promise.all([run('2026-06-21T00:00:00Z'), run('2026-06-21T00:00:00Z'), run('2026-06-21T00:00:00Z')]);
    assert.equal(await it.quantity(), 50);
    const [done] = await it.list();
    assert.equal(done.state, 'done');
    assert.deepEqual(done.expected, created.body.expected);
    const billed = (await it.lines()).reduce((sum, line) => sum + line.amount, 0);
    assert.equal(billed, Math.round(done.expected.total.amount * 100));
    assert.deepEqual(troubles, []);
  });

  test('at renewal: the next term begins, and then the seats change, with the money of that day', async () => {
    const it = await plant();
    const created = await it.schedule({ kind: 'seats', when: 'renewal', quantity: 30 });
    assert.equal(created.body.date, '2026-07-01', created.text);
    await run('2026-07-01T00:10:00Z');
    assert.equal(await it.quantity(), 30);
    const lines = await it.lines();
    assert.deepEqual(new Set(lines.map((line) => line.cause)), new Set(['renew', 'seat_change']));
    // Charged for 40 and given back for 10, both for the whole month: as if it had been renewed with 30.
    const [renewed] = lines;
    assert.equal(
      lines.reduce((sum, line) => sum + line.amount, 0),
      ((renewed?.amount ?? 0) / 40) * 30,
    );
  });

  test('an upgrade takes all the seats that there are then, and the users along', async () => {
    const it = await plant({ quantity: 3 });
    const user = await plantUser(db, it, 'kim', [{ offer: basic }]);
    const created = await it.schedule({ kind: 'upgrade', when: 'renewal', targetOffer: { id: standard.id } });
    assert.deepEqual([created.status, created.body.reasons, created.body.expected.upgradeId], [201, [], undefined], created.text);
    await it.patch({ quantity: 5 });
    const [rebased] = await it.list();
    assert.deepEqual(
      rebased.rebased.map((each: any) => each.result),
      [{ was: 3, became: 5 }],
    );
    await run('2026-07-01T00:00:00Z');
    const [done] = await it.list();
    assert.deepEqual([done.state, done.expected.quantity, done.expected.usersLeftBehind], ['done', 5, 0], JSON.stringify(done));
    const { rows } = await db.read<{ sku: string }>('select sku_id as sku from license where user_id = $1', [user]);
    assert.deepEqual(rows, [{ sku: standard.skuId }]);
    const upgrades = await db.read<{ id: string }>('select upgrade_id as id from upgrade where customer_id = $1', [it.customerId]);
    assert.deepEqual(upgrades.rows, [{ id: done.expected.upgradeId }]);
  });

  test('two on one subscription: the second is worked out behind the first', async () => {
    const it = await plant({ quantity: 10 });
    await it.schedule({ kind: 'seats', when: 'date', date: '2026-06-20', quantityChange: 5 });
    const second = await it.schedule({ kind: 'upgrade', when: 'date', date: '2026-06-20', targetOffer: { id: standard.id } });
    assert.equal(second.body.expected.quantity, 15, second.text);
    await run('2026-06-20T00:00:00Z');
    const items = await it.list();
    assert.deepEqual(items.map((each: any) => [each.kind, each.state]).toSorted(), [
      ['seats', 'done'],
      ['upgrade', 'done'],
    ]);
  });
});

describe('seats that are edited before the day', () => {
  test('so many more come on top of the edit, and the list says what changed and why', async () => {
    const it = await plant();
    await it.schedule({ kind: 'seats', when: 'date', date: '2026-06-25', quantityChange: 10 });
    await it.patch({ quantity: 45 });
    const [shown] = await it.list();
    assert.deepEqual([shown.seatsNow, shown.seatsAfter], [45, 55]);
    assert.deepEqual(
      shown.rebased.map(({ because, seats, result }: any) => ({ because, seats, result })),
      [{ because: 'seats_changed', seats: { was: 40, became: 45 }, result: { was: 50, became: 55 } }],
    );
    await run();
    const [noted] = await it.list();
    assert.equal(noted.rebased.length, 1);
    assert.equal(noted.expected.quantity, 55);
    await run('2026-06-25T01:00:00Z');
    assert.equal(await it.quantity(), 55);
  });

  test('a schedule that is edited keeps what was told of it', async () => {
    const it = await plant();
    const { id } = (await it.schedule({ kind: 'seats', when: 'date', date: '2026-06-25', quantityChange: 10 })).body;
    await it.patch({ quantity: 45 });
    const edited = await server.ask(`${it.url}/scheduledchanges/${id}`, { method: 'PATCH', body: { quantityChange: 3 } });
    assert.deepEqual([edited.body.seatsAfter, edited.body.rebased.length], [48, 1], edited.text);
  });

  test('past the number that was scheduled: said before, and not done on the day', async () => {
    const it = await plant();
    await it.schedule({ kind: 'seats', when: 'date', date: '2026-06-25', quantity: 50 });
    await it.patch({ quantity: 60 });
    await run();
    const [warned] = await it.list();
    assert.deepEqual([warned.state, warned.wouldFail, warned.reasons[0].code], ['pending', true, 'schedule_overtaken']);
    assert.deepEqual(warned.reasons[0].remedies, [{ kind: 'change_schedule' }]);
    await run('2026-06-25T00:00:00Z');
    assert.equal(await it.quantity(), 60);
    assert.equal((await it.list())[0].state, 'failed');
  });
});

describe('what would stand against it', () => {
  test('is found when it is scheduled, days before, and by whoever sends notices; on its day it fails with the reasons', async () => {
    const it = await plant();
    const created = await it.schedule({ kind: 'seats', when: 'date', date: '2026-06-25', quantity: 50 });
    assert.equal(created.body.wouldFail, false);
    await db.read(`delete from customer_agreement where customer_id = $1`, [it.customerId]);
    await run('2026-06-17T08:00:00Z');
    assert.equal((await it.list())[0].wouldFail, false);
    await run('2026-06-18T08:00:00Z');
    const [warned] = await it.list();
    assert.deepEqual([warned.wouldFail, warned.reasons[0].code], [true, 'customer_agreement_missing']);
    assert.match(warned.reasons[0].description, /Agreement/);
    const asked = { partnerId, until: '2026-06-25' as never, failedSince: NOW, limit: 100 };
    const troubled = (await listTroubledSchedules(readerOf(db), asked)).find((each) => each.customerId === it.customerId);
    assert.deepEqual([troubled?.state, troubled?.companyName], ['pending', 'Contoso']);

    await run('2026-06-25T00:00:00Z');
    const [failed] = await it.list();
    assert.deepEqual([failed.state, failed.reasons[0].code, await it.quantity()], ['failed', 'customer_agreement_missing', 40]);
    const audits = await db.read<{ told: string }>(
      `select resource_new_value as told from audit_entry where customer_id = $1 order by operation_date desc limit 1`,
      [it.customerId],
    );
    assert.equal(JSON.parse(audits.rows[0]?.told ?? '{}').ScheduledChange.State, 'failed');
    const told = await db.read(`select 1 from announcement where customer_id = $1`, [it.customerId]);
    assert.equal(told.rows.length, 1);
    await run('2026-06-25T01:00:00Z');
    assert.equal((await it.list()).length, 1);
  });

  test('what was settled in time is found the next day, and then it is done', async () => {
    const it = await plant();
    await db.read(`delete from customer_agreement where customer_id = $1`, [it.customerId]);
    const created = await it.schedule({ kind: 'seats', when: 'date', date: '2026-08-25', quantity: 50 });
    assert.equal(created.body.wouldFail, true);
    await db.read(
      `insert into customer_agreement (customer_id, agreement_id, agreement_type, template_id, date_agreed, primary_contact, partner_id)
       values ($1, $2, 'MicrosoftCustomerAgreement', $2, $3, '{}', $4)`,
      [it.customerId, newId(), NOW, partnerId],
    );
    await run('2026-06-12T00:00:00Z');
    assert.equal((await it.list())[0].wouldFail, false);
  });

  test('a suspension, an upgrade and its subscription’s end meanwhile are said, not lost', async () => {
    const cases: [name: string, act: (it: Awaited<ReturnType<typeof plant>>) => Promise<unknown>, code: string][] = [
      ['suspended', (it) => it.patch({ status: 'suspended' }), 'seats_while_suspended'],
      ['cancelled', (it) => it.patch({ status: 'deleted' }), 'subscription_deleted'],
      [
        'upgraded',
        (it) => server.ask(`${it.url}/upgrades`, { method: 'POST', body: { targetOffer: { id: standard.id } } }),
        'schedule_subscription_replaced',
      ],
    ];
    for (const [name, act, code] of cases) {
      const it = await plant();
      await it.schedule({ kind: 'seats', when: 'date', date: '2026-06-25', quantity: 50 });
      await act(it);
      await run();
      const [warned] = await it.list();
      assert.deepEqual([warned?.state, warned?.wouldFail, warned?.reasons[0].code], ['pending', true, code], name);
      await run('2026-06-25T00:00:00Z');
      assert.equal((await it.list())[0].state, 'failed', name);
    }
  });

  test('a renewal that does not come, and a person who may not any more', async () => {
    const it = await plant();
    const created = await it.schedule({ kind: 'seats', when: 'renewal', quantity: 50 });
    assert.equal(created.body.wouldFail, false, created.text);
    await it.patch({ autoRenewEnabled: false });
    await run();
    assert.equal((await it.list())[0].reasons[0].code, 'schedule_no_renewal');
    await it.patch({ autoRenewEnabled: true });
    await run();
    assert.equal((await it.list())[0].wouldFail, false);
    await plantAgent(db, agent, ['billing_admin']);
    try {
      await run('2026-07-01T00:00:00Z');
    } finally {
      await plantAgent(db, agent, ['admin_agent']);
    }
    const [failed] = await it.list();
    assert.deepEqual([failed.state, failed.reasons[0].code], ['failed', 'schedule_person_may_not']);
  });
});

test('a customer who lives ahead has the day before everybody else', async () => {
  const it = await plant();
  await it.schedule({ kind: 'seats', when: 'date', date: '2026-06-25', quantity: 50 });
  await db.read(`insert into customer_clock (customer_id, ahead_seconds, moved_at) values ($1, $2, $3)`, [it.customerId, 15 * 86_400, NOW]);
  await run();
  assert.equal((await it.list())[0].state, 'done');
  assert.deepEqual(troubles, []);
});
