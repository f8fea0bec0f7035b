import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Invoice } from '../../src/billing/invoices/contract.ts';
import type { Page } from '../kit/paging.ts';
import { write, type RequestError } from '../kit/request.ts';
import { useWriter } from '../kit/writer.ts';

/** Invoices of the months before a day, under an id that makes a repeat harmless. */
export type InvoiceOrder = { readonly until: string; readonly requestId: string };

/** Writes the invoices that are due; asked again it writes nothing more. */
export function useIssueInvoices() {
  const { csrfToken } = useWriter();
  const queryClient = useQueryClient();
  return useMutation<Page<Invoice>, RequestError, InvoiceOrder>({
    mutationFn: ({ until, requestId }) => write<Page<Invoice>>('/v1/invoices/runs', { body: { until }, csrfToken, requestId }),
    networkMode: 'always',
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['invoices'] }),
  });
}
