import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../test/program.ts';

test('the types of the client are those of the API (npm run client writes them)', async () => {
  const check = runProgram('scripts/client.ts', ['--check']);
  assert.equal(await check.ended, 0, check.written().words);
});
