import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

// A small package of its own with the real scripts, whose one dependency lies beside it: npm needs no registry.
const top = mkdtempSync(join(tmpdir(), 'upseat setup '));
const folder = join(top, 'checkout');
after(() => rmSync(top, { recursive: true, force: true }));

describe('what every command does first', () => {
  before(() => {
    mkdirSync(join(top, 'thing'), { recursive: true });
    writeFileSync(join(top, 'thing', 'package.json'), JSON.stringify({ name: 'thing', version: '1.0.0' }));
    mkdirSync(folder);
    cpSync(new URL('../scripts', import.meta.url), join(folder, 'scripts'), { recursive: true });
    writeFileSync(join(folder, 'hello.ts'), `const words: string[] = process.argv.slice(2); console.log('hello', ...words);`);
    writePackage('1.0.0');
  });

  test('installs the packages, says how long that took, and goes on', async () => {
    const { code, output, told } = await run('hello.ts', 'world');
    assert.equal(code, 0, told);
    assert.equal(output, 'hello world\n');
    assert.match(told, /^Installing packages … \d+\.\d s\n$/);
    assert.ok(existsSync(join(folder, 'node_modules', 'thing', 'package.json')));
  });

  test('does nothing the second time', async () => {
    const { told } = await run('hello.ts');
    assert.equal(told, '');
  });

  test('installs nothing for the finished program where only tools are missing', async () => {
    const lockfile = readFileSync(join(folder, 'package-lock.json'), 'utf8');
    const wanted = JSON.parse(lockfile) as { readonly packages: object };
    const packages = { ...wanted.packages, 'node_modules/tool': { version: '1.0.0', dev: true } };
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ ...wanted, packages }));
    writeFileSync(
      join(folder, 'scripts', 'finished.mjs'),
      `import { ensurePackages } from './setup.mjs'; await ensurePackages('running'); console.log('runs');`,
    );
    assert.deepEqual(await runFile('scripts/finished.mjs'), { code: 0, output: 'runs\n', told: '' });
    writeFileSync(join(folder, 'package-lock.json'), lockfile);
  });

  test('installs again when the lockfile names another version', async () => {
    writePackage('1.0.1');
    const { output, told } = await run('hello.ts');
    assert.equal(output, 'hello\n');
    assert.match(told, /^Installing packages/);
  });

  test('installs once when two commands start together', async () => {
    rmSync(join(folder, 'node_modules'), { recursive: true });
    const both = await Promise.all([run('hello.ts'), run('hello.ts')]);
    assert.deepEqual(
      both.map(({ code }) => code),
      [0, 0],
    );
    assert.equal(both.filter(({ told }) => told.includes('Installing')).length, 1);
  });

  test('is not held up by an installation that was killed', async () => {
    writePackage('1.0.2');
    mkdirSync(join(folder, '.cache'), { recursive: true });
    writeFileSync(join(folder, '.cache', 'installing'), '999999999');
    const { code } = await run('hello.ts');
    assert.equal(code, 0);
  });

  test('shows what npm says when the installation fails', async () => {
    writeFileSync(
      join(folder, 'package-lock.json'),
      readFileSync(join(folder, 'package-lock.json'), 'utf8').replace('"../thing": {', '"../other": {'),
    );
    rmSync(join(folder, 'node_modules'), { recursive: true });
    const { code, told } = await run('hello.ts');
    assert.equal(code, 1);
    assert.match(told, /^Installing packages … failed\n[^]*ended with code [1-9]/);
    writePackage('1.0.2');
  });

  test('passes the exit code on', async () => {
    writeFileSync(join(folder, 'seven.ts'), 'process.exit(7);');
    assert.equal((await run('seven.ts')).code, 7);
  });

  test('passes signals on and waits for the end', async () => {
    writeFileSync(
      join(folder, 'waits.ts'),
      `process.on('SIGTERM', () => { console.log('bye'); process.exit(3); }); console.log('waiting'); setInterval(() => {}, 1000);`,
    );
    const { code, output } = await run('waits.ts', { onOutput: (child) => child.kill('SIGTERM') });
    assert.equal(output, 'waiting\nbye\n');
    assert.equal(code, 3);
  });
});

function writePackage(version: string): void {
  const thing = { name: 'thing', version };
  writeFileSync(join(top, 'thing', 'package.json'), JSON.stringify(thing));
  const wanted = { thing: 'file:../thing' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'checkout', version: '1.0.0', type: 'module', dependencies: wanted }));
  const packages = {
    '': { name: 'checkout', version: '1.0.0', dependencies: wanted },
    '../thing': thing,
    'node_modules/thing': { resolved: '../thing', link: true },
  };
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({ name: 'checkout', version: '1.0.0', lockfileVersion: 3, requires: true, packages }, null, 2),
  );
}

type Ran = { readonly code: number | null; readonly output: string; readonly told: string };
type Watch = { readonly onOutput: (child: { kill(signal: NodeJS.Signals): boolean }) => void };

function run(file: string, ...rest: (string | Watch)[]): Promise<Ran> {
  return runFile('scripts/run.mjs', file, ...rest);
}

async function runFile(file: string, ...rest: (string | Watch)[]): Promise<Ran> {
  const words = rest.filter((each) => typeof each === 'string');
  const watch = rest.find((each) => typeof each !== 'string');
  const child = spawn(process.execPath, [file, ...words], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let told = '';
  child.stdout.on('data', (part: Buffer) => {
    output += part.toString();
    watch?.onOutput(child);
  });
  child.stderr.on('data', (part: Buffer) => (told += part.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output, told };
}
