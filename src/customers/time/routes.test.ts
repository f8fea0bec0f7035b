import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import { agentOf, clock, fingerprint, NOW, plantCustomer, plantPartner, plantSubscription, plantTenant } from '../../../test/tenant.ts';
import { dropProducts } from '../../licenses/assignment/store.ts';
import { newId } from '../../platform/clock.ts';
import { settleCustomer } from '../../subscriptions/renewal/commands.ts';
import { LIFE_POLICY } from '../../subscriptions/renewal/policy.ts';
import { upgradeRoutes } from '../../upgrades/routes.ts';
import { customerNow, DAYS_AHEAD_MAX, decideMove, type ClockMove } from './clock.ts';
import type { Settle } from './commands.ts';
import { customerClockRoutes } from './routes.ts';

const db = await testDatabase();
const { partnerId, catalog, offer } = await plantTenant(db);
after(() => catalog.close());
const settle: Settle = (tx, customerId) =>
  settleCustomer(tx, customerId, { catalog, policy: LIFE_POLICY, now: clock.now(), newId, dropProducts });
const deps = { db, catalog, clock, newId, mode: 'demo' as const, settle };
const server = await testServer([customerClockRoutes(deps), upgradeRoutes(deps)], agentOf(partnerId, 'helpdesk_agent'));
const production = await testServer([customerClockRoutes({ ...deps, mode: 'production' })], agentOf(partnerId, 'global_admin'));
const move = (customerId: string, body: unknown, headers: Record<string, string> = {}) =>
  server.ask(`/v1/customers/${customerId}/clock`, { method: 'POST', body, headers });

describe('the customer’s present', () => {
  const moves: [name: string, ahead: number, move: ClockMove, expected: string][] = [
    ['a day on', 0, { kind: 'days', days: 1 }, '2026-06-12T09:00:00.000Z'],
    ['a day on from a present that is ahead', 86_400, { kind: 'days', days: 1 }, '2026-06-13T09:00:00.000Z'],
    ['to an instant', 0, { kind: 'to', at: new Date('2026-07-01T00:00:00Z') }, '2026-07-01T00:00:00.000Z'],
    ['to the present', 0, { kind: 'to', at: NOW }, 'not_forward'],
    ['back', 86_400, { kind: 'to', at: new Date('2026-06-12T08:00:00Z') }, 'not_forward'],
    ['as far as it goes', 0, { kind: 'days', days: DAYS_AHEAD_MAX }, '2028-06-11T09:00:00.000Z'],
    ['further', 0, { kind: 'days', days: DAYS_AHEAD_MAX + 1 }, 'too_far'],
  ];
  for (const [name, aheadSeconds, wish, expected] of moves) {
    test(name, () => {
      const decision = decideMove({ aheadSeconds }, wish, NOW);
      assert.equal(decision.kind === 'moved' ? customerNow(decision, NOW).toISOString() : decision.kind, expected);
    });
  }
});

