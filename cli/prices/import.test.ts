import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importPrices, outcomeOf } from './import.ts';

const nothing = { kind: 'unchanged' as const, prices: 0, errors: [] };

test('one file is named, and a partner by its id', () => {
  assert.equal(importPrices.parse([]).kind, 'misused');
  assert.equal(importPrices.parse(['a.csv', 'b.csv']).kind, 'misused');
  assert.equal(importPrices.parse(['a.csv', '--partner', 'Contoso']).kind, 'misused');
  assert.equal(importPrices.parse(['a.csv', '--partner', '00000000-0000-4000-8000-000000000001']).kind, 'ready');
});

test('what came in is counted', () => {
  const told = { ...nothing, kind: 'imported' as const, prices: 12, currency: 'EUR' };
  assert.deepEqual(outcomeOf(told, 'a.csv'), { kind: 'done', data: told, lines: ['Imported 12 prices in EUR.'] });
  assert.equal(outcomeOf(nothing, 'a.csv').kind, 'done');
  assert.equal(outcomeOf({ ...nothing, kind: 'no_such_partner' }, 'a.csv').kind, 'refused');
});

test('every mistake is told with file, line and column', () => {
  const errors = [
    { line: 3, column: 'listPrice', problem: '-1 is negative' },
    { line: 4, column: '', problem: 'says the same offer' },
  ];
  const outcome = outcomeOf({ ...nothing, kind: 'invalid', errors }, 'a.csv');
  assert.deepEqual(outcome.kind === 'refused' && outcome.message.split('\n'), [
    'a.csv:3: listPrice: -1 is negative',
    'a.csv:4: says the same offer',
    'Nothing was imported: 2 mistakes.',
  ]);
});
