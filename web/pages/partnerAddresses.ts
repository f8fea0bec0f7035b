import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { customersQuery } from '../customers/listCustomers.ts';
import { CustomersPage } from './CustomersPage.tsx';
import { root } from './rootAddress.ts';
import { readLeftBehind, readSearch } from './searches.ts';

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/customers', replace: true });
  },
});

const customers = createRoute({
  getParentRoute: () => root,
  path: '/customers',
  validateSearch: readSearch,
  loaderDeps: ({ search }) => ({ search: search.search ?? '' }),
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(customersQuery(deps.search)),
  component: CustomersPage,
});

const leftBehind = createRoute({
  getParentRoute: () => root,
  path: '/leftbehind',
  validateSearch: readLeftBehind,
  component: lazyRouteComponent(() => import('./LeftBehindPage.tsx'), 'LeftBehindPage'),
});

const invoices = createRoute({
  getParentRoute: () => root,
  path: '/invoices',
  component: lazyRouteComponent(() => import('./InvoicesPage.tsx'), 'InvoicesPage'),
});

const invoice = createRoute({
  getParentRoute: () => root,
  path: '/invoices/$invoiceId',
  component: lazyRouteComponent(() => import('./InvoicePage.tsx'), 'InvoicePage'),
});

/** The pages about the partner as a whole, and their addresses. */
export const partnerAddresses = [start, customers, leftBehind, invoices, invoice] as const;
