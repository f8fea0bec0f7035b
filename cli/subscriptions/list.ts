import { list } from '../kit/api.ts';
import { declareCommand } from '../kit/declare.ts';
import { CUSTOMER, withCustomer } from '../kit/resolve.ts';
import { tableLines } from '../kit/table.ts';
import { dayText } from '../kit/words.ts';

/** Lists the subscriptions of a customer. */
export const listSubscriptions = declareCommand({
  name: 'subscriptions list',
  summary: 'List the subscriptions of a customer',
  words: { customer: CUSTOMER },
  run: ({ customer }, settings) =>
    withCustomer(settings, customer, (api, customerId) =>
      list(api, 'GET /v1/customers/{customerId}/subscriptions', { path: { customerId } }, (subscriptions) =>
        tableLines(
          [{ head: 'Id' }, { head: 'Name' }, { head: 'Offer' }, { head: 'Seats', align: 'right' }, { head: 'State' }, { head: 'Last day' }],
          subscriptions.map(({ id, friendlyName, offerName, quantity, status, commitmentEndDate }) => [
            id,
            friendlyName,
            offerName,
            String(quantity),
            status,
            dayText(commitmentEndDate),
          ]),
        ),
      ),
    ),
});
