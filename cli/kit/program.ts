import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from './settings.ts';

/** Hands the words to the program itself, for what is done beside the server and not through it. Gives its exit code. */
export function runProgram(words: readonly string[]): Promise<number> {
  const program = spawn(process.execPath, [join(packageFolder, 'src', 'main.ts'), ...words], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => program.kill(signal));
  return new Promise((done, failed) => {
    program.once('error', failed);
    program.once('exit', (code, signal) => done(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}
