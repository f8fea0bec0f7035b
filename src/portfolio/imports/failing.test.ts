import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyHouse } from '../../../test/import-house.ts';
import { NOW } from '../../../test/tenant.ts';
import { isoOf } from '../../kit/dates.ts';
import { triedAgainAt } from './again.ts';
import { writeImports } from './worker.ts';

// Imports that something unforeseen keeps from being written, and those beside them.
const { deps, db, server, send, start, progress } = await emptyHouse();
const time = { now: new Date(NOW) };
const troubles: string[] = [];
const write = () =>
  writeImports({ ...deps, clock: { now: () => time.now }, onTrouble: (sentence, error) => troubles.push(`${sentence} ${String(error)}`) });
const later = (seconds: number) => {
  time.now = new Date(time.now.getTime() + seconds * 1_000);
};

/** A started file of customers, which are written in the order of the lines given back. */
async function started(name: string, customers: number) {
  const rows = Array.from({ length: customers }, (_, i) => `${name} ${i},${name}${i}.example,US\n`);
  const { body } = await send('customers', `companyName,domain,country\n${rows.join('')}`);
  await start(body.id);
  const order = await db.read<{ line: number }>('select line from portfolio_import_row where import_id = $1 order by tenant_id', [body.id]);
  return { id: body.id as string, lines: order.rows.map(({ line }) => line) };
}
/** Makes a row one that the database does not take. */
const spoil = (id: string, line: number | undefined) =>
  db.read(`update portfolio_import_row set content = content || '{"companyName": null}' where import_id = $1 and line = $2`, [id, line]);
const mend = (id: string, line: number | undefined) =>
  db.read(`update portfolio_import_row set content = content || '{"companyName": "Mended"}' where import_id = $1 and line = $2`, [
    id,
    line,
  ]);

test('one that fails rests for longer each time, keeps nobody back, and then stands still with its reason', async () => {
  const { id } = await started('failing', 40);
  await spoil(id, 12);
  const other = (await send('customers', 'companyName,domain,country\nBeside,beside.example,US\n')).body.id;
  await start(other);
  await write();
  assert.equal((await progress(other)).state, 'done', 'the one beside it is written at once');
  const first = await progress(id);
  assert.deepEqual([first.state, first.trouble.code, first.trouble.line], ['running', 'unforeseen', 12]);
  assert.equal(first.triedAgainDate, isoOf(new Date(NOW.getTime() + 5_000)));

  for (const seconds of [5, 20, 80, 320, 1_280]) {
    const before = troubles.length;
    later(seconds - 1);
    await write();
    assert.equal(troubles.length, before, `it rests for ${seconds} seconds`);
    later(1);
    await write();
    assert.equal(troubles.length, before + 1, `after ${seconds} seconds it is tried again`);
  }
  const failed = await progress(id);
  assert.deepEqual([failed.state, failed.triedAgainDate], ['failed', undefined]);
  assert.match(failed.trouble.description, /the customer in line 12/);
  const { body } = await server.ask(`/v1/imports/${id}`, { headers: { 'x-locale': 'zh-TW' } });
  assert.match(body.trouble.description, /第 12 行客戶/);
  assert.match(troubles.at(-1) ?? '', new RegExp(`${id} could not be written from line 12 on; it stands still`));
  later(100_000);
  await write();
  assert.equal(troubles.length, 6, 'it is left alone');
});

test('one that failed goes on when somebody resumes it, and writes each row once', async () => {
  const { body } = await server.ask('/v1/imports');
  const failed = body.items.find((each: { state: string }) => each.state === 'failed');
  await mend(failed.id, 12);
  const resumed = await start(failed.id);
  assert.deepEqual([resumed.status, resumed.body.state, resumed.body.trouble], [202, 'running', undefined]);
  await write();
  const { state, written, alreadyThere, trouble, startedDate } = await progress(failed.id);
  assert.deepEqual([state, written, alreadyThere, trouble, startedDate], ['done', 40, 0, undefined, failed.startedDate]);
  const { rows } = await db.read<{ count: number }>(`select count(*) from customer where domain like 'failing%'`);
  assert.equal(rows[0]?.count, 40);
});

