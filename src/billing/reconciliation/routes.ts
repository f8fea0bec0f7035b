import { callerOf } from '../../access/caller.ts';
import { Fault } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { malformed, sendFault } from '../../platform/faults.ts';
import type { Routes } from '../../platform/http.ts';
import { readerOf } from '../../platform/reader.ts';
import { FILE_BYTES_MAX, takeCsv } from '../../platform/uploads.ts';
import { numberOf } from '../invoices/invoice.ts';
import { reconcile } from './commands.ts';
import { Reconciliation, ReconciliationQuery } from './contract.ts';
import { reconciliationView } from './view.ts';

/** Holding another side's file against our ledger. */
export function reconciliationRoutes({ db }: { readonly db: Db }): Routes {
  const reader = readerOf(db);
  return async (app) => {
    takeCsv(app);

    app.post(
      '/v1/reconciliations',
      {
        config: { right: 'invoices.read' },
        bodyLimit: FILE_BYTES_MAX,
        schema: {
          summary: 'Compare a reconciliation file (text/csv) with the ledger, line by line',
          tags: ['invoices'],
          querystring: ReconciliationQuery,
          response: { 200: Reconciliation, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        if (typeof request.body !== 'string') return sendFault(reply, 400, NO_FILE);
        const { invoiceId } = request.query;
        const invoiceNumber = invoiceId === undefined ? null : numberOf(invoiceId);
        if (invoiceId !== undefined && invoiceNumber === null) return sendFault(reply, 404, NO_INVOICE);
        const outcome = await reconcile(reader, { text: request.body, partnerId: callerOf(request).partnerId, invoiceNumber });
        if (outcome.kind === 'no_such_invoice') return sendFault(reply, 404, NO_INVOICE);
        if (outcome.kind === 'other_partner') return sendFault(reply, 400, malformed('PartnerId', 'of the file is another partner'));
        if (outcome.kind === 'invalid') {
          const { errors } = outcome;
          const data = errors
            .slice(0, ERRORS_TOLD_MAX)
            .map(({ line, column, problem }) => `line ${line}: ${column === '' ? '' : `${column}: `}${problem}`);
          return sendFault(reply, 400, {
            code: 2000,
            description: `The file has ${errors.length} mistake${errors.length === 1 ? '' : 's'}.`,
            data,
          });
        }
        return reconciliationView(outcome);
      },
    );
  };
}

const NO_FILE = malformed('', 'must carry a CSV file in UTF-8, with `Content-Type: text/csv`');
const NO_INVOICE = { code: 1000, description: 'There is no such invoice.' };
const ERRORS_TOLD_MAX = 200;
