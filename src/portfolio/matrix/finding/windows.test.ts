import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Day } from '../../../kit/dates.ts';
import type { CustomerId, SubscriptionId } from '../../../kit/ids.ts';
import type { Place } from '../order.ts';
import { cutFrom, exchanged, tellsFrom } from './windows.ts';

const place = (name: string): Place => ({
  customerId: name as CustomerId,
  subscriptionId: 'only' as SubscriptionId,
  renewsOn: '2027-01-01' as Day,
  quantity: 1,
  uplift: null,
});
const places = (names: string) => [...names].map(place);
const namesOf = (found: readonly Place[]) => found.map(({ customerId }) => customerId).join('');

describe('tellsFrom', () => {
  const cases: readonly [from: string | null, next: string | null, asked: string | null, expected: boolean][] = [
    [null, 'm', null, true],
    [null, 'm', 'a', true],
    [null, 'm', 'l', true],
    [null, 'm', 'm', false],
    [null, null, 'z', true],
    ['c', 'm', null, false],
    ['c', 'm', 'b', false],
    ['c', 'm', 'c', true],
  ];
  for (const [from, next, asked, expected] of cases)
    test(`from ${from} to before ${next}: ${expected ? '' : 'not '}what comes from ${asked} on`, () => {
      const at = (name: string | null) => (name === null ? null : place(name));
      assert.equal(tellsFrom({ from: at(from), next: at(next) }, 'customer', at(asked)), expected);
    });
});

const namedWindow = (names: string, next: string | null, from: string | null = null) => ({
  from: from === null ? null : place(from),
  places: places(names),
  next: next === null ? null : place(next),
});

describe('cutFrom', () => {
  const cases: readonly [
    says: string,
    names: string,
    next: string | null,
    from: string | null,
    limit: number,
    found: string,
    goesOn: string | null,
  ][] = [
    ['the first', 'bdfh', 'k', null, 2, 'bd', 'f'],
    ['from a place on, itself included', 'bdfh', 'k', 'd', 2, 'df', 'h'],
    ['from where nothing is', 'bdfh', 'k', 'e', 9, 'fh', 'k'],
    ['to the end of the list', 'bdfh', null, 'f', 2, 'fh', null],
    ['to where more has not been found yet', 'bdfh', 'k', 'f', 2, 'fh', 'k'],
  ];
  for (const [says, names, next, from, limit, expected, goesOn] of cases)
    test(says, () => {
      const found = cutFrom(namedWindow(names, next), 'customer', from === null ? null : place(from), limit);
      assert.deepEqual([namesOf(found.places), found.next?.customerId ?? null], [expected, goesOn]);
    });
});

describe('exchanged', () => {
  const cases: readonly [
    says: string,
    given: ReturnType<typeof namedWindow>,
    of: string,
    by: string,
    most: number,
    names: string,
    next: string | null,
  ][] = [
    ['nobody', namedWindow('bdf', 'k'), '', '', 9, 'bdf', 'k'],
    ['who is gone', namedWindow('bdf', 'k'), 'dx', '', 9, 'bf', 'k'],
    ['who comes, in order', namedWindow('bdf', 'k'), '', 'eca', 9, 'abcdef', 'k'],
    ['who has changed', namedWindow('bdf', 'k'), 'd', 'd', 9, 'bdf', 'k'],
    ['but not who lies behind', namedWindow('bd', 'k'), '', 'kxc', 9, 'bcd', 'k'],
    ['nor who lies before', namedWindow('dd', 'k', 'c'), '', 'abc', 9, 'cdd', 'k'],
    ['all of them', namedWindow('bd', 'k'), 'bd', '', 9, '', 'k'],
    ['more than it shall hold', namedWindow('bdf', 'k'), '', 'ac', 3, 'abc', 'd'],
    ['to the end of the list', namedWindow('bd', null), '', 'z', 9, 'bdz', null],
  ];
  for (const [says, given, of, by, most, names, next] of cases)
    test(says, () => {
      const now = exchanged(given, 'customer', { of: new Set([...of] as CustomerId[]), by: places(by), most });
      assert.deepEqual([namesOf(now.places), now.next?.customerId ?? null], [names, next]);
    });
});
