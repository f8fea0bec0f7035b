import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { plantCustomer, plantPartner, plantSubscription, plantTenant, plantUser, type SubscriptionSeed } from '../../../test/tenant.ts';
import type { CustomerId, SubscriptionId } from '../../kit/ids.ts';
import { dropProducts } from '../../licenses/assignment/store.ts';
import { newId } from '../../platform/clock.ts';
import { runLifeCycle, startLifeCycle } from './worker.ts';

const db = await testDatabase();
const tenant = await plantTenant(db);
const basic = tenant.offer('m365-business-basic');
const troubles: string[] = [];
const runOn = (on: string) =>
  runLifeCycle({
    db,
    catalog: tenant.catalog,
    clock: { now: () => new Date(`${on}T00:30:00Z`) },
    newId,
    dropProducts,
    onTrouble: (sentence, error) => {
      troubles.push(`${sentence} ${String(error)}`);
    },
  });

type Change = Readonly<Record<string, unknown>>;
async function planted(seed: Partial<SubscriptionSeed> = {}, change: Change = {}) {
  const customerId = await plantCustomer(db, tenant.partnerId);
  const id = await plantSubscription(db, { partnerId: tenant.partnerId, customerId }, { offer: basic, createdOn: '2026-01-13', ...seed });
  await alter(customerId, id, change);
  return { partnerId: tenant.partnerId, customerId, id };
}
async function alter(customerId: CustomerId, id: SubscriptionId, change: Change) {
  for (const [column, value] of Object.entries(change))
    await db.read(`update subscription set ${column} = $3 where customer_id = $1 and subscription_id = $2`, [customerId, id, value]);
}
/** The ledger knows of the first period, as after a purchase. */
async function charged(customerId: CustomerId, id: SubscriptionId, from: string, until: string, quantity = 10) {
  await db.read(
    `insert into charge (customer_id, charge_id, partner_id, subscription_id, offer_id, event_id, cause, charge_type, charged_from, charged_until, quantity, unit_price_minor, period_days, amount_minor, currency, rounding, charged_at)
     values ($1, $2, $3, $4, $5, $2, 'purchase', 'Prorate fees when purchase', $6, $7, $8, 500, $7::date - $6::date, 500 * $8, 'USD', 'exact_half_up', $6)`,
    [customerId, newId(), tenant.partnerId, id, basic.id, from, until, quantity],
  );
}
const rowOf = async (customerId: CustomerId, id: SubscriptionId) =>
  (
    await db.read<{ status: string; from: string; until: string; price: number; version: number; reasons: string[]; since: string | null }>(
      `select status, term_from as from, term_until as until, unit_price_minor as price, version, suspension_reasons as reasons, suspended_on as since from subscription where customer_id = $1 and subscription_id = $2`,
      [customerId, id],
    )
  ).rows[0];
const linesOf = async (customerId: CustomerId) =>
  (
    await db.read<{ line: unknown[] }>(
      `select json_build_array(cause, charge_type, charged_from, charged_until, amount_minor) as line from charge where customer_id = $1 order by charge_id`,
      [customerId],
    )
  ).rows.map((row) => row.line);
const eventsOf = async (customerId: CustomerId) =>
  (
    await db.read<{ event: string; on: string }>(
      `select event, due_on as on from life_cycle_event where customer_id = $1 order by due_on, event`,
      [customerId],
    )
  ).rows.map((row) => `${row.event} ${row.on}`);

