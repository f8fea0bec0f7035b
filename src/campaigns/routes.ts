import { Type } from 'typebox';
import { callerOf } from '../access/caller.ts';
import { answering } from '../audit/commands.ts';
import type { CatalogSource } from '../catalog/catalog.ts';
import { unreachable } from '../kit/brand.ts';
import { dayOf } from '../kit/dates.ts';
import type { Currency } from '../kit/money.ts';
import { faultAnswer, sendAnswer, type Answer } from '../platform/answer.ts';
import type { Clock } from '../platform/clock.ts';
import { ContinuationHeaders, Fault, Guid } from '../platform/contract.ts';
import { readCsv } from '../platform/csv.ts';
import type { Db, Tx } from '../platform/db.ts';
import { malformed, NOT_FOUND, sendFault } from '../platform/faults.ts';
import { localeOf } from '../platform/headers.ts';
import type { Routes } from '../platform/http.ts';
import { collection, cutPage, pageSize, readToken, TOKEN_INSTANT, writeToken } from '../platform/paging.ts';
import { readerOf, type Reader } from '../platform/reader.ts';
import { FILE_BYTES_MAX, takeCsv } from '../platform/uploads.ts';
import type { Portfolio } from '../portfolio/commands.ts';
import type { Campaign, CampaignId } from './campaign.ts';
import { readCampaignFile } from './choosing/file.ts';
import { actOn, createCampaign, editCampaign, type ActOutcome, type CampaignOrder, type RowsAction } from './commands.ts';
import {
  CampaignBody,
  CampaignEditBody,
  CampaignFileQuery,
  CampaignParams,
  Campaigns,
  CampaignView,
  RowsBody,
  type CampaignView as View,
} from './contract.ts';
import { offerIn, readEdit, readOrder } from './request.ts';
import { unknownSaid, wrongLines } from './choosing/mistakes.ts';
import type { RowId } from './rows/row.ts';
import { countRows } from './rows/list/store.ts';
import { findCampaign, listCampaigns, needsSecondPerson } from './store.ts';
import { readTiming } from './timing.ts';
import { campaignView } from './view.ts';
import { explainCampaign } from './words.ts';

export type CampaignRouteDeps = {
  readonly db: Db;
  readonly catalog: CatalogSource;
  readonly portfolio: Pick<Portfolio, 'currencyOf'>;
  readonly clock: Clock;
  readonly newId: () => string;
};

type Asking = Parameters<typeof localeOf>[0];
type Reply = Parameters<typeof sendFault>[0];

const tags = ['campaigns'];
const read = { right: 'subscriptions.read' } as const;
const upgrade = { right: 'subscriptions.upgrade' } as const;
const PURPOSE = 'campaigns';
const Position = Type.Object({ at: TOKEN_INSTANT, id: Guid });

