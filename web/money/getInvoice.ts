import { useQuery } from '@tanstack/react-query';
import type { Invoice } from '../../src/billing/invoices/contract.ts';
import { read } from '../kit/request.ts';

export function useInvoice(invoiceId: string) {
  return useQuery({
    queryKey: ['invoices', invoiceId],
    queryFn: ({ signal }) => read<Invoice>(`/v1/invoices/${encodeURIComponent(invoiceId)}`, { signal }),
  });
}
