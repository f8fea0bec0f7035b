import type { LeftBehindTask } from '../../client/generated/schemas.ts';
import { list, withApi } from '../kit/api.ts';
import { declareCommand } from '../kit/declare.ts';
import { oneOf } from '../kit/forms.ts';
import { withCustomer } from '../kit/resolve.ts';
import { tableLines } from '../kit/table.ts';

const STATES = ['open', 'moved', 'dismissed', 'gone', 'all'] as const;

/** Lists the people whom upgrades left behind. */
export const listLeftBehind = declareCommand({
  name: 'left-behind list',
  summary: 'List the people whom upgrades left behind, and why',
  words: { customer: { about: 'one customer only: its id, domain or name', optional: true } },
  options: { state: { type: 'string', value: 'STATE', about: `${STATES.join(', ')}; open when left out`, form: oneOf(STATES) } },
  run: ({ customer, state }, settings) => {
    const known = STATES.find((one) => one === state);
    const query = { size: 500, ...(known === undefined ? {} : { state: known }) };
    return customer === undefined
      ? withApi(settings, (api) => list(api, 'GET /v1/leftbehindusers', { query }, taskTable))
      : withCustomer(settings, customer, (api, customerId) =>
          list(api, 'GET /v1/customers/{customerId}/leftbehindusers', { path: { customerId }, query }, taskTable),
        );
  },
});

function taskTable(tasks: readonly LeftBehindTask[]): readonly string[] {
  return tableLines(
    [{ head: 'Customer' }, { head: 'User name' }, { head: 'Upgrade' }, { head: 'State' }, { head: 'Owner' }, { head: 'Why' }],
    tasks.map(({ customer, userPrincipalName, upgradeId, state, owner, reasons }) => [
      customer.name,
      userPrincipalName,
      upgradeId,
      state,
      owner?.name ?? '',
      reasons.map(({ description }) => description).join(' '),
    ]),
  );
}
