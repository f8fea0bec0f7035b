// `npm start`: does the set-up that is missing, then serves until it is stopped.
import { join } from 'node:path';
import { ensureConsole, ensurePackages, fail, findNode, packageFolder, runInForeground } from './setup.mjs';

try {
  await ensurePackages();
  const node = findNode();
  await ensureConsole(node);
  runInForeground(node, [join(packageFolder, 'src', 'main.ts'), 'serve', ...process.argv.slice(2)]);
} catch (error) {
  fail(error);
}
