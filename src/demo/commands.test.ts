import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import { hashPassword, verifyPassword } from '../access/passwords.ts';
import { DEFAULT_ROUNDING } from '../billing/rounding.ts';
import { importCatalogFiles, openCatalog, shippedFiles } from '../catalog/worker.ts';
import { foldName } from '../customers/customer.ts';
import { dayOf } from '../kit/dates.ts';
import { newId } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import { loadDemo } from './commands.ts';
import type { LoadOrder, LoadProgress } from './loading.ts';
import { DEMO_PASSWORD } from './partners.ts';

const now = new Date('2026-11-22T09:00:00Z');
const clock = { now: () => now };
const CUSTOMERS = 120;

/** A database with the shipped catalogue and nothing else, and what to load into it. */
async function fresh(): Promise<{ readonly db: Db; readonly order: LoadOrder }> {
  const db = await testDatabase();
  await importCatalogFiles({ db, clock, newId }, shippedFiles());
  const source = await openCatalog(db, clock);
  source.close();
  const order = {
    seed: 2020,
    customers: CUSTOMERS,
    today: dayOf(now),
    catalog: source.current(),
    grow: false,
    hashSecret: (secret: string) => `hash of ${secret}`,
  };
  return { db, order };
}

const count = async (db: Db, table: string) => (await db.read<{ n: number }>(`select count(*)::integer as n from ${table}`)).rows[0]?.n;

describe('loading the demo world', () => {
  test('fills an empty database, tells how far it is, and finds itself there the second time', async () => {
    const { db, order } = await fresh();
    const told: LoadProgress[] = [];
    const outcome = await loadDemo(db, { ...order, onProgress: (progress) => told.push(progress) });
    assert.deepEqual({ ...outcome, rows: 0 }, { kind: 'loaded', customers: CUSTOMERS, rows: 0 });
    assert.equal(await count(db, 'customer'), CUSTOMERS);
    assert.deepEqual(told.at(-1), { customers: CUSTOMERS, customersTotal: CUSTOMERS, rows: outcome.kind === 'loaded' ? outcome.rows : 0 });
    assert.deepEqual(await loadDemo(db, order), { kind: 'already_there' });
    assert.equal(await count(db, 'customer'), CUSTOMERS);
  });

  test('two that start together: one loads, the other waits and finds it there', async () => {
    const { db, order } = await fresh();
    const outcomes = await Promise.all([loadDemo(db, order), loadDemo(db, order)]);
    assert.deepEqual(outcomes.map((outcome) => outcome.kind).toSorted(), ['already_there', 'loaded']);
    assert.equal(await count(db, 'customer'), CUSTOMERS);
  });

  test('grows to the number asked for, and not below what is there', async () => {
    const { db, order } = await fresh();
    await loadDemo(db, { ...order, customers: 100 });
    await loadDemo(db, { ...order, grow: true });
    assert.equal(await count(db, 'customer'), CUSTOMERS);
    const people = await count(db, 'partner_user');
    assert.deepEqual(await loadDemo(db, { ...order, customers: 100, grow: true }), { kind: 'loaded', customers: 0, rows: 0 });
    assert.deepEqual([await count(db, 'customer'), await count(db, 'partner_user')], [CUSTOMERS, people]);
  });

  test('leaves a database alone in which other partners work, growing or not', async () => {
    const { db, order } = await fresh();
    await loadDemo(db, { ...order, seed: 7, customers: 0 });
    const before = await count(db, 'customer');
    for (const grow of [false, true]) assert.deepEqual(await loadDemo(db, { ...order, grow }), { kind: 'not_empty', partners: 6 });
    assert.equal(await count(db, 'customer'), before);
  });

  test('leaves nothing behind where it fails half way', async () => {
    const { db, order } = await fresh();
    const failing = {
      ...order,
      onProgress: ({ rows }: LoadProgress) => {
        if (rows > 0) throw new Error('unplugged');
      },
    };
    await assert.rejects(loadDemo(db, failing), /unplugged/);
    for (const table of ['partner', 'partner_user', 'customer', 'charge']) assert.equal(await count(db, table), 0, table);
    assert.equal((await loadDemo(db, order)).kind, 'loaded');
  });
});

test('the loaded rows speak the language of the domains that read them', async () => {
  const { db, order } = await fresh();
  await loadDemo(db, { ...order, customers: 0, hashSecret: (secret) => hashPassword(secret, Buffer.alloc(16, 7)) });
  const { rows: people } = await db.read<{ password_hash: string }>('select distinct password_hash from partner_user');
  assert.ok(await verifyPassword(DEMO_PASSWORD, people[0]?.password_hash ?? null));
  const { rows: lists } = await db.read<{ company_name: string; list_name: string }>(
    'select c.company_name, r.company_name as list_name from relationship r join customer c using (customer_id)',
  );
  for (const { company_name, list_name } of lists) assert.equal(list_name, foldName(company_name));
  const { rows: roundings } = await db.read<{ rounding: string }>('select distinct rounding from charge');
  assert.deepEqual(roundings, [{ rounding: DEFAULT_ROUNDING }]);
});
