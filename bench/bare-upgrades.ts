// Run as a child process: sends the statements of upgrades, as the program groups them, and does nothing else.
import { openDb, type Db, type Tx } from '../src/platform/db.ts';
import type { Task } from './size.ts';
import { runCallers } from './measure.ts';
import type { Statement, UpgradeStatements } from './statements.ts';
import { customerAt, digitsOf } from './world.ts';

/** The first message: where to, and what. */
export type BareSetting = { readonly connectionString: string; readonly statements: UpgradeStatements };
/** Every later message. */
export type BareOrder = Task & { readonly first: number };
export type BareAnswer = { readonly seconds: number; readonly milliseconds: readonly number[] };

let upgrade: ((task: BareOrder) => Promise<BareAnswer>) | null = null;

process.on('message', (message: BareSetting | BareOrder) => {
  if ('statements' in message) {
    const db = openDb({ connectionString: message.connectionString, applicationName: 'upseat-bench' });
    upgrade = (task) => upgradeAll(db, message.statements, task);
    process.send?.({ seconds: 0, milliseconds: [] } satisfies BareAnswer);
    return;
  }
  upgrade?.(message).then(
    (answer) => process.send?.(answer),
    (error: unknown) => {
      process.stderr.write(`${(error as Error).stack}\n`);
      process.exit(1);
    },
  );
});
process.once('disconnect', () => process.exit(0));

async function upgradeAll(db: Db, { asked, written, digits }: UpgradeStatements, task: BareOrder): Promise<BareAnswer> {
  const run = (turn: number): Promise<void> => {
    const own = digitsOf(customerAt(task, turn));
    const valuesOf = ({ values }: Statement): unknown[] =>
      values.map((value) => (typeof value === 'string' ? value.replaceAll(digits, own) : value));
    return db.transaction(async (tx: Tx) => {
      await Promise.all(asked.map((statement) => tx.query(statement.sql, valuesOf(statement))));
      for (const statement of written) tx.send(statement.sql, valuesOf(statement));
    });
  };
  const { seconds, milliseconds } = await runCallers(task.callers, task.count, async () => ({ run, close: () => {} }));
  return { seconds, milliseconds: [...milliseconds] };
}
