import { getRouteApi } from '@tanstack/react-router';
import { useCustomer } from '../customers/getCustomer.ts';
import { Breadcrumbs } from '../kit/Breadcrumbs.tsx';
import { useFormats } from '../kit/formats.ts';
import { TextLink } from '../kit/links.tsx';
import { PageHeading } from '../kit/PageHeading.tsx';
import { Permitted } from '../kit/Permitted.tsx';
import { useWords } from '../kit/words.ts';
import { useSpend } from '../money/listSpend.ts';
import { useSpentCharges, type SpentFilter } from '../money/spentCharges.ts';
import { SpentList } from '../money/SpentList.tsx';

const route = getRouteApi('/invoices/charges');

/** The charges behind an amount of the statement: what it was for, and for whom. */
export function SpentChargesPage() {
  const t = useWords();
  const filter = route.useSearch();
  return (
    <>
      <Breadcrumbs>
        <TextLink to="/invoices">{t('money.title')}</TextLink>
        {filter.customerId !== undefined && <CustomerLink customerId={filter.customerId} />}
      </Breadcrumbs>
      <Permitted right="invoices.read">
        <Charges filter={filter} />
      </Permitted>
    </>
  );
}

function CustomerLink({ customerId }: { customerId: string }) {
  const { data } = useCustomer(customerId);
  return (
    <TextLink to="/customers/$customerId/spend" params={{ customerId }}>
      {data?.companyProfile.companyName ?? '…'}
    </TextLink>
  );
}

function Charges({ filter }: { filter: SpentFilter }) {
  const t = useWords();
  const formats = useFormats();
  const { data = [] } = useSpend(filter.customerId ?? null);
  const spend = data.find(({ currency }) => currency === filter.currency);
  const month = spend?.months.find((each) => each.month === filter.month);
  const products = filter.month === undefined ? spend?.products : month?.products;
  const product = products?.find(({ offerId }) => offerId === filter.offerId);
  const total = filter.offerId !== undefined ? product?.total : filter.month !== undefined ? month?.total : spend?.total;
  const when = filter.month === undefined ? t('money.lastMonths') : formats.month(filter.month);
  const title = t('money.chargesIn', { when });
  return (
    <>
      <PageHeading title={title} documentTitle={title}>
        <span>
          {product !== undefined && `${product.offerName} · `}
          {total !== undefined && t('money.sum', { total: formats.money(total) })}
        </span>
      </PageHeading>
      <SpentList label={title} pages={useSpentCharges(filter)} />
    </>
  );
}
