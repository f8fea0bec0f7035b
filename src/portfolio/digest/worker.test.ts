import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { NOW, plantCustomer, plantSubscription, plantTenant } from '../../../test/tenant.ts';
import { newId } from '../../platform/clock.ts';
import { readerOf } from '../../platform/reader.ts';
import { markCustomers } from './store.ts';
import { digestMissing, isToMark, markMissingAtStart, restingCustomers, writeMarked } from './worker.ts';

// One customer whose digest cannot be written, among others.
const db = await testDatabase();
const { partnerId, catalog, offer } = await plantTenant(db);
after(() => catalog.close());
await digestMissing(db, catalog);
const [basic, standard] = [offer('m365-business-basic'), offer('m365-business-standard')];
const customers: string[] = [];
for (let i = 0; i < 5; i++) {
  const customerId = await plantCustomer(db, partnerId);
  await plantSubscription(db, { partnerId, customerId }, { offer: basic });
  customers.push(customerId);
}
const [failing = ''] = customers;
// More seats than a number of the digest can hold.
for (let i = 0; i < 2; i++)
  await db.read(
    `insert into entitlement (customer_id, entitlement_id, offer_id, channel, quantity, status, held_since, recorded_at)
     values ($1, $2, $3, 'web_direct', 2000000000, 'active', '2026-01-01', '2026-01-01')`,
    [failing, newId(), standard.id],
  );
const staleOnes = async () => {
  const { rows } = await db.read<{ id: string }>('select customer_id as id from portfolio_customer where is_stale');
  return rows.map(({ id }) => id);
};

test('a customer whose digest cannot be written keeps nobody else back, and is tried again after a while', async () => {
  await markCustomers(readerOf(db), customers);
  const troubles: string[] = [];
  const time = { now: NOW };
  const resting = restingCustomers({ now: () => time.now });
  const later = (seconds: number) => {
    time.now = new Date(time.now.getTime() + seconds * 1_000);
  };
  const write = () => writeMarked({ db, catalog, onTrouble: (sentence) => troubles.push(sentence) }, resting);
  assert.equal(await write(), 4);
  assert.deepEqual(await staleOnes(), [failing]);
  assert.deepEqual(troubles.length, 1);
  assert.match(troubles[0] ?? '', new RegExp(`customer ${failing} could not`));

  await markCustomers(readerOf(db), customers.slice(1));
  later(4);
  assert.equal(await write(), 4, 'the others go on');
  assert.equal(troubles.length, 1, 'it rests');
  later(1);
  await write();
  assert.equal(troubles.length, 2, 'it is tried again');

  await db.read('update entitlement set quantity = 5 where customer_id = $1', [failing]);
  later(20);
  assert.equal(await write(), 1);
  assert.deepEqual(await staleOnes(), []);
});

const MARKINGS: readonly [when: string, key: string, after: number, isTo: boolean][] = [
  ['a moment later', 'same', 1_000, false],
  ['just before five minutes are over', 'same', 299_999, false],
  ['after five minutes', 'same', 300_000, true],
  ['at once where the catalogue makes other things matter', 'other', 0, true],
];
for (const [when, key, passed, isTo] of MARKINGS)
  test(`those whose digest others wrote with another key are looked up again: ${when}${isTo ? '' : ', not'}`, () => {
    assert.equal(isToMark({ key: 'same', at: NOW.getTime() }, { key, at: NOW.getTime() + passed }), isTo);
  });

test('programs that start at once wait for each other, and mark each customer once', async () => {
  await db.read('delete from portfolio_customer');
  await Promise.all([markMissingAtStart(db), markMissingAtStart(db), markMissingAtStart(db)]);
  const { rows } = await db.read<{ id: string }>('select customer_id as id from relationship order by 1');
  assert.deepEqual(
    (await staleOnes()).toSorted(),
    rows.map(({ id }) => id),
  );
});