/** Many upgrades together: prepared, worked out, approved, carried out, taken back. */
export function campaignRoutes({ db, catalog, portfolio, clock, newId }: CampaignRouteDeps): Routes {
  const reader = readerOf(db);
  const answerOnce = answering({ db, clock });
  const around = (request: Asking) => ({
    actor: { caller: callerOf(request), correlationId: request.correlationId, remoteAddress: request.ip },
    now: clock.now(),
    newId,
  });
  const currencyFor = (request: Asking) => portfolio.currencyOf(callerOf(request).partnerId);
  const viewAll = async (from: Reader, request: Asking, campaigns: readonly Campaign[], currency: Currency): Promise<View[]> => {
    const caller = callerOf(request);
    const { partnerId } = caller;
    const ids = campaigns.map(({ id }) => id);
    const [counts, needs] = await Promise.all([countRows(from, partnerId, ids), needsSecondPerson(from, partnerId)]);
    const shown = { catalog: catalog.current(), locale: localeOf(request), currency, caller, needsSecondPerson: needs, now: clock.now() };
    return campaigns.map((campaign) => campaignView(campaign, counts, shown));
  };
  const viewOne = async (from: Reader, request: Asking, campaign: Campaign, currency: Currency): Promise<View> => {
    const [view] = await viewAll(from, request, [campaign], currency);
    if (view === undefined) throw new Error('a campaign without its view');
    return view;
  };
  const create = async (request: Asking, reply: Reply, order: CampaignOrder) => {
    const known = catalog.current();
    const currency = await currencyFor(request);
    const answer = await answerOnce(request, async (tx) => {
      const outcome = await createCampaign(tx, order, { ...around(request), catalog: known });
      if (outcome.kind === 'unknown') return faultAnswer(400, unknownSaid(outcome.places));
      return { status: 201, body: await viewOne(tx, request, outcome.campaign, currency) };
    });
    return sendAnswer(reply, answer);
  };
  const act = async (request: Asking, reply: Reply, work: (tx: Tx) => Promise<ActOutcome>) => {
    const currency = await currencyFor(request);
    const answer = await answerOnce(request, async (tx): Promise<Answer> => {
      const outcome = await work(tx);
      switch (outcome.kind) {
        case 'no_such_campaign':
          return faultAnswer(404, NOT_FOUND);
        case 'refused': {
          const { reason } = outcome;
          return faultAnswer(409, { code: 900278, description: explainCampaign(reason, localeOf(request)), data: [reason.code] });
        }
        case 'done':
          return { status: 200, body: await viewOne(tx, request, outcome.campaign, currency) };
        default:
          return unreachable(outcome);
      }
    });
    return sendAnswer(reply, answer);
  };

  return async (app) => {
    takeCsv(app);

    app.post(
      '/v1/campaigns',
      {
        config: upgrade,
        schema: {
          summary:
            'Prepare a campaign by a filter of the portfolio or a list of subscriptions; it is worked out at once, and nothing is carried out',
          tags,
          body: CampaignBody,
          response: { 201: CampaignView, 400: Fault },
        },
      },
      async (request, reply) => {
        const order = readOrder(request.body, {
          currency: await portfolio.currencyOf(callerOf(request).partnerId),
          today: dayOf(clock.now()),
        });
        if (order.kind === 'malformed') return sendFault(reply, 400, malformed(order.member, order.why));
        return create(request, reply, order.order);
      },
    );

    app.post(
      '/v1/campaignfiles',
      {
        config: upgrade,
        bodyLimit: FILE_BYTES_MAX,
        schema: {
          summary: 'The same from a file (text/csv): customerId, subscriptionId, targetOfferId, quantity, upgradeType',
          tags,
          querystring: CampaignFileQuery,
          response: { 201: CampaignView, 400: Fault },
        },
      },
      async (request, reply) => {
        const { body, query } = request;
        if (typeof body !== 'string')
          return sendFault(reply, 400, malformed('', 'must carry a CSV file in UTF-8, with `Content-Type: text/csv`'));
        const timing = readTiming(query, dayOf(clock.now()));
        if (timing.kind === 'malformed') return sendFault(reply, 400, malformed(timing.member, timing.why));
        const file = readCampaignFile(readCsv(body), offerIn(query.targetOfferId));
        if (file.kind === 'invalid')
          return sendFault(reply, 400, wrongLines(file.errors.map(({ line, problem }) => `line ${line}: ${problem}`)));
        return create(request, reply, {
          name: query.name,
          upgradeType: null,
          timing,
          rowsPerMinute: query.rowsPerMinute ?? null,
          hours: null,
          acceptsLaterDay: query.acceptsLaterDay ?? false,
          addOns: query.addOns === undefined ? [] : [{ offerId: null, choice: query.addOns }],
          chosen: { kind: 'listed', rows: file.rows },
        });
      },
    );

    app.get(
      '/v1/campaigns',
      {
        config: read,
        schema: {
          summary: 'The partner’s campaigns, latest first, with their rows counted',
          tags,
          querystring: Type.Object({ size: Type.Optional(Type.Integer({ description: '1 to 100; 0 or none: 25.' })) }),
          headers: ContinuationHeaders,
          response: { 200: Campaigns, 400: Fault },
        },
      },
      async (request, reply) => {
        const size = pageSize(request.query.size, { fallback: 25, most: 100 });
        if (size === null) return sendFault(reply, 400, malformed('size', 'must be from 1 to 100'));
        const token = request.headers['ms-continuationtoken'];
        const after = token === undefined ? null : readToken(PURPOSE, Position, token);
        if (token !== undefined && after === null)
          return sendFault(reply, 400, malformed('MS-ContinuationToken', 'is not one of this list'));
        const { items, last } = cutPage(
          await listCampaigns(reader, { partnerId: callerOf(request).partnerId, after, limit: size + 1 }),
          size,
        );
        const uri = request.url.replace(/^\/v1/, '');
        const next = last === null ? {} : { next: { uri, token: writeToken(PURPOSE, { at: last.createdAt, id: last.id }) } };
        return collection(await viewAll(reader, request, items, await currencyFor(request)), { self: uri, ...next });
      },
    );

    app.get(
      '/v1/campaigns/:campaignId',
      {
        config: read,
        schema: {
          summary: 'A campaign, how far it is and what it comes to',
          tags,
          params: CampaignParams,
          response: { 200: CampaignView, 404: Fault },
        },
      },
      async (request, reply) => {
        const campaign = await findCampaign(reader, callerOf(request).partnerId, request.params.campaignId as CampaignId);
        if (campaign === null) return sendFault(reply, 404, NOT_FOUND);
        return viewOne(reader, request, campaign, await currencyFor(request));
      },
    );

    app.patch(
      '/v1/campaigns/:campaignId',
      {
        config: upgrade,
        schema: {
          summary: 'Change its name, its limits or its hours',
          tags,
          params: CampaignParams,
          body: CampaignEditBody,
          response: { 200: CampaignView, 400: Fault, 404: Fault, 409: Fault },
        },
      },
      async (request, reply) => {
        const edit = readEdit(request.body);
        if (edit.kind === 'malformed') return sendFault(reply, 400, malformed(edit.member, edit.why));
        const id = request.params.campaignId as CampaignId;
        return act(request, reply, (tx) => editCampaign(tx, id, edit.edit, around(request)));
      },
    );

    for (const { path, action, right, summary } of ACTIONS) {
      app.post(
        `/v1/campaigns/:campaignId/${path}`,
        {
          config: { right },
          schema: {
            summary,
            tags,
            params: CampaignParams,
            body: RowsBody,
            response: { 200: CampaignView, 403: Fault, 404: Fault, 409: Fault },
          },
        },
        async (request, reply) => {
          const { rowIds } = request.body;
          const wish = {
            id: request.params.campaignId as CampaignId,
            action,
            ...(rowIds === undefined ? {} : { rowIds: rowIds.map((id) => id.toLowerCase() as RowId) }),
          };
          return act(request, reply, (tx) => actOn(tx, wish, around(request)));
        },
      );
    }
  };
}

const ACTIONS: readonly { readonly path: string; readonly action: RowsAction; readonly right: string; readonly summary: string }[] = [
  { path: 'rehearsal', action: 'rehearse', right: 'subscriptions.upgrade', summary: 'Work rows out again; an approval is void' },
  {
    path: 'omission',
    action: 'omit',
    right: 'subscriptions.upgrade',
    summary: 'Leave rows out, all or some; an approval of the others stands',
  },
  {
    path: 'readmission',
    action: 'readmit',
    right: 'subscriptions.upgrade',
    summary: 'Take rows in again and work them out; an approval is void',
  },
  { path: 'approval', action: 'approve', right: 'campaigns.approve', summary: 'Approve exactly what the dry run found possible' },
  { path: 'run', action: 'run', right: 'subscriptions.upgrade', summary: 'Begin to carry it out, or go on' },
  { path: 'pause', action: 'pause', right: 'subscriptions.upgrade', summary: 'Begin no further rows for now' },
  { path: 'stop', action: 'stop', right: 'subscriptions.upgrade', summary: 'Begin no further rows for good' },
  { path: 'undo', action: 'undo', right: 'subscriptions.upgrade', summary: 'Take upgrades back, all or some' },
];
