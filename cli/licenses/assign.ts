import { declareCommand } from '../kit/declare.ts';
import { PROMISE_OPTIONS } from '../kit/promise.ts';
import { CUSTOMER, productOf, usersOf, withCustomer } from '../kit/resolve.ts';
import { changeLicenses } from './bulk.ts';

/** Gives users a product. */
export const assignLicenses = declareCommand({
  name: 'licenses assign',
  summary: 'Give users a product',
  words: {
    customer: CUSTOMER,
    product: { about: 'its SKU id, part number or name' },
    user: { about: 'their ids or user names', many: true },
  },
  options: PROMISE_OPTIONS,
  run: (given, settings) =>
    withCustomer(settings, given.customer, async (api, customerId) => {
      const skuId = await productOf(api, customerId, given.product);
      if (typeof skuId !== 'string') return skuId;
      const userIds = await usersOf(api, customerId, given.user);
      if ('kind' in userIds) return userIds;
      const change = { licensesToAssign: [{ skuId }] };
      return changeLicenses(api, { customerId, userIds, change, isDryRun: given['dry-run'], isAgreed: given.yes });
    }),
});
