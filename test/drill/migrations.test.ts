import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { openDb, type Db } from '../../src/platform/db.ts';
import { isConcurrent, migrate, migrationFiles, migrationStatements, runOnce } from '../../src/platform/migrate.ts';
import { emptyDatabase, testDatabase } from '../database.ts';
import { blockingStatements } from './locks.ts';

const migrated = await testDatabase();

/** The last migration before anybody had a large table. */
const LAST_FREE = '0040_campaign_days.sql';

async function openEmpty(): Promise<Db> {
  const db = openDb({ connectionString: await emptyDatabase(), connectionsMax: 4 });
  after(() => db.close());
  return db;
}

describe('a migration keeps nobody from a table for as long as the table is large', () => {
  test(`each one after ${LAST_FREE}`, async () => {
    const db = await openEmpty();
    const later = migrationFiles().filter((file) => file > LAST_FREE);
    await migrate(db, new Set(migrationFiles().filter((file) => file <= LAST_FREE)));
    for (const file of later) {
      const statements = migrationStatements(file);
      if (!isConcurrent(statements)) {
        const found = await db.dedicated((client) => blockingStatements(client, statements));
        assert.deepEqual(found, [], `${file}: docs/operations.md tells how to do it without`);
      }
      await migrate(db, new Set([file]));
    }
  });

  test('each index that is built beside those who write can be begun again after it was interrupted', () => {
    for (const statements of migrationFiles().map(migrationStatements).filter(isConcurrent)) {
      for (const statement of statements)
        assert.match(statement, /^(create (unique )?index concurrently|drop index concurrently if exists)/i);
      for (const [i, statement] of statements.entries()) {
        const built = /^create .*?concurrently (\w+)/i.exec(statement)?.[1];
        if (built !== undefined) assert.equal(statements[i - 1], `drop index concurrently if exists ${built}`);
      }
    }
  });

  test('none takes away what the version before still uses: that is for a later release', () => {
    const later = migrationFiles().filter((file) => file > LAST_FREE);
    const taking = /\bdrop (column|table)\b|\brename\b/i;
    assert.deepEqual(
      later.filter((file) => migrationStatements(file).some((statement) => taking.test(statement))),
      [],
    );
  });

  const COLUMN = 'alter table subscription add column thing';
  const CHECK = 'alter table subscription add constraint thing check (quantity > -1)';
  const REFERENCE = 'alter table license add constraint thing foreign key (customer_id) references customer';
  const cases: readonly [name: string, statements: readonly string[], tables: readonly string[]][] = [
    ['a new column', [`${COLUMN} integer`], []],
    ['a new column with a value that is the same for all', [`${COLUMN} integer not null default 1`], []],
    ['a new column with a value for each row', [`${COLUMN} uuid not null default gen_random_uuid()`], ['subscription is written anew']],
    ['another type of column', ['alter table subscription alter column quantity type bigint'], ['subscription is written anew']],
    ['an index', ['create index on subscription (quantity)'], ['subscription is read through']],
    ['a condition', [CHECK], ['subscription is read through']],
    ['a condition for new rows', [`${CHECK} not valid`], []],
    [
      'a condition for new rows that is validated at once',
      [`${CHECK} not valid`, 'alter table subscription validate constraint thing'],
      ['subscription is read through'],
    ],
    ['a reference for new rows', [`${REFERENCE} not valid`], []],
    [
      'a column that must not be empty',
      ['alter table subscription alter column parent_subscription_id set not null'],
      ['subscription is read through'],
    ],
    ['a change of all rows', [`update subscription set friendly_name = 'x'`], ['subscription is read through']],
    [
      'a table of its own with its index',
      ['create table thing (customer_id uuid primary key, n integer)', 'create index on thing (n)'],
      [],
    ],
    ['an index of a small shared table', ['create index on offer (name)'], []],
  ];
  for (const [name, statements, expected] of cases)
    test(`${name}: ${expected.join() || 'passes'}`, async () => {
      const found = await migrated.dedicated((client) => blockingStatements(client, statements));
      assert.deepEqual(
        found.map(({ table, why }) => `${table} ${why}`),
        expected,
      );
    });
  test('a validation of its own keeps nobody out', async () => {
    const own = await openEmpty();
    await migrate(own);
    await own.read(`${CHECK} not valid`);
    const validate = ['alter table subscription validate constraint thing'];
    assert.deepEqual(await own.dedicated((client) => blockingStatements(client, validate)), []);
  });
});

