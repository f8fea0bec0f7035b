import { ReceiptRegular } from '@fluentui/react-icons/svg/receipt';
import type { SpentCharge } from '../../src/billing/spend/contract.ts';
import type { Column } from '../kit/DataTable.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { TextLink } from '../kit/links.tsx';
import { PagedTable } from '../kit/PagedTable.tsx';
import type { Pages } from '../kit/usePages.ts';
import { useWords } from '../kit/words.ts';
import { useChargeColumns } from './chargeColumns.tsx';

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
  const { cause, days, invoice, amount } = useChargeColumns();
  return [
    cause('4.4fr'),
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
    days('2.2fr'),
    ...(isInvoice ? [] : [invoice('1.4fr')]),
    amount('1.6fr'),
  ];
}
