import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { write, type RequestError, type WriteOptions } from './request.ts';
import { useWriter } from './writer.ts';

/** One pressing of a button: its body, under an id that makes a repeat harmless. */
export type Order<Wish> = { readonly wish: Wish; readonly requestId: string };

/** What is sent for a wish. */
export type Sending = { readonly path: string } & Pick<WriteOptions, 'body' | 'method' | 'contentType'>;

/** Writes what somebody signed in to the console wishes; afterwards everything under the keys is read anew. `onDone` hears of it once it is done. */
export function useWrite<Wish, Resource>(sendingOf: (wish: Wish) => Sending, changes: readonly QueryKey[], onDone?: () => void) {
  const { csrfToken } = useWriter();
  const queryClient = useQueryClient();
  return useMutation<Resource, RequestError, Order<Wish>>({
    mutationFn: ({ wish, requestId }) => {
      const { path, ...sending } = sendingOf(wish);
      return write<Resource>(path, { ...sending, csrfToken, requestId });
    },
    networkMode: 'always',
    ...(onDone === undefined ? {} : { onSuccess: onDone }),
    onSettled: () => Promise.all(changes.map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  });
}
