import type { Invoice } from '../../src/billing/invoices/contract.ts';
import type { Page } from '../kit/paging.ts';
import { useWrite } from '../kit/useWrite.ts';

/** Writes the invoices of the months before a day; asked again it writes nothing more. */
export function useIssueInvoices() {
  return useWrite<{ readonly until: string }, Page<Invoice>>((body) => ({ path: '/v1/invoices/runs', body }), [['invoices']]);
}
