import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { runProgram } from '../../test/program.ts';
import { startWholeProgram } from '../../test/whole-program.ts';
import { openCatalog } from '../../src/catalog/worker.ts';
import { newId, systemClock } from '../../src/platform/clock.ts';
import { IMPORT_KINDS } from '../../src/portfolio/imports/kinds/contract.ts';
import { startImporting } from '../../src/portfolio/imports/worker.ts';
import { kindOf } from './run.ts';

// What is registered first ends first: the worker before the database that it works with.
const workers: ReturnType<typeof startImporting>[] = [];
after(() => Promise.all(workers.map((worker) => worker.stop())));
const program = await startWholeProgram({ customers: 40 });
const catalog = await openCatalog(program.db, systemClock);
const importing = startImporting({
  db: program.db,
  catalog,
  clock: systemClock,
  newId,
  onTrouble: (_, error) => assert.fail(String(error)),
});
workers.push(importing);
after(() => catalog.close());
const folder = mkdtempSync(join(tmpdir(), 'upseat imports '));
after(() => rmSync(folder, { recursive: true, force: true }));
const token = await program.token('admin_agent');

async function upseat(...words: readonly string[]) {
  const ran = runProgram('cli/main.ts', words, { UPSEAT_URL: program.url, UPSEAT_CONFIG_DIR: folder, UPSEAT_TOKEN: token });
  const code = await ran.ended;
  return { code, ...ran.written() };
}
const fileOf = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

describe('upseat imports run', () => {
  test('0: checks, writes and waits for the end; a second time everything is there', async () => {
    const file = fileOf('customers.csv', 'companyName,domain,country\nNod Publishers,nodpublishers.example,US\n');
    const look = await upseat('imports', 'run', file, '--check-only');
    assert.deepEqual([look.code, /is right: 1 rows/.test(look.output)], [0, true], look.words);
    const first = await upseat('imports', 'run', file);
    assert.deepEqual([first.code, /1 of 1 rows are new, 0 were there/.test(first.output)], [0, true], first.words);
    const second = await upseat('imports', 'run', file);
    assert.match(second.output, /0 of 1 rows are new, 1 were there/);
  });

  test('1: says the line and column of each mistake', async () => {
    const file = fileOf(
      'more.jsonl',
      '{"companyName":"A","domain":"a.example","country":"US"}\n{"companyName":"B","domain":"b","country":"US"}\n',
    );
    const { code, words } = await upseat('imports', 'run', file, '--kind', 'customers');
    assert.equal(code, 1);
    assert.match(words, /more\.jsonl:2: domain: "b" should be a domain such as .*\nNothing was imported: 1 mistake\.\n$/);
  });

  test('0: one that stands still is resumed by the same command', async () => {
    const file = fileOf('customers-still.csv', 'companyName,domain,country\nSouthridge,southridge-still.example,US\n');
    const body = readFileSync(file);
    const sent = await fetch(`${program.url}/v1/imports?kind=customers`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
    });
    const { id } = (await sent.json()) as { id: string };
    await program.db.read(
      `update portfolio_import set state = 'failed', trouble = '{"kind": "unforeseen", "line": 2}' where import_id = $1`,
      [id],
    );
    const resumed = await upseat('imports', 'run', file, '--json');
    assert.deepEqual([resumed.code, JSON.parse(resumed.output).id], [0, id], resumed.words);
  });

  test('2: what the file holds is not clear', async () => assert.equal((await upseat('imports', 'run', fileOf('x.csv', ''))).code, 2));

  test('1: no such file', async () => assert.equal((await upseat('imports', 'run', join(folder, 'customers-none.csv'))).code, 1));
});

describe('upseat exports get', () => {
  for (const kind of IMPORT_KINDS)
    test(`0: writes a file of ${kind}, which the import knows again`, async () => {
      const file = join(folder, `${kind}.jsonl`);
      const { code, words } = await upseat('exports', 'get', kind, '--file', file);
      assert.equal(code, 0, words);
      assert.ok(statSync(file).size > 0 || kind === 'entitlements');
      const again = await upseat('imports', 'run', file, '--check-only');
      assert.equal(again.code, 0, again.words);
    });

  test('2: what cannot be exported', async () => assert.equal((await upseat('exports', 'get', 'weather')).code, 2));
});

test('the name of a file says what it holds', () => {
  assert.deepEqual(
    [kindOf('/a/Customers-2026.csv', undefined), kindOf('a.csv', 'users'), kindOf('a.csv', undefined)],
    ['customers', 'users', null],
  );
});
