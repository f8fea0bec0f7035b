import { unreachable } from '../kit/brand.ts';
import type { Caller, Role } from './caller.ts';

/**
 * What a right asks of its caller: nothing at all, any proven caller, or one of the roles. `applications` says whether
 * a token without a person (app-only) suffices; such a token has no roles. `source` names the page the row comes from.
 */
export type Rule =
  | { readonly asks: 'nothing'; readonly source: string }
  | { readonly asks: 'caller'; readonly applications: boolean; readonly source: string }
  | { readonly asks: 'role'; readonly roles: readonly Role[]; readonly applications: boolean; readonly source: string };

/** The one table of who may do what. Each route names its row; the page docs/rights.md is printed from it. */
export const RIGHTS = {
  public: { asks: 'nothing', source: 'Sign-in, health and the description of the API.' },
  'session.own': {
    asks: 'caller',
    applications: true,
    source: 'Whoever can sign in sees their own profile ("Assign users roles and permissions").',
  },
  'customers.read': {
    asks: 'role',
    roles: ['global_admin', 'user_management_admin', 'billing_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    applications: true,
    source:
      '"Assign users roles and permissions"; billing admins because subscriptions, which they may see, are reached through their customer.',
  },
  'customers.write': {
    asks: 'role',
    roles: ['global_admin', 'admin_agent', 'sales_agent'],
    applications: true,
    source: '"Add a new customer" and "Update customer account info": the roles that both pages allow.',
  },
  'relationships.request': {
    asks: 'role',
    roles: ['global_admin', 'admin_agent', 'sales_agent'],
    applications: false,
    source:
      '"Request a reseller relationship from a customer" and "Assign users roles and permissions"; the API takes no app-only token here.',
  },
  'delegated_admin.manage': {
    asks: 'role',
    roles: ['global_admin', 'admin_agent'],
    applications: false,
    source:
      '"Obtain permissions to manage a customer\'s service or subscription": requesting and ending it; sales agents request the relationship alone.',
  },
  'relationships.remove': {
    asks: 'role',
    roles: ['global_admin'],
    applications: false,
    source: '"Remove a reseller relationship with a customer".',
  },
  'agreements.read': {
    asks: 'role',
    roles: ['global_admin', 'user_management_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    applications: false,
    source: '"Agreements"; the API takes no app-only token here.',
  },
  'agreements.confirm': {
    asks: 'role',
    roles: ['admin_agent', 'sales_agent'],
    applications: false,
    source: '"Confirm a customer\'s acceptance of the Microsoft Customer Agreement".',
  },
  'resellers.read': {
    asks: 'role',
    roles: ['global_admin', 'user_management_admin', 'billing_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    applications: false,
    source: '"Manage your customer list" shows the reseller of each customer; the API takes no app-only token here.',
  },
  'resellers.connect': {
    asks: 'role',
    roles: ['global_admin'],
    applications: false,
    source: '"Partner with indirect resellers".',
  },
  'entitlements.write': {
    asks: 'role',
    roles: ['global_admin', 'user_management_admin', 'admin_agent', 'sales_agent'],
    applications: true,
    source: '"Multi-channel support", and admin agents, who administer on behalf of customers.',
  },
  'tenant.own': {
    asks: 'nothing',
    source: "A customer's own people, by the link they were sent and their own sign-in. The roles of partners count for nothing here.",
  },
  'subscriptions.read': {
    asks: 'role',
    roles: ['global_admin', 'user_management_admin', 'billing_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    applications: true,
    source: '"Manage customer subscriptions"; user management admins from "Add licenses, seats, or more services".',
  },
  'subscriptions.seats': {
    asks: 'role',
    roles: ['global_admin', 'user_management_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    applications: true,
    source: '"Add licenses, seats, or more services to a customer\'s subscription".',
  },
  'subscriptions.upgrade': {
    asks: 'role',
    roles: ['global_admin', 'user_management_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    applications: true,
    source: '"Add licenses, seats, or more services to a customer\'s subscription": the five roles of the page.',
  },
  'campaigns.approve': {
    asks: 'role',
    roles: ['global_admin', 'admin_agent'],
    applications: false,
    source: 'Our own: many upgrades at once are let go by a person who answers for the customers.',
  },
  'campaigns.settings': {
    asks: 'role',
    roles: ['global_admin'],
    applications: false,
    source: 'Our own: whether a campaign needs a second person is for the whole partner.',
  },
  'subscriptions.lifecycle': {
    asks: 'role',
    roles: ['global_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    applications: true,
    source: '"Manage customer subscriptions" (suspend, reactivate, cancel); billing admins read only, the safer reading.',
  },
  'profiles.read': {
    asks: 'role',
    roles: ['global_admin', 'user_management_admin', 'billing_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    applications: false,
    source: '"Get partner profiles": whoever works for the partner; the API takes no app-only token here.',
  },
  'orders.read': {
    asks: 'role',
    roles: ['global_admin', 'billing_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    applications: true,
    source: '"Common billing scenarios" and the order history of "Manage customer subscriptions".',
  },
  'orders.write': {
    asks: 'role',
    roles: ['global_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    applications: true,
    source: '"Create a new subscription"; billing admins change the billing cycle only, the safer reading.',
  },
  'orders.cycle': {
    asks: 'role',
    roles: ['global_admin', 'billing_admin', 'admin_agent'],
    applications: true,
    source: '"Change the billing frequency of a subscription".',
  },
  'orders.amend': {
    asks: 'role',
    roles: ['global_admin', 'billing_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    applications: true,
    source: 'Whoever may buy or change the billing cycle reaches the order; which of the two it is decides with its own row.',
  },
  'orders.provisioning': {
    asks: 'role',
    roles: ['global_admin', 'admin_agent'],
    applications: false,
    source: '"Get subscription provisioning status" of orders; the API takes no app-only token here.',
  },
  'trials.convert': {
    asks: 'role',
    roles: ['global_admin', 'user_management_admin', 'admin_agent', 'sales_agent'],
    applications: false,
    source: '"Offer your customers trials", and the agents whom "Subscription management" names; the API takes no app-only token here.',
  },
  'offers.read': {
    asks: 'role',
    roles: ['global_admin', 'user_management_admin', 'billing_admin', 'admin_agent', 'sales_agent'],
    applications: true,
    source: '"Pricing and offers".',
  },
  'users.read': {
    asks: 'role',
    roles: ['global_admin', 'user_management_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    applications: false,
    source: '"Assign or revoke licenses to multiple users" begins with the list of users; the API takes no app-only token here.',
  },
  'users.write': {
    asks: 'role',
    roles: ['global_admin', 'user_management_admin', 'admin_agent'],
    applications: false,
    source: '"Manage users and user licenses".',
  },
  'licenses.assign': {
    asks: 'role',
    roles: ['global_admin', 'user_management_admin', 'admin_agent', 'helpdesk_agent'],
    applications: false,
    source: '"Assign or revoke licenses to multiple users", less the sales agents, who have no rights in a customer\'s directory.',
  },
  'invoices.read': {
    asks: 'role',
    roles: ['global_admin', 'billing_admin', 'admin_agent'],
    applications: true,
    source: '"Read your bill".',
  },
  'invoices.issue': {
    asks: 'role',
    roles: ['global_admin', 'billing_admin'],
    applications: true,
    source: 'Our own: whoever answers for the bills writes them before the monthly run does.',
  },
  'prices.write': {
    asks: 'role',
    roles: ['global_admin', 'billing_admin'],
    applications: true,
    source: 'Our own: price lists and margins decide every later bill.',
  },
  'clock.move': {
    asks: 'role',
    roles: ['global_admin', 'user_management_admin', 'billing_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    applications: true,
    source: 'Our own: anyone who tries things out. Refused to everyone in production.',
  },
  'audit.read': {
    asks: 'role',
    roles: ['global_admin', 'user_management_admin', 'billing_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    applications: true,
    source: '"View or export customer activity logs" (2020).',
  },
  'webhooks.manage': {
    asks: 'role',
    roles: ['global_admin', 'billing_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    applications: true,
    source: '"Partner Center webhooks": the roles of the page.',
  },
  'notices.own': {
    asks: 'role',
    roles: ['global_admin', 'user_management_admin', 'billing_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    applications: false,
    source: 'Our own: whoever works for the partner is told what they can act on, as far as their other rights reach.',
  },
  'imports.run': {
    asks: 'role',
    roles: ['global_admin', 'admin_agent'],
    applications: false,
    source:
      'Our own: an import adds customers, agreements, subscriptions, users and licences at once; admin agents may do each of these, and global admins begin with an empty house.',
  },
  'partner.users': {
    asks: 'role',
    roles: ['global_admin', 'user_management_admin'],
    applications: false,
    source: '"Assign users roles and permissions".',
  },
} as const satisfies Readonly<Record<string, Rule>>;

/** The name of a row of the table. */
export type Right = keyof typeof RIGHTS;

/** Whether a caller may use a right; if not, the roles that may, or that a person has to sign in. */
export type Permission =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'role_missing'; readonly roles: readonly Role[] }
  | { readonly kind: 'user_required' };

/** Decides by the table alone. Which customers a caller may touch is asked elsewhere, of the customer. */
export function may(caller: Caller, right: Right): Permission {
  const rule: Rule = RIGHTS[right];
  switch (rule.asks) {
    case 'nothing':
      return { kind: 'allowed' };
    case 'caller':
      return caller.kind === 'user' || rule.applications ? { kind: 'allowed' } : { kind: 'user_required' };
    case 'role':
      if (caller.kind === 'application') return rule.applications ? { kind: 'allowed' } : { kind: 'user_required' };
      return rule.roles.some((role) => caller.roles.includes(role)) ? { kind: 'allowed' } : { kind: 'role_missing', roles: rule.roles };
    default:
      return unreachable(rule);
  }
}

/** The rights that a caller has, for a console that explains what it does not offer. */
export function rightsOf(caller: Caller): readonly Right[] {
  return allRights().filter((right) => may(caller, right).kind === 'allowed');
}

/** Every right, in the order of the table. */
export function allRights(): readonly Right[] {
  return Object.keys(RIGHTS).filter(isRight);
}

/** Whether a text names a row of the table. */
export function isRight(text: unknown): text is Right {
  return typeof text === 'string' && Object.hasOwn(RIGHTS, text);
}

/** The roles whose holders have rights in the directories of customers. */
export const rolesWithDirectoryRights: readonly Role[] = ['global_admin', 'user_management_admin', 'admin_agent', 'helpdesk_agent'];

/**
 * Whether the caller may change the directories of customers, so that an upgrade moves licenses at once. Sales agents
 * and app-only callers may not: their upgrade leaves the moves to somebody who may.
 */
export function hasDirectoryRights(caller: Caller): boolean {
  return caller.kind === 'user' && caller.roles.some((role) => rolesWithDirectoryRights.includes(role));
}
