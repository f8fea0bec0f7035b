import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A program of ours that runs as a process of its own. */
export type RunningProgram = {
  readonly process: ChildProcess;
  /** What it wrote so far. */
  readonly written: () => { readonly output: string; readonly words: string };
  /** Waits for a text on standard output; fails when the program ends before. */
  readonly says: (text: string | RegExp) => Promise<string>;
  /** Its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
};

const packageFolder = fileURLToPath(new URL('..', import.meta.url));

/** Starts a file of this package with nothing in its environment but what is given. */
export function runProgram(file: string, words: readonly string[], environment: Readonly<Record<string, string>> = {}): RunningProgram {
  const child = spawn(process.execPath, [file, ...words], {
    cwd: packageFolder,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let told = '';
  child.stdout.on('data', (part: Buffer) => (output += part.toString()));
  child.stderr.on('data', (part: Buffer) => (told += part.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const says = (text: string | RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = typeof text === 'string' ? output.includes(text) && text : text.exec(output)?.[0];
        if (found) resolve(found);
      };
      look();
      child.stdout.on('data', look);
      void ended.then(() => reject(new Error(`the program ended without saying ${String(text)}:\n${output}${told}`)));
    });
  return { process: child, written: () => ({ output, words: told }), says, ended };
}
