import { ReceiptRegular } from '@fluentui/react-icons/svg/receipt';
import type { SpentCharge } from '../../src/billing/spend/contract.ts';
import type { Column } from '../kit/DataTable.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { useFormats } from '../kit/formats.ts';
import { TextLink } from '../kit/links.tsx';
import { PagedTable } from '../kit/PagedTable.tsx';
import type { Pages } from '../kit/usePages.ts';
import { useWords } from '../kit/words.ts';

/** Charges with whose they are, each with its cause and its days in words. */
export function SpentList({ label, pages, isInvoice = false }: { label: string; pages: Pages<SpentCharge>; isInvoice?: boolean }) {
  const t = useWords();
  const columns = useColumns(isInvoice);
  return (
    <PagedTable
      label={label}
      pages={pages}
      columns={columns}
      rowKey={({ id }) => id}
      empty={<EmptyState icon={<ReceiptRegular />} title={t('money.noCharges')} />}
    />
  );
}

function useColumns(isInvoice: boolean): readonly Column<SpentCharge>[] {
  const t = useWords();
  const formats = useFormats();
  const invoice: Column<SpentCharge> = {
    key: 'invoice',
    heading: t('money.invoice'),
    width: '1.4fr',
    cell: ({ invoiceId }) =>
      invoiceId === undefined ? (
        t('money.notInvoiced')
      ) : (
        <TextLink to="/invoices/$invoiceId" params={{ invoiceId }}>
          {invoiceId}
        </TextLink>
      ),
  };
  return [
    { key: 'why', heading: t('money.cause'), width: '4.4fr', isTitle: true, cell: ({ explanation }) => explanation },
    {
      key: 'customer',
      heading: t('money.customer'),
      width: '2fr',
      cell: ({ customerId, customerName }) => (
        <TextLink to="/customers/$customerId" params={{ customerId }}>
          {customerName}
        </TextLink>
      ),
    },
    {
      key: 'subscription',
      heading: t('money.product'),
      width: '2.4fr',
      cell: ({ customerId, subscriptionId, offerName }) => (
        <TextLink to="/customers/$customerId/subscriptions/$subscriptionId/charges" params={{ customerId, subscriptionId }}>
          {offerName}
        </TextLink>
      ),
    },
    {
      key: 'days',
      heading: t('money.days'),
      width: '2.2fr',
      cell: ({ chargeStartDate: from, chargeEndDate: until }) =>
        t('money.fromUntil', { from: formats.day(from), until: formats.day(until) }),
    },
    ...(isInvoice ? [] : [invoice]),
    { key: 'amount', heading: t('money.amount'), width: '1.6fr', align: 'end', cell: ({ amount }) => formats.money(amount) },
  ];
}
