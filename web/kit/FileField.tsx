import { Field } from '@fluentui/react-components';
import { ArrowUploadRegular } from '@fluentui/react-icons/svg/arrow-upload';
import { useState } from 'react';
import styles from './FileField.module.css';
import { useFormats } from './formats.ts';
import { useWords } from './words.ts';

/** A file that somebody chooses, of so many bytes at most; null while none is chosen. */
export type ChosenFile = {
  readonly file: File | null;
  readonly bytesMax: number;
  readonly isTooBig: boolean;
  /** One is chosen, and the server would take it. */
  readonly isReady: boolean;
  readonly choose: (file: File | null) => void;
};

export function useChosenFile(bytesMax: number): ChosenFile {
  const [file, choose] = useState<File | null>(null);
  const isTooBig = file !== null && file.size > bytesMax;
  return { file, bytesMax, isTooBig, isReady: file !== null && !isTooBig, choose };
}

type FileFieldProps = {
  readonly label: string;
  readonly hint?: string;
  /** The endings and kinds of file that are offered. */
  readonly accept?: string;
  readonly chosen: ChosenFile;
  readonly onChoose: (file: File | null) => void;
};

/** Chooses a file, or takes one that is dropped on it, in the words of the page. */
export function FileField({ label, hint, accept = '.csv,text/csv', chosen, onChoose }: FileFieldProps) {
  const t = useWords();
  const formats = useFormats();
  const { file, isTooBig, bytesMax } = chosen;
  return (
    <Field
      label={label}
      {...(hint === undefined ? {} : { hint })}
      validationState={isTooBig ? 'error' : 'none'}
      validationMessage={isTooBig ? t('kit.fileTooBig', { most: formats.fileSize(bytesMax) }) : null}
    >
      {(labelled) => (
        <span className={styles.field}>
          <input
            {...labelled}
            type="file"
            accept={accept}
            className={styles.input}
            // Else a file that was mended could not be chosen again under its name.
            onClick={({ currentTarget }) => (currentTarget.value = '')}
            onChange={({ target }) => onChoose(target.files?.[0] ?? null)}
          />
          <span aria-hidden className={styles.button}>
            <ArrowUploadRegular fontSize={20} />
            {t('kit.chooseFile')}
          </span>
          <span className={styles.name}>{file === null ? t('kit.noFile') : file.name}</span>
        </span>
      )}
    </Field>
  );
}
