import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRecords, type FileRecord } from './records.ts';

async function recordsOf(...chunks: readonly (string | readonly number[])[]): Promise<readonly FileRecord[]> {
  const bytes = (async function* () {
    for (const chunk of chunks) yield Buffer.from(chunk as string);
  })();
  const found: FileRecord[] = [];
  for await (const record of readRecords(bytes, 'csv')) found.push(record);
  return found;
}
const whyOf = (records: readonly FileRecord[]) => records.map((record) => (record.kind === 'malformed' ? record.why : 'a record'));

const broken: readonly [name: string, chunks: readonly (string | readonly number[])[], why: readonly string[]][] = [
  ['bytes that are no text in the first line', [[0x80]], ['not_utf8']],
  ['a character that the file ends in the middle of', [[0xe4, 0xb8]], ['not_utf8']],
  ['bytes that are no text further down', ['id,name\r\n', '1,Contoso\r\n', [0xff, 0xfe]], ['not_utf8']],
  ['text in UTF-16', [[...Buffer.from('id,name\r\n1,Contoso\r\n', 'utf16le')]], ['not_utf8']],
  ['a quote in the middle of a heading', ['id",name"\r\n1,2\r\n'], ['quotes']],
  ['a quote in the middle of a cell', ['id,name\r\n1,a"b\r\n'], ['quotes']],
  ['a quote that is never closed', ['id,name\r\n"1,2\r\n'], ['quotes']],
  ['nothing at all', [], ['no_headings']],
];
for (const [name, chunks, why] of broken)
  test(`a file with ${name} ends in a sentence, never in an exception`, async () => {
    const found = whyOf(await recordsOf(...chunks));
    assert.deepEqual(
      found.filter((each) => each !== 'a record'),
      why,
    );
  });

test('a line of JSON with a character that no database keeps is malformed, one that only spells it is not', async () => {
  const lines = ['{"name":"a\\u0000b"}', '{"name":"a\\\\u0000b"}', '{"name":"ab"}'].join('\n');
  const found: FileRecord[] = [];
  const bytes = (async function* () {
    yield Buffer.from(lines);
  })();
  for await (const record of readRecords(bytes, 'jsonl')) found.push(record);
  assert.deepEqual(whyOf(found), ['unkept_character', 'a record', 'a record']);
});
