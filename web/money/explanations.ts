import type { LicenseBasedLineItem } from '../../src/billing/invoices/contract.ts';
import type { LedgerCharge } from '../../src/billing/spend/contract.ts';

/** What of an invoice line tells which amount of the ledger it is; lines carry no id. */
export type LineTraits = Pick<LicenseBasedLineItem, 'amount' | 'chargeType' | 'chargeStartDate' | 'chargeEndDate' | 'quantity'>;

/** How the amount of an invoice line came about, in the server's words. Lines that are alike in all have the same words or a few. */
export function explanationsOf(charges: readonly LedgerCharge[], invoiceId: string, line: LineTraits): readonly string[] {
  const own = charges.filter(
    (charge) =>
      charge.invoiceId === invoiceId &&
      charge.amount.amount === line.amount &&
      charge.chargeType.toLowerCase() === line.chargeType.toLowerCase() &&
      charge.chargeStartDate === line.chargeStartDate.slice(0, 10) &&
      charge.chargeEndDate === line.chargeEndDate.slice(0, 10) &&
      charge.quantity === line.quantity,
  );
  return [...new Set(own.map(({ explanation }) => explanation))];
}
