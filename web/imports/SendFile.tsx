import { Button, Field, Select } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { DocumentCheckmarkRegular } from '@fluentui/react-icons/svg/document-checkmark';
import { useState } from 'react';
import { IMPORT_KINDS, kindByName, type ImportKind } from '../../src/portfolio/imports/kinds/contract.ts';
import { downloadCsv, toCsv } from '../kit/csv.ts';
import { FileField, useChosenFile } from '../kit/FileField.tsx';
import { PermittedButton, WhoMay } from '../kit/PermittedButton.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { newRequestId } from '../kit/requestId.ts';
import { Buttons, Section } from '../kit/Section.tsx';
import { useWords } from '../kit/words.ts';
import { EXAMPLES } from './examples.ts';
import { useSendFile } from './imports.ts';
import styles from './Imports.module.css';

/** The largest file that the server takes. */
const FILE_BYTES_MAX = 1_073_741_824;

/** Takes a file and has it checked; what comes of that stands in the list below. */
export function SendFile() {
  const t = useWords();
  const send = useSendFile();
  const [kind, setKind] = useState<ImportKind>('customers');
  const chosen = useChosenFile(FILE_BYTES_MAX);
  const choose = (file: File | null) => {
    send.reset();
    chosen.choose(file);
    // What exports are called says what they hold.
    const named = kindByName(file?.name ?? '');
    if (named !== null) setKind(named);
  };
  const check = () => {
    const { file } = chosen;
    if (file === null) return;
    send.mutate({ wish: { kind, file }, requestId: newRequestId() }, { onSuccess: () => chosen.choose(null) });
  };
  return (
    <Section id="send" title={t('imports.send')} about={t('imports.about')}>
      <div className={styles.form}>
        <Field label={t('imports.kind')}>
          <Select value={kind} onChange={(_, { value }) => setKind(IMPORT_KINDS.find((each) => each === value) ?? 'customers')}>
            {IMPORT_KINDS.map((each) => (
              <option key={each} value={each}>
                {t(`imports.kind.${each}`)}
              </option>
            ))}
          </Select>
        </Field>
        <FileField
          label={t('imports.file')}
          hint={t('imports.fileHint')}
          accept=".csv,.jsonl,.ndjson,text/csv"
          chosen={chosen}
          onChoose={choose}
        />
      </div>
      <Buttons>
        <PermittedButton
          right="imports.run"
          appearance="primary"
          icon={<DocumentCheckmarkRegular />}
          isBusy={send.isPending}
          isDisabled={!chosen.isReady}
          onClick={check}
        >
          {t('imports.check')}
        </PermittedButton>
        <Button icon={<ArrowDownloadRegular />} onClick={() => downloadCsv(`${kind}.csv`, toCsv(EXAMPLES[kind]))}>
          {t('imports.example')}
        </Button>
      </Buttons>
      <WhoMay right="imports.run" />
      <div role="status">{send.isPending && t('imports.checking')}</div>
      {send.error !== null && <ProblemNotice problem={send.error.problem} />}
    </Section>
  );
}
