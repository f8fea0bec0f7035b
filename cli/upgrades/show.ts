import { show } from '../kit/api.ts';
import { declareCommand } from '../kit/declare.ts';
import { guid } from '../kit/forms.ts';
import { CUSTOMER, withCustomer } from '../kit/resolve.ts';
import { factLines } from '../kit/table.ts';
import { billLines, peopleLines } from '../kit/words.ts';

/** Shows one upgrade with its bill and the people it left behind. */
export const showUpgrade = declareCommand({
  name: 'upgrades show',
  summary: 'Show an upgrade, with its bill and the people who need a person',
  words: { customer: CUSTOMER, upgrade: { about: 'its id', form: guid } },
  run: ({ customer, upgrade: upgradeId }, settings) =>
    withCustomer(settings, customer, (api, customerId) =>
      show(api, 'GET /v1/customers/{customerId}/upgraderecords/{upgradeId}', { path: { customerId, upgradeId } }, (body) => [
        ...factLines([
          ['From', body.sourceOffer.name],
          ['To', body.targetOffer.name],
          ['Seats', body.quantity],
          ['State', body.state],
          ['Submitted', body.submittedAt],
          ['By', body.submittedBy],
          ['Undone', body.undoneAt],
          ['Undo until', body.undoableUntil],
          ['New subscription', body.targetSubscriptionId],
          ['Users moved', body.usersMoved],
          ['Users left behind', body.usersLeftBehind.length],
        ]),
        ...billLines(body.lines, body.total),
        ...peopleLines(body.usersLeftBehind),
      ]),
    ),
});
