import { foldColumn } from '../../platform/records.ts';
import type { ImportKind } from './kinds/contract.ts';

/** The columns of each kind of file: `!` marks those that must be there, `-` what exports tell beside and imports pass over. */
const COLUMNS = {
  customers: [
    '!companyName !domain !country customerId email language culture firstName middleName lastName phoneNumber addressLine1',
    'addressLine2 addressLine3 city state region postalCode registrationNumber delegatedAdmin resellerMpnId agreedOn since',
  ],
  subscriptions: [
    '!customer !product !quantity !termStart termEnd anchorDay subscriptionId orderId friendlyName billingCycle price currency status statusSince',
    'autoRenew baseSubscriptionId resellerMpnId createdOn -productName -companyName -customerDomain',
  ],
  users: ['!customer !userPrincipalName !displayName userId firstName lastName usageLocation phoneNumber immutableId -customerDomain'],
  groups: ['!customer !displayName groupId -customerDomain'],
  'group-licenses': ['!customer !group !product disabledPlans assignedOn -groupName -productName -customerDomain'],
  'group-members': ['!customer !group !user since -groupName -userPrincipalName -displayName -customerDomain'],
  licenses: [
    '!customer !user !product group disabledPlans assignedOn -userPrincipalName -displayName -productName -customerDomain -assignedBy',
  ],
  entitlements: ['!customer !channel !product !quantity !heldSince heldUntil status entitlementId -productName -customerDomain'],
} as const satisfies Readonly<Record<ImportKind, readonly string[]>>;

/** One column of a kind of file. */
export type Column = { readonly name: string; readonly use: 'needed' | 'optional' | 'passed_over' };

/** The columns of a kind of file, those that must be there first. */
export function columnsOf(kind: ImportKind): readonly Column[] {
  return COLUMNS[kind]
    .join(' ')
    .split(' ')
    .map((word) => ({
      name: word.replace(/^[!-]/, ''),
      use: word.startsWith('!') ? 'needed' : word.startsWith('-') ? 'passed_over' : 'optional',
    }));
}

/** What is wrong with the columns that a file has: those that are missing, and those that nobody knows. */
export function columnMistakes(
  kind: ImportKind,
  given: Iterable<string>,
): { readonly missing: readonly string[]; readonly unknown: readonly string[] } {
  const columns = columnsOf(kind);
  const there = [...given].filter((name) => name !== '');
  const known = new Set(columns.map(({ name }) => foldColumn(name)));
  return {
    missing: columns.filter(({ name, use }) => use === 'needed' && !there.includes(foldColumn(name))).map(({ name }) => name),
    unknown: there.filter((name) => !known.has(name)),
  };
}
