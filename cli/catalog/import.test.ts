import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importFiles, outcomeOf } from './import.ts';

test('without a file it is used wrongly', () => {
  assert.deepEqual(importFiles.parse([]), { kind: 'misused', message: 'Name at least one file.' });
  assert.equal(importFiles.parse(['--colour', 'a.json']).kind, 'misused');
  assert.equal(importFiles.parse(['a.json', 'b.json']).kind, 'ready');
});

test('what came in is named', () => {
  const told = { kind: 'imported' as const, editions: [{ name: 'own', version: 2, effectiveFrom: '2026-01-01' }], errors: [] };
  assert.deepEqual(outcomeOf(told), { kind: 'done', data: told, lines: ['Imported own, version 2, in force from 2026-01-01.'] });
});

test('what was there before is no failure', () => {
  assert.equal(outcomeOf({ kind: 'unchanged', editions: [], errors: [] }).kind, 'done');
});

test('every mistake is told with file, line and field', () => {
  const outcome = outcomeOf({
    kind: 'invalid',
    editions: [],
    errors: [
      { file: 'own.json', line: 7, field: 'offers[0].skuId', problem: 'is missing' },
      { file: 'own.json', line: 9, field: '', problem: 'a comma or } is expected' },
      { file: 'the imported edition 2020-06-offers', field: 'offers[1]', problem: 'x' },
    ],
  });
  assert.deepEqual(outcome.kind === 'refused' && outcome.message.split('\n'), [
    'own.json:7: offers[0].skuId: is missing',
    'own.json:9: a comma or } is expected',
    'the imported edition 2020-06-offers: offers[1]: x',
    'Nothing was imported: 3 mistakes.',
  ]);
});
