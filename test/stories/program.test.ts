import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { runProgram, type RunningProgram } from '../program.ts';

const READY = /Upseat is ready at (http:\/\/127\.0\.0\.1:\d+)\n/;
const top = mkdtempSync(join(tmpdir(), 'upseat story '));
const running: RunningProgram[] = [];
after(async () => {
  for (const program of running) program.process.kill('SIGKILL');
  await Promise.all(running.map((program) => program.ended));
  rmSync(top, { recursive: true, force: true });
});

describe('the program with a database of its own', () => {
  const folder = join(top, 'data');
  let program: RunningProgram;
  let url = '';

  before(async () => {
    program = serve({ DATA_DIR: folder });
    url = addressIn(await program.says(READY));
  });

  test('serves as soon as it says where, in one line', async () => {
    assert.equal((await fetch(`${url}/health`)).status, 200);
    assert.equal(program.written().output.match(/Upseat is ready at/g)?.length, 1);
  });

  test('is found by the command line, which tells people in words and programs in JSON', async () => {
    const environment = { DATA_DIR: folder };
    const facts = { status: 'ok', url, pid: program.process.pid };
    assert.deepEqual(await upseat(['server', 'status'], environment), {
      code: 0,
      output: `Upseat serves at ${url} (process ${facts.pid}).\n`,
      words: '',
    });
    assert.deepEqual(JSON.parse((await upseat(['server', 'status', '--json'], environment)).output), facts);
  });

  test('is not disturbed by a second one on the same data folder, which says who has it', async () => {
    const second = serve({ DATA_DIR: folder });
    assert.equal(await second.ended, 1);
    assert.match(
      second.written().words,
      new RegExp(`The data folder ${folder} is in use by process ${program.process.pid}, started at .*\\. Stop it first`),
    );
    assert.equal((await fetch(`${url}/health`)).status, 200);
  });

  test('lets a program beside it use its database', async () => {
    const migration = runProgram('src/main.ts', ['migrate'], { DATA_DIR: folder });
    assert.equal(await migration.ended, 0, migration.written().words);
    assert.equal((await fetch(`${url}/health`)).status, 200);
  });

  test('ends in order when it is asked to, twice if need be, and leaves nothing running', async () => {
    const server = Number.parseInt(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8'), 10);
    program.process.kill('SIGINT');
    program.process.kill('SIGTERM');
    assert.equal(await program.ended, 0, program.written().words);
    assert.throws(() => process.kill(server, 0), /ESRCH/);
    assert.ok(!existsSync(join(folder, 'server.json')));
    const { code, words } = await upseat(['server', 'status'], { DATA_DIR: folder });
    assert.equal(code, 1);
    assert.equal(words, `No server runs on ${folder}. Start it with "npm start".\n`);
  });

  test('starts again after it was killed', async () => {
    const killed = serve({ DATA_DIR: folder });
    await killed.says(READY);
    killed.process.kill('SIGKILL');
    await killed.ended;
    const next = serve({ DATA_DIR: folder });
    assert.equal((await fetch(`${addressIn(await next.says(READY))}/health`)).status, 200);
    next.process.kill('SIGTERM');
    assert.equal(await next.ended, 0);
  });
});

describe('the program', () => {
  test('refuses settings that make no sense, all at once', async () => {
    const program = serve({ PORT: '70000', UPSEAT_MODE: 'maybe', DATA_DIR: join(top, 'never') });
    assert.equal(await program.ended, 2);
    assert.match(program.written().words, /^PORT is "70000".*\nUPSEAT_MODE is "maybe".*\n$/);
    assert.ok(!existsSync(join(top, 'never')));
  });

  test('refuses a verb it does not know', async () => {
    const program = runProgram('src/main.ts', ['dance']);
    assert.equal(await program.ended, 2);
    assert.match(program.written().words, /^"dance" is not one of serve, /);
  });

  test('says what is wrong with a database that cannot be reached, without its password', async () => {
    const program = serve({ DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/none', DATA_DIR: join(top, 'given') });
    assert.equal(await program.ended, 1);
    assert.match(
      program.written().words,
      /The database of DATABASE_URL \(postgres:\/\/me:…@127\.0\.0\.1:1\/none\) cannot be used: .*ECONNREFUSED/,
    );
    assert.doesNotMatch(program.written().words, /secret/);
  });

  test('does not take another port than the one it was given', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    after(() => other.close());
    const { port } = other.address() as AddressInfo;
    const program = serve({ PORT: String(port), DATA_DIR: join(top, 'data') });
    assert.equal(await program.ended, 1);
    assert.match(program.written().words, new RegExp(`Port ${port} of 127\\.0\\.0\\.1 is in use`));
  });
});

function serve(environment: Readonly<Record<string, string>>): RunningProgram {
  const program = runProgram('src/main.ts', ['serve'], environment);
  running.push(program);
  return program;
}

async function upseat(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ code: number | null; output: string; words: string }> {
  const program = runProgram('cli/main.ts', words, environment);
  const code = await program.ended;
  return { code, ...program.written() };
}

function addressIn(line: string): string {
  return READY.exec(line)?.[1] ?? assert.fail(line);
}