describe('a migration runs while others work', () => {
  /** As often as they can; each waits half as long for the table as it would for two turns of the migration. */
  async function work(other: Db, phase: { isOver: boolean }): Promise<number> {
    let turns = 0;
    for (; !phase.isOver; turns += 1)
      await other.transaction(async (tx) => {
        await tx.query(`set local lock_timeout = '2s'`);
        await tx.query('select from subscription');
      });
    return turns;
  }

  test('it gives way to them when it does not get a table, and gets it when that is free', async () => {
    const own = await openEmpty();
    await migrate(own);
    const phase = { isOver: false };
    const held = Promise.withResolvers<void>();
    // An export that reads for long: whoever wants the table for itself waits for its end.
    const exporting = own.transaction(async (tx) => {
      await tx.query('select from subscription');
      held.resolve();
      await wait(3500);
    });
    await held.promise;
    const working = [work(own, phase), work(own, phase)];
    const ran = await own.dedicated((client) => runOnce(client, '9001_column.sql', ['alter table subscription add column thing integer']));
    phase.isOver = true;
    assert.equal(ran, true);
    await exporting;
    for (const turns of await Promise.all(working)) assert.ok(turns > 10, `only ${turns} turns`);
  });

  test('an index is built beside those who write, once, by one of two programs that start together', async () => {
    const own = await openEmpty();
    await migrate(own);
    const index = ['drop index concurrently if exists thing', 'create index concurrently thing on subscription (quantity)'];
    const writing = await own.dedicated(async (client) => {
      await client.query('begin');
      await client.query('lock table subscription in row exclusive mode');
      const runs = [1, 2].map(() => own.dedicated((each) => runOnce(each, '9002_index.sql', index)));
      await wait(600);
      const { rows } = await own.read<{ built: string | null }>(`select to_regclass('thing') as built`);
      await client.query('commit');
      return { ran: await Promise.all(runs), built: rows[0]?.built };
    });
    assert.equal(writing.built, 'thing', 'it had begun while somebody was writing');
    assert.deepEqual(writing.ran.toSorted(), [false, true]);
    const { rows } = await own.read(`select indisvalid from pg_index where indexrelid = 'thing'::regclass`);
    assert.deepEqual(rows, [{ indisvalid: true }]);
    // What a crash leaves is an index that nobody uses: the next start builds it again.
    await own.read(`delete from schema_migration where name = '9002_index.sql'`);
    await own.read(`update pg_index set indisvalid = false where indexrelid = 'thing'::regclass`);
    assert.equal(await own.dedicated((each) => runOnce(each, '9002_index.sql', index)), true);
    assert.deepEqual((await own.read(`select indisvalid from pg_index where indexrelid = 'thing'::regclass`)).rows, [{ indisvalid: true }]);
  });

  test('what fails leaves nothing, and is named', async () => {
    const own = await openEmpty();
    await migrate(own);
    const statements = ['create table half (id integer)', 'create table half (id integer)'];
    await assert.rejects(
      own.dedicated((client) => runOnce(client, '9003_half.sql', statements)),
      /migration 9003_half\.sql: .*already exists/,
    );
    const { rows } = await own.read(
      `select to_regclass('half') as half, exists (select from schema_migration where name like '9003%') as noted`,
    );
    assert.deepEqual(rows, [{ half: null, noted: false }]);
  });
});
