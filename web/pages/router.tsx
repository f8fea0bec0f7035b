import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { customerQuery } from '../customers/getCustomer.ts';
import { customersQuery } from '../customers/listCustomers.ts';
import { subscriptionsQuery } from '../subscriptions/listSubscriptions.ts';
import { customerUpgradesQuery } from '../upgrades/listCustomerUpgrades.ts';
import { CustomersPage } from './CustomersPage.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';
import { readChoice, readLeftBehind, readMarked, readSearch } from './searches.ts';
import { Shell } from './Shell.tsx';
import { TroublePage } from './TroublePage.tsx';

type Context = { readonly queryClient: QueryClient };

const root = createRootRouteWithContext<Context>()({ component: Shell, notFoundComponent: NotFoundPage });

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

/** The frame of a customer: its name and the tabs. What it shows is asked for while the code of the page still loads. */
const customer = createRoute({
  getParentRoute: () => root,
  path: '/customers/$customerId',
  loader: ({ context: { queryClient }, params: { customerId } }) => {
    void queryClient.prefetchQuery(customerQuery(customerId));
    void queryClient.prefetchQuery(subscriptionsQuery(customerId));
    void queryClient.prefetchQuery(customerUpgradesQuery(customerId));
  },
});

const customerTabs = createRoute({
  getParentRoute: () => customer,
  id: 'tabs',
  component: lazyRouteComponent(() => import('./CustomerPage.tsx'), 'CustomerPage'),
});

const customerSubscriptions = createRoute({
  getParentRoute: () => customerTabs,
  path: '/',
  validateSearch: readMarked,
  component: lazyRouteComponent(() => import('./CustomerSubscriptions.tsx'), 'CustomerSubscriptions'),
});

const customerUsers = createRoute({
  getParentRoute: () => customerTabs,
  path: '/users',
  component: lazyRouteComponent(() => import('./CustomerUsers.tsx'), 'CustomerUsers'),
});

const customerUpgrades = createRoute({
  getParentRoute: () => customerTabs,
  path: '/upgrades',
  component: lazyRouteComponent(() => import('./CustomerUpgrades.tsx'), 'CustomerUpgrades'),
});

const customerSpend = createRoute({
  getParentRoute: () => customerTabs,
  path: '/spend',
  component: lazyRouteComponent(() => import('./CustomerSpend.tsx'), 'CustomerSpend'),
});

const charges = createRoute({
  getParentRoute: () => customer,
  path: '/subscriptions/$subscriptionId/charges',
  component: lazyRouteComponent(() => import('./ChargesPage.tsx'), 'ChargesPage'),
});

const upgradeForm = createRoute({
  getParentRoute: () => customer,
  path: '/subscriptions/$subscriptionId/upgrade',
  validateSearch: readChoice,
  component: lazyRouteComponent(() => import('./UpgradePage.tsx'), 'UpgradePage'),
});

const subscription = createRoute({
  getParentRoute: () => customer,
  path: '/subscriptions/$subscriptionId',
  component: lazyRouteComponent(() => import('./SubscriptionPage.tsx'), 'SubscriptionPage'),
});

const upgradeOutcome = createRoute({
  getParentRoute: () => customer,
  path: '/upgrades/$upgradeId',
  component: lazyRouteComponent(() => import('./UpgradeOutcomePage.tsx'), 'UpgradeOutcomePage'),
});

const tree = root.addChildren([
  start,
  customers,
  leftBehind,
  invoices,
  invoice,
  customer.addChildren([
    customerTabs.addChildren([customerSubscriptions, customerUsers, customerUpgrades, customerSpend]),
    subscription,
    charges,
    upgradeForm,
    upgradeOutcome,
  ]),
]);

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
