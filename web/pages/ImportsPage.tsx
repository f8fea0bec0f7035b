import { Exports } from '../imports/Exports.tsx';
import { ImportList } from '../imports/ImportList.tsx';
import { SendFile } from '../imports/SendFile.tsx';
import { PageHeading } from '../kit/PageHeading.tsx';
import { useWords } from '../kit/words.ts';

/** Files that come in, and files that go out. */
export function ImportsPage() {
  const t = useWords();
  return (
    <>
      <PageHeading title={t('imports.title')} documentTitle={t('imports.title')} />
      <SendFile />
      <ImportList />
      <Exports />
    </>
  );
}
