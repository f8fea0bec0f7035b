import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyHouse } from '../../../test/import-house.ts';
import { NOW } from '../../../test/tenant.ts';
import { writeImports } from './worker.ts';

// What an import wrote beside a customer that could not be written, and what became of that before it went on.
const { deps, db, send, start, progress, mistakesOf, imported } = await emptyHouse();
const time = { now: new Date(NOW) };
const write = () => writeImports({ ...deps, clock: { now: () => time.now }, onTrouble: () => {} });
const names = ['a', 'b', 'c', 'd', 'e', 'f'];
await imported('customers', `companyName,domain,country\n${names.map((name) => `${name},${name}.example,US\n`).join('')}`);

/** A started file of groups, one for each customer, and its customers in the order in which they are written. */
async function started(group: string) {
  const { body } = await send(
    'groups',
    names.map((name) => `${JSON.stringify({ customer: `${name}.example`, displayName: group })}\n`).join(''),
  );
  await start(body.id);
  const { rows } = await db.read<{ tenantId: string; line: number }>(
    'select tenant_id as "tenantId", line from portfolio_import_row where import_id = $1 order by tenant_id',
    [body.id],
  );
  return { id: body.id as string, customers: rows.map(({ tenantId }) => tenantId), lines: rows.map(({ line }) => line) };
}
/** Gives a row's group another name; none is one that the database does not take. */
const rename = (id: string, customerId: string | undefined, displayName: string | null) =>
  db.read('update portfolio_import_row set content = content || $3::jsonb where import_id = $1 and tenant_id = $2', [
    id,
    customerId,
    JSON.stringify({ displayName }),
  ]);
const groupsOf = async (customerId: string | undefined, name: string) =>
  (await db.read('select 1 from directory_group where customer_id = $1 and display_name = $2', [customerId, name])).rowCount;

for (const [name, spoilt] of [
  ['the first', 0],
  ['the second', 1],
] as const)
  test(`what was taken away since is not written again, where ${name} customer could not be written`, async () => {
    const { id, customers } = await started(name);
    await rename(id, customers[spoilt], null);
    await write();
    const before = await progress(id);
    const there = [];
    for (const customerId of customers) if ((await groupsOf(customerId, name)) > 0) there.push(customerId);
    assert.ok(
      there.some((customerId) => customers.indexOf(customerId) > spoilt),
      'some behind it were written beside it',
    );
    assert.equal(before.written, there.length, 'all that was written is counted');
    assert.equal(before.trouble.code, 'unforeseen');

    await db.read('delete from directory_group where display_name = $1', [name]);
    await rename(id, customers[spoilt], name);
    time.now = new Date(time.now.getTime() + 6_000);
    await write();
    const { state, written, alreadyThere } = await progress(id);
    assert.deepEqual([state, written, alreadyThere], ['done', customers.length, 0]);
    for (const customerId of customers) assert.equal(await groupsOf(customerId, name), there.includes(customerId) ? 0 : 1);
  });

test('an import that fails at its first customer every time is given up, though it gets on behind it', async () => {
  const { id, customers } = await started('given up');
  await rename(id, customers[0], null);
  for (const seconds of [0, 5, 20, 80, 320, 1_280]) {
    time.now = new Date(time.now.getTime() + seconds * 1_000);
    await write();
  }
  const { state, written } = await progress(id);
  assert.deepEqual([state, written], ['failed', customers.length - 1]);
});

test('what was refused beside a failure is told and counted once', async () => {
  const { id, customers, lines } = await started('refused');
  await rename(id, customers[0], null);
  await db.read(`update relationship set state = 'ended' where customer_id = $1`, [customers[1]]);
  for (const name of [null, 'refused']) {
    await rename(id, customers[0], name);
    time.now = new Date(time.now.getTime() + 6_000);
    await write();
    assert.deepEqual(await mistakesOf(id), [`${lines[1]} customer`]);
    assert.equal((await progress(id)).refused, 1);
  }
  assert.equal((await progress(id)).state, 'done');
});
