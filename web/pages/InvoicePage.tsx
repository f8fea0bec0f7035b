import { getRouteApi } from '@tanstack/react-router';
import { Breadcrumbs } from '../kit/Breadcrumbs.tsx';
import { Fact, Facts } from '../kit/Facts.tsx';
import { useFormats } from '../kit/formats.ts';
import { TextLink } from '../kit/links.tsx';
import { PageHeading } from '../kit/PageHeading.tsx';
import { Permitted } from '../kit/Permitted.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { isNotFound } from '../kit/request.ts';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { useInvoice } from '../money/getInvoice.ts';
import { InvoiceFiles } from '../money/InvoiceFiles.tsx';
import { InvoiceLines } from '../money/InvoiceLines.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';

const route = getRouteApi('/invoices/$invoiceId');

/** One invoice: its sum, its files, and its lines down to their causes. */
export function InvoicePage() {
  const t = useWords();
  const formats = useFormats();
  const { invoiceId } = route.useParams();
  const { data: invoice, error, refetch } = useInvoice(invoiceId);
  if (isNotFound(error?.problem)) return <NotFoundPage />;
  const title = t('money.invoiceOf', { id: invoice?.id ?? invoiceId });
  return (
    <>
      <Breadcrumbs>
        <TextLink to="/invoices">{t('money.title')}</TextLink>
      </Breadcrumbs>
      <PageHeading title={title} documentTitle={title} />
      <Permitted right="invoices.read">
        {error !== null && invoice === undefined && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
        {error === null && invoice === undefined && <SkeletonRows rows={3} height={32} />}
        {invoice !== undefined && (
          <>
            <Facts>
              <Fact name={t('money.month')}>{formats.month(invoice.billingPeriodStartDate)}</Fact>
              <Fact name={t('money.date')}>{formats.day(invoice.invoiceDate)}</Fact>
              <Fact name={t('money.amount')}>{formats.money({ amount: invoice.totalCharges, currency: invoice.currencyCode })}</Fact>
              <Fact name={t('money.files')}>
                <InvoiceFiles invoiceId={invoice.id} size="small" />
              </Fact>
            </Facts>
            <InvoiceLines invoiceId={invoice.id} />
          </>
        )}
      </Permitted>
    </>
  );
}
