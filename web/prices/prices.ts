import { useQuery } from '@tanstack/react-query';
import type { CustomerMarginView, PriceListImport, Prices, ResellerMarginView } from '../../src/billing/prices/contract.ts';
import type { Page } from '../kit/paging.ts';
import { read } from '../kit/request.ts';
import { useWrite } from '../kit/useWrite.ts';

/** The largest file that the server takes, in bytes. */
export const FILE_BYTES_MAX = 8_388_608;

/** The columns of a price list, and one line as an example. */
export const FILE_COLUMNS = [
  'offerId',
  'currency',
  'billingCycle',
  'term',
  'market',
  'effectiveFrom',
  'listPrice',
  'partnerPrice',
] as const;

/** The prices that hold and those to come, and what has none. */
export function usePrices() {
  return useQuery({ queryKey: ['prices'], queryFn: ({ signal }) => read<Prices>('/v1/prices', { signal }) });
}

/** Imports a price list; what was sold before keeps its price. */
export function useImport() {
  return useWrite<{ readonly name: string; readonly csv: string }, PriceListImport>(
    ({ name, csv }) => ({ path: `/v1/prices?${new URLSearchParams({ name })}`, body: csv, contentType: 'text/csv' }),
    [['prices'], ['customer']],
  );
}

/** The partner's resellers with what is put on top for their customers. */
export function useResellerMargins() {
  return useQuery({
    queryKey: ['prices', 'margins'],
    queryFn: async ({ signal }) => (await read<Page<ResellerMarginView>>('/v1/margins', { signal })).items,
  });
}

/** Sets a reseller's margin, in hundredths of a percent. */
export function useSetResellerMargin(resellerId: string) {
  return useWrite<number, ResellerMarginView>(
    (basisPoints) => ({ path: `/v1/margins/${resellerId}`, method: 'PUT', body: { basisPoints } }),
    [['prices', 'margins']],
  );
}

/** What is put on top of the bill for one customer. */
export function useCustomerMargin(customerId: string, isAsked: boolean) {
  return useQuery({
    queryKey: ['customer', customerId, 'margin'],
    queryFn: ({ signal }) => read<CustomerMarginView>(`/v1/customers/${customerId}/margin`, { signal }),
    enabled: isAsked,
  });
}

/** Sets a customer's own margin; null lets its reseller's hold again. */
export function useSetCustomerMargin(customerId: string) {
  return useWrite<number | null, CustomerMarginView>(
    (basisPoints) => ({
      path: `/v1/customers/${customerId}/margin`,
      method: basisPoints === null ? 'DELETE' : 'PUT',
      body: basisPoints === null ? undefined : { basisPoints },
    }),
    [['customer', customerId]],
  );
}
