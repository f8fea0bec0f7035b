#!/usr/bin/env node
// The command `upseat`. Installs what is missing and goes on with a Node that can run the program.
import { join } from 'node:path';
import { ensurePackages, fail, findNode, packageFolder, runInForeground } from '../scripts/setup.mjs';

try {
  await ensurePackages('running');
  runInForeground(findNode(), [join(packageFolder, 'cli', 'main.ts'), ...process.argv.slice(2)]);
} catch (error) {
  fail(error);
}
