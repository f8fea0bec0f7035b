import { list, withApi } from '../kit/api.ts';
import { declareCommand } from '../kit/declare.ts';
import { tableLines } from '../kit/table.ts';
import { dayText, moneyText } from '../kit/words.ts';

/** Lists the invoices of the partner. */
export const listInvoices = declareCommand({
  name: 'invoices list',
  summary: 'List the invoices, latest first',
  run: (_given, settings) =>
    withApi(settings, (api) =>
      list(api, 'GET /v1/invoices', { query: { size: 200 } }, (invoices) =>
        tableLines(
          [{ head: 'Id' }, { head: 'Month' }, { head: 'Kind' }, { head: 'Total', align: 'right' }],
          invoices.map(({ id, billingPeriodStartDate, documentType, totalCharges: amount, currencyCode: currency }) => [
            id,
            dayText(billingPeriodStartDate).slice(0, 7),
            documentType,
            moneyText({ amount, currency }),
          ]),
        ),
      ),
    ),
});
