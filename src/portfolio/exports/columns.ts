import type { ExportKind } from './kinds/contract.ts';

/** A row of an export: texts and numbers by the name of the column, in the order of the columns. */
export type ExportRow = { readonly [column: string]: string | number | null };

/** The columns of each kind, in their order. */
export const EXPORT_COLUMNS: Readonly<Record<ExportKind, readonly string[]>> = {
  customers: columns(
    'customerId companyName domain country email language culture firstName middleName lastName phoneNumber addressLine1 addressLine2',
    'addressLine3 city state region postalCode registrationNumber delegatedAdmin resellerMpnId agreedOn since',
  ),
  subscriptions: columns(
    'customer customerDomain companyName subscriptionId orderId product productName friendlyName quantity status statusSince billingCycle',
    'price currency termStart termEnd anchorDay autoRenew baseSubscriptionId resellerMpnId createdOn',
  ),
  users: columns('customer customerDomain userId userPrincipalName displayName firstName lastName usageLocation phoneNumber immutableId'),
  groups: columns('customer customerDomain groupId displayName'),
  'group-licenses': columns('customer customerDomain group groupName product productName disabledPlans assignedOn'),
  'group-members': columns('customer customerDomain group groupName user userPrincipalName displayName since'),
  licenses: columns(
    'customer customerDomain user userPrincipalName displayName product productName group assignedBy disabledPlans assignedOn',
  ),
  entitlements: columns('customer customerDomain entitlementId channel product productName quantity status heldSince heldUntil'),
  charges: columns(
    'customer companyName chargeId subscriptionId product productName eventId cause chargeType chargedFrom chargedUntil quantity unitPrice',
    'amount currency chargedAt invoice',
  ),
  upgrades: columns(
    'customer companyName upgradeId sourceSubscriptionId targetSubscriptionId sourceProduct sourceProductName targetProduct',
    'targetProductName upgradeType quantity usersMoved usersLeftBehind state submittedAt finishedAt',
  ),
  'left-behind': columns('customer companyName upgradeId userId userPrincipalName displayName state reasons note recordedAt closedAt'),
};

function columns(...lines: readonly string[]): readonly string[] {
  return lines.join(' ').split(' ');
}
