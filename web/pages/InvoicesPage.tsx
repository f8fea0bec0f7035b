import { PageHeading } from '../kit/PageHeading.tsx';
import { usePermission } from '../kit/permission.ts';
import { Permitted } from '../kit/Permitted.tsx';
import { useWords } from '../kit/words.ts';
import { Balances } from '../money/Balances.tsx';
import { InvoiceList } from '../money/InvoiceList.tsx';
import { SpendSection } from '../money/SpendSection.tsx';

/** What the partner was charged: over time, by product, and as invoices. */
export function InvoicesPage() {
  const t = useWords();
  const { isGranted } = usePermission('invoices.read');
  return (
    <>
      <PageHeading title={t('money.title')} documentTitle={t('money.title')}>
        {isGranted && <Balances />}
      </PageHeading>
      <Permitted right="invoices.read">
        <SpendSection customerId={null} />
        <InvoiceList />
      </Permitted>
    </>
  );
}
