import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sawAllOf } from './snapshots.ts';

const cases: readonly [later: string, earlier: string, expected: boolean, says: string][] = [
  ['10:10:', '10:10:', true, 'the same moment'],
  ['10:12:10', '10:12:10', true, 'the same moment, while a transaction runs'],
  ['12:12:', '10:12:10', true, 'it has ended since'],
  ['10:12:10', '12:12:', false, 'it had ended by then, and has not now'],
  ['10:14:10', '10:12:10', true, 'others have begun since'],
  ['10:14:10,12,13', '10:12:10', true, 'and have not ended'],
  ['10:12:10', '10:14:10', false, 'others had begun by then'],
  ['10:14:10,11', '10:14:10', false, 'one of two had ended by then'],
  ['99:101:99', '100:100:', false, 'numbers are compared as numbers'],
];
for (const [later, earlier, expected, says] of cases)
  test(`${later} ${expected ? 'saw' : 'did not see'} all of ${earlier}: ${says}`, () => assert.equal(sawAllOf(later, earlier), expected));
