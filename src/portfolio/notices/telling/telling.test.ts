import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Matter } from '../notice.ts';
import { tellingOf, type Told } from './telling.ts';

const ends = (newest: string, count = 1): Matter => ({ kind: 'term_end', count, firstOn: null, newest });

const cases: readonly (readonly [
  string,
  Told,
  readonly Matter[],
  { readonly news: number; readonly told: Told; readonly isChanged: boolean },
])[] = [
  ['nothing before and nothing now', {}, [ends('', 0)], { news: 0, told: {}, isChanged: false }],
  ['what arises is told', {}, [ends('2026-06-20')], { news: 1, told: { term_end: '2026-06-20' }, isChanged: true }],
  [
    'what stands is not told again',
    { term_end: '2026-06-20' },
    [ends('2026-06-20', 5)],
    { news: 0, told: { term_end: '2026-06-20' }, isChanged: false },
  ],
  [
    'something newer is told',
    { term_end: '2026-06-20' },
    [ends('2026-06-21')],
    { news: 1, told: { term_end: '2026-06-21' }, isChanged: true },
  ],
  [
    'when the newest went away, nothing is told, and it may come again',
    { term_end: '2026-06-21' },
    [ends('2026-06-20')],
    { news: 0, told: { term_end: '2026-06-20' }, isChanged: true },
  ],
  ['what is over is forgotten', { term_end: '2026-06-20' }, [ends('', 0)], { news: 0, told: {}, isChanged: true }],
  [
    'each kind counts for itself',
    { term_end: '2026-06-20' },
    [ends('2026-06-20'), { kind: 'removal', count: 1, firstOn: null, newest: '2026-05-01' }],
    { news: 1, told: { term_end: '2026-06-20', removal: '2026-05-01' }, isChanged: true },
  ],
];

for (const [name, before, matters, { news, ...rest }] of cases) {
  test(name, () => {
    const { news: told, ...after } = tellingOf(before, matters);
    assert.deepEqual([told.length, after], [news, rest]);
  });
}
