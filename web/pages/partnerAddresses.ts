import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { customersQuery } from '../customers/listCustomers.ts';
import { CustomersPage } from './CustomersPage.tsx';
import { readPortfolio } from '../portfolio/filter.ts';
import { root } from './rootAddress.ts';
import { readAudit, readCalendar, readCampaign, readDeliveries, readPrices, readSpent } from './listSearches.ts';
import { readLeftBehind, readSearch, readStaff } from './searches.ts';

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

const portfolio = createRoute({
  getParentRoute: () => root,
  path: '/portfolio',
  validateSearch: readPortfolio,
  component: lazyRouteComponent(() => import('./PortfolioPage.tsx'), 'PortfolioPage'),
});

const campaigns = createRoute({
  getParentRoute: () => root,
  path: '/campaigns',
  component: lazyRouteComponent(() => import('./CampaignsPage.tsx'), 'CampaignsPage'),
});

const campaign = createRoute({
  getParentRoute: () => root,
  path: '/campaigns/$campaignId',
  validateSearch: readCampaign,
  component: lazyRouteComponent(() => import('./CampaignPage.tsx'), 'CampaignPage'),
});

const invoices = createRoute({
  getParentRoute: () => root,
  path: '/invoices',
  component: lazyRouteComponent(() => import('./InvoicesPage.tsx'), 'InvoicesPage'),
});

const spentCharges = createRoute({
  getParentRoute: () => root,
  path: '/invoices/charges',
  validateSearch: readSpent,
  // Which charges are meant is not known without it: an address that lost its end.
  beforeLoad: ({ search: { currency } }) => {
    if (currency === '') throw redirect({ to: '/invoices', replace: true });
  },
  component: lazyRouteComponent(() => import('./SpentChargesPage.tsx'), 'SpentChargesPage'),
});

const prices = createRoute({
  getParentRoute: () => root,
  path: '/prices',
  validateSearch: readPrices,
  component: lazyRouteComponent(() => import('./PricesPage.tsx'), 'PricesPage'),
});

const invoice = createRoute({
  getParentRoute: () => root,
  path: '/invoices/$invoiceId',
  component: lazyRouteComponent(() => import('./InvoicePage.tsx'), 'InvoicePage'),
});

const relationships = createRoute({
  getParentRoute: () => root,
  path: '/relationships',
  component: lazyRouteComponent(() => import('./RelationshipsPage.tsx'), 'RelationshipsPage'),
});

const staff = createRoute({
  getParentRoute: () => root,
  path: '/staff',
  validateSearch: readStaff,
  component: lazyRouteComponent(() => import('./StaffPage.tsx'), 'StaffPage'),
});

const comingDates = createRoute({
  getParentRoute: () => root,
  path: '/comingdates',
  validateSearch: readCalendar,
  component: lazyRouteComponent(() => import('./ComingDatesPage.tsx'), 'ComingDatesPage'),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: readAudit,
  component: lazyRouteComponent(() => import('./AuditPage.tsx'), 'AuditPage'),
});

const notices = createRoute({
  getParentRoute: () => root,
  path: '/notices',
  component: lazyRouteComponent(() => import('./NoticesPage.tsx'), 'NoticesPage'),
});

const imports = createRoute({
  getParentRoute: () => root,
  path: '/imports',
  component: lazyRouteComponent(() => import('./ImportsPage.tsx'), 'ImportsPage'),
});

const webhooks = createRoute({
  getParentRoute: () => root,
  path: '/webhooks',
  validateSearch: readDeliveries,
  component: lazyRouteComponent(() => import('./WebhooksPage.tsx'), 'WebhooksPage'),
});

/** The pages about the partner as a whole, and their addresses. */
export const partnerAddresses = [
  start,
  customers,
  portfolio,
  campaigns,
  campaign,
  leftBehind,
  invoices,
  spentCharges,
  prices,
  invoice,
  relationships,
  staff,
  comingDates,
  audit,
  imports,
  notices,
  webhooks,
] as const;
