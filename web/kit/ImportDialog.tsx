import { Button } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { ArrowUploadRegular } from '@fluentui/react-icons/svg/arrow-upload';
import { downloadCsv, toCsv } from './csv.ts';
import { FileField, useChosenFile } from './FileField.tsx';
import { FormDialog } from './FormDialog.tsx';
import styles from './ImportDialog.module.css';
import { MistakeNotice } from './MistakeNotice.tsx';
import type { useWrite } from './useWrite.ts';
import { useWords } from './words.ts';

type ImportDialogProps<Wish, Resource> = {
  readonly right: string;
  /** The words on the button that opens it, which head it too, and those on the button that sends the file. */
  readonly title: string;
  readonly confirm: string;
  readonly about: string;
  readonly appearance?: 'primary' | 'secondary';
  readonly fileLabel: string;
  readonly bytesMax: number;
  /** A file that shows how it is done: its name, its headings and one line. */
  readonly template: { readonly fileName: string; readonly columns: readonly string[]; readonly line: readonly string[] };
  readonly send: ReturnType<typeof useWrite<Wish, Resource>>;
  readonly wishOf: (csv: string, fileName: string) => Wish;
  /** Says what became of it. */
  readonly said: (taken: Resource) => string;
};

/** Takes a CSV file as a whole; says every mistake with its line, and then takes nothing. */
export function ImportDialog<Wish, Resource>(props: ImportDialogProps<Wish, Resource>) {
  const { right, title, confirm, about, appearance = 'secondary', fileLabel, bytesMax, template, send, wishOf, said } = props;
  const t = useWords();
  const chosen = useChosenFile(bytesMax);
  const choose = (file: File | null) => {
    chosen.choose(file);
    send.reset();
  };
  return (
    <>
      <FormDialog
        right={right}
        button={title}
        title={title}
        confirm={confirm}
        appearance={appearance}
        icon={<ArrowUploadRegular />}
        isBusy={send.isPending}
        canConfirm={chosen.isReady}
        onOpen={() => choose(null)}
        onConfirm={(requestId, close) => {
          const { file } = chosen;
          void file?.text().then((csv) => send.mutate({ wish: wishOf(csv, file.name), requestId }, { onSuccess: close }));
        }}
      >
        <p className={styles.about}>{about}</p>
        <code className={styles.columns}>{template.columns.join(', ')}</code>
        <div>
          <Button
            size="small"
            icon={<ArrowDownloadRegular />}
            onClick={() => downloadCsv(template.fileName, toCsv([template.columns, template.line]))}
          >
            {t('kit.template')}
          </Button>
        </div>
        <FileField label={fileLabel} chosen={chosen} onChoose={choose} />
        <MistakeNotice error={send.error} />
      </FormDialog>
      <span role="status">{send.data !== undefined && said(send.data)}</span>
    </>
  );
}
