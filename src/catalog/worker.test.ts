import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import { day } from '../kit/dates.ts';
import { newId } from '../platform/clock.ts';
import type { CatalogDocument } from './document.ts';
import { importView } from './import-outcome.ts';
import { importCatalogFiles, openCatalog, shippedFiles } from './worker.ts';

const db = await testDatabase();
let now = new Date('2022-12-31T23:59:59Z');
const clock = { now: () => now };
const deps = { db, clock, newId };
const folder = mkdtempSync(join(tmpdir(), 'catalog-'));
after(() => rmSync(folder, { recursive: true }));

const catalog = await openCatalog(db, clock);
const elsewhere = await openCatalog(db, clock);
after(() => {
  catalog.close();
  elsewhere.close();
});

test('before the first import the catalogue is empty', () => {
  assert.deepEqual([catalog.current().revision, catalog.current().offers.size], [0, 0]);
});

test('what another process imported is there after a refresh, and not before', async () => {
  assert.equal((await importCatalogFiles(deps, shippedFiles())).kind, 'imported');
  assert.equal(catalog.current().offers.size, 0);
  await Promise.all([catalog.refresh(), catalog.refresh()]);
  assert.deepEqual([catalog.current().revision, catalog.current().offers.size], [1, 55]);
});

test('the catalogue is built once for a day, and kept while nothing was imported', async () => {
  const before = catalog.current();
  await catalog.refresh();
  assert.equal(catalog.current(), before);
  assert.equal(catalog.on(day('2022-12-31')), before);
});

test('the catalogue changes with the day', () => {
  const exchange = () => catalog.current().exclusiveFamilies.find((family) => family.name === 'Exchange Online')?.planIds.size;
  assert.equal(exchange(), 8);
  now = new Date('2023-01-01T00:00:00Z');
  assert.deepEqual([exchange(), catalog.current().day], [6, '2023-01-01']);
  assert.equal(catalog.on(day('2022-12-31')).exclusiveFamilies.find((family) => family.name === 'Exchange Online')?.planIds.size, 8);
});

test('the database gives back what the files say', async () => {
  await elsewhere.refresh();
  assert.deepEqual(elsewhere.current(), catalog.current());
});

test('a file with a mistake is reported with its line, and nothing changes', async () => {
  const document: CatalogDocument = { format: 'upseat-catalog/1', edition: { name: 'own', version: 1, effectiveFrom: '2020-02-30' } };
  const path = join(folder, 'own.json');
  writeFileSync(path, JSON.stringify(document, null, 2));
  assert.deepEqual(importView(await importCatalogFiles(deps, [path])), {
    kind: 'invalid',
    editions: [],
    errors: [{ file: path, line: 6, field: 'edition.effectiveFrom', problem: '2020-02-30 is no day' }],
  });
  await catalog.refresh();
  assert.equal(catalog.current().revision, 1);
});

test('a file that is not there is reported, and the others wait', async () => {
  const outcome = importView(await importCatalogFiles(deps, [join(folder, 'nowhere.json'), ...shippedFiles()]));
  assert.deepEqual([outcome.kind, outcome.errors.length, outcome.errors[0]?.line], ['invalid', 1, undefined]);
  assert.match(outcome.errors[0]?.problem ?? '', /^cannot be read: ENOENT/);
});

test('the files that came with the program are passed over at the next start', async () => {
  assert.deepEqual(importView(await importCatalogFiles(deps, shippedFiles())), { kind: 'unchanged', editions: [], errors: [] });
});
