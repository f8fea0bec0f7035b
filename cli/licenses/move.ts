import type { Client } from '../../client/client.ts';
import { collect, isFailure, type Failure } from '../kit/api.ts';
import { declareCommand } from '../kit/declare.ts';
import { PROMISE_OPTIONS } from '../kit/promise.ts';
import { CUSTOMER, productOf, usersOf, withCustomer } from '../kit/resolve.ts';
import { changeLicenses } from './bulk.ts';

const PRODUCT = 'its SKU id, part number or name';

/** Moves users from one product to another, in one operation for each: nobody is without. */
export const moveLicenses = declareCommand({
  name: 'licenses move',
  summary: 'Move users from one product to another; nobody is without in between',
  words: {
    customer: CUSTOMER,
    from: { about: `the product that goes: ${PRODUCT}` },
    to: { about: 'the product that comes, likewise' },
    user: { about: 'their ids or user names', optional: true, many: true },
  },
  options: { all: { type: 'boolean', about: 'everyone who holds the product that goes' }, ...PROMISE_OPTIONS },
  check: ({ user, all }) => (user.length > 0 === all ? 'Name the users, or add --all for everyone who holds it.' : null),
  run: (given, settings) =>
    withCustomer(settings, given.customer, async (api, customerId) => {
      const from = await productOf(api, customerId, given.from);
      if (typeof from !== 'string') return from;
      const to = await productOf(api, customerId, given.to);
      if (typeof to !== 'string') return to;
      const userIds = given.all ? await holdersOf(api, customerId, from) : await usersOf(api, customerId, given.user);
      if ('kind' in userIds) return userIds;
      const change = { licensesToAssign: [{ skuId: to }], licensesToRemove: [from] };
      return changeLicenses(api, { customerId, userIds, change, isDryRun: given['dry-run'], isAgreed: given.yes });
    }),
});

async function holdersOf(api: Client, customerId: string, skuId: string): Promise<readonly string[] | Failure> {
  const users = await collect(api, 'GET /v1/customers/{customerId}/users', { path: { customerId }, query: { size: 500, skuId } });
  return isFailure(users) ? users : users.map(({ id }) => id);
}
