import type { Import, ImportMistake } from '../../src/portfolio/imports/contract.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { useFormats } from '../kit/formats.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { useWords } from '../kit/words.ts';
import { MISTAKES_SHOWN, useMistakes } from './imports.ts';
import styles from './Imports.module.css';

/** What is wrong with a file, by line: the first mistakes of it. */
export function MistakeList({ row, name }: { row: Import; name: string }) {
  const t = useWords();
  const formats = useFormats();
  const mistakes = useMistakes(row.id);
  const title = t('imports.mistakes', { name });
  const columns: readonly Column<ImportMistake>[] = [
    { key: 'line', heading: t('imports.line'), width: '80px', cell: ({ line }) => formats.number(line) },
    {
      key: 'column',
      heading: t('imports.column'),
      width: '1fr',
      isTitle: true,
      cell: ({ column }) => <span className={styles.strong}>{column}</span>,
    },
    { key: 'found', heading: t('imports.found'), width: '1fr', cell: ({ found }) => found },
    { key: 'expected', heading: t('imports.expected'), width: '2fr', cell: ({ expected }) => expected },
  ];
  return (
    <>
      <h3>{title}</h3>
      {row.mistakes > MISTAKES_SHOWN && <p>{t('imports.firstMistakes', { shown: MISTAKES_SHOWN, count: row.mistakes })}</p>}
      {mistakes.error !== null && <ProblemNotice problem={mistakes.error.problem} onRetry={() => void mistakes.refetch()} />}
      {mistakes.data !== undefined && (
        <DataTable label={title} columns={columns} rows={mistakes.data.items} rowKey={({ line, column }) => `${line}-${column}`} />
      )}
    </>
  );
}
