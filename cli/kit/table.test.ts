import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { displayWidth, factLines, harmless, tableLines } from './table.ts';

describe('how wide a text is on a terminal', () => {
  const texts: [text: string, width: number][] = [
    ['', 0],
    ['Contoso', 7],
    ['富邦雲端', 8],
    ['富邦 Cloud', 10],
    ['（株）', 6],
    ['ﾊﾝｶｸ', 4],
    ['한국', 4],
    ['é', 1],
    ['e\u0301', 1],
    ['𠮷野家', 6],
    ['\u200b', 0],
    ['👩‍👩‍👧', 2],
    ['…–’', 3],
  ];
  for (const [text, width] of texts) test(`"${text}" takes ${width}`, () => assert.equal(displayWidth(text), width));
});

test('columns stand under each other, whatever the script, and numbers to the right', () => {
  const lines = tableLines(
    [{ head: 'Name' }, { head: 'Seats', align: 'right' }, { head: 'State' }],
    [
      ['富邦雲端', '5', 'active'],
      ['Contoso', '1200', ''],
    ],
  );
  assert.deepEqual(lines, ['Name      Seats  State', '富邦雲端      5  active', 'Contoso    1200']);
});

test('an empty list has no headings', () => assert.deepEqual(tableLines([{ head: 'Name' }], []), []));

test('facts stand one a line; what is not known is left out', () => {
  assert.deepEqual(
    factLines([
      ['Name', '富邦'],
      ['Country', undefined],
      ['Seats', 0],
    ]),
    ['Name   富邦', 'Seats  0'],
  );
});

test('what somebody typed into a name cannot steer the terminal', () => {
  assert.equal(harmless('a\u001b[2Jb\u0007\n\u202ec'), 'a�[2Jb���c');
  assert.doesNotMatch(tableLines([{ head: 'N' }], [['\u001b]0;x\u0007']]).join(''), /\p{Cc}/u);
});
