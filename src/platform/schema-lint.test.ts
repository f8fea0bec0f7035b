import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import { lintSchema } from './schema-lint.ts';

const db = await testDatabase();

test('the migrated schema can be spread by customer', async () => {
  assert.deepEqual(await lintSchema(db), []);
});

test('each planted violation is found', async () => {
  await db.dedicated(async (client) => {
    await client.query('create table bad_key (customer_id uuid not null, thing_id uuid primary key)');
    await client.query('create table bad_order (thing_id uuid, customer_id uuid, primary key (thing_id, customer_id))');
    await client.query('create table bad_sequence (customer_id uuid, n bigserial, primary key (customer_id, n))');
    await client.query(
      'create table bad_reference (offer text primary key, customer_id_of uuid, constraint into_customer foreign key (customer_id_of) references customer)',
    );
    await client.query('create table bad_none (x integer)');
  });
  const found = (await lintSchema(db)).map((finding) => finding.problem);
  assert.deepEqual([...new Set(found)].sort(), [
    'a reference from a shared table into a customer’s',
    'a sequence',
    'no primary key',
    'the primary key does not start with customer_id',
    'unique key without customer_id',
  ]);
});
