import { list } from '../kit/api.ts';
import { declareCommand } from '../kit/declare.ts';
import { CUSTOMER, withCustomer } from '../kit/resolve.ts';
import { tableLines } from '../kit/table.ts';
import { dayText } from '../kit/words.ts';

/** Lists the upgrades of a customer. */
export const listUpgrades = declareCommand({
  name: 'upgrades list',
  summary: 'List the upgrades of a customer, latest first',
  words: { customer: CUSTOMER },
  run: ({ customer }, settings) =>
    withCustomer(settings, customer, (api, customerId) =>
      list(api, 'GET /v1/customers/{customerId}/upgraderecords', { path: { customerId } }, (records) =>
        tableLines(
          [
            { head: 'Id' },
            { head: 'Day' },
            { head: 'From' },
            { head: 'To' },
            { head: 'Seats', align: 'right' },
            { head: 'State' },
            { head: 'Left behind', align: 'right' },
          ],
          records.map(({ id, submittedAt, sourceOffer, targetOffer, quantity, state, usersLeftBehind }) => [
            id,
            dayText(submittedAt),
            sourceOffer.name,
            targetOffer.name,
            String(quantity),
            state,
            String(usersLeftBehind.length),
          ]),
        ),
      ),
    ),
});
