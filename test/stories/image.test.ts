import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { emptyDatabase } from '../database.ts';
import { copiedParts, lastStage, makeImage } from '../image.ts';

const packageFolder = fileURLToPath(new URL('../..', import.meta.url));
const top = mkdtempSync(join(tmpdir(), 'upseat image '));
const folder = join(top, 'upseat');
const command = join(top, 'bin', 'upseat');
const state = join(top, 'state');
const url = await emptyDatabase();
after(() => rmSync(top, { recursive: true, force: true }));

describe('the container image, as far as files make it', () => {
  let filesBefore: readonly string[] = [];
  before(() => {
    makeImage(folder);
    for (const each of [state, join(top, 'bin')]) mkdirSync(each);
    const [, from = '', to = ''] = /ln -s (\S+) (\S+)/.exec(lastStage().find(({ text }) => text.startsWith('ln '))?.text ?? '') ?? [];
    assert.equal(to, '/usr/local/bin/upseat');
    symlinkSync(from.replace('/upseat/', `${folder}/`), command);
    filesBefore = allFiles();
  });

  test('takes only what is kept in the repository or was built, and nothing that is left out of the build', () => {
    const leftOut = readFileSync(join(packageFolder, '.dockerignore'), 'utf8').split('\n').filter(Boolean);
    for (const { from, isBuilt } of copiedParts()) {
      accessSync(join(packageFolder, from));
      assert.ok(isBuilt || !leftOut.includes(from.split('/')[0] ?? ''), from);
    }
  });

  test('has a command in its path that the system can run', () => {
    accessSync(command, constants.X_OK);
    assert.match(readFileSync(command, 'utf8'), /^#!\/usr\/bin\/env node\n/);
  });

  test('tells its version and its commands', async () => {
    const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
    assert.deepEqual(await upseat(['--version']), { code: 0, output: `${version}\n`, words: '' });
    const { code, output } = await upseat(['--help']);
    assert.equal(code, 0);
    assert.match(output, /upseat partners create[^]*upseat backup/);
  });

  test('sets a partner up and verifies', async () => {
    const partner = ['--name', 'Contoso', '--domain', 'contoso.com', '--country', 'TW', '--currency', 'TWD', '--mpn-id', '4847383'];
    for (const words of [['partners', 'create', ...partner], ['verify']]) {
      const { code, words: told } = await upseat(words, { UPSEAT_MODE: 'production' });
      assert.equal(code, 0, `${words.join(' ')}: ${told}`);
      assert.doesNotMatch(told, /Installing/);
    }
  });

  test('backs up every night, removes what is old only once the new one is checked, and tells what is bad', async () => {
    const backups = join(top, 'backups');
    mkdirSync(backups);
    const [old, other] = [join(backups, 'upseat-2020-01-01T010000Z.backup'), join(backups, 'notes.txt')];
    for (const each of [old, other]) writeFileSync(each, '');
    for (const each of [old, other]) utimesSync(each, 0, Date.now() / 1000 - 16 * 86_400);
    const night = (more: Readonly<Record<string, string>>) =>
      runFile('sh', ['deploy/nightly-backup.sh', backups, '14'], { ...imageSettings(), ...more });

    const failed = await night({ CHECK_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    assert.equal(failed.code, 1);
    assert.match(readdirSync(backups).join(), /^notes\.txt,upseat-2020-01-01T010000Z\.backup,upseat-\S+Z\.backup\.bad$/);

    const done = await night({});
    assert.equal(done.code, 0, done.words);
    assert.match(readdirSync(backups).join(), /^notes\.txt(,upseat-\S+Z\.backup(\.bad)?){2}$/);
    assert.ok(!existsSync(old));
  });

  test('serves the console and the API with the command of the image, and its own check finds it well', async () => {
    const environment = { ...imageSettings(), PORT: '0', UPSEAT_MODE: 'production', PUBLIC_URL: 'https://upseat.example.com' };
    const issuer = {
      OIDC_ISSUER: 'https://issuer.example',
      OIDC_CLIENT_ID: 'upseat',
      OIDC_PARTNER_ID: '2ca6b4b0-7c5b-4a4a-bc0b-6bd5b3e5a3a1',
    };
    for (const tls of [{}, certificate()]) {
      const words = JSON.parse(lastStage().find(({ order }) => order === 'CMD')?.text ?? '') as string[];
      assert.equal(words[0], 'node');
      const server = spawn(process.execPath, words.slice(1), { cwd: folder, env: own({ ...environment, ...issuer, ...tls }) });
      const address = await addressOf(server);
      const { port } = new URL(address);
      assert.equal(await check({ PORT: port, ...tls }), 0);
      if (!('TLS_CERT_FILE' in tls)) {
        assert.equal((await fetch(`${address}/health`)).status, 200);
        assert.match(await (await fetch(`${address}/`, { headers: { accept: 'text/html' } })).text(), /<html/);
        assert.equal((await fetch(`${address}/docs/refusals`)).status, 200);
      }
      server.kill('SIGTERM');
      assert.equal(await new Promise((done) => server.once('exit', done)), 0);
      assert.equal(await check({ PORT: port, ...tls }), 1);
    }
  });

  test('wrote nothing into its own folder, which may be on a disk that cannot be written', () => {
    assert.deepEqual(allFiles(), filesBefore);
  });

  /** What the image sets, led to the folders and the database of this test. */
  function imageSettings(): Record<string, string> {
    const settings = lastStage()
      .filter(({ order }) => order === 'ENV')
      .flatMap(({ text }) => text.split(' '));
    const given = Object.fromEntries(settings.map((setting) => setting.split('=', 2) as [string, string]));
    return { ...given, DATA_DIR: state, HOST: '127.0.0.1', DATABASE_URL: url };
  }

  const upseat = (words: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    run([command, ...words], { ...imageSettings(), ...more });
});

function certificate(): Record<string, string> {
  return { TLS_CERT_FILE: join(packageFolder, 'test/tls/localhost.crt'), TLS_KEY_FILE: join(packageFolder, 'test/tls/localhost.key') };
}

/** Runs the check of the image's health. */
async function check(environment: Readonly<Record<string, string>>): Promise<number> {
  const [, text = ''] = /CMD (\[.*\])$/.exec(lastStage().find(({ order }) => order === 'HEALTHCHECK')?.text ?? '') ?? [];
  const [node, ...words] = JSON.parse(text) as string[];
  assert.equal(node, 'node');
  return (await run(words, environment)).code;
}

function own(environment: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  // In the image there is only the Node that runs the program.
  return { PATH: `${dirname(process.execPath)}:${process.env['PATH']}`, HOME: join(top, 'home'), ...environment };
}

type Ran = { readonly code: number; readonly output: string; readonly words: string };

function run(words: readonly string[], environment: Readonly<Record<string, string>>): Promise<Ran> {
  return runFile(process.execPath, words, environment);
}

function runFile(file: string, words: readonly string[], environment: Readonly<Record<string, string>>): Promise<Ran> {
  return new Promise((done) => {
    const child = execFile(file, words, { cwd: folder, env: own(environment) }, (_error, output, told) =>
      done({ code: child.exitCode ?? -1, output, words: told }),
    );
  });
}

function addressOf(server: ReturnType<typeof spawn>): Promise<string> {
  return new Promise((found, failed) => {
    let written = '';
    const look = (part: Buffer): void => {
      written += part.toString();
      const address = /Upseat is ready at (\S+)/.exec(written)?.[1];
      if (address !== undefined) found(address);
    };
    server.stdout?.on('data', look);
    server.stderr?.on('data', look);
    server.once('exit', () => failed(new Error(`the server ended:\n${written}`)));
  });
}

function allFiles(): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.startsWith('node_modules') && statSync(join(folder, path)).isFile())
    .sort();
}
