import { useQuery } from '@tanstack/react-query';
import type { Page } from '../kit/paging.ts';
import { usePermission } from '../kit/permission.ts';
import { read } from '../kit/request.ts';

/** A product that can be recorded, by the name under which it is sold. */
export type Product = { readonly id: string; readonly name: string };

/** The products that are sold in a country by name, as suggestions; none for those who may not see offers. */
export function useProducts(country: string): readonly Product[] {
  const { isGranted } = usePermission('offers.read');
  const { data = [] } = useQuery({
    queryKey: ['products', 'names', country],
    queryFn: async ({ signal }) => (await read<Page<Product>>(`/v1/offers?country=${country}&size=1000`, { signal })).items,
    enabled: isGranted && country !== '',
    staleTime: 10 * 60_000,
  });
  return data;
}
