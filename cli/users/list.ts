import { list } from '../kit/api.ts';
import { declareCommand } from '../kit/declare.ts';
import { count } from '../kit/forms.ts';
import { CUSTOMER, withCustomer } from '../kit/resolve.ts';
import { tableLines } from '../kit/table.ts';

/** Lists the users of a customer with what they hold. */
export const listUsers = declareCommand({
  name: 'users list',
  summary: 'List the users of a customer, with the products they hold',
  words: { customer: CUSTOMER },
  options: {
    search: { type: 'string', value: 'TEXT', about: 'only those whose name begins so' },
    max: { type: 'string', value: 'N', about: 'so many at most', form: count },
  },
  run: ({ customer, search, max }, settings) =>
    withCustomer(settings, customer, (api, customerId) =>
      list(
        api,
        'GET /v1/customers/{customerId}/users',
        {
          path: { customerId },
          query: { size: Math.min(500, Number(max ?? 500)), include: 'products', ...(search === undefined ? {} : { search }) },
        },
        (users) =>
          tableLines(
            [{ head: 'Id' }, { head: 'User name' }, { head: 'Name' }, { head: 'Place' }, { head: 'Products' }],
            users.map(({ id, userPrincipalName, displayName, usageLocation = '', products = [] }) => [
              id,
              userPrincipalName,
              displayName,
              usageLocation,
              products.map(({ name }) => name).join(', '),
            ]),
          ),
        max === undefined ? Infinity : Number(max),
      ),
    ),
});
