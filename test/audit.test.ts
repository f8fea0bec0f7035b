import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const lockfile = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
};
const version = lockfile.packages['node_modules/fastify']?.version ?? assert.fail('the server is gone');

/** A registry that knows one package, and this about its weaknesses; of null it has nothing to say to anybody who asks for them. */
async function registry(severity: string | null): Promise<string> {
  const advisory = {
    id: 1,
    url: 'https://advisories.example/1',
    title: 'Lets anybody in',
    severity,
    vulnerable_versions: '*',
    cwe: [],
    cvss: {},
  };
  const server = createServer((request, answer) => {
    request.resume();
    const isQuestion = request.method === 'POST';
    const about = isQuestion ? (severity === 'none' ? {} : { fastify: [advisory] }) : packument;
    answer.writeHead(isQuestion && severity === null ? 405 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(about));
  });
  const packument = { name: 'fastify', versions: { [version]: { name: 'fastify', version } }, 'dist-tags': { latest: version } };
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  after(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

function audit(address: string): Promise<{ readonly code: number | null; readonly output: string }> {
  // npm remembers what it heard about a package.
  const cache = mkdtempSync(join(tmpdir(), 'upseat-audit-'));
  after(() => rmSync(cache, { recursive: true, force: true }));
  const environment = { ...process.env, npm_config_registry: address, npm_config_cache: cache, npm_config_offline: 'false' };
  return new Promise((done) => {
    const child = execFile(process.execPath, ['scripts/audit.mjs'], { cwd: packageFolder, env: environment }, (_error, output) =>
      done({ code: child.exitCode, output }),
    );
  });
}

const answers: [severity: string, code: number, says: RegExp][] = [
  ['critical', 1, /^critical: fastify: Lets anybody in \(https:\/\/advisories\.example\/1\)\n[^]*program: 1 grave, 0 other\.\n$/],
  ['high', 1, /^high: fastify: /],
  ['moderate', 0, /^Known weaknesses in packages that run the program: 0 grave, 1 other\.\n$/],
  ['none', 0, /^Known weaknesses in packages that run the program: 0 grave, 0 other\.\n$/],
];
for (const [severity, code, says] of answers) {
  test(`a weakness of severity "${severity}" ends the check with ${code}`, async () => {
    const done = await audit(await registry(severity));
    assert.match(done.output, says);
    assert.equal(done.code, code);
  });
}

test('a registry that tells nothing about weaknesses fails nothing, and that is said', async () => {
  const { code, output } = await audit(await registry(null));
  assert.match(output, /^Packages were NOT checked for known weaknesses: 405 /);
  assert.equal(code, 0);
});

test('neither does one that cannot be reached', async () => {
  const { code, output } = await audit('http://127.0.0.1:1/');
  assert.match(output, /^Packages were NOT checked for known weaknesses: .*ECONNREFUSED/);
  assert.equal(code, 0);
});
