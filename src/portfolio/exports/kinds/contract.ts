/**
 * What can be exported, each with the right that it takes: whoever may read something one by one may have all of it. Those that
 * can be imported as they are come first, in the order of imports; the others tell what happened here.
 */
export const EXPORTS = [
  { kind: 'customers', right: 'customers.read' },
  { kind: 'subscriptions', right: 'subscriptions.read' },
  { kind: 'entitlements', right: 'subscriptions.read' },
  { kind: 'users', right: 'users.read' },
  { kind: 'groups', right: 'users.read' },
  { kind: 'group-licenses', right: 'users.read' },
  { kind: 'group-members', right: 'users.read' },
  { kind: 'licenses', right: 'users.read' },
  { kind: 'charges', right: 'invoices.read' },
  { kind: 'upgrades', right: 'subscriptions.read' },
  { kind: 'left-behind', right: 'users.read' },
] as const;
export type ExportKind = (typeof EXPORTS)[number]['kind'];
