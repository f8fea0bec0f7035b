import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { callerOf } from '../../access/caller.ts';
import type { CatalogSource } from '../../catalog/catalog.ts';
import type { PartnerId } from '../../kit/ids.ts';
import type { Locale } from '../../kit/locale.ts';
import { ContinuationHeaders, Fault, Guid } from '../../platform/contract.ts';
import { BYTE_ORDER_MARK, writeCsv } from '../../platform/csv.ts';
import type { Db } from '../../platform/db.ts';
import { malformed, NOT_FOUND, sendFault } from '../../platform/faults.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { collection, cutPage, pageSize, readToken, writeToken } from '../../platform/paging.ts';
import { readerOf } from '../../platform/reader.ts';
import { readPeople } from '../../upgrades/store.ts';
import type { CampaignId } from '../campaign.ts';
import { CampaignAddOns, CampaignParams, CampaignRowDetails, CampaignRows, RowParams, RowsQuery } from '../contract.ts';
import { findCampaign } from '../store.ts';
import { countAddOns, findRow, listRows } from './list/store.ts';
import { resultHeadings, resultRow } from './results.ts';
import type { RowId } from './row.ts';
import { addOnView, peopleOf, rowDetailsView, rowView } from './view.ts';

const tags = ['campaigns'];
const config = { right: 'subscriptions.read' } as const;
const PURPOSE = 'rows of a campaign';
const Position = Type.Object({ rowId: Guid });

/** The rows of a campaign: what was promised, what came of it, and all of it as a file. */
export function campaignRowRoutes({ db, catalog }: { readonly db: Db; readonly catalog: CatalogSource }): Routes {
  const reader = readerOf(db);
  const of = (request: { readonly caller: unknown; readonly params: { readonly campaignId: string } }) => ({
    partnerId: callerOf(request).partnerId,
    campaignId: request.params.campaignId as CampaignId,
  });
  const shownTo = (request: Parameters<typeof localeOf>[0]) => ({ catalog: catalog.current(), locale: localeOf(request) });
  const isThere = async ({ partnerId, campaignId }: ReturnType<typeof of>) => (await findCampaign(reader, partnerId, campaignId)) !== null;

  return async (app) => {
    app.get(
      '/v1/campaigns/:campaignId/rows',
      {
        config,
        schema: {
          summary: 'What a campaign asks of each subscription, what was promised and what came of it',
          tags,
          params: CampaignParams,
          querystring: RowsQuery,
          headers: ContinuationHeaders,
          response: { 200: CampaignRows, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const size = pageSize(request.query.size, { fallback: 50, most: 200 });
        if (size === null) return sendFault(reply, 400, malformed('size', 'must be from 1 to 200'));
        const token = request.headers['ms-continuationtoken'];
        const after = token === undefined ? null : readToken(PURPOSE, Position, token);
        if (token !== undefined && after === null)
          return sendFault(reply, 400, malformed('MS-ContinuationToken', 'is not one of this list'));
        const place = of(request);
        if (!(await isThere(place))) return sendFault(reply, 404, NOT_FOUND);
        const { state = [] } = request.query;
        const found = await listRows(reader, {
          ...place,
          states: state.length === 0 ? null : state,
          after: (after?.rowId ?? null) as RowId | null,
          limit: size + 1,
        });
        const { items, last } = cutPage(found, size);
        const uri = request.url.replace(/^\/v1/, '');
        const next = last === null ? {} : { next: { uri, token: writeToken(PURPOSE, { rowId: last.id }) } };
        return collection(
          items.map((row) => rowView(row, shownTo(request))),
          { self: uri, ...next },
        );
      },
    );

    app.get(
      '/v1/campaigns/:campaignId/rows/:rowId',
      {
        config,
        schema: {
          summary: 'One row with its bill, line by line, and everyone it leaves behind',
          tags,
          params: RowParams,
          response: { 200: CampaignRowDetails, 404: Fault },
        },
      },
      async (request, reply) => {
        const row = await findRow(reader, of(request), request.params.rowId as RowId);
        if (row === null) return sendFault(reply, 404, NOT_FOUND);
        const people = await db.transaction((tx) => readPeople(tx, row.customerId, peopleOf(row)));
        return reply.code(200).send(rowDetailsView(row, people, shownTo(request)));
      },
    );

    app.get(
      '/v1/campaigns/:campaignId/addons',
      {
        config,
        schema: {
          summary: 'The add-ons of what a campaign is to upgrade, those first about which nobody decided yet',
          tags,
          params: CampaignParams,
          response: { 200: CampaignAddOns, 404: Fault },
        },
      },
      async (request, reply) => {
        const { partnerId, campaignId } = of(request);
        const campaign = await findCampaign(reader, partnerId, campaignId);
        if (campaign === null) return sendFault(reply, 404, NOT_FOUND);
        const counts = await countAddOns(reader, { partnerId, campaignId });
        return collection(
          counts.map((count) => addOnView(count, campaign.addOns, shownTo(request))),
          { self: request.url.replace(/^\/v1/, '') },
        );
      },
    );

    app.get(
      '/v1/campaigns/:campaignId/results',
      {
        config,
        schema: {
          summary: 'All rows with what came of them, as CSV',
          tags,
          params: CampaignParams,
          response: { 200: Type.Unknown({ description: 'text/csv, one row for each subscription' }), 404: Fault },
        },
      },
      async (request, reply) => {
        const place = of(request);
        if (!(await isThere(place))) return sendFault(reply, 404, NOT_FOUND);
        reply
          .header('Content-Type', 'text/csv; charset=utf-8')
          .header('Content-Disposition', 'attachment; filename="campaign-results.csv"');
        return reply.send(Readable.from(fileOf(place, shownTo(request))));
      },
    );
  };

  /** Page by page, so that no campaign stands in memory. */
  async function* fileOf(
    place: { readonly partnerId: PartnerId; readonly campaignId: CampaignId },
    shown: { readonly catalog: ReturnType<CatalogSource['current']>; readonly locale: Locale },
  ): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + writeCsv([resultHeadings(shown.locale)]);
    let after: RowId | null = null;
    for (;;) {
      const rows: Awaited<ReturnType<typeof listRows>> = await listRows(reader, { ...place, states: null, after, limit: ROWS_PER_PAGE });
      if (rows.length > 0) yield writeCsv(rows.map((row) => resultRow(rowView(row, shown), shown.locale)));
      if (rows.length < ROWS_PER_PAGE) return;
      after = rows.at(-1)?.id ?? null;
    }
  }
}

const ROWS_PER_PAGE = 500;
