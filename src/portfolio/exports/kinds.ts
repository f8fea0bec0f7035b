/** What can be exported. The first five can be imported as they are; the others tell what happened here. */
export const EXPORT_KINDS = [
  'customers',
  'subscriptions',
  'users',
  'licenses',
  'entitlements',
  'charges',
  'upgrades',
  'left-behind',
] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

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
    'price currency termStart termEnd autoRenew baseSubscriptionId resellerMpnId createdOn',
  ),
  users: columns('customer customerDomain userId userPrincipalName displayName firstName lastName usageLocation phoneNumber immutableId'),
  licenses: columns('customer customerDomain user userPrincipalName displayName product productName disabledPlans assignedOn assignedBy'),
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