describe('the daily run', () => {
  test('charges each period once, on its first day, and not before', async () => {
    const { customerId, id } = await planted();
    await charged(customerId, id, '2026-01-13', '2026-02-13');
    await runOn('2026-02-12');
    assert.equal((await linesOf(customerId)).length, 1);
    await runOn('2026-02-13');
    await runOn('2026-02-13');
    await runOn('2026-02-20');
    assert.deepEqual((await linesOf(customerId)).slice(1), [['cycle', 'Cycle fee', '2026-02-13', '2026-03-13', 5000]]);
    assert.equal((await rowOf(customerId, id))?.version, 1);
  });
  test('catches up on all periods after it was down for months', async () => {
    const { customerId, id } = await planted();
    await charged(customerId, id, '2026-01-13', '2026-02-13');
    await runOn('2026-05-20');
    assert.deepEqual(
      (await linesOf(customerId)).slice(1).map((line) => line[2]),
      ['2026-02-13', '2026-03-13', '2026-04-13', '2026-05-13'],
    );
  });
  test('several at once do nothing twice, and nothing is left over', async () => {
    const made = await Promise.all(Array.from({ length: 40 }, () => planted()));
    for (const { customerId, id } of made) await charged(customerId, id, '2026-01-13', '2026-02-13');
    const runs = await Promise.all(Array.from({ length: 5 }, () => runOn('2026-03-20')));
    await runOn('2026-03-20');
    assert.equal(troubles.length, 0, troubles[0]);
    for (const { customerId } of made) assert.deepEqual(await eventsOf(customerId), ['cycle 2026-02-13', 'cycle 2026-03-13']);
    assert.ok(runs.reduce((events, run) => events + run.events, 0) >= 40);
  });
  test('of what no charge is known, the running period was paid elsewhere', async () => {
    const { customerId } = await planted();
    await runOn('2026-06-11');
    assert.deepEqual(await linesOf(customerId), []);
    await runOn('2026-06-13');
    assert.deepEqual(await linesOf(customerId), [['cycle', 'Cycle fee', '2026-06-13', '2026-07-13', 5000]]);
  });
  test('renews at the end of the term, at the price of that day, and tells', async () => {
    const { customerId, id } = await planted({ createdOn: '2025-06-13', unitPriceMinor: 500 });
    await runOn('2026-06-12');
    assert.equal((await rowOf(customerId, id))?.until, '2026-06-13');
    await runOn('2026-06-13');
    const row = await rowOf(customerId, id);
    assert.deepEqual([row?.status, row?.from, row?.until, row?.price, row?.version], ['active', '2026-06-13', '2027-06-13', 600, 2]);
    assert.deepEqual(await linesOf(customerId), [['renew', 'Renew fee', '2026-06-13', '2026-07-13', 6000]]);
    const { rows } = await db.read<{ operation: string; detail: { value: string }[]; app: string | null }>(
      `select operation_type as operation, customized_data as detail, application_id as app from audit_entry where customer_id = $1`,
      [customerId],
    );
    assert.deepEqual(
      [rows.length, rows[0]?.operation, rows[0]?.detail[0]?.value, rows[0]?.app],
      [1, 'update_subscription', 'renew 2026-06-13', null],
    );
    assert.equal(
      (await db.read(`select 1 from announcement where customer_id = $1 and event_name = 'subscription-updated'`, [customerId])).rowCount,
      1,
    );
  });
  test('keeps the old price where the list has none, and says so', async () => {
    const partnerId = await plantPartner(db, { currency: 'JPY' });
    const customerId = await plantCustomer(db, partnerId);
    const id = await plantSubscription(db, { partnerId, customerId }, { offer: basic, createdOn: '2025-06-13', unitPriceMinor: 777 });
    await runOn('2026-06-13');
    assert.equal((await rowOf(customerId, id))?.price, 777);
    const { rows } = await db.read<{ detail: { value: string }[] }>(
      `select customized_data as detail from audit_entry where customer_id = $1`,
      [customerId],
    );
    assert.match(rows[0]?.detail[0]?.value ?? '', /price kept/);
  });
  test('without auto-renewal the term’s end suspends, and 90 days later everything is gone with its licences', async () => {
    const { customerId, id, ...rest } = await planted({ createdOn: '2025-06-13' }, { auto_renew: false });
    await plantUser(db, { ...rest, customerId }, 'ada', [{ offer: basic }, { offer: tenant.offer('visio-plan-1') }]);
    await runOn('2026-06-15');
    const row = await rowOf(customerId, id);
    assert.deepEqual([row?.status, row?.reasons, row?.since], ['suspended', ['Expiration'], '2026-06-13']);
    await runOn('2026-09-10');
    assert.equal((await rowOf(customerId, id))?.status, 'suspended');
    await runOn('2026-09-11');
    assert.equal((await rowOf(customerId, id))?.status, 'deleted');
    assert.equal((await db.read(`select 1 from license where customer_id = $1`, [customerId])).rowCount, 1);
    assert.deepEqual(await eventsOf(customerId), ['expire 2026-06-13', 'remove 2026-09-11']);
  });
  test('a trial ends for good', async () => {
    const trial = tenant.offer('m365-business-standard-trial');
    const { customerId, id } = await planted(
      { offer: trial, quantity: 25, billingCycle: 'none', unitPriceMinor: 0, createdOn: '2026-06-01' },
      { term_until: '2026-07-01' },
    );
    await runOn('2026-06-30');
    assert.equal((await rowOf(customerId, id))?.status, 'active');
    await runOn('2026-07-01');
    assert.equal((await rowOf(customerId, id))?.status, 'deleted');
    assert.deepEqual(await linesOf(customerId), []);
  });
  test('an add-on ends with its base, and what was paid beyond that day comes back', async () => {
    const base = await planted({ createdOn: '2025-06-13' }, { auto_renew: false });
    const archive = tenant.offer('exchange-online-archiving-exo');
    const addOn = await plantSubscription(db, base, { offer: archive, parentId: base.id, createdOn: '2025-12-01', unitPriceMinor: 300 });
    await runOn('2026-06-12');
    await runOn('2026-06-20');
    const row = await rowOf(base.customerId, addOn);
    assert.deepEqual([row?.status, row?.reasons, row?.since], ['suspended', ['BaseSuspended'], '2026-06-13']);
    assert.deepEqual((await linesOf(base.customerId)).at(-1), ['cancel', 'Cancel fee', '2026-06-13', '2026-07-01', -1800]);
    await runOn('2026-09-11');
    assert.equal((await rowOf(base.customerId, addOn))?.status, 'deleted');
  });
  test('an add-on whose base ended and was removed while nothing ran is as if somebody had looked every day', async () => {
    const archive = tenant.offer('exchange-online-archiving-exo');
    const plantBoth = async () => {
      const base = await planted({ createdOn: '2025-06-13' }, { auto_renew: false });
      const addOn = await plantSubscription(db, base, { offer: archive, parentId: base.id, createdOn: '2025-12-01', unitPriceMinor: 300 });
      await runOn('2026-06-12');
      return { ...base, addOn };
    };
    const looked = await plantBoth();
    await runOn('2026-06-13');
    await runOn('2026-07-01');
    const left = await plantBoth();
    await runOn('2026-09-11');
    assert.deepEqual(await linesOf(left.customerId), await linesOf(looked.customerId));
    assert.deepEqual(await eventsOf(left.customerId), await eventsOf(looked.customerId));
    assert.equal((await rowOf(left.customerId, left.addOn))?.status, 'deleted');
  });
  test('suspended ones are not charged, and a change in between is', async () => {
    const { customerId, id } = await planted({ status: 'suspended' }, { suspended_at: '2026-05-01T00:00:00Z' });
    await runOn('2026-07-20');
    assert.deepEqual(await linesOf(customerId), []);
    assert.equal((await rowOf(customerId, id))?.status, 'suspended');
  });
  test('one customer whose facts are broken does not keep the others waiting', async () => {
    const broken = await planted();
    await charged(broken.customerId, broken.id, '2026-01-13', '2026-02-13');
    await db.read(
      `insert into life_cycle_event (customer_id, subscription_id, event, due_on, partner_id, event_id, done_at) values ($1, $2, 'cycle', '2026-02-13', $3, $4, now())`,
      [broken.customerId, broken.id, broken.partnerId, newId()],
    );
    const fine = await planted();
    await charged(fine.customerId, fine.id, '2026-01-13', '2026-02-13');
    const run = await runOn('2026-02-14');
    assert.equal(run.failed, 1);
    assert.match(troubles.at(-1) ?? '', /life_cycle_event/);
    assert.equal((await linesOf(broken.customerId)).length, 1);
    assert.equal((await linesOf(fine.customerId)).length, 2);
  });
  test('a customer who was moved forward in time lives in its own present', async () => {
    const ahead = await planted();
    await charged(ahead.customerId, ahead.id, '2026-01-13', '2026-02-13');
    await db.read(`insert into customer_clock (customer_id, ahead_seconds, moved_at) values ($1, $2, now())`, [
      ahead.customerId,
      40 * 86_400,
    ]);
    await runOn('2026-01-20');
    assert.deepEqual(await eventsOf(ahead.customerId), ['cycle 2026-02-13']);
  });
  test('started, it works at once, forgets expired previews, and stops when it is told to', async () => {
    const { customerId, id, partnerId } = await planted();
    await charged(customerId, id, '2026-01-13', '2026-02-13');
    await db.read(
      `insert into change_preview (customer_id, preview_id, partner_id, subscription_id, change, promise_hash, promise, previewed_at, expires_at) values ($1, $2, $3, $4, '{}', '', '[]', '2026-02-01', '2026-02-01')`,
      [customerId, newId(), partnerId, id],
    );
    const clock = { now: () => new Date('2026-02-13T00:00:00Z') };
    const { stop } = startLifeCycle({
      db,
      catalog: tenant.catalog,
      clock,
      newId,
      dropProducts,
      onTrouble: (sentence) => {
        troubles.push(sentence);
      },
    });
    for (let i = 0; i < 200; i += 1) {
      if ((await db.read(`select 1 from change_preview where customer_id = $1`, [customerId])).rowCount === 0) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await stop();
    assert.deepEqual(await eventsOf(customerId), ['cycle 2026-02-13']);
    assert.equal((await db.read(`select 1 from change_preview where customer_id = $1`, [customerId])).rowCount, 0);
  });
});
