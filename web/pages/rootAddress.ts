import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext } from '@tanstack/react-router';
import { NotFoundPage } from './NotFoundPage.tsx';
import { Shell } from './Shell.tsx';

type Context = { readonly queryClient: QueryClient };

/** The frame in which every page stands. */
export const root = createRootRouteWithContext<Context>()({ component: Shell, notFoundComponent: NotFoundPage });
