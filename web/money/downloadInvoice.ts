import { useMutation } from '@tanstack/react-query';
import { downloadFile } from '../kit/csv.ts';
import { readFile, type RequestError } from '../kit/request.ts';

/** The document for people, or the lines for a spreadsheet. */
export type InvoiceFile = 'pdf' | 'csv';

/** Fetches an invoice as a file, in the language of the page. */
export function useInvoiceFile(invoiceId: string) {
  const address = `/v1/invoices/${encodeURIComponent(invoiceId)}`;
  return useMutation<Blob, RequestError, InvoiceFile>({
    mutationFn: (kind) => readFile(kind === 'pdf' ? `${address}/documents/statement` : `${address}/reconciliation.csv`),
    networkMode: 'always',
    onSuccess: (file, kind) => downloadFile(`${invoiceId}.${kind}`, file),
  });
}
