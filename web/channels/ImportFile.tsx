import { ImportDialog } from '../kit/ImportDialog.tsx';
import { useWords } from '../kit/words.ts';
import { FILE_BYTES_MAX, FILE_COLUMNS, useImport } from './channels.ts';

const EXAMPLE = ['volume_agreement', 'ENTERPRISEPACK', '25', 'active', '2026-01-01', '2027-01-01'];

/** Replaces what is recorded by what stands in a CSV file. */
export function ImportFile({ customerId }: { customerId: string }) {
  const t = useWords();
  const send = useImport(customerId);
  return (
    <ImportDialog
      right="entitlements.write"
      title={t('channels.import')}
      confirm={t('channels.importConfirm')}
      about={t('channels.importDetail')}
      fileLabel={t('channels.file')}
      bytesMax={FILE_BYTES_MAX}
      template={{ fileName: 'entitlements.csv', columns: FILE_COLUMNS, line: EXAMPLE }}
      send={send}
      wishOf={(csv) => csv}
      said={({ items }) => t('channels.imported', { count: items.length })}
    />
  );
}
