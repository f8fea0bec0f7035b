import type { AuditEntry } from '../../audit/entry.ts';
import type { License } from '../assignment/decision.ts';
import type { User } from '../user.ts';

/** What can be done to a user, in the words of the audit API. */
export type UserOperation =
  | 'create_customer_user'
  | 'update_customer_user'
  | 'update_customer_user_principal_name'
  | 'reset_customer_user_password'
  | 'delete_customer_user'
  | 'restore_customer_user';

type Shown = User & { readonly licenses?: readonly License[] };

/** The audit entry of a change to a user, with everything but the password before and after. */
export function userAudit(
  operationType: UserOperation,
  before: Shown | null,
  after: Shown,
  done: Pick<AuditEntry, 'auditId' | 'actor' | 'customerName' | 'at'>,
): AuditEntry {
  return {
    ...done,
    resourceType: 'customer_user',
    resourceId: after.id,
    operationType,
    oldValue: before === null ? null : shown(before),
    newValue: shown(after),
    customizedData: [{ key: 'CustomerUserId', value: after.id }],
  };
}

function shown(user: Shown): object {
  return {
    Id: user.id,
    UserPrincipalName: user.userPrincipalName,
    DisplayName: user.displayName,
    FirstName: user.firstName,
    LastName: user.lastName,
    UsageLocation: user.usageLocation,
    PhoneNumber: user.phoneNumber,
    ImmutableId: user.immutableId,
    State: user.state,
    ...(user.licenses === undefined
      ? {}
      : {
          Licenses: user.licenses.map(({ skuId, groupId }) => ({
            SkuId: skuId,
            ...(groupId === null ? {} : { AssignedByGroup: groupId }),
          })),
        }),
  };
}
