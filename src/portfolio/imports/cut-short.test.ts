import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyHouse, fillHouse } from '../../../test/import-house.ts';
import { NOW } from '../../../test/tenant.ts';
import { writeImports } from './worker.ts';

// An import whose process dies after a customer's rows are written, and before it is noted how far it got.
const house = await emptyHouse();
const { deps, db, send, start, progress, mistakesOf, imported, everything } = house;
await fillHouse(house);
const time = { now: new Date(NOW) };
const write = () => writeImports({ ...deps, clock: { now: () => time.now }, onTrouble: () => {} });
const customer = 'litware.example';
const lines = (...rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
await db.read(
  `create function die() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$`,
);

/** A started file that is written and of which nothing is noted, any number of times. */
async function cutShort(
  kind: string,
  file: string,
  { times = 1, meanwhile = (): Promise<unknown> => Promise.resolve() } = {},
): Promise<string> {
  const { body } = await send(kind, file);
  assert.equal(body.state, 'ready');
  await start(body.id);
  await meanwhile();
  await db.read(
    `create trigger die before update on portfolio_import for each row when (new.written_count > old.written_count) execute function die()`,
  );
  for (let died = 0; died < times; died++) await writeAgain();
  await db.read('drop trigger die on portfolio_import');
  const { state, written, alreadyThere, refused } = await progress(body.id);
  assert.deepEqual([state, written, alreadyThere, refused], ['running', 0, 0, 0], 'nothing of it is noted');
  return body.id;
}
async function writeAgain(): Promise<void> {
  await write();
  time.now = new Date(time.now.getTime() + 3_600_000);
}
async function reportOf(id: string): Promise<readonly unknown[]> {
  await writeAgain();
  const { state, rows, written, alreadyThere, refused } = await progress(id);
  return [state, rows, written, alreadyThere, refused, ...(await mistakesOf(id))];
}

const files: readonly [kind: string, file: string][] = [
  ['customers', 'companyName,domain,country\nFabrikam,fabrikam.example,US\nAdatum,adatum.example,US\n'],
  ['subscriptions', lines({ customer, product: 'm365-business-standard', quantity: 3, termStart: '2026-02-01' })],
  ['users', 'customer,userPrincipalName,displayName\nlitware.example,eve@litware.example,Eve\n'],
  ['groups', lines({ customer, displayName: 'Sales' }, { customer: 'fabrikam.example', displayName: 'Sales' })],
  ['group-licenses', lines({ customer, group: 'Sales', product: 'm365-business-standard' })],
  ['group-members', lines({ customer, group: 'Sales', user: 'eve@litware.example' })],
  ['entitlements', lines({ customer, channel: 'web_direct', product: 'm365-business-standard', quantity: 3, heldSince: '2025-09-01' })],
  ['licenses', lines({ customer, user: 'eve@litware.example', product: 'm365-business-standard', group: 'Sales' })],
];
for (const [kind, file] of files)
  test(`${kind} that were written and not noted count as written, and are written once`, async () => {
    const rows = kind === 'customers' || kind === 'groups' ? 2 : 1;
    const id = await cutShort(kind, file, { times: 2 });
    const there = await everything();
    assert.deepEqual(await reportOf(id), ['done', rows, rows, 0, 0]);
    assert.equal(await everything(), there);
  });

test('the same file sent again is there already: only its own import knows that it wrote them', async () => {
  const { state, written, alreadyThere } = await imported('users', String(files[2]?.[1]));
  assert.deepEqual([state, written, alreadyThere], ['done', 0, 1]);
});

test('what came of the rows beside those that were written is told as it was the first time', async () => {
  await imported('groups', lines({ customer, displayName: 'Gone' }));
  await db.read(`create table gone_group as select * from directory_group where display_name = 'Gone'`);
  const product = 'm365-business-basic';
  const id = await cutShort(
    'group-licenses',
    lines(
      { customer, group: 'Sales', product: 'm365-business-standard' },
      { customer, group: 'Gone', product },
      { customer, group: 'Sales', product },
    ),
    { meanwhile: () => db.read(`delete from directory_group where display_name = 'Gone'`) },
  );
  await db.read('insert into directory_group select * from gone_group');
  assert.deepEqual(await reportOf(id), ['done', 3, 1, 1, 1, '2 group']);
});

test('what was taken away since is not written again, and counts as written', async () => {
  const id = await cutShort('groups', lines({ customer, displayName: 'Taken away' }));
  await db.read(`delete from directory_group where display_name = 'Taken away'`);
  assert.deepEqual(await reportOf(id), ['done', 1, 1, 0, 0]);
  const { rowCount } = await db.read(`select 1 from directory_group where display_name = 'Taken away'`);
  assert.equal(rowCount, 0);
});

test('a customer that left since does not make refused what was written while it was there', async () => {
  const id = await cutShort('groups', lines({ customer: 'fabrikam.example', displayName: 'Left' }, { customer, displayName: 'Stays' }));
  await db.read(
    `update relationship set state = 'ended' where customer_id in (select customer_id from customer where domain = 'fabrikam.example')`,
  );
  assert.deepEqual(await reportOf(id), ['done', 2, 2, 0, 0]);
});

test('a customer of more rows than go into one transaction is counted once, wherever it was cut short', async () => {
  const names = Array.from({ length: 1_001 }, (_, i) => ({ customer, displayName: `Many ${i}` }));
  const { body } = await send('groups', lines(...names));
  await start(body.id);
  // The second transaction is the one that ends it.
  await db.read(
    `create trigger die before insert on directory_group for each row when (new.display_name = 'Many 1000') execute function die()`,
  );
  await writeAgain();
  await db.read('drop trigger die on directory_group');
  assert.deepEqual(await reportOf(body.id), ['done', 1_001, 1_001, 0, 0]);
});
