// `npm start`: does the set-up that is missing, then serves until it is stopped; `npm start -- --emulate` serves a sandbox.
import { join } from 'node:path';
import { ensureConsole, ensurePackages, fail, findNode, packageFolder, runInForeground } from './setup.mjs';

try {
  await ensurePackages();
  const node = findNode();
  await ensureConsole(node);
  const words = process.argv.slice(2);
  const verb = words.includes('--emulate') ? 'emulate' : 'serve';
  runInForeground(node, [join(packageFolder, 'src', 'main.ts'), verb, ...words.filter((word) => word !== '--emulate')]);
} catch (error) {
  fail(error);
}
