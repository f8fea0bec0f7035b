import { readFileSync, writeSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { withMutant, type Errand } from './edit.ts';

const SEED = 20_261_122;
const LOOK_EVERY_MS = 250;

// Runs tests with one file as if it were written otherwise: the work tree stays as it is.
const { file, mutant, tests, workMsMax } = JSON.parse(process.env['UPSEAT_MUTANT'] ?? '') as Errand;
const url = pathToFileURL(file).href;
registerHooks({
  load(asked, context, next) {
    if (asked !== url || mutant === null) return next(asked, context);
    return { format: 'module-typescript', source: withMutant(readFileSync(file, 'utf8'), mutant), shortCircuit: true };
  },
});

// A loop without end leaves this thread no time to look at a clock; another one does.
const watch = `setInterval(() => {
  const { user, system } = process.cpuUsage();
  if ((user + system) / 1000 > ${workMsMax}) process.kill(process.pid, 'SIGKILL');
}, ${LOOK_EVERY_MS})`;
new Worker(watch, { eval: true }).unref();
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeSync(1, `${Math.round((user + system) / 1000)}\n`);
});

// Chance is the same for every mistake, or it would be chance which are noticed.
if (tests.some((test) => readFileSync(test, 'utf8').includes("'fast-check'"))) {
  (await import('fast-check')).default.configureGlobal({ seed: SEED });
}
for (const test of tests) await import(pathToFileURL(test).href);
