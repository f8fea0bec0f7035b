import { unreachable } from '../../src/kit/brand.ts';
import type { Outcome } from './command.ts';

/** What the exit code of every command says. */
export const EXIT = { done: 0, refused: 1, misused: 2, denied: 3, unreachable: 4 } as const;

/** The same for the help. */
export const EXIT_WORDS =
  'Exit code: 0 done, 1 refused or failed, 2 used wrongly, 3 not signed in or not allowed, 4 the server does not answer.\n';

/** Says how a command ended: data on standard output, words on standard error. Gives the exit code. */
export async function report(outcome: Outcome, json: boolean): Promise<number> {
  switch (outcome.kind) {
    case 'done':
      if (json) print(JSON.stringify(outcome.data, null, 2));
      else outcome.lines.forEach(print);
      (json ? [] : (outcome.notes ?? [])).forEach(tell);
      return EXIT.done;
    case 'listed': {
      const kept: unknown[] = [];
      for await (const page of outcome.pages) {
        if ('kind' in page) {
          outcome.table(kept).forEach(print);
          tell(page.message);
          return EXIT[page.kind];
        }
        if (json) page.forEach((item) => print(JSON.stringify(item)));
        else kept.push(...page);
      }
      if (!json) outcome.table(kept).forEach(print);
      return EXIT.done;
    }
    case 'refused':
    case 'denied':
    case 'unreachable':
      if (json && outcome.data !== undefined) print(JSON.stringify(outcome.data, null, 2));
      tell(outcome.message);
      return EXIT[outcome.kind];
    default:
      return unreachable(outcome);
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
