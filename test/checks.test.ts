import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));

const checks: [name: string, program: string, packageName: string, words: string[]][] = [
  ['everything is formatted (npm run format does it)', 'oxfmt', 'oxfmt', ['--check', '.']],
  ['the linter finds nothing', 'oxlint', 'oxlint', ['--type-aware', '.']],
  ['the types of the program fit', 'tsc', 'typescript', ['-p', '.']],
  ['the types of the console fit', 'tsc', 'typescript', ['-p', 'web']],
];

for (const [name, program, packageName, words] of checks) {
  test(name, async () => {
    const { code, output } = await run(programFile(program, packageName), words);
    assert.equal(code, 0, output);
  });
}

function programFile(program: string, packageName: string): string {
  const folder = join(packageFolder, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { bin: string | Record<string, string> };
  return join(folder, typeof bin === 'string' ? bin : (bin[program] ?? ''));
}

/** Runs a tool with this very Node, whatever else is installed. */
async function run(file: string, words: readonly string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [file, ...words], { cwd: packageFolder, stdio: ['ignore', 'pipe', 'pipe'] });
  const parts: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => parts.push(part));
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  return { code, output: Buffer.concat(parts).toString() };
}
