import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { emptyDatabase } from '../../test/database.ts';
import { openDb } from './db.ts';
import { loggerOptions, troubleLog } from './log.ts';
import { operatorError } from './operator-error.ts';

const db = openDb({ connectionString: await emptyDatabase() });
await db.read('create table person (email text primary key)');
const insert = () => db.read('insert into person values ($1)', ['ada@contoso.com']);
await insert();
const duplicate: unknown = await insert().catch((error: unknown) => error);
await db.close();

/** What is logged, line by line. */
function logged(work: (log: ReturnType<typeof troubleLog>) => void): readonly any[] {
  const lines: string[] = [];
  work(troubleLog({ stream: { write: (line) => void lines.push(line) } }));
  return lines.map((line) => {
    assert.match(line, /^[^\n]+\n$/);
    return JSON.parse(line) as unknown;
  });
}

describe('what could not be done beside requests', () => {
  test('is a line of the shape that the server’s own lines have', () => {
    const [line] = logged((log) => log('Old answers could not be forgotten.', duplicate));
    assert.deepEqual(Object.keys(line), ['level', 'time', 'pid', 'hostname', 'err', 'msg']);
    assert.deepEqual([line.level, line.pid, line.msg], [50, process.pid, 'Old answers could not be forgotten.']);
    assert.ok(Math.abs(Date.now() - line.time) < 60_000);
    assert.deepEqual([line.err.type, line.err.code], ['error', '23505']);
    assert.match(line.err.stack, /pg-protocol/);
  });

  test('does not tell whose row it was about, here or in the line of a request', () => {
    assert.match(JSON.stringify({ ...(duplicate as object) }), /ada@contoso\.com/);
    assert.doesNotMatch(JSON.stringify(logged((log) => log('No.', duplicate))), /ada@/);
    const options = loggerOptions({});
    assert.doesNotMatch(JSON.stringify(options === false ? null : options.serializers?.['err']?.(duplicate as never)), /ada@/);
  });

  test('tells causes, and what is no error', () => {
    const [line, other] = logged((log) => {
      log('No.', operatorError('The server is away.', new Error('refused')));
      log('No.', 'late');
    });
    assert.deepEqual([line.err.message, line.err.cause.message], ['The server is away.', 'refused']);
    assert.deepEqual(other.err, { type: 'string', message: 'late', stack: '' });
  });

  test('goes nowhere where nothing is logged', () => troubleLog(false)('No.', duplicate));
});
