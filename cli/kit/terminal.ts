import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Whether a person sits before the terminal and can answer. */
export function isPersonThere(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** Asks whether something is to be done. Only a clear yes is one. */
export async function confirmed(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } finally {
    lines.close();
  }
}

/** Asks for a secret without showing it. */
export async function askSecret(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_part, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}

/** Tells something about work that goes on, beside what it will come to. */
export function tellMeanwhile(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

/** Tells how far long work is: one line on a terminal, and nothing where nobody watches. */
export function progressLine(label: string): { readonly at: (done: number, all: number) => void; readonly end: () => void } {
  if (!process.stderr.isTTY) return { at: () => {}, end: () => {} };
  return {
    at: (done, all) => void process.stderr.write(`\r${label} ${done} of ${all} …`),
    end: () => void process.stderr.write('\r\u001b[K'),
  };
}
