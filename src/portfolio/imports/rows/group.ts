import type { GroupId, PartnerId } from '../../../kit/ids.ts';
import type { Cells } from '../cells.ts';
import { keyOf } from '../keys.ts';
import type { Placed } from './customer.ts';
import { customerIn, type CustomersOf } from './references.ts';

/** A group of a customer's directory as a file has it. */
export type GroupRow = { readonly groupId: GroupId; readonly displayName: string };

/** What there is to know before a row of groups can be judged. */
export type GroupsKnown = { readonly partnerId: PartnerId; readonly customers: CustomersOf };

/** Reads a row of a file of groups. Without an id the name says which group it is; with one, two may have the same name. */
export function readGroup(cells: Cells, known: GroupsKnown): Placed<GroupRow> | null {
  const customer = customerIn(cells, known.customers);
  const displayName = cells.needed('displayName', NAME_CHARACTERS_MAX);
  const id = cells.guid('groupId');
  // The zero id stands for licences that no group hands on.
  if (id === NO_GROUP) return cells.refuse('groupId', { what: 'guid_or_nothing' });
  if (customer === null || displayName === null) return null;
  const name = displayName.toLowerCase();
  const groupId = (id ?? keyOf('group', known.partnerId, customer.customerId, name)) as GroupId;
  return {
    tenantId: customer.customerId,
    key: keyOf('group id', customer.customerId, groupId),
    alsoKey: null,
    content: { keys: id === null ? [groupId, `name ${name}`] : [groupId], groupId, displayName },
  };
}

const NAME_CHARACTERS_MAX = 256;
const NO_GROUP = '00000000-0000-0000-0000-000000000000';