describe('moving a customer', () => {
  test('200: billing periods come as they would, and other customers stay where they are', async () => {
    const customerId = await plantCustomer(db, partnerId);
    const subscriptionId = await plantSubscription(
      db,
      { partnerId, customerId },
      { offer: offer('m365-business-basic'), createdOn: '2026-01-11' },
    );
    const other = await plantCustomer(db, partnerId);
    await plantSubscription(db, { partnerId, customerId: other }, { offer: offer('m365-business-basic'), createdOn: '2026-01-11' });
    const { status, body } = await move(customerId, { days: 61 });
    assert.equal(status, 200);
    assert.deepEqual([body.now, body.aheadSeconds, body.canMove], ['2026-08-11T09:00:00.000Z', 61 * 86_400, true]);
    const { rows } = await db.read<{ charged_from: string }>(`select charged_from from charge where subscription_id = $1 order by 1`, [
      subscriptionId,
    ]);
    assert.deepEqual(
      rows.map((row) => row.charged_from),
      ['2026-07-11', '2026-08-11'],
    );
    assert.equal(body.eventsDone, 2);
    const { rows: none } = await db.read(`select 1 from charge where customer_id = $1`, [other]);
    assert.equal(none.length, 0);
    assert.equal((await server.ask(`/v1/customers/${other}/clock`)).body.aheadSeconds, 0);
    const { rows: entries } = await db.read(
      `select operation_type from audit_entry where customer_id = $1 and operation_type = 'move_customer_clock'`,
      [customerId],
    );
    assert.equal(entries.length, 1);
  });

  test('an upgrade then begins in the customer’s present, and its bill too', async () => {
    const customerId = await plantCustomer(db, partnerId);
    const source = await plantSubscription(db, { partnerId, customerId }, { offer: offer('m365-business-basic'), createdOn: '2026-01-11' });
    await move(customerId, { to: '2026-06-20' });
    const { body } = await server.ask(`/v1/customers/${customerId}/subscriptions/${source}/upgradepreviews`, {
      method: 'POST',
      body: { targetOffer: { id: offer('m365-business-standard').id } },
    });
    assert.equal(body.targetTerm.startDate, '2026-06-20');
    assert.equal(body.undoableUntil.slice(0, 10), '2026-06-21');
  });

  test('past the end of the term it is renewed', async () => {
    const customerId = await plantCustomer(db, partnerId);
    const subscriptionId = await plantSubscription(
      db,
      { partnerId, customerId },
      { offer: offer('m365-business-basic'), createdOn: '2025-12-11' },
    );
    await move(customerId, { to: '2026-12-11T00:00:00Z' });
    const { rows } = await db.read<{ term_from: string }>('select term_from from subscription where subscription_id = $1', [
      subscriptionId,
    ]);
    assert.equal(rows[0]?.term_from, '2026-12-11');
  });

  test('the same request again moves nobody further', async () => {
    const customerId = await plantCustomer(db, partnerId);
    const headers = { 'ms-requestid': newId() };
    const first = await move(customerId, { days: 3 }, headers);
    assert.equal((await move(customerId, { days: 3 }, headers)).text, first.text);
    assert.equal((await server.ask(`/v1/customers/${customerId}/clock`)).body.now, '2026-06-14T09:00:00.000Z');
  });

  const wrong: [name: string, body: unknown][] = [
    ['nothing', {}],
    ['both', { days: 1, to: '2026-07-01' }],
    ['no date', { to: 'soon' }],
    ['the past', { to: '2026-06-01' }],
    ['beyond the bound', { to: '2029-01-01' }],
    ['no days', { days: 0 }],
    ['too many days', { days: DAYS_AHEAD_MAX + 1 }],
    ['half a day', { days: 0.5 }],
  ];
  for (const [name, body] of wrong) {
    test(`400 for ${name}, and nothing is written`, async () => {
      const customerId = await plantCustomer(db, partnerId);
      const before = await fingerprint(db);
      const { status } = await move(customerId, body);
      assert.deepEqual([status, await fingerprint(db)], [400, before]);
    });
  }

  test('403 in production, for everybody', async () => {
    const customerId = await plantCustomer(db, partnerId);
    const answer = await production.ask(`/v1/customers/${customerId}/clock`, { method: 'POST', body: { days: 1 } });
    assert.deepEqual([answer.status, answer.body.code], [403, 900150]);
    assert.equal((await production.ask(`/v1/customers/${customerId}/clock`)).body.canMove, false);
  });

  test('404 for an unknown customer and a foreign one alike', async () => {
    const foreign = await plantCustomer(db, await plantPartner(db));
    const answers = [
      await move(newId(), { days: 1 }),
      await move(foreign, { days: 1 }),
      await server.ask(`/v1/customers/${foreign}/clock`),
    ];
    assert.deepEqual(
      answers.map(({ status, body }) => [status, body.code]),
      answers.map(() => [404, 60003]),
    );
    assert.equal(answers[0]?.text, answers[1]?.text);
  });
});
