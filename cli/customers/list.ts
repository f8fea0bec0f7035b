import { list, withApi } from '../kit/api.ts';
import { declareCommand } from '../kit/declare.ts';
import { count } from '../kit/forms.ts';
import { tableLines } from '../kit/table.ts';

/** Lists the customers of the partner. */
export const listCustomers = declareCommand({
  name: 'customers list',
  summary: 'List the customers',
  options: {
    search: { type: 'string', value: 'TEXT', about: 'only those whose name or domain begins so' },
    max: { type: 'string', value: 'N', about: 'so many at most', form: count },
  },
  run: ({ search, max }, settings) =>
    withApi(settings, (api) =>
      list(
        api,
        'GET /v1/customers',
        { query: { size: Math.min(500, Number(max ?? 500)), ...(search === undefined ? {} : { search }) } },
        (customers) =>
          tableLines(
            [{ head: 'Id' }, { head: 'Name' }, { head: 'Domain' }, { head: 'Country' }],
            customers.map(({ id, companyProfile: { companyName, domain }, country }) => [id, companyName, domain, country]),
          ),
        max === undefined ? Infinity : Number(max),
      ),
    ),
});
