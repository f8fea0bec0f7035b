import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { emptyDatabase } from '../../test/database.ts';
import { openDb } from './db.ts';
import { ONE_PLAN } from './planning.ts';

// One connection, so that what it has planned and set can be looked at.
const db = openDb({ connectionString: await emptyDatabase(), connectionsMax: 1 });
await db.read('create table place (id integer primary key, name text not null)');
await db.read(`insert into place select n, 'place ' || n from generate_series(1, 20000) as n`);
await db.read('create index place_by_name on place (name)');
await db.read('analyze place');
after(() => db.close());

const SEARCH = 'select id from place where name >= $1 and name <= $2 order by name limit $3';
const plansOf = async (sql: string): Promise<object> =>
  (
    await db.read<object>('select generic_plans::int as once, custom_plans::int as anew from pg_prepared_statements where statement = $1', [
      sql,
    ])
  ).rows[0] ?? {};

test('a statement that is marked so is planned once, and one that is not is planned anew for each range', async () => {
  for (const sql of [SEARCH, `${ONE_PLAN} ${SEARCH}`])
    for (let i = 10; i < 20; i += 1) assert.equal((await db.read(sql, [`place ${i}999`, `place ${i}999~`, 20])).rows.length, 1);
  assert.deepEqual(await plansOf(`${ONE_PLAN} ${SEARCH}`), { once: 10, anew: 0 });
  assert.deepEqual(await plansOf(SEARCH), { once: 0, anew: 10 });
});

test('what it sets holds for that statement alone', async () => {
  await db.read(`${ONE_PLAN} select 1`);
  for (const [name, setting] of [
    ['plan_cache_mode', 'auto'],
    ['enable_seqscan', 'on'],
    ['enable_bitmapscan', 'on'],
  ])
    assert.deepEqual([name, (await db.read<{ is: string }>('select current_setting($1) as is', [name])).rows[0]?.is], [name, setting]);
});

test('its failure is its own, and the connection is as good as new', async () => {
  await assert.rejects(db.read(`${ONE_PLAN} select $1::int / 0`, [1]), /division by zero/);
  await assert.rejects(db.read(`${ONE_PLAN} selec`), /syntax error/);
  assert.deepEqual((await db.read(`${ONE_PLAN} select 2 as two`)).rows, [{ two: 2 }]);
});
