import { ImportDialog } from '../kit/ImportDialog.tsx';
import { useWords } from '../kit/words.ts';
import { FILE_BYTES_MAX, FILE_COLUMNS, useImport } from './prices.ts';

/** Takes a price list from a file. */
export function ImportPrices({ example }: { example: readonly string[] }) {
  const t = useWords();
  const send = useImport();
  return (
    <ImportDialog
      right="prices.write"
      title={t('prices.import')}
      confirm={t('prices.importNow')}
      about={t('prices.importDetail')}
      appearance="primary"
      fileLabel={t('prices.file')}
      bytesMax={FILE_BYTES_MAX}
      template={{ fileName: 'prices.csv', columns: FILE_COLUMNS, line: example }}
      send={send}
      wishOf={(csv, name) => ({ name, csv })}
      said={({ prices }) => t('prices.imported', { count: prices })}
    />
  );
}
