import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readCsv, writeCsv } from './csv.ts';

const cellsOf = (text: string) => {
  const read = readCsv(text);
  return read.kind === 'rows' ? read.rows.map(({ line, cells }) => [line, ...cells]) : read;
};

describe('readCsv', () => {
  const cases: [name: string, text: string, expected: unknown][] = [
    [
      'commas',
      'a,b\r\n1,2\r\n',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'line ends of two characters inside a cell',
      'a,b\r\n"x\r\ny",1\r\n"\r\n\r\n",2\r\nc,3',
      [
        [1, 'a', 'b'],
        [2, 'x\r\ny', '1'],
        [4, '\r\n\r\n', '2'],
        [7, 'c', '3'],
      ],
    ],
    [
      'semicolons, as in half of Europe',
      'a;b\n1;2',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'tabs',
      'a\tb\n1\t2',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'one column',
      'a\n1',
      [
        [1, 'a'],
        [2, '1'],
      ],
    ],
    [
      'a byte order mark',
      '\uFEFFa,b\n1,2',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'empty lines keep their number',
      'a,b\n\n1,2\n\n\n3,4',
      [
        [1, 'a', 'b'],
        [3, '1', '2'],
        [6, '3', '4'],
      ],
    ],
    [
      'quotes, with a separator and a line end inside',
      'a,b\n"x, y","1\n2"\n3,4',
      [
        [1, 'a', 'b'],
        [2, 'x, y', '1\n2'],
        [4, '3', '4'],
      ],
    ],
    [
      'blanks around cells',
      'a , b\n 1 , 2 ',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'rows of another length',
      'a,b\n1\n1,2,3',
      [
        [1, 'a', 'b'],
        [2, '1'],
        [3, '1', '2', '3'],
      ],
    ],
    ['nothing', '', []],
    ['a quote that is never closed', 'a,b\n"1,2', { kind: 'malformed', line: 2, why: 'has quotes that do not fit together' }],
  ];
  for (const [name, text, expected] of cases) test(name, () => assert.deepEqual(cellsOf(text), expected));
});

describe('writeCsv', () => {
  test('quotes what needs quotes', () =>
    assert.equal(
      writeCsv([
        ['a', 'b,c'],
        ['say "x"', 'l\nm'],
      ]),
      'a,"b,c"\r\n"say ""x""","l\nm"\r\n',
    ));
  test('no cell is a formula', () => assert.equal(writeCsv([['=1+1', '+1', '-1+2', '@x']]), "'=1+1,'+1,'-1+2,'@x\r\n"));
  test('a number is a number', () => assert.equal(writeCsv([['-33.33', '-5', '12.50']]), '-33.33,-5,12.50\r\n'));
  test('what is written is read again', () =>
    assert.deepEqual(
      cellsOf(
        writeCsv([
          ['a', '王 小明'],
          ['1,2', '"'],
        ]),
      ),
      [
        [1, 'a', '王 小明'],
        [2, '1,2', '"'],
      ],
    ));
});
