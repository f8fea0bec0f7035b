import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isOutcomeUnknown, type RequestError } from './request.ts';

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: RequestError;
  }
}

/** The cache of what was read and written. `onSignedOut` is told when the server no longer knows the session. */
export function createQueryClient(onSignedOut: (client: QueryClient) => void): QueryClient {
  // What fails for another reason than a request, a bug of ours, has no problem to look at.
  const onError = ({ problem }: Partial<RequestError>) => {
    if (problem?.kind === 'fault' && problem.status === 401) onSignedOut(client);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 20_000,
        // Without a network the person is told so, instead of waiting.
        networkMode: 'always',
        // What failed while the page was being prepared is shown; asking again at once would fail again.
        retryOnMount: false,
        retry: (failures, { problem }) => failures < 2 && problem !== undefined && isOutcomeUnknown(problem),
      },
    },
  });
  return client;
}
