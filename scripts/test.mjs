// `npm test`: does the set-up that is missing, then runs all tests; `npm test -- src/upgrades` runs those of a part.
import { join } from 'node:path';
import { ensureConsole, ensurePackages, fail, findNode, packageFolder, runInForeground } from './setup.mjs';

try {
  await ensurePackages();
  const node = findNode();
  const words = process.argv.slice(2);
  const parts = words.filter((word) => !word.startsWith('-'));
  // Only the stories of test/ and the browser tests of web/ open the console.
  if (parts.length === 0 || parts.some((part) => /^(\.\/)?(test(\/?$|\/stories)|web\b)/.test(part))) await ensureConsole(node);
  runInForeground(node, [join(packageFolder, 'scripts', 'test-run.ts'), ...words]);
} catch (error) {
  fail(error);
}
