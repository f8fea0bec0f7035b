import type { LedgerCharge } from '../../src/billing/spend/contract.ts';
import type { Column } from '../kit/DataTable.tsx';
import { useFormats } from '../kit/formats.ts';
import { TextLink } from '../kit/links.tsx';
import { useWords } from '../kit/words.ts';

/** What every list of charges says of a charge, each in a column of the width that is right for the list. */
export function useChargeColumns(): Readonly<Record<'cause' | 'days' | 'invoice' | 'amount', (width: string) => Column<LedgerCharge>>> {
  const t = useWords();
  const formats = useFormats();
  return {
    cause: (width) => ({ key: 'why', heading: t('money.cause'), width, isTitle: true, cell: ({ explanation }) => explanation }),
    days: (width) => ({
      key: 'days',
      heading: t('money.days'),
      width,
      cell: ({ chargeStartDate: from, chargeEndDate: until }) =>
        t('money.fromUntil', { from: formats.day(from), until: formats.day(until) }),
    }),
    invoice: (width) => ({
      key: 'invoice',
      heading: t('money.invoice'),
      width,
      cell: ({ invoiceId }) =>
        invoiceId === undefined ? (
          t('money.notInvoiced')
        ) : (
          <TextLink to="/invoices/$invoiceId" params={{ invoiceId }}>
            {invoiceId}
          </TextLink>
        ),
    }),
    amount: (width) => ({ key: 'amount', heading: t('money.amount'), width, align: 'end', cell: ({ amount }) => formats.money(amount) }),
  };
}
