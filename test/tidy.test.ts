import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sources } from './sources.ts';

const ROOT = new URL('../', import.meta.url);
const all = sources('src', 'web', 'cli', 'client', 'bench', 'scripts', 'test').filter(({ path }) => !path.startsWith('client/generated/'));
const isTest = (path: string) => /\.test\.tsx?$/.test(path);
const product = all.filter((file) => !isTest(file.path));
const src = product.filter((file) => file.path.startsWith('src/'));
const names = (files: readonly { path: string }[]) => files.map((file) => file.path);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');

test('a file holds one idea: at most 300 lines, 250 in the console', () => {
  const limit = (path: string) => (path.startsWith('web/') && !isTest(path) ? 250 : 300);
  assert.deepEqual(names(all.filter((file) => file.lines > limit(file.path))), []);
});

test('time and chance come in from outside', () => {
  const reads = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\(/;
  assert.deepEqual(names(src.filter((file) => !/^src\/(platform|main)/.test(file.path) && reads.test(file.text))), []);
});

test('only the configuration reads the environment', () => {
  assert.deepEqual(names(src.filter((file) => file.path !== 'src/platform/config.ts' && /\bprocess\.env\b/.test(file.text))), []);
});

test('each table is written by one store', () => {
  const writers = new Map<string, Set<string>>();
  const tables = new Set(
    readdirSync(new URL('migrations', ROOT)).flatMap((file) =>
      [...read(`migrations/${file}`).matchAll(/create table (\w+)/g)].map((match) => match[1] ?? ''),
    ),
  );
  for (const file of src) {
    // The demo world fills whole tables of a database that is still empty.
    if (file.path.startsWith('src/demo/')) continue;
    for (const [, table = ''] of file.text.matchAll(/\b(?:insert into|(?<!for )(?<!key )update|delete from)\s+([a-z_]+)/g)) {
      if (!tables.has(table)) continue;
      writers.set(table, (writers.get(table) ?? new Set()).add(file.path));
    }
  }
  for (const [table, paths] of writers) {
    assert.match([...paths].join(), /^src\/[a-z/-]+\/store\.ts$/, `${table} is written by ${[...paths].join(' and ')}`);
  }
  assert.ok(writers.size > 10, 'the test sees the stores');
});

test('migrations are numbered without a gap, and say what they are for', () => {
  const files = readdirSync(new URL('migrations', ROOT)).sort();
  assert.deepEqual(
    files.map((file) => file.slice(0, 4)),
    files.map((_, i) => String(i + 1).padStart(4, '0')),
  );
  for (const file of files) assert.match(read(`migrations/${file}`), /^-- \S/, file);
});

test('every refusal has its page', () => {
  const pages = new Set(readdirSync(new URL('docs/refusals', ROOT)).map((file) => file.replace(/\.md$/, '')));
  const texts = src.filter((file) => !file.path.includes('/platform/')).map((file) => file.text);
  const codes = new Set(texts.flatMap((text) => [...text.matchAll(/readonly code: '(\w+)'/g)].map((match) => match[1] ?? '')));
  assert.ok(codes.size > 40);
  assert.deepEqual(
    [...codes].filter((code) => !pages.has(code)),
    [],
  );
});

test('every domain tells in half a page what it owns', () => {
  const domains = readdirSync(new URL('src', ROOT), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  for (const domain of domains) assert.ok(read(`src/${domain}/README.md`).length > 200, domain);
});

test('nothing is called by a name that says nothing', () => {
  const empty = /(^|\/)(utils?|helpers?|common|misc|manager|services?)(\.|\/)/;
  assert.deepEqual(names(all.filter((file) => empty.test(file.path))), []);
});

test('no leftovers: markers, console output of the server, skipped tests', () => {
  const marks = new RegExp(['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'].join('|'));
  assert.deepEqual(names(all.filter((file) => marks.test(file.text))), []);
  assert.deepEqual(
    names(src.filter((file) => !/^src\/(main|platform)/.test(file.path) && /\bconsole\.(log|error|warn)\(/.test(file.text))),
    [],
  );
  assert.deepEqual(names(all.filter((file) => /\b(test|describe)\.(skip|only|todo)\(/.test(file.text))), []);
});
