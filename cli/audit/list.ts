import { isFailure, list, withApi } from '../kit/api.ts';
import { declareCommand } from '../kit/declare.ts';
import { count, day } from '../kit/forms.ts';
import { customerOf } from '../kit/resolve.ts';
import { tableLines } from '../kit/table.ts';

/** Lists what was done at the customers, latest first. */
export const listAudit = declareCommand({
  name: 'audit list',
  summary: 'List what was done, by whom and when, latest first',
  options: {
    customer: { type: 'string', value: 'CUSTOMER', about: 'only at this customer' },
    from: { type: 'string', value: 'DAY', about: 'since this day; the last 30 days when left out', form: day },
    until: { type: 'string', value: 'DAY', about: 'until this day, itself included', form: day },
    operation: { type: 'string', value: 'WORD', about: 'only this operation, such as upgrade_subscription' },
    max: { type: 'string', value: 'N', about: 'so many at most', form: count },
  },
  run: ({ customer, from, until, operation, max }, settings) =>
    withApi(settings, async (api) => {
      const customerId = customer === undefined ? undefined : await customerOf(api, customer);
      if (customerId !== undefined && typeof customerId !== 'string' && isFailure(customerId)) return customerId;
      const query = {
        size: Math.min(500, Number(max ?? 500)),
        ...(customerId === undefined ? {} : { customerId }),
        ...(from === undefined ? {} : { startDate: from }),
        ...(until === undefined ? {} : { endDate: until }),
        ...(operation === undefined ? {} : { operationType: operation }),
      };
      const most = max === undefined ? Infinity : Number(max);
      return list(api, 'GET /v1/auditrecords', { query }, auditTable, most);
    }),
});

type Entry = {
  readonly operationDate: string;
  readonly customerName?: string;
  readonly operationType: string;
  readonly operationStatus: string;
  readonly userPrincipalName?: string;
  readonly applicationId?: string;
};

function auditTable(entries: readonly Entry[]): readonly string[] {
  return tableLines(
    [{ head: 'When' }, { head: 'Customer' }, { head: 'What' }, { head: 'Outcome' }, { head: 'Who' }],
    entries.map((entry) => [
      `${entry.operationDate.slice(0, 19).replace('T', ' ')}Z`,
      entry.customerName ?? '',
      entry.operationType,
      entry.operationStatus,
      entry.userPrincipalName ?? entry.applicationId ?? '',
    ]),
  );
}
