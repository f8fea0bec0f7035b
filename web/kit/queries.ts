import { QueryCache, QueryClient } from '@tanstack/react-query';
import { isOutcomeUnknown, type RequestError } from './request.ts';

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: RequestError;
  }
}

/** The cache of what was read. `onSignedOut` is told when the server no longer knows the session. */
export function createQueryClient(onSignedOut: (client: QueryClient) => void): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: ({ problem }) => {
        if (problem?.kind === 'fault' && problem.status === 401) onSignedOut(client);
      },
    }),
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
