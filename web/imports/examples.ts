import type { Import } from '../../src/portfolio/imports/contract.ts';

/** A file of each kind with one line, to begin from. */
export const EXAMPLES: Readonly<Record<Import['kind'], readonly (readonly string[])[]>> = {
  customers: [
    ['companyName', 'domain', 'country', 'email', 'firstName', 'lastName', 'agreedOn'],
    ['Tailspin Toys', 'tailspintoys.example', 'US', 'it@tailspintoys.example', 'Ada', 'Doe', '2025-03-01'],
  ],
  subscriptions: [
    ['customer', 'product', 'quantity', 'termStart', 'termEnd', 'billingCycle', 'price', 'friendlyName'],
    ['tailspintoys.example', 'm365-business-basic', '25', '2026-03-01', '2027-03-01', 'monthly', '6.00', 'Office staff'],
  ],
  users: [
    ['customer', 'userPrincipalName', 'displayName', 'firstName', 'lastName', 'usageLocation'],
    ['tailspintoys.example', 'ada@tailspintoys.example', 'Ada Doe', 'Ada', 'Doe', 'US'],
  ],
  groups: [
    ['customer', 'displayName'],
    ['tailspintoys.example', 'Front desk'],
  ],
  'group-licenses': [
    ['customer', 'group', 'product', 'disabledPlans'],
    ['tailspintoys.example', 'Front desk', 'm365-business-basic', ''],
  ],
  'group-members': [
    ['customer', 'group', 'user'],
    ['tailspintoys.example', 'Front desk', 'ada@tailspintoys.example'],
  ],
  licenses: [
    ['customer', 'user', 'product', 'group', 'disabledPlans'],
    ['tailspintoys.example', 'ada@tailspintoys.example', 'm365-business-basic', 'Front desk', ''],
  ],
  entitlements: [
    ['customer', 'channel', 'product', 'quantity', 'heldSince', 'heldUntil'],
    ['tailspintoys.example', 'web_direct', 'm365-business-standard', '3', '2025-09-01', ''],
  ],
};
