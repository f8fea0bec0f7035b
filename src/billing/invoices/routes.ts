import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { callerOf } from '../../access/caller.ts';
import { findPartner } from '../../access/store.ts';
import { answering } from '../../audit/commands.ts';
import type { CatalogSource } from '../../catalog/catalog.ts';
import { addMonths, day, dayOf } from '../../kit/dates.ts';
import type { OfferId } from '../../kit/ids.ts';
import { inLocale } from '../../kit/locale.ts';
import { sendAnswer } from '../../platform/answer.ts';
import type { Clock } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import { BYTE_ORDER_MARK } from '../../platform/csv.ts';
import type { Db } from '../../platform/db.ts';
import { malformed, NOT_FOUND, sendFault } from '../../platform/faults.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { collection, cutPage, pageSize } from '../../platform/paging.ts';
import { renderPdf } from '../../platform/pdf.ts';
import { readerOf, type Reader } from '../../platform/reader.ts';
import { reconciliationHeadings, reconciliationRows } from '../reconciliation/file.ts';
import { issueInvoices } from './commands.ts';
import {
  Invoice,
  InvoiceParams,
  InvoiceRunBody,
  Invoices,
  InvoicesQuery,
  InvoiceSummaries,
  InvoiceSummary,
  RUN_YEARS_AHEAD_MAX,
} from './contract.ts';
import { invoiceIdOf, NO_INVOICE, numberOf, type Invoice as FoundInvoice } from './invoice.ts';
import { datesOf } from './question.ts';
import { CUSTOMERS_NAMED_MAX, statementOf } from './statement.ts';
import { findInvoice, listInvoiceLines, listInvoices, readBalances, readTotals } from './store.ts';
import { invoiceView, summaryView } from './view.ts';

export type InvoiceDeps = {
  readonly db: Db;
  readonly catalog: CatalogSource;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly mode: 'demo' | 'production';
};

const config = { right: 'invoices.read' };
const tags = ['invoices'];
const SIZE = { fallback: 200, most: 500 };
const LINES_AT_A_TIME = 2000;

