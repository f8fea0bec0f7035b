// Run as a child process: sends the statements of changes, as the program groups them, and does nothing else.
import { openDb, type Db } from '../src/platform/db.ts';
import type { Task } from './size.ts';
import { runCallers } from './measure.ts';
import { repeatFor, type Statements } from './recording.ts';
import { customerAt } from './world.ts';

/** The first message: where to, and what. */
export type BareSetting = { readonly connectionString: string; readonly statements: Statements };
/** Every later message. */
export type BareOrder = Task & { readonly first: number };
export type BareAnswer = { readonly seconds: number; readonly milliseconds: readonly number[] };

let change: ((task: BareOrder) => Promise<BareAnswer>) | null = null;

process.on('message', (message: BareSetting | BareOrder) => {
  if ('statements' in message) {
    const db = openDb({ connectionString: message.connectionString, applicationName: 'upseat-bench' });
    change = (task) => changeAll(db, message.statements, task);
    process.send?.({ seconds: 0, milliseconds: [] } satisfies BareAnswer);
    return;
  }
  change?.(message).then(
    (answer) => process.send?.(answer),
    (error: unknown) => {
      process.stderr.write(`${(error as Error).stack}\n`);
      process.exit(1);
    },
  );
});
process.once('disconnect', () => process.exit(0));

async function changeAll(db: Db, statements: Statements, task: BareOrder): Promise<BareAnswer> {
  const run = (turn: number): Promise<void> => repeatFor(db, statements, customerAt(task, turn));
  const { seconds, milliseconds } = await runCallers(task.callers, task.count, async () => ({ run, close: () => {} }));
  return { seconds, milliseconds: [...milliseconds] };
}
