import { show } from '../kit/api.ts';
import { declareCommand } from '../kit/declare.ts';
import { guid } from '../kit/forms.ts';
import { CUSTOMER, usersOf, withCustomer } from '../kit/resolve.ts';
import { billLines, peopleLines } from '../kit/words.ts';

/** Moves people who were left behind, as far as nothing is in the way any more. */
export const retryLeftBehind = declareCommand({
  name: 'left-behind retry',
  summary: 'Move people who were left behind, as far as nothing is in the way any more',
  words: {
    customer: CUSTOMER,
    upgrade: { about: 'the id of the upgrade', form: guid },
    user: { about: 'their ids or user names; everyone who is still left behind when left out', optional: true, many: true },
  },
  run: ({ customer, upgrade: upgradeId, user }, settings) =>
    withCustomer(settings, customer, async (api, customerId) => {
      const userIds = await usersOf(api, customerId, user);
      if ('kind' in userIds) return userIds;
      const given = { path: { customerId, upgradeId }, body: userIds.length === 0 ? {} : { userIds } };
      return show(api, 'POST /v1/customers/{customerId}/upgraderecords/{upgradeId}/retries', given, (work) => [
        `Moved: ${work.usersMoved}. Still open: ${work.usersOpen}.`,
        ...peopleLines(work.usersLeftBehind),
        ...(work.lines.length === 0 ? [] : billLines(work.lines, work.total)),
      ]);
    }),
});
