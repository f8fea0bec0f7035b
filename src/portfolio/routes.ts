import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { callerOf } from '../access/caller.ts';
import type { Locale } from '../kit/locale.ts';
import { ContinuationHeaders, Fault } from '../platform/contract.ts';
import { BYTE_ORDER_MARK, writeCsv } from '../platform/csv.ts';
import { malformed, sendFault } from '../platform/faults.ts';
import { localeOf } from '../platform/headers.ts';
import type { Routes } from '../platform/http.ts';
import { collection } from '../platform/paging.ts';
import type { PortfolioDeps, Portfolio } from './commands.ts';
import { PortfolioFilterQuery, PortfolioQuery, PortfolioTotals, PortfolioUpgrades } from './contract.ts';
import { exportHeadings, exportRow } from './export.ts';
import type { MatrixRow } from './matrix/row.ts';
import { rowView } from './matrix/view.ts';
import { nextToken, readFilter, readQuestion } from './question.ts';
import { selectRows } from './selection/commands.ts';
import { totalsView } from './totals-view.ts';

const config = { right: 'subscriptions.read' } as const;
const tags = ['portfolio'];

/** What can be upgraded across all customers of a partner: the rows, counted, and as a file. */
export function portfolioRoutes({ catalog, portfolio }: Pick<PortfolioDeps, 'catalog'> & { readonly portfolio: Portfolio }): Routes {
  return async (app) => {
    app.get(
      '/v1/portfolio/upgrades',
      {
        config,
        schema: {
          summary: 'What every active subscription could become, why not, and what it would bring: of all customers',
          tags,
          querystring: PortfolioQuery,
          headers: ContinuationHeaders,
          response: { 200: PortfolioUpgrades, 400: Fault },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        const token = request.headers['ms-continuationtoken'];
        const read = readQuestion(request.query, token, await portfolio.currencyOf(caller.partnerId));
        if (read.kind === 'malformed') return sendFault(reply, 400, malformed(read.member, read.why));
        const { rows, hasMore } = await portfolio.page({ ...read.question, caller, withPeople: true, onlyOwn: false });
        const uri = request.url.replace(/^\/v1/, '');
        const last = rows.at(-1);
        return collection(
          rows.map((row) => rowView(row, localeOf(request))),
          { self: uri, ...(hasMore && last !== undefined ? { next: { uri, token: nextToken(last, read.question.order) } } : {}) },
        );
      },
    );

    app.get(
      '/v1/portfolio/upgrades/totals',
      {
        config,
        schema: {
          summary: 'The same counted: by product and target, by reason, by month, and what one cause stands in the way of',
          tags,
          querystring: PortfolioFilterQuery,
          response: { 200: PortfolioTotals, 400: Fault },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        const read = readFilter(request.query, await portfolio.currencyOf(caller.partnerId));
        if (read.kind === 'malformed') return sendFault(reply, 400, malformed(read.member, read.why));
        const { totals, currency } = await portfolio.totals(caller, read.filter);
        return totalsView(totals, { catalog: catalog.current(), locale: localeOf(request), currency });
      },
    );

    app.get(
      '/v1/portfolio/upgrades/export',
      {
        config,
        schema: {
          summary: 'The same as CSV, all pages',
          tags,
          querystring: PortfolioQuery,
          response: { 200: Type.Unknown({ description: 'text/csv, one row for each subscription and target' }), 400: Fault },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        const { size: _, ...query } = request.query;
        const read = readQuestion(query, undefined, await portfolio.currencyOf(caller.partnerId));
        if (read.kind === 'malformed') return sendFault(reply, 400, malformed(read.member, read.why));
        const pages = selectRows(portfolio, {
          caller,
          filter: read.question.filter,
          order: read.question.order,
          withPeople: true,
          onlyOwn: false,
        });
        // What keeps the first page from being read is answered as itself; later it can only cut the file short.
        const first = await pages.next();
        reply
          .header('Content-Type', 'text/csv; charset=utf-8')
          .header('Content-Disposition', 'attachment; filename="portfolio-upgrades.csv"');
        return reply.send(Readable.from(fileOf(first, pages, localeOf(request))));
      },
    );
  };
}

/** The whole matrix as CSV, page by page, so that it never stands in memory. */
async function* fileOf(first: IteratorResult<Page, unknown>, rest: AsyncGenerator<Page>, locale: Locale): AsyncGenerator<string> {
  const lines = (rows: Page): string => writeCsv(rows.map((row) => exportRow(rowView(row, locale), locale)));
  yield BYTE_ORDER_MARK + writeCsv([exportHeadings(locale)]);
  if (first.done !== true) yield lines(first.value);
  for await (const rows of rest) yield lines(rows);
}

type Page = readonly MatrixRow[];
