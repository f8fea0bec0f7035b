import { callerOf } from '../../../access/caller.ts';
import { ContinuationHeaders, Fault } from '../../../platform/contract.ts';
import type { Db } from '../../../platform/db.ts';
import { malformed, sendFault } from '../../../platform/faults.ts';
import type { Routes } from '../../../platform/http.ts';
import { collection, cutPage } from '../../../platform/paging.ts';
import { readerOf } from '../../../platform/reader.ts';
import { InvoiceParams } from '../contract.ts';
import { invoiceIdOf, NO_INVOICE, numberOf, type Invoice } from '../invoice.ts';
import { findInvoice, listInvoiceLines } from '../store.ts';
import { LineItemParams, LineItemQuery, LineItems, PageQuery } from './contract.ts';
import { linesIn, tokenAfter, type LinesAsked } from './question.ts';
import { lineItemView } from './view.ts';

const config = { right: 'invoices.read' };
const tags = ['invoices'];
const response = { 200: LineItems, 400: Fault, 404: Fault };

/** The lines of invoices, by provider: what is of new commerce under `one_time`, everything else under `office`. */
export function invoiceLineRoutes({ db }: { readonly db: Db }): Routes {
  const reader = readerOf(db);
  const find = (request: { readonly caller: unknown; readonly params: { readonly invoiceId: string } }) => {
    const number = numberOf(request.params.invoiceId);
    return number === null ? null : findInvoice(reader, callerOf(request).partnerId, number);
  };
  /** One page. `next` says how its address goes on in the form in which it was asked for. */
  const linesOf = async (invoice: Invoice, asked: LinesAsked, address: (page: string) => string) => {
    const read = linesIn(asked, invoice);
    if (read.kind === 'malformed') return malformed(read.member, read.why);
    const { provider, size, offset, after } = read;
    const rows = provider === 'other' ? [] : await listInvoiceLines(reader, invoice, { provider, offset, after, limit: size + 1 });
    const { items, last } = cutPage(rows, size);
    // Clients of licence-based lines go on by the offset, those of new commerce by the token.
    const isSeeking = provider !== 'office';
    const on = isSeeking ? 'seekOperation=Next' : `offset=${offset + size}`;
    const next = last === null ? {} : { next: { uri: address(`size=${size}&${on}`), ...(isSeeking ? { token: tokenAfter(last) } : {}) } };
    return collection(
      items.map((line) => lineItemView(line, invoice)),
      { self: address(`size=${size}&offset=${offset}`), ...next },
    );
  };

  return async (app) => {
    app.get(
      '/v1/invoices/:invoiceId/lineitems/:provider/:lineItemType',
      {
        config,
        schema: {
          summary: 'Lines of an invoice',
          tags,
          params: LineItemParams,
          querystring: PageQuery,
          headers: ContinuationHeaders,
          response,
        },
      },
      async (request, reply) => {
        const invoice = await find(request);
        if (invoice === null) return sendFault(reply, 404, NO_INVOICE);
        const { provider, lineItemType: type } = request.params;
        const asked = { ...request.query, provider, type, token: request.headers['ms-continuationtoken'] };
        const path = `/invoices/${invoiceIdOf(invoice.number)}/lineitems/${provider}/${type}`;
        const answer = await linesOf(invoice, asked, (page) => `${path}?${page}`);
        return 'items' in answer ? answer : sendFault(reply, 400, answer);
      },
    );

    app.get(
      '/v1/invoices/:invoiceId/lineitems',
      {
        config,
        schema: {
          summary: 'Lines of an invoice, asked for by parameters',
          tags,
          params: InvoiceParams,
          querystring: LineItemQuery,
          headers: ContinuationHeaders,
          response,
        },
      },
      async (request, reply) => {
        const invoice = await find(request);
        if (invoice === null) return sendFault(reply, 404, NO_INVOICE);
        const { provider, invoiceLineItemType: type } = request.query;
        const asked = { ...request.query, type, token: request.headers['ms-continuationtoken'] };
        const path = `/invoices/${invoiceIdOf(invoice.number)}/lineitems?provider=${provider}&invoicelineitemtype=${type}`;
        const answer = await linesOf(invoice, asked, (page) => `${path}&${page}`);
        return 'items' in answer ? answer : sendFault(reply, 400, answer);
      },
    );
  };
}
