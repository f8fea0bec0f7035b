import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { EXPORTS } from '../../src/portfolio/exports/kinds/contract.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { PermittedButton } from '../kit/PermittedButton.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { Section } from '../kit/Section.tsx';
import { useWords } from '../kit/words.ts';
import { useDownload } from './imports.ts';
import styles from './Imports.module.css';

type Export = (typeof EXPORTS)[number];

/** Everything that the person may see, as files. */
export function Exports() {
  const t = useWords();
  const columns: readonly Column<Export>[] = [
    {
      key: 'kind',
      heading: t('imports.exportKind'),
      width: '1fr',
      isTitle: true,
      cell: ({ kind }) => <span className={styles.strong}>{t(`imports.kind.${kind}`)}</span>,
    },
    { key: 'files', heading: t('imports.file'), width: '2fr', cell: (row) => <Files row={row} /> },
  ];
  return (
    <Section id="exports" title={t('imports.exports')} about={t('imports.exportsAbout')}>
      <DataTable label={t('imports.exports')} columns={columns} rows={EXPORTS} rowKey={({ kind }) => kind} />
    </Section>
  );
}

function Files({ row: { kind, right } }: { row: Export }) {
  const t = useWords();
  const download = useDownload();
  const formats = [
    { format: 'csv', words: t('imports.asCsv') },
    { format: 'jsonl', words: t('imports.asLines') },
  ];
  return (
    <div>
      <div className={styles.actions}>
        {formats.map(({ format, words }) => (
          <PermittedButton
            key={format}
            right={right}
            size="small"
            icon={<ArrowDownloadRegular />}
            label={t('imports.exportOf', { kind: t(`imports.kind.${kind}`), format: words })}
            isBusy={download.isPending && download.variables.name.endsWith(format)}
            onClick={() => download.mutate({ path: `/v1/exports/${kind}?format=${format}`, name: `${kind}.${format}` })}
          >
            {words}
          </PermittedButton>
        ))}
      </div>
      {download.error !== null && <ProblemNotice problem={download.error.problem} />}
    </div>
  );
}
