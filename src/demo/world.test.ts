import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { addDays, day } from '../kit/dates.ts';
import { DEMO_CASES } from './cases.ts';
import { CUSTOMER_TABLES, type CustomerRows } from './rows.ts';
import { demoWorld, type WorldOrder } from './world.ts';
import { shippedCatalog } from './worker.ts';

const today = day('2026-11-22');
const order: WorldOrder = { seed: 2020, customers: 400, today, catalog: shippedCatalog(today) };
const world = [...demoWorld(order)];
const all = <Table extends keyof CustomerRows>(table: Table) =>
  world.flatMap((customer): readonly CustomerRows[Table][number][] => customer[table]);

function hashOf(customers: Iterable<CustomerRows>): string {
  const hash = createHash('sha256');
  for (const customer of customers) hash.update(JSON.stringify(customer));
  return hash.digest('hex');
}

describe('the demo world', () => {
  test('is the same again, byte for byte, for the same seed and day, and another for another', () => {
    const few = { ...order, customers: 150 };
    const first = hashOf(demoWorld(few));
    assert.equal(hashOf(demoWorld({ ...few, catalog: shippedCatalog(today) })), first);
    assert.notEqual(hashOf(demoWorld({ ...few, seed: 2021 })), first);
    const tomorrow = addDays(today, 1);
    assert.notEqual(hashOf(demoWorld({ ...few, today: tomorrow, catalog: shippedCatalog(tomorrow) })), first);
  });

  test('begins like every larger one of its seed', () => {
    const larger = [...demoWorld({ ...order, customers: 420 })];
    assert.equal(hashOf(larger.slice(0, 400)), hashOf(world));
    assert.equal(larger.length, 420);
  });

  test('has the customers known by name even where fewer are asked for', () => {
    assert.equal([...demoWorld({ ...order, customers: 0 })].length, DEMO_CASES.length);
  });

  test('takes the memory of one customer, however many there are', (context) => {
    let [customers, rows, before] = [0, 0, 0];
    for (const customer of demoWorld({ ...order, customers: 5_000 })) {
      customers += 1;
      rows += CUSTOMER_TABLES.reduce((sum, table) => sum + customer[table].length, 0);
      if (customers === 1_000) before = megabytesInUse();
    }
    const grown = megabytesInUse() - before;
    context.diagnostic(`${customers} customers, ${rows} rows, ${grown.toFixed(1)} MB more than after 1000`);
    assert.equal(customers, 5_000);
    assert.ok(grown < 20, `${grown} MB`);
  });

  test('can be made on any day of any year', () => {
    for (const text of ['2026-01-01', '2026-03-01', '2026-03-31', '2026-12-31', '2028-02-29', '2028-03-30', '2031-07-29']) {
      const on = day(text);
      for (const { subscription, charge } of demoWorld({ ...order, customers: 120, today: on, catalog: shippedCatalog(on) })) {
        for (const row of subscription) {
          assert.ok(row.created_at.slice(0, 10) < on && row.term_from < row.term_until, `${on}: ${row.subscription_id}`);
          assert.ok(row.status !== 'active' || row.term_until > on, `${on}: the term ended on ${row.term_until}`);
        }
        for (const row of charge)
          assert.ok(row.charged_from <= row.charged_until && row.charged_at < `${on}T23`, `${on}: ${row.charge_id}`);
      }
    }
  });
});

/** What is still needed after the garbage is gone. */
function megabytesInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed / 1e6;
}

describe('its customers', () => {
  test('all have names, domains and sign-in names of their own', () => {
    for (const values of [
      all('customer').map((row) => row.domain),
      all('directory_user').map((row) => row.user_principal_name),
      all('customer').map((row) => row.customer_id),
    ]) {
      assert.equal(new Set(values).size, values.length);
    }
    assert.ok(all('customer').every((row) => row.domain.endsWith('.example') && /^[a-z0-9.-]+$/.test(row.domain)));
    assert.ok(all('directory_user').every((row) => /^[a-z0-9-]+\.[a-z0-9-]+@[a-z0-9.-]+\.example$/.test(row.user_principal_name)));
  });

  test('stay apart however many there are', () => {
    const domains = new Set<string>();
    let customers = 0;
    for (const { customer } of demoWorld({ ...order, customers: 4_000 })) {
      for (const row of customer) domains.add(row.domain);
      customers += 1;
    }
    assert.equal(domains.size, customers);
  });

  test('live in many countries, hold everything in every state, and come in every size', () => {
    const kinds = (values: readonly (string | null)[]) => [...new Set(values)].toSorted();
    assert.deepEqual(kinds(all('customer').map((row) => row.country)), ['AU', 'CA', 'DE', 'FR', 'GB', 'IN', 'JP', 'TW', 'US']);
    assert.deepEqual(kinds(all('subscription').map((row) => row.status)), ['active', 'deleted', 'pending', 'suspended']);
    assert.deepEqual(kinds(all('subscription').map((row) => row.billing_cycle)), ['annual', 'monthly', 'none']);
    assert.deepEqual(kinds(all('entitlement').map((row) => row.channel)), [
      'advisor',
      'open_license',
      'other_partner',
      'retail_key',
      'volume_agreement',
      'web_direct',
    ]);
    assert.ok(all('subscription').some((row) => row.parent_subscription_id !== null));
    assert.ok(all('relationship').some((row) => row.reseller_partner_id !== null));
    const sizes = world.map((customer) => customer.directory_user.length).toSorted((a, b) => a - b);
    assert.equal(sizes.at(-1), 2_000);
    assert.ok(sizes.filter((size) => size > 100).length > 5);
    assert.ok(sizes.filter((size) => size >= 3 && size <= 60).length > 340);
  });

  test('bought on every day of the month, some within 30 days, and nothing in the future', () => {
    const bought = all('subscription').map((row) => row.created_at.slice(0, 10));
    assert.equal(new Set(bought.map((date) => date.slice(8))).size, 31);
    assert.ok(bought.filter((date) => date > addDays(today, -30)).length > 30);
    assert.ok(bought.every((date) => date < today));
  });

  test('have no seats beyond what an offer sells, and terms that began on a day that every month has', () => {
    for (const row of all('subscription')) {
      const offer = [...order.catalog.offers.values()].find((candidate) => candidate.id === row.offer_id);
      assert.ok(offer !== undefined && row.quantity >= 1 && row.quantity <= offer.maximumQuantity, row.subscription_id);
      assert.ok(offer.isTrial || Number(row.term_from.slice(8)) <= 28, row.term_from);
    }
  });

  test('hold no two plans that exclude each other', () => {
    const plansOf = new Map(
      [...order.catalog.offers.values()].map((offer) => [offer.skuId as string, offer.servicePlanIds as readonly string[]]),
    );
    for (const { license } of world) {
      for (const licenses of Map.groupBy(license, (row) => row.user_id).values()) {
        const plans = new Set(licenses.flatMap((row) => (plansOf.get(row.sku_id) ?? []).filter((id) => !row.disabled_plans.includes(id))));
        for (const family of order.catalog.exclusiveFamilies) {
          const held = [...family.planIds].filter((id) => plans.has(id));
          assert.ok(held.length <= 1 || isDesigned(licenses[0]?.customer_id), `${family.name}: ${held.length}`);
        }
      }
    }
  });
});

/** Customers known by name may hold what only an upgrade would bring to light. */
function isDesigned(customerId: string | undefined): boolean {
  return world.slice(0, DEMO_CASES.length).some(({ customer }) => customer[0]?.customer_id === customerId);
}
