import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { CustomerUser } from '../../../src/licenses/contract.ts';
import { nextPageOf, type NextPage, type Page } from '../../kit/paging.ts';
import { read } from '../../kit/request.ts';

const PAGE_SIZE = 100;
/** The most that the server gives at once. */
const LARGE_PAGE = 500;

/** The most users whom one change can be about, as the server has it. */
export const CHOSEN_MOST = 10_000;

/** Which users of a customer are listed. Without a member: everyone who is active. */
export type UserFilter = {
  readonly search?: string | undefined;
  readonly state?: 'deleted' | undefined;
  readonly skuId?: string | undefined;
};

/** The people in the customer's directory with what they hold, page by page in the order of their names. */
export function useUsers(customerId: string, filter: UserFilter) {
  return useInfiniteQuery({
    queryKey: ['customer', customerId, 'users', 'list', filter],
    queryFn: ({ pageParam, signal }) => readPage(customerId, { filter, size: PAGE_SIZE, next: pageParam }, signal),
    initialPageParam: null as NextPage | null,
    getNextPageParam: nextPageOf,
    placeholderData: keepPreviousData,
  });
}

/** Everyone who matches, as far as one change can be about them. */
export async function readEveryone(customerId: string, filter: UserFilter): Promise<readonly CustomerUser[]> {
  const users: CustomerUser[] = [];
  let next: NextPage | null | undefined = null;
  while (next !== undefined && users.length < CHOSEN_MOST) {
    const page: Page<CustomerUser> = await readPage(customerId, { filter, size: LARGE_PAGE, next });
    users.push(...page.items);
    next = nextPageOf(page);
  }
  return users.slice(0, CHOSEN_MOST);
}

type Asked = { readonly filter: UserFilter; readonly size: number; readonly next: NextPage | null };

function readPage(customerId: string, { filter, size, next }: Asked, signal?: AbortSignal): Promise<Page<CustomerUser>> {
  const options = signal === undefined ? {} : { signal };
  if (next !== null) return read(`/v1${next.uri}`, { ...options, continuationToken: next.continuationToken });
  const query = new URLSearchParams({ size: String(size), include: 'products' });
  const { search = '', state, skuId } = filter;
  if (search !== '') query.set('search', search);
  if (state === 'deleted') query.set('filter', JSON.stringify({ Field: 'UserState', Value: 'Inactive', Operator: 'equals' }));
  if (skuId !== undefined) query.set('skuId', skuId);
  return read(`/v1/customers/${customerId}/users?${query}`, options);
}
