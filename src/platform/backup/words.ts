import { unreachable } from '../../kit/brand.ts';
import type { BackupEnd } from './format.ts';
import type { RestoreOutcome } from './restore.ts';

/** What was written, in one line. */
export function backupLine(sums: BackupEnd['end']): string {
  const tables = Object.values(sums);
  return `Wrote ${tables.reduce((rows, table) => rows + table.rows, 0)} rows of ${tables.length} tables.`;
}

/** How a restore, or a check of a backup, ended. */
export function restoreText(outcome: RestoreOutcome, isCheck: boolean): string {
  switch (outcome.kind) {
    case 'restored': {
      const { rows, tables, madeAt, version } = outcome;
      const what = `${rows} rows of ${tables} tables, as they were at ${madeAt} (version ${version})`;
      return isCheck ? `The backup is good: ${what}, came back the same.` : `Restored ${what}; every table was compared.`;
    }
    case 'refused':
      return outcome.problem;
    case 'different':
      return ['What came back is not what was backed up; it was taken out again.', ...outcome.differences].join('\n');
    default:
      return unreachable(outcome);
  }
}
