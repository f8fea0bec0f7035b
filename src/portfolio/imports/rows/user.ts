import { isCountry } from '../../../catalog/countries.ts';
import type { PartnerId, UserId } from '../../../kit/ids.ts';
import type { User } from '../../../licenses/user.ts';
import type { Cells } from '../cells.ts';
import { keyOf } from '../keys.ts';
import type { Placed } from './customer.ts';
import { customerIn, type CustomersOf } from './references.ts';

/** What there is to know before a row of users can be judged. */
export type UsersKnown = { readonly partnerId: PartnerId; readonly customers: CustomersOf };

/** Reads a row of a file of users. */
export function readUser(cells: Cells, known: UsersKnown): Placed<User> | null {
  const customer = customerIn(cells, known.customers);
  const name =
    cells.text('userPrincipalName') === null
      ? cells.refuse('userPrincipalName', { what: 'sign_in_name' })
      : cells.matching('userPrincipalName', NAME, { what: 'sign_in_name' });
  const displayName = cells.needed('displayName');
  const id = cells.guid('userId');
  const usageLocation = cells.text('usageLocation')?.toUpperCase() ?? null;
  if (usageLocation !== null && !isCountry(usageLocation)) cells.refuse('usageLocation', { what: 'country_or_nothing' });
  const more = {
    firstName: cells.text('firstName', 64) ?? '',
    lastName: cells.text('lastName', 64) ?? '',
    phoneNumber: cells.text('phoneNumber', 64),
    immutableId: cells.text('immutableId', 256),
  };
  if (customer === null || name === null || displayName === null) return null;
  const alsoKey = keyOf('user', customer.customerId, name.toLowerCase());
  const userId = (id ?? alsoKey) as UserId;
  const content: User = {
    id: userId,
    userPrincipalName: name,
    displayName,
    usageLocation,
    ...more,
    state: 'active',
    softDeletedAt: null,
    version: 1,
  };
  return {
    tenantId: customer.customerId,
    key: keyOf('user id', customer.customerId, userId),
    alsoKey,
    content: { keys: [userId, name.toLowerCase()], ...content },
  };
}

const NAME = /^[^\s@]{1,64}@[^\s@]{3,253}$/;
