import type { LeftBehindTask } from '../../src/upgrades/left-behind/contract.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { useFormats } from '../kit/formats.ts';
import { useWords } from '../kit/words.ts';
import { Account, TaskState } from './TaskCells.tsx';
import styles from './UpgradeOutcome.module.css';

/** Those who stayed behind and have been dealt with, each with how. */
export function DealtWith({ tasks }: { tasks: readonly LeftBehindTask[] }) {
  const t = useWords();
  const formats = useFormats();
  const closed = tasks.filter(({ state }) => state !== 'open');
  if (closed.length === 0) return null;
  const columns: readonly Column<LeftBehindTask>[] = [
    { key: 'name', heading: t('leftBehind.csv.name'), width: '3fr', isTitle: true, cell: (task) => <Account task={task} /> },
    { key: 'state', heading: t('leftBehind.state'), width: '3fr', cell: (task) => <TaskState task={task} /> },
    {
      key: 'closed',
      heading: t('leftBehind.closedAt'),
      width: '2fr',
      cell: ({ closedAt }) => (closedAt === undefined ? '–' : formats.instant(closedAt)),
    },
  ];
  return (
    <section aria-labelledby="dealt-with">
      <h2 id="dealt-with" className={styles.heading}>
        {t('leftBehind.dealtWith')}
      </h2>
      <DataTable label={t('leftBehind.dealtWith')} columns={columns} rows={closed} rowKey={({ userId }) => userId} />
    </section>
  );
}
