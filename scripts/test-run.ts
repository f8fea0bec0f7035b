import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, constants, tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockFolder } from '../src/platform/folder-lock.ts';
import { storyOf } from '../src/platform/operator-error.ts';
import { stopLeftover } from '../src/platform/postgres-leftover.ts';
import { startPostgres } from '../src/platform/postgres.ts';
import { progress } from '../src/platform/progress.ts';

/** Runs the tests of the parts named on the command line (folders, files or patterns), or all, on one database server. */
async function main(): Promise<number> {
  process.chdir(packageFolder);
  const words = process.argv.slice(2);
  const parts = words.filter((word) => !word.startsWith('-'));
  const files = (parts.length === 0 ? PLACES : parts).flatMap(testsUnder);
  if (files.length === 0) {
    process.stderr.write(`No test lies under ${parts.join(', ')}.\n`);
    return 2;
  }
  const server = await testServer();
  try {
    return await runTests(
      [...new Set(files)].sort(),
      words.filter((word) => word.startsWith('-')),
      server.url,
    );
  } finally {
    await server.stop();
  }
}

const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const PLACES = ['src', 'test', 'cli', 'client', 'web', 'bench'];
const FOLDER_PREFIX = 'upseat-test-';
const ONE_FILE_SECONDS_MAX = 900;

function testsUnder(part: string): string[] {
  const path = relative(packageFolder, resolve(part));
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) return [path];
  return globSync(existsSync(path) ? `${path}/**/*.test.ts` : part).filter((file) => file.endsWith('.test.ts'));
}

/** The server that the environment names, or one of our own that forgets everything at the end. */
async function testServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env['DATABASE_URL'] || process.env['TEST_DATABASE_URL'];
  if (given) return { url: given, stop: async () => {} };
  await removeAbandoned();
  const folder = mkdtempSync(join(tmpdir(), FOLDER_PREFIX));
  // The only database that is not durable: nothing in it outlives the tests, and they need not wait for the disk.
  const postgres = await progress('Starting PostgreSQL for the tests, without fsync', () => startPostgres({ folder, durable: false }));
  return {
    url: postgres.connectionString,
    stop: async () => {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Clears what test runs that were killed left behind. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(FOLDER_PREFIX))) {
    const folder = join(tmpdir(), name);
    try {
      const lock = await lockFolder(folder, 0);
      await stopLeftover(join(folder, 'postgres'));
      lock.release();
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another run is at work in it, or another user's is.
    }
  }
}

async function runTests(files: readonly string[], flags: readonly string[], databaseUrl: string): Promise<number> {
  const reporter = new URL('test-reporter.ts', import.meta.url).href;
  const tests = spawn(
    process.execPath,
    [
      ...['--test', `--test-concurrency=${Math.max(2, availableParallelism())}`, `--test-timeout=${ONE_FILE_SECONDS_MAX * 1000}`],
      ...[`--test-reporter=${reporter}`, '--test-reporter-destination=stdout', ...flags, ...files],
    ],
    { stdio: ['ignore', 'inherit', 'inherit'], env: testEnvironment(databaseUrl) },
  );
  const stop = (): void => void tests.kill('SIGTERM');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  process.once('disconnect', stop);
  process.channel?.unref();
  return new Promise((done) => {
    tests.once('error', () => done(1));
    tests.once('exit', (code, signal) => done(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}

/** The settings of whoever runs the tests must not lead the programs under test elsewhere. */
function testEnvironment(databaseUrl: string): NodeJS.ProcessEnv {
  const settings = new Set(['DATABASE_URL', 'DATA_DIR', 'PORT', 'HOST', 'UPSEAT_MODE', 'UPSEAT_URL', 'NODE_ENV']);
  const kept = Object.entries(process.env).filter(([name]) => !settings.has(name) && !name.startsWith('PG'));
  return { ...Object.fromEntries(kept), TEST_DATABASE_URL: databaseUrl };
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${storyOf(error)}\n`);
    process.exit(1);
  },
);
