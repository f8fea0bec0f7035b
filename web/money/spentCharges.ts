import type { SpentCharge } from '../../src/billing/spend/contract.ts';
import { usePages } from '../kit/usePages.ts';

/** Which charges are behind an amount: of a month, a product, a customer; of the last twelve months where none is named. */
export type SpentFilter = {
  readonly currency: string;
  readonly month?: string;
  readonly offerId?: string;
  readonly customerId?: string;
};

/** The charges behind an amount, latest first. */
export function useSpentCharges(filter: SpentFilter) {
  return usePages<SpentCharge>(['invoices', 'charges', filter], `/spend/charges?${new URLSearchParams(filter)}`);
}

/** The charges behind an invoice, customer by customer. */
export function useInvoiceCharges(invoiceId: string) {
  return usePages<SpentCharge>(['invoices', invoiceId, 'charges'], `/invoices/${encodeURIComponent(invoiceId)}/charges`);
}
