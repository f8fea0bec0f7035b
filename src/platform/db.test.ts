import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import { violatedConstraint } from './db.ts';

const db = await testDatabase();
await db.read('create table thing (id integer primary key, name text not null)');
const things = async () => (await db.read<{ id: number }>('select id from thing order by id')).rows.map(({ id }) => id);

describe('a transaction', () => {
  test('keeps all of it', async () => {
    const result = await db.transaction(async (tx) => {
      tx.send(`insert into thing values (1, 'one')`);
      const { rows } = await tx.query<{ id: number; name: string }>('select id, name from thing');
      tx.send('insert into thing select n, $1 from generate_series(2, 3) as n', ['more']);
      return rows;
    });
    assert.deepEqual(result, [{ id: 1, name: 'one' }]);
    assert.deepEqual(await things(), [1, 2, 3]);
  });

  test('keeps nothing when the work throws', async () => {
    await assert.rejects(
      db.transaction(async (tx) => {
        tx.send(`insert into thing values (10, 'ten')`);
        throw new Error('changed my mind');
      }),
      /changed my mind/,
    );
    assert.deepEqual(await things(), [1, 2, 3]);
  });

  test('keeps nothing when a statement fails that travels with the commit, and says why', async () => {
    const twice = db.transaction(async (tx) => {
      tx.send(`insert into thing values (20, 'twenty')`);
      tx.send(`insert into thing values (1, 'again')`);
      tx.send(`insert into thing values (21, 'never')`);
    });
    assert.equal(await twice.then(() => null, violatedConstraint), 'thing_pkey');
    assert.deepEqual(await things(), [1, 2, 3]);
  });

  test('keeps nothing when a failed statement is ignored', async () => {
    const ignoring = db.transaction(async (tx) => {
      tx.send(`insert into thing values (30, 'thirty')`);
      await tx.query('select 1 / $1::int', [0]).catch(() => null);
    });
    await assert.rejects(ignoring, /division by zero/);
    assert.deepEqual(await things(), [1, 2, 3]);
  });

  test('a failure that nobody waits for harms nobody else', async () => {
    const impatient = db.transaction(async (tx) => {
      void tx.query('select 1 / $1::int', [0]);
      return (await tx.query('select 1 as one')).rows;
    });
    await assert.rejects(impatient, /division by zero/);
  });

  test('statements sent together are answered each with its own rows', async () => {
    const [one, none, two] = await db.transaction((tx) =>
      Promise.all([
        tx.query('select 1 as a, null::text as b'),
        tx.query('delete from thing where id = 99'),
        tx.query('select n as c from generate_series(1, 2) as n'),
      ]),
    );
    assert.deepEqual(one.rows, [{ a: 1, b: null }]);
    assert.deepEqual([none.rows, none.rowCount], [[], 0]);
    assert.deepEqual([two.rows, two.rowCount], [[{ c: 1 }, { c: 2 }], 2]);
  });
});

describe('a connection', () => {
  test('is as good as new after failures, also of a statement at its first try', async () => {
    for (let round = 0; round < 20; round += 1) {
      await assert.rejects(db.read('select * from no_such_table'), /does not exist/);
      await assert.rejects(db.read('select 10 / $1::int as tenth', [0]), /division by zero/);
      assert.deepEqual((await db.read('select 10 / $1::int as tenth', [2])).rows, [{ tenth: 5 }]);
    }
  });

  test('many at once find their own answers', async () => {
    const numbers = Array.from({ length: 200 }, (_, i) => i);
    const answers = await Promise.all(
      numbers.map((i) => db.transaction(async (tx) => (await tx.query<{ n: number }>('select $1::int as n', [i])).rows[0]?.n)),
    );
    assert.deepEqual(answers, numbers);
  });

  test('that the server ends fails what ran on it, and is replaced', async () => {
    const ended = db.transaction(async (tx) => {
      await tx.query('select pg_terminate_backend(pg_backend_pid())');
    });
    await assert.rejects(ended, /terminat/);
    assert.deepEqual((await db.read('select 1 as one')).rows, [{ one: 1 }]);
  });
});

test('days and instants stay text, whole numbers are numbers', async () => {
  const { rows } = await db.read(
    `select '2026-06-11'::date as day, '2026-06-11T09:00Z'::timestamptz as at, 9007199254740991 as large, 'null'::jsonb as nothing, array['a', null] as list`,
  );
  assert.deepEqual(rows, [{ day: '2026-06-11', at: '2026-06-11 09:00:00+00', large: 9007199254740991, nothing: null, list: ['a', null] }]);
  await assert.rejects(db.read('select 9007199254740993 as too_large'), RangeError);
});
