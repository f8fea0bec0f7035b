import type { Catalog } from '../../../catalog/catalog.ts';
import type { Day } from '../../../kit/dates.ts';
import type { GroupId, ServicePlanId, SkuId } from '../../../kit/ids.ts';
import type { Cells } from '../cells.ts';
import { keyOf } from '../keys.ts';
import type { Placed } from './customer.ts';
import { customerIn, disabledPlansIn, groupIn, offerIn, type CustomersOf, type GroupsOf } from './references.ts';

/** A product that a group hands on, as a file has it. */
export type GroupLicenseRow = {
  readonly groupId: GroupId;
  readonly groupName: string;
  readonly skuId: SkuId;
  readonly disabledPlanIds: readonly ServicePlanId[];
  readonly assignedOn: Day | null;
};

/** What there is to know before a row of what groups hand on can be judged. */
export type GroupLicensesKnown = { readonly catalog: Catalog; readonly customers: CustomersOf; readonly groups: GroupsOf };

/** Reads a row of a file of what groups hand on. */
export function readGroupLicense(cells: Cells, known: GroupLicensesKnown): Placed<GroupLicenseRow> | null {
  const customer = customerIn(cells, known.customers);
  const offer = offerIn(cells, known.catalog);
  const assignedOn = cells.day('assignedOn');
  const written = cells.needed('group', 256);
  if (customer === null || offer === null || written === null) return null;
  const group = groupIn(cells, customer.customerId, known.groups);
  const disabledPlanIds = disabledPlansIn(cells, offer, known.catalog);
  if (group === null || disabledPlanIds === null) return null;
  const { groupId, displayName: groupName } = group;
  return {
    tenantId: customer.customerId,
    key: keyOf('group license', customer.customerId, groupId, offer.skuId),
    alsoKey: null,
    content: {
      keys: [`${groupId} ${offer.skuId}`],
      needs: [`group ${groupId}`],
      groupId,
      groupName,
      skuId: offer.skuId,
      disabledPlanIds,
      assignedOn,
    },
  };
}
