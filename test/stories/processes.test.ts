import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { killOne } from '../crash/supervisor.ts';
import { runProgram } from '../program.ts';

const top = mkdtempSync(join(tmpdir(), 'upseat processes '));
const program = runProgram('src/main.ts', ['serve'], { DATA_DIR: top, PORT: '0', WEB_CONCURRENCY: '2', METRICS_PORT: '0' });
const url = /http:\S+/.exec(await program.says(/Upseat is ready at http:\S+\n/))?.[0] ?? '';
after(async () => {
  program.process.kill('SIGKILL');
  await program.ended;
  rmSync(top, { recursive: true, force: true });
});

const CALLERS = 16;
const KILLS = 3;
const KILLING_MS = 4000;
const SILENT_MS = 8000;

/** Over a connection of its own: whether it is answered, cut, or neither for longer than anybody should wait. */
function askOnce(port: number): Promise<'answered' | 'cut' | 'silent'> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('GET /health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n'));
    const timer = setTimeout(() => end('silent'), SILENT_MS);
    const end = (outcome: 'answered' | 'cut' | 'silent'): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(outcome);
    };
    socket
      .once('data', () => end('answered'))
      .once('close', () => end('cut'))
      .on('error', () => end('cut'));
  });
}

const health = async () => (await fetch(`${url}/health`, { headers: { connection: 'close' } })).status;

describe('a program of several processes', () => {
  test('serves one address, says so once, and loads its world once', async () => {
    const statuses = await Promise.all(Array.from({ length: 12 }, health));
    assert.deepEqual(new Set(statuses), new Set([200]));
    assert.equal(program.written().output.match(/Upseat is ready at/g)?.length, 1);
    assert.equal(program.written().words.match(/Loading the demo world/g)?.length, 1);
  });

  test('lets nobody wait for ever when one of them is killed while it is about to get connections', async () => {
    const until = performance.now() + KILLING_MS;
    const outcomes = new Set<string>();
    const asking = Array.from({ length: CALLERS }, async () => {
      while (performance.now() < until) outcomes.add(await askOnce(Number(new URL(url).port)));
    });
    for (let kill = 0; kill < KILLS; kill += 1) {
      await wait(KILLING_MS / (KILLS + 1));
      killOne(program.process.pid, (count) => kill % Math.max(count, 1));
    }
    await Promise.all(asking);
    assert.ok(outcomes.has('answered') && !outcomes.has('silent'), [...outcomes].join());
    while ((await askOnce(Number(new URL(url).port))) !== 'answered') await wait(50);
  });

  test('ends as one when it is asked to', async () => {
    program.process.kill('SIGTERM');
    assert.equal(await program.ended, 0, program.written().words);
    await assert.rejects(health());
  });
});
