import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toCsv } from './csv.ts';

const cases: [what: string, cell: string, written: string][] = [
  ['a plain name', 'Ana Bowman', 'Ana Bowman'],
  ['a name in Chinese', '林怡君', '林怡君'],
  ['a comma', 'Bowman, Ana', '"Bowman, Ana"'],
  ['a quotation mark', 'the "boss"', '"the ""boss"""'],
  ['a line break', 'one\ntwo', '"one\ntwo"'],
  ['nothing', '', ''],
  ['what a spreadsheet would take for a formula', '=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
  ['a sign at the start', '-5', "'-5"],
  ['an at sign at the start', '@SUM(A1)', "'@SUM(A1)"],
  ['a sign in the middle', 'a-b@c=d', 'a-b@c=d'],
];

for (const [what, cell, written] of cases) {
  test(`a cell with ${what}`, () => assert.equal(toCsv([[cell]]), `${written}\r\n`));
}

test('rows end as spreadsheets expect', () => {
  assert.equal(
    toCsv([
      ['a', 'b'],
      ['c', 'd'],
    ]),
    'a,b\r\nc,d\r\n',
  );
});
