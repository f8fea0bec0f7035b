import type { Catalog } from '../../../catalog/catalog.ts';
import type { Day } from '../../../kit/dates.ts';
import type { GroupId, ServicePlanId, SkuId, UserId } from '../../../kit/ids.ts';
import type { Cells } from '../cells.ts';
import { keyOf } from '../keys.ts';
import type { Placed } from './customer.ts';
import { customerIn, disabledPlansIn, groupIn, offerIn, userIn, type CustomersOf, type GroupsOf, type UsersOf } from './references.ts';

/** A licence as a file has it: of one user, directly or through a group. */
export type LicenseRow = {
  readonly userId: UserId;
  readonly userPrincipalName: string;
  readonly skuId: SkuId;
  /** Null for directly. */
  readonly groupId: GroupId | null;
  readonly disabledPlanIds: readonly ServicePlanId[];
  readonly assignedOn: Day | null;
};

/** What there is to know before a row of licences can be judged. */
export type LicensesKnown = {
  readonly catalog: Catalog;
  readonly customers: CustomersOf;
  readonly users: UsersOf;
  readonly groups: GroupsOf;
};

/** Reads a row of a file of licences. */
export function readLicense(cells: Cells, known: LicensesKnown): Placed<LicenseRow> | null {
  const customer = customerIn(cells, known.customers);
  const offer = offerIn(cells, known.catalog);
  const written = cells.needed('user');
  const assignedOn = cells.day('assignedOn');
  if (customer === null || offer === null || written === null) return null;
  const { customerId } = customer;
  const user = userIn(cells, customerId, known.users);
  const isDirect = cells.text('group', 256) === null;
  const group = isDirect ? null : groupIn(cells, customerId, known.groups);
  const disabledPlanIds = disabledPlansIn(cells, offer, known.catalog);
  if (user === null || disabledPlanIds === null) return null;
  const { userId, userPrincipalName } = user;
  const { skuId } = offer;
  // What is wrong with the group was noted, so the row is not kept.
  const groupId = group?.groupId ?? null;
  const through = groupId === null ? [] : [groupId];
  return {
    tenantId: customerId,
    key: keyOf('license', customerId, userId, skuId, ...through),
    alsoKey: null,
    content: {
      keys: [[userId, skuId, ...through].join(' ')],
      needs: [userId, ...through.flatMap((id) => [`member ${id} ${userId}`, `handed ${id} ${skuId}`])],
      userId,
      userPrincipalName,
      skuId,
      groupId,
      disabledPlanIds,
      assignedOn,
    },
  };
}
