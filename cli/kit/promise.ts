import type { Outcome } from './command.ts';
import { confirmed, isPersonThere } from './terminal.ts';

/** The options of every command that first works out what it would do, and then does exactly that. */
export const PROMISE_OPTIONS = {
  'dry-run': { type: 'boolean', about: 'only show what would happen' },
  yes: { type: 'boolean', about: 'do it without asking' },
} as const;

/** What was worked out: whether it can be done, and what a person is told of it. */
export type Promised = { readonly isPossible: boolean; readonly data: unknown; readonly lines: readonly string[] };

/**
 * Shows what was promised, and does it where that was asked for: by `--yes`, or by a person at the terminal. Without
 * either nothing is done. With `--json` what was done is the data, and the promise where nothing was.
 */
export async function keepPromise(
  { isPossible, data, lines }: Promised,
  given: { readonly 'dry-run': boolean; readonly yes: boolean },
  act: () => Promise<Outcome>,
): Promise<Outcome> {
  if (!isPossible) return { kind: 'refused', message: lines.join('\n'), data };
  if (given['dry-run']) return { kind: 'done', data, lines, notes: ['Nothing was done. Leave --dry-run out to do it.'] };
  if (given.yes) return acted(await act(), lines);
  if (!isPersonThere())
    return { kind: 'refused', message: [...lines, 'Nothing was done: add --yes to do it, or --dry-run to look only.'].join('\n'), data };
  process.stderr.write(`${lines.join('\n')}\n`);
  return (await confirmed('Do this?')) ? act() : { kind: 'refused', message: 'Nothing was done.', data };
}

function acted(outcome: Outcome, lines: readonly string[]): Outcome {
  return outcome.kind === 'done' ? { ...outcome, lines: [...lines, ...outcome.lines] } : outcome;
}
