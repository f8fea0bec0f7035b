import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { runProgram } from '../program.ts';

const top = mkdtempSync(join(tmpdir(), 'upseat processes '));
const program = runProgram('src/main.ts', ['serve'], { DATA_DIR: top, PORT: '0', WEB_CONCURRENCY: '2', METRICS_PORT: '0' });
const url = /http:\S+/.exec(await program.says(/Upseat is ready at http:\S+\n/))?.[0] ?? '';
after(async () => {
  program.process.kill('SIGKILL');
  await program.ended;
  rmSync(top, { recursive: true, force: true });
});

const health = async () => (await fetch(`${url}/health`, { headers: { connection: 'close' } })).status;

describe('a program of several processes', () => {
  test('serves one address, says so once, and loads its world once', async () => {
    const statuses = await Promise.all(Array.from({ length: 12 }, health));
    assert.deepEqual(new Set(statuses), new Set([200]));
    assert.equal(program.written().output.match(/Upseat is ready at/g)?.length, 1);
    assert.equal(program.written().words.match(/Loading the demo world/g)?.length, 1);
  });

  test('ends as one when it is asked to', async () => {
    program.process.kill('SIGTERM');
    assert.equal(await program.ended, 0, program.written().words);
    await assert.rejects(health());
  });
});
