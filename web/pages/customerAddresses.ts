import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { customerQuery } from '../customers/getCustomer.ts';
import { subscriptionsQuery } from '../subscriptions/listSubscriptions.ts';
import { customerUpgradesQuery } from '../upgrades/listCustomerUpgrades.ts';
import { readAudit } from './listSearches.ts';
import { root } from './rootAddress.ts';
import { readBuy, readChoice, readMarked, readUsers } from './searches.ts';

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
  validateSearch: readUsers,
  component: lazyRouteComponent(() => import('./CustomerUsers.tsx'), 'CustomerUsers'),
});

const customerGroups = createRoute({
  getParentRoute: () => customerTabs,
  path: '/groups',
  component: lazyRouteComponent(() => import('./CustomerGroups.tsx'), 'CustomerGroups'),
});

const user = createRoute({
  getParentRoute: () => customer,
  path: '/users/$userId',
  component: lazyRouteComponent(() => import('./UserPage.tsx'), 'UserPage'),
});

const group = createRoute({
  getParentRoute: () => customer,
  path: '/groups/$groupId',
  component: lazyRouteComponent(() => import('./GroupPage.tsx'), 'GroupPage'),
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

const customerRelationship = createRoute({
  getParentRoute: () => customerTabs,
  path: '/relationship',
  component: lazyRouteComponent(() => import('./CustomerRelationship.tsx'), 'CustomerRelationship'),
});

const customerChannels = createRoute({
  getParentRoute: () => customerTabs,
  path: '/channels',
  component: lazyRouteComponent(() => import('./CustomerChannels.tsx'), 'CustomerChannels'),
});

const customerAudit = createRoute({
  getParentRoute: () => customerTabs,
  path: '/audit',
  validateSearch: readAudit,
  component: lazyRouteComponent(() => import('./CustomerAudit.tsx'), 'CustomerAudit'),
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

const buy = createRoute({
  getParentRoute: () => customer,
  path: '/buy',
  validateSearch: readBuy,
  component: lazyRouteComponent(() => import('./BuyPage.tsx'), 'BuyPage'),
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

/** The pages about one customer, and their addresses: the tabs first, then what stands alone. */
export const customerAddresses = customer.addChildren([
  customerTabs.addChildren([
    customerSubscriptions,
    customerUsers,
    customerGroups,
    customerUpgrades,
    customerSpend,
    customerRelationship,
    customerChannels,
    customerAudit,
  ]),
  buy,
  user,
  group,
  subscription,
  charges,
  upgradeForm,
  upgradeOutcome,
]);
