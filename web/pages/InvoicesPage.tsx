import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { EmptyState } from '../kit/EmptyState.tsx';
import { TextLink } from '../kit/links.tsx';
import { PageHeading } from '../kit/PageHeading.tsx';
import { usePermission } from '../kit/permission.ts';
import { useWords } from '../kit/words.ts';
import { Balances } from '../money/Balances.tsx';
import { InvoiceList } from '../money/InvoiceList.tsx';
import { useInvoices } from '../money/listInvoices.ts';
import { SpendSection } from '../money/SpendSection.tsx';

/** What the partner was charged: over time, by product, and as invoices. */
export function InvoicesPage() {
  const t = useWords();
  const { isGranted, whoMay } = usePermission('invoices.read');
  return (
    <>
      <PageHeading title={t('money.title')} documentTitle={t('money.title')}>
        {isGranted && <Balances />}
      </PageHeading>
      {isGranted ? <Statement /> : <EmptyState icon={<LockClosedRegular />} title={whoMay} />}
    </>
  );
}

function Statement() {
  const { data } = useInvoices();
  const invoices = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <SpendSection
        customerId={null}
        amountOf={(month, currency, text) => {
          const invoice = invoices.find((each) => each.billingPeriodStartDate.slice(0, 10) === month && each.currencyCode === currency);
          if (invoice === undefined) return text;
          return (
            <TextLink to="/invoices/$invoiceId" params={{ invoiceId: invoice.id }}>
              {text}
            </TextLink>
          );
        }}
      />
      <InvoiceList />
    </>
  );
}
