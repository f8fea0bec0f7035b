import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import type { Import } from '../../src/portfolio/imports/contract.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { useFormats } from '../kit/formats.ts';
import { PermittedButton } from '../kit/PermittedButton.tsx';
import { usePermission } from '../kit/permission.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { newRequestId } from '../kit/requestId.ts';
import { Section } from '../kit/Section.tsx';
import { useWords } from '../kit/words.ts';
import { useDownload, useForget, useImports, useStart } from './imports.ts';
import styles from './Imports.module.css';
import { MistakeList } from './MistakeList.tsx';

/** What was sent, where it stands, and what can be done with it. */
export function ImportList() {
  const t = useWords();
  const formats = useFormats();
  const { isGranted } = usePermission('imports.run');
  const imports = useImports(isGranted);
  if (!isGranted) return null;
  const items = imports.data?.items ?? [];
  const faulty = items[0]?.state === 'faulty' ? items[0] : undefined;
  const columns: readonly Column<Import>[] = [
    {
      key: 'name',
      heading: t('imports.name'),
      width: '2fr',
      isTitle: true,
      cell: (row) => (
        <>
          <span className={styles.strong}>{nameOf(row)}</span>
          <span className={styles.hint}>
            {t(`imports.kind.${row.kind}`)} · {t('imports.rows', { count: row.rows })}
          </span>
        </>
      ),
    },
    {
      key: 'by',
      heading: t('imports.by'),
      width: '1.5fr',
      cell: (row) => (
        <>
          <span>{row.createdBy}</span>
          <span className={styles.hint}>{formats.instant(row.createdDate)}</span>
        </>
      ),
    },
    { key: 'state', heading: t('imports.state'), width: '2fr', cell: (row) => <ImportProgress row={row} /> },
    { key: 'actions', heading: t('imports.actions'), width: '2fr', cell: (row) => <Actions row={row} /> },
  ];
  return (
    <Section id="imports" title={t('imports.list')}>
      {imports.error !== null && <ProblemNotice problem={imports.error.problem} onRetry={() => void imports.refetch()} />}
      {imports.data !== undefined && items.length === 0 && <p>{t('imports.none')}</p>}
      {items.length > 0 && <DataTable label={t('imports.list')} columns={columns} rows={items} rowKey={({ id }) => id} />}
      {faulty !== undefined && <MistakeList row={faulty} name={nameOf(faulty)} />}
    </Section>
  );
}

function nameOf({ fileName, kind, format }: Import): string {
  return fileName === '' ? `${kind}.${format}` : fileName;
}

function ImportProgress({ row }: { row: Import }) {
  const t = useWords();
  const formats = useFormats();
  const isCounted = row.state === 'running' || row.state === 'failed' || row.state === 'done';
  return (
    <div role={row.state === 'running' ? 'status' : undefined}>
      <span className={styles.strong}>{t(`imports.state.${row.state}`, { count: row.mistakes })}</span>
      {isCounted && <span className={styles.hint}>{t('imports.written', { written: row.written, rows: row.rows })}</span>}
      {row.trouble !== undefined && <span className={styles.hint}>{row.trouble.description}</span>}
      {row.triedAgainDate !== undefined && (
        <span className={styles.hint}>{t('imports.triedAgain', { at: formats.instant(row.triedAgainDate) })}</span>
      )}
      {row.alreadyThere > 0 && <span className={styles.hint}>{t('imports.alreadyThere', { count: row.alreadyThere })}</span>}
      {row.refused > 0 && <span className={styles.hint}>{t('imports.refused', { count: row.refused })}</span>}
    </div>
  );
}

function Actions({ row }: { row: Import }) {
  const t = useWords();
  const [start, forget, download] = [useStart(), useForget(), useDownload()];
  const name = nameOf(row);
  const right = 'imports.run';
  const error = start.error ?? forget.error ?? download.error;
  const isResting = row.triedAgainDate !== undefined;
  const isResumed = row.state === 'failed' || isResting;
  return (
    <div>
      <div className={styles.actions}>
        {(row.state === 'ready' || isResumed) && (
          <PermittedButton
            right={right}
            size="small"
            appearance="primary"
            label={t(isResumed ? 'imports.resumeOf' : 'imports.startOf', { name })}
            isBusy={start.isPending}
            onClick={() => start.mutate({ wish: row.id, requestId: newRequestId() })}
          >
            {t(isResumed ? 'imports.resume' : 'imports.start')}
          </PermittedButton>
        )}
        {(row.mistakes > 0 || row.refused > 0) && (
          <PermittedButton
            right={right}
            size="small"
            icon={<ArrowDownloadRegular />}
            label={t('imports.mistakeFileOf', { name })}
            isBusy={download.isPending}
            onClick={() =>
              download.mutate({ path: `/v1/imports/${row.id}/mistakefile`, name: `mistakes-${name.replace(/\.\w+$/, '')}.csv` })
            }
          >
            {t('imports.mistakeFile')}
          </PermittedButton>
        )}
        {(row.state !== 'running' || isResting) && (
          <PermittedButton
            right={right}
            size="small"
            appearance="subtle"
            label={t('imports.forgetOf', { name })}
            isBusy={forget.isPending}
            onClick={() => forget.mutate({ wish: row.id, requestId: newRequestId() })}
          >
            {t('imports.forget')}
          </PermittedButton>
        )}
      </div>
      {error !== null && <ProblemNotice problem={error.problem} />}
    </div>
  );
}
