// Runs a TypeScript file, or a program among the packages, with the Node that Upseat needs:
// `node scripts/run.mjs bench/main.ts`, `node scripts/run.mjs vite build`.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensurePackages, fail, findNode, packageFolder, runInForeground } from './setup.mjs';

try {
  const [name, ...words] = process.argv.slice(2);
  if (name === undefined) throw new Error('run.mjs takes a file or the name of a program');
  await ensurePackages();
  runInForeground(findNode(), [programFile(name), ...words]);
} catch (error) {
  fail(error);
}

function programFile(name) {
  if (/\.[cm]?[jt]s$/.test(name)) return resolve(packageFolder, name);
  const folder = join(packageFolder, 'node_modules', name === 'tsc' ? 'typescript' : name);
  if (!existsSync(folder)) throw new Error(`there is no package ${name}`);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[name]);
}
