import { list } from '../kit/api.ts';
import { declareCommand } from '../kit/declare.ts';
import { CUSTOMER, usersOf, withCustomer } from '../kit/resolve.ts';
import { tableLines } from '../kit/table.ts';

/** Lists the licences of a customer by product, or those of one user. */
export const listLicenses = declareCommand({
  name: 'licenses list',
  summary: 'List a customer’s licences by product, or those of one user',
  words: { customer: CUSTOMER, user: { about: 'one user only: their id or user name', optional: true } },
  run: ({ customer, user }, settings) =>
    withCustomer(settings, customer, async (api, customerId) => {
      if (user === undefined)
        return list(api, 'GET /v1/customers/{customerId}/subscribedskus', { path: { customerId } }, (products) =>
          tableLines(
            [
              { head: 'Product' },
              { head: 'Part number' },
              { head: 'Name' },
              { head: 'Seats', align: 'right' },
              { head: 'Held', align: 'right' },
              { head: 'Free', align: 'right' },
              { head: 'State' },
            ],
            products.map(({ productSku: { id, skuPartNumber, name }, totalUnits, consumedUnits, availableUnits, capabilityStatus }) => [
              id,
              skuPartNumber,
              name,
              String(totalUnits),
              String(consumedUnits),
              String(availableUnits),
              capabilityStatus,
            ]),
          ),
        );
      const found = await usersOf(api, customerId, [user]);
      if ('kind' in found) return found;
      const path = { customerId, userId: found[0] ?? '' };
      return list(api, 'GET /v1/customers/{customerId}/users/{userId}/licenses', { path }, (licenses) =>
        tableLines(
          [{ head: 'Product' }, { head: 'Name' }, { head: 'From' }, { head: 'Switched off' }],
          licenses.map(({ productSku: { id, name }, assignedDirectly, assignedByGroups = [], servicePlans }) => [
            id,
            name,
            [...(assignedDirectly ? ['directly'] : []), ...assignedByGroups.map(({ displayName }) => displayName)].join(', '),
            servicePlans
              .filter(({ capabilityStatus }) => capabilityStatus === 'Disabled')
              .map(({ displayName }) => displayName)
              .join(', '),
          ]),
        ),
      );
    }),
});