test('one that gets on between two failures is not given up', async () => {
  const { id, lines } = await started('slow', 20);
  for (const line of [lines[0], lines.at(-1)]) await spoil(id, line);
  await write();
  later(5);
  await write();
  await mend(id, lines[0]);
  later(20);
  await write();
  const { trouble, triedAgainDate } = await progress(id);
  assert.deepEqual([trouble.line, triedAgainDate], [lines.at(-1), isoOf(new Date(time.now.getTime() + 5_000))]);
});

test('the same file sent again is the one that failed', async () => {
  const file = 'companyName,domain,country\nAgain,again.example,US\n';
  const { body } = await send('customers', file);
  await db.read(`update portfolio_import set state = 'failed' where import_id = $1`, [body.id]);
  const again = (await send('customers', file)).body;
  assert.deepEqual([again.id, again.state], [body.id, 'failed']);
});

test('one that failed can be forgotten', async () => {
  const { id } = await started('gone', 1);
  await db.read(`update portfolio_import set state = 'failed' where import_id = $1`, [id]);
  assert.equal((await server.ask(`/v1/imports/${id}`, { method: 'DELETE' })).status, 204);
});

test('one that rests goes on at once when somebody resumes it', async () => {
  const { id } = await started('resting', 3);
  await spoil(id, 2);
  await write();
  await mend(id, 2);
  const resumed = await start(id);
  assert.deepEqual([resumed.status, resumed.body.triedAgainDate, resumed.body.trouble], [202, undefined, undefined]);
  await write();
  assert.equal((await progress(id)).state, 'done');
});

test('one that rests can be forgotten, and one that somebody writes cannot', async () => {
  const { id } = await started('forgotten', 1);
  await spoil(id, 2);
  await write();
  const forget = () => server.ask(`/v1/imports/${id}`, { method: 'DELETE' });
  await db.read(`update portfolio_import set claim_id = $1, claimed_until = $2 where import_id = $1`, [id, time.now.toISOString()]);
  assert.equal((await forget()).status, 409);
  await db.read(`update portfolio_import set claim_id = null, claimed_until = null where import_id = $1`, [id]);
  assert.equal((await forget()).status, 204);
});

test('one that costs its connection rests like any other, but is not given up', async () => {
  await db.read(
    `create function cut_off() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$`,
  );
  await db.read(
    `create trigger cut_off before insert on customer for each row when (new.domain like 'cutting%') execute function cut_off()`,
  );
  const { id } = await started('cutting', 1);
  const other = await started('behind', 1);
  let tries = 0;
  for (const seconds of [0, 5, 20, 80, 320, 1_280, 1_280]) {
    later(seconds);
    await write();
    assert.equal(troubles.filter((trouble) => trouble.includes(id)).length, ++tries);
    assert.equal((await progress(other.id)).state, 'done', 'the one behind it is written at once');
  }
  const { state, triedAgainDate, trouble } = await progress(id);
  assert.deepEqual([state, triedAgainDate, trouble.line], ['running', isoOf(new Date(time.now.getTime() + 1_280_000)), 2]);
  await db.read('drop trigger cut_off on customer');
  later(1_280);
  await write();
  assert.equal((await progress(id)).state, 'done');
});

for (const [failures, seconds] of [
  [1, 5],
  [5, 1_280],
  [6, null],
] as const)
  test(`after ${failures} failures in a row: ${seconds === null ? 'given up' : `again after ${seconds} seconds`}`, () =>
    assert.equal(triedAgainAt(failures, NOW)?.getTime() ?? null, seconds === null ? null : NOW.getTime() + seconds * 1_000));
