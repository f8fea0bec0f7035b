import { Button, Field, Select } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { DocumentCheckmarkRegular } from '@fluentui/react-icons/svg/document-checkmark';
import { useRef, useState } from 'react';
import { downloadCsv, toCsv } from '../kit/csv.ts';
import { PermittedButton, WhoMay } from '../kit/PermittedButton.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { newRequestId } from '../kit/requestId.ts';
import { Buttons, Section } from '../kit/Section.tsx';
import { useWords } from '../kit/words.ts';
import { EXAMPLES } from './examples.ts';
import { IMPORT_KINDS, useSendFile } from './imports.ts';
import styles from './Imports.module.css';

type Kind = (typeof IMPORT_KINDS)[number];

/** Takes a file and has it checked; what comes of that stands in the list below. */
export function SendFile() {
  const t = useWords();
  const send = useSendFile();
  const [kind, setKind] = useState<Kind>('customers');
  const [file, setFile] = useState<File | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const choose = (chosen: File | null) => {
    send.reset();
    setFile(chosen);
    // What exports are called says what they hold.
    const named = IMPORT_KINDS.find((each) => chosen?.name.toLowerCase().startsWith(each) === true);
    if (named !== undefined) setKind(named);
  };
  const check = () => {
    if (file === null) return;
    const done = () => {
      setFile(null);
      if (field.current !== null) field.current.value = '';
    };
    send.mutate({ wish: { kind, file }, requestId: newRequestId() }, { onSuccess: done });
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
        <Field label={t('imports.file')} hint={t('imports.fileHint')}>
          {(labelled) => (
            <input
              {...labelled}
              ref={field}
              type="file"
              accept=".csv,.jsonl,.ndjson,text/csv"
              className={styles.file}
              onChange={({ target }) => choose(target.files?.[0] ?? null)}
            />
          )}
        </Field>
      </div>
      <Buttons>
        <PermittedButton
          right="imports.run"
          appearance="primary"
          icon={<DocumentCheckmarkRegular />}
          isBusy={send.isPending}
          isDisabled={file === null}
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
