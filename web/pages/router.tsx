import type { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { customerAddresses } from './customerAddresses.ts';
import { NotFoundPage } from './NotFoundPage.tsx';
import { partnerAddresses } from './partnerAddresses.ts';
import { root } from './rootAddress.ts';
import { TroublePage } from './TroublePage.tsx';

const tree = root.addChildren([...partnerAddresses, customerAddresses]);

/** The pages of the console and their addresses. */
export function createConsoleRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: TroublePage,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