/** What the partner was invoiced, as lists, lines, document and file. */
export function invoiceRoutes({ db, catalog, clock, newId, mode }: InvoiceDeps): Routes {
  const reader = readerOf(db);
  const answerOnce = answering({ db, clock });
  const find = (request: { readonly caller: unknown; readonly params: { readonly invoiceId: string } }) => {
    const number = numberOf(request.params.invoiceId);
    return number === null ? null : findInvoice(reader, callerOf(request).partnerId, number);
  };

  return async (app) => {
    app.get(
      '/v1/invoices',
      {
        config,
        schema: {
          summary: 'The partner’s invoices, latest first',
          tags,
          querystring: InvoicesQuery,
          response: { 200: Invoices, 400: Fault },
        },
      },
      async (request, reply) => {
        const size = pageSize(request.query.size, SIZE);
        const dated = datesOf(request.query.filter);
        if (size === null) return sendFault(reply, 400, malformed('size', `can be ${SIZE.most} at most`));
        if (typeof dated === 'string') return sendFault(reply, 400, malformed('filter', dated));
        const offset = request.query.offset ?? 0;
        const rows = await listInvoices(reader, { partnerId: callerOf(request).partnerId, dated, offset, limit: size + 1 });
        const { items, last } = cutPage(rows, size);
        const filter = request.query.filter === undefined ? '' : `&filter=${encodeURIComponent(request.query.filter)}`;
        const at = (from: number) => `/invoices?size=${size}&offset=${from}${filter}`;
        return collection(items.map(invoiceView), { self: at(offset), ...(last === null ? {} : { next: { uri: at(offset + size) } }) });
      },
    );

    app.get(
      '/v1/invoices/summary',
      { config, schema: { summary: 'What the partner owes in its own currency', tags, response: { 200: InvoiceSummary, 404: Fault } } },
      async (request, reply) => {
        const partner = await findPartner(reader, callerOf(request).partnerId);
        if (partner === null) return sendFault(reply, 404, NOT_FOUND);
        const balances = await readBalances(reader, partner.partnerId);
        return summaryView(balances.find(({ currency }) => currency === partner.currency) ?? { currency: partner.currency }, clock.now());
      },
    );

    app.get(
      '/v1/invoices/summaries',
      { config, schema: { summary: 'What the partner owes, by currency', tags, response: { 200: InvoiceSummaries } } },
      async (request) => {
        const balances = await readBalances(reader, callerOf(request).partnerId);
        return collection(
          balances.map((balance) => summaryView(balance, clock.now())),
          { self: '/invoices/summaries' },
        );
      },
    );

    app.post(
      '/v1/invoices/runs',
      {
        config: { right: 'invoices.issue' },
        schema: {
          summary: 'Write the invoices of the months that are over, without waiting for the monthly run',
          tags,
          body: InvoiceRunBody,
          response: { 200: Invoices, 400: Fault, 403: Fault },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        const now = clock.now();
        const until = request.body.until === undefined ? now : dateOf(request.body.until);
        if (until === null) return sendFault(reply, 400, malformed('until', 'is no day'));
        if (dayOf(until) > addMonths(dayOf(now), RUN_YEARS_AHEAD_MAX * 12))
          return sendFault(reply, 400, malformed('until', `is more than ${RUN_YEARS_AHEAD_MAX} years ahead`));
        if (dayOf(until) > dayOf(now) && mode === 'production') return sendFault(reply, 403, FUTURE);
        const by = { doer: { kind: 'caller' as const, caller }, correlationId: request.correlationId, remoteAddress: request.ip };
        const run = { partnerId: caller.partnerId, until, at: now, newId, by };
        const answer = await answerOnce(request, async (tx) => ({
          status: 200,
          body: collection((await issueInvoices(tx, run)).map(invoiceView)),
        }));
        return sendAnswer(reply, answer);
      },
    );

    app.get(
      '/v1/invoices/:invoiceId',
      { config, schema: { summary: 'One invoice', tags, params: InvoiceParams, response: { 200: Invoice, 404: Fault } } },
      async (request, reply) => {
        const invoice = await find(request);
        return invoice === null ? sendFault(reply, 404, NO_INVOICE) : invoiceView(invoice);
      },
    );

    app.get(
      '/v1/invoices/:invoiceId/documents/statement',
      {
        config,
        schema: {
          summary: 'An invoice as a PDF document, in the asked language',
          tags,
          params: InvoiceParams,
          response: { 200: Type.Null({ description: 'application/pdf' }), 404: Fault },
        },
      },
      async (request, reply) => {
        const invoice = await find(request);
        if (invoice === null) return sendFault(reply, 404, NO_INVOICE);
        const locale = localeOf(request);
        const { offers } = catalog.current();
        const nameOf = (id: string) => {
          const offer = offers.get(id as OfferId);
          return offer === undefined ? null : inLocale(offer.name, locale);
        };
        const document = await renderPdf(statementOf(invoice, await readTotals(reader, invoice, CUSTOMERS_NAMED_MAX), nameOf, locale));
        return sendBytes(reply, document, 'application/pdf', `${invoiceIdOf(invoice.number)}.pdf`);
      },
    );

    app.get(
      '/v1/invoices/:invoiceId/reconciliation.csv',
      {
        config,
        schema: {
          summary: 'Every line of an invoice, in the published columns',
          tags,
          params: InvoiceParams,
          response: { 200: Type.Null({ description: 'text/csv' }), 404: Fault },
        },
      },
      async (request, reply) => {
        const invoice = await find(request);
        if (invoice === null) return sendFault(reply, 404, NO_INVOICE);
        return sendBytes(reply, Readable.from(fileOf(reader, invoice)), 'text/csv; charset=utf-8', `${invoiceIdOf(invoice.number)}.csv`);
      },
    );
  };
}

const FUTURE = { code: 900150, description: 'A month that is not over can be invoiced in demo mode only.' };

/** Files of any size, some thousand lines in memory at a time. */
async function* fileOf(reader: Reader, invoice: FoundInvoice): AsyncGenerator<string> {
  yield `${BYTE_ORDER_MARK}${reconciliationHeadings()}`;
  for (let after: { customerId: string; chargeId: string } | null = null; ;) {
    const lines: Awaited<ReturnType<typeof listInvoiceLines>> = await listInvoiceLines(reader, invoice, {
      provider: 'all',
      offset: 0,
      after,
      limit: LINES_AT_A_TIME,
    });
    if (lines.length > 0) yield reconciliationRows(lines);
    const last = lines.at(-1);
    if (last === undefined || lines.length < LINES_AT_A_TIME) return;
    after = last;
  }
}

type ByteReply = Parameters<typeof sendFault>[0];

function sendBytes(reply: ByteReply, content: Buffer | Readable, type: string, name: string): ByteReply {
  return reply.header('Content-Disposition', `inline; filename="${name}"`).type(type).send(content);
}

function dateOf(text: string): Date | null {
  try {
    return new Date(`${day(text)}T00:00:00Z`);
  } catch {
    return null;
  }
}
