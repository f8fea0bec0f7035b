import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { among, differences, one, type Promised } from './promise.ts';

const line = (...values: string[]) => ({ kind: 'listed' as const, what: 'line', values });
const promised: Promised = [one('quantity', 10), line('a', 'b'), one('total', 50), among('users', ['x', 'y'])];

describe('what differs from a promise', () => {
  const cases: [name: string, now: Promised, expected: readonly (readonly [string, string, string])[]][] = [
    ['nothing', promised, []],
    ['the order of users says nothing', [...promised.slice(0, 3), among('users', ['y', 'x'])], []],
    ['one value', [one('quantity', 11), ...promised.slice(1)], [['quantity', '10', '11']]],
    ['a line more', [promised[0] ?? one('', ''), line('a', 'b', 'c'), ...promised.slice(2)], [['line 3', '', 'c']]],
    ['a line fewer', [promised[0] ?? one('', ''), line('a'), ...promised.slice(2)], [['line 2', 'b', '']]],
    [
      'the order of lines',
      [promised[0] ?? one('', ''), line('b', 'a'), ...promised.slice(2)],
      [
        ['line 1', 'a', 'b'],
        ['line 2', 'b', 'a'],
      ],
    ],
    [
      'one user for another',
      [...promised.slice(0, 3), among('users', ['x', 'z'])],
      [
        ['users', 'y', ''],
        ['users', '', 'z'],
      ],
    ],
  ];
  for (const [name, now, expected] of cases) {
    test(name, () =>
      assert.deepEqual(
        differences(promised, now).map((each) => [each.what, each.promised, each.now]),
        expected,
      ),
    );
  }
  test('a promise is the same after it was kept as JSON', () => assert.deepEqual(JSON.parse(JSON.stringify(promised)), promised));
});
