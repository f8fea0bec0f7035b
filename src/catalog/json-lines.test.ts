import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readJsonLines } from './json-lines.ts';

test('any JSON is read as the standard reader reads it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5, stringUnit: 'grapheme' }), fc.constantFrom(undefined, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const read = readJsonLines(text);
      assert.equal(read.kind, 'read');
      assert.deepEqual(read.kind === 'read' && read.value, JSON.parse(text));
    }),
  );
});

test('every value knows its line, and a missing one the line of its parent', () => {
  const read = readJsonLines('{\n "offers": [\n  { "key": "a" },\n  {\n   "key": "b",\n   "name": {\n    "en": "B"\n   }\n  }\n ]\n}');
  assert.ok(read.kind === 'read');
  const lines = ['offers', 'offers[0].key', 'offers[1].key', 'offers[1].name.en', 'offers[1].name.zhTW', 'offers[7]', 'edition', ''].map(
    read.lineOf,
  );
  assert.deepEqual(lines, [2, 3, 5, 7, 6, 2, 1, 1]);
});

test('a member written twice is named', () => {
  const read = readJsonLines('{"a": {"b": 1, "b": 2}}');
  assert.deepEqual(read.kind === 'read' && read.repeated, ['a.b']);
});

const brokenTexts: [name: string, text: string, line: number, problem: RegExp][] = [
  ['a missing comma', '{\n"a": 1\n"b": 2}', 3, /comma or }/],
  ['a missing colon', '{"a" 1}', 1, /colon/],
  ['a trailing comma in a list', '[1,\n]', 2, /value is expected/],
  ['a trailing comma in an object', '{"a":1,\n}', 2, /member name/],
  ['an unquoted name', '{a: 1}', 1, /member name/],
  ['a text that runs over the line', '{"a": "x\ny"}', 1, /not closed/],
  ['a number with a leading zero', '[\n\n01]', 3, /value is expected/],
  ['an unknown word', '[nul]', 1, /value is expected/],
  ['an empty document', '', 1, /ends too early/],
  ['a document cut off', '{"a": [1,\n2', 2, /comma or ]/],
  ['two documents', '{}\n{}', 2, /follows the end/],
  ['a zero character', '\n"a\\u0000"', 2, /zero/],
  ['half a character', '\n"\\ud800"', 2, /half/],
  ['a list nested without end', '['.repeat(1000), 1, /too deeply/],
];
for (const [name, text, line, problem] of brokenTexts) {
  test(`${name} is refused with its line`, () => {
    const read = readJsonLines(text);
    assert.ok(read.kind === 'broken');
    assert.equal(read.line, line);
    assert.match(read.problem, problem);
  });
}
