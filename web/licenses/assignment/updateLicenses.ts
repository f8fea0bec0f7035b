import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { LicenseUpdates } from '../../../src/licenses/assignment/contract.ts';
import { write, type RequestError } from '../../kit/request.ts';
import { useForecast } from '../../kit/useForecast.ts';
import { useWrite } from '../../kit/useWrite.ts';
import { useWriter } from '../../kit/writer.ts';
import type { LicenseChange } from './choices.ts';

/** A change and whom it is about. */
export type LicenseWish = { readonly userIds: readonly string[]; readonly change: LicenseChange };

const pathOf = (customerId: string) => `/v1/customers/${customerId}/licenseupdates`;

/** What a change would do to each user; nothing is asked without a wish. */
export function useLicensePreview(customerId: string, wish: LicenseWish | null) {
  return useQuery({
    queryKey: ['customer', customerId, 'licenseupdates', wish],
    queryFn: useForecast<LicenseUpdates>(pathOf(customerId), { ...wish?.change, userIds: wish?.userIds, preview: true }),
    enabled: wish !== null,
    placeholderData: keepPreviousData,
  });
}

/** Changes the licences of users, each on its own. */
export function useLicenseUpdate(customerId: string) {
  return useWrite<LicenseWish, LicenseUpdates>(
    ({ userIds, change }) => ({ path: pathOf(customerId), body: { ...change, userIds } }),
    [['customer', customerId]],
  );
}

/** A file of changes: only checked, or carried out. */
export type FileWish = { readonly text: string; readonly preview: boolean };

/** Sends a file of changes; a checked one changes nothing, and nothing is read anew after it. */
export function useLicenseFile(customerId: string) {
  const { csrfToken } = useWriter();
  const queryClient = useQueryClient();
  return useMutation<LicenseUpdates, RequestError, { readonly wish: FileWish; readonly requestId: string }>({
    mutationFn: ({ wish: { text, preview }, requestId }) =>
      write(`/v1/customers/${customerId}/licenseupdatefiles?preview=${preview}`, {
        body: text,
        contentType: 'text/csv',
        csrfToken,
        requestId,
      }),
    networkMode: 'always',
    onSettled: (_, __, { wish }) => (wish.preview ? undefined : queryClient.invalidateQueries({ queryKey: ['customer', customerId] })),
  });
}
