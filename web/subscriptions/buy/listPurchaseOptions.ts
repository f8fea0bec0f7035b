import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { PurchaseOption } from '../../../src/subscriptions/offers/contract.ts';
import type { Page } from '../../kit/paging.ts';
import { read } from '../../kit/request.ts';

/** What the shelf is narrowed to. */
export type ShelfFilter = {
  readonly search?: string | undefined;
  readonly category?: string | undefined;
  /** Only add-ons that may hang on this subscription. */
  readonly base?: string | undefined;
};

/** What can be bought for a customer, with prices, and why some of it cannot. The list has no pages. */
export function usePurchaseOptions(customerId: string, { search, category, base }: ShelfFilter, isAsked = true) {
  const query = new URLSearchParams();
  if (search !== undefined && search !== '') query.set('search', search);
  if (category !== undefined) query.set('offer_category_id', category);
  if (base !== undefined) query.set('base_subscription_id', base);
  return useQuery({
    queryKey: ['customer', customerId, 'purchaseoptions', query.toString()],
    queryFn: async ({ signal }) =>
      (await read<Page<PurchaseOption>>(`/v1/customers/${customerId}/purchaseoptions?${query.toString()}`, { signal })).items,
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
}
